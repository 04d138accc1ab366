"""The door of a WeChat official account; docs/wechat.md tells how to set one up."""

"""The menu below the talk: what stands on it, and what a tap on it means."""

from typing import Any

CHECK, CALL, STATUS, EASY, PRIVACY, DELETE = "check", "call", "status", "easy", "privacy", "delete"

#: Taps that mean the same as a button of the talk.
ORDERS = {
    CHECK: "/assess",
    CALL: "/callback",
    STATUS: "/callback_status",
    DELETE: "/delete_data",
}


def menu() -> dict[str, Any]:
    """The menu as WeChat takes it: at most three titles of four characters, five of eight below each."""
    more = [
        _tap("我的回电", STATUS),
        _tap("说简单点", EASY),
        _tap("信息怎么保管", PRIVACY),
        _tap("删除我的信息", DELETE),
    ]
    return {
        "button": [
            _tap("能领什么", CHECK),
            _tap("约人回电", CALL),
            {"name": "更多", "sub_button": more},
        ]
    }


def _tap(name: str, key: str) -> dict[str, str]:
    return {"type": "click", "name": name, "key": key}

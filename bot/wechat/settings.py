"""Settings of the WeChat door."""

import base64
import binascii
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.settings import SettingsError

API = "https://api.weixin.qq.com"
_SETTINGS = "公众号后台“设置与开发”里的"


@dataclass(frozen=True)
class WechatSettings:
    """What an operator copies from the account's pages.

    `app_id`: AppID (`YIZHU_WECHAT_APP_ID`). `token`: the token set there (`YIZHU_WECHAT_TOKEN`). `aes_key`:
    EncodingAESKey (`YIZHU_WECHAT_AES_KEY`); empty: messages travel in plain XML. `secret`: AppSecret
    (`YIZHU_WECHAT_SECRET`); empty: we never write by ourselves, only in answer. `api`: address of
    WeChat's API (`YIZHU_WECHAT_API`).
    """

    app_id: str
    token: str = field(repr=False)
    aes_key: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    api: str = API


def from_environment(environment: Mapping[str, str] | None = None) -> WechatSettings | None:
    """Read the settings; None when there is no such account.

    Raises:
        SettingsError: one is missing or cannot be right.
    """
    env = os.environ if environment is None else environment
    token, app_id, aes_key, secret, api = (
        env.get(f"YIZHU_WECHAT_{name}", "").strip()
        for name in ("TOKEN", "APP_ID", "AES_KEY", "SECRET", "API")
    )
    if not (token or app_id):
        return None
    if not re.fullmatch(r"[A-Za-z0-9]{3,32}", token):
        raise SettingsError(f"YIZHU_WECHAT_TOKEN 要和{_SETTINGS}令牌一样：3 到 32 个字母和数字 (the token)")
    if not re.fullmatch(r"wx[0-9a-z]{16}", app_id):
        raise SettingsError(f"YIZHU_WECHAT_APP_ID 要和{_SETTINGS} AppID 一样：wx 加 16 位 (the AppID)")
    if aes_key and not _is_key(aes_key):
        raise SettingsError(f"YIZHU_WECHAT_AES_KEY 要和{_SETTINGS}消息加解密密钥一样：43 位 (EncodingAESKey)")
    if api and not re.fullmatch(r"https?://[^\s/?#]+", api.rstrip("/")):
        raise SettingsError("YIZHU_WECHAT_API 不是网址 (an address begins with https://)")
    return WechatSettings(app_id, token, aes_key, secret, (api or API).rstrip("/"))


def _is_key(text: str) -> bool:
    try:
        return len(text) == 43 and len(base64.b64decode(f"{text}=", validate=True)) == 32
    except binascii.Error:
        return False

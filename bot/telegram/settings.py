"""Settings of the Telegram door."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.settings import LOOPBACK, SettingsError


@dataclass(frozen=True)
class TelegramSettings:
    """What an operator can set.

    `token`: of the bot (`TELEGRAM_BOT_TOKEN`). `api`: address of the Bot API (`YIZHU_TELEGRAM_API`).
    `webhook`: the public https address that Telegram calls (`YIZHU_TELEGRAM_WEBHOOK`); empty: we ask
    Telegram ourselves. `listen`, `port`: where this process hears those calls, behind a TLS proxy
    (`YIZHU_TELEGRAM_LISTEN`, `YIZHU_TELEGRAM_PORT`).
    """

    token: str = field(repr=False)
    api: str = "https://api.telegram.org"
    webhook: str = ""
    listen: str = LOOPBACK
    port: int = 8443

    @property
    def path(self) -> str:
        """The path of the webhook, without the first slash."""
        return urlsplit(self.webhook).path.lstrip("/")


def from_environment(environment: Mapping[str, str] | None = None) -> TelegramSettings:
    """Read the settings; raise SettingsError when one cannot be understood."""
    env = os.environ if environment is None else environment
    webhook = env.get("YIZHU_TELEGRAM_WEBHOOK", "").strip()
    if webhook and urlsplit(webhook).scheme != "https":
        raise SettingsError("YIZHU_TELEGRAM_WEBHOOK 要以 https:// 开头 (Telegram calls https addresses only)")
    port = env.get("YIZHU_TELEGRAM_PORT", "").strip() or "8443"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise SettingsError(f"YIZHU_TELEGRAM_PORT={port!r} 不是端口号 (a port is a number from 1 to 65535)")
    return TelegramSettings(
        token=env.get("TELEGRAM_BOT_TOKEN", "").strip(),
        api=(env.get("YIZHU_TELEGRAM_API", "").strip() or TelegramSettings.api).rstrip("/"),
        webhook=webhook,
        listen=env.get("YIZHU_TELEGRAM_LISTEN", "").strip() or LOOPBACK,
        port=int(port),
    )

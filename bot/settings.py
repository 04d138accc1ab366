"""Settings of the doors and of the supervisor, read from the environment once."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
LOOPBACK = "127.0.0.1"


class SettingsError(ValueError):
    """A setting in the environment that cannot be understood; the message names it."""


@dataclass(frozen=True)
class Settings:
    """What may differ between two installations. Times are seconds, sizes are counts."""

    host: str = LOOPBACK
    port: int = 8000
    rasa_port: int = 5005
    actions_port: int = 5055
    data_dir: Path = PROJECT / "var"
    deadline: float = 15.0
    rate_limited: bool = True
    per_conversation: tuple[float, float] = (10.0, 0.5)  # burst, refill per second
    per_address: tuple[float, float] = (120.0, 4.0)  # whole villages share one address behind a carrier
    running: int = 32  # turns inside Rasa at once
    waiting: int = 256  # turns that may wait for one of those places
    per_conversation_queue: int = 10
    channel_secret: str = field(default="", repr=False)
    trusted_proxies: str = ""
    public_base: str = ""  # the address people reach this installation at; empty: not known, nothing shows it
    redis_url: str = field(default="", repr=False)  # where several gateways keep their limits in common
    rasa: str = ""  # addresses of Rasa servers elsewhere, with spaces between; empty: those on this machine
    rasa_servers: int = 2  # Rasa servers on this machine, each good for one core
    rasa_more_ports: tuple[int, ...] = ()  # their ports besides `rasa_port`; the supervisor finds free ones

    @property
    def rasa_ports(self) -> tuple[int, ...]:
        """Ports of the Rasa servers on this machine."""
        return (self.rasa_port, *self.rasa_more_ports)

    @property
    def rasa_urls(self) -> tuple[str, ...]:
        """Base addresses of the Rasa servers, without a closing slash."""
        here = (f"http://{LOOPBACK}:{port}" for port in self.rasa_ports)
        return tuple(url.rstrip("/") for url in self.rasa.split() or here)

    @property
    def actions_url(self) -> str:
        """Base address of the action server, without a closing slash."""
        return f"http://{LOOPBACK}:{self.actions_port}"

    @property
    def public_url(self) -> str:
        """The address a person on this machine opens in a browser."""
        host = LOOPBACK if self.host in {"0.0.0.0", "::"} else self.host
        if ":" in host:  # IPv6
            host = f"[{host}]"
        return f"http://{host}:{self.port}"


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; raise SettingsError for a port or time that is no number."""
    env = os.environ if environment is None else environment
    return Settings(
        host=env.get("YIZHU_HOST", LOOPBACK),
        port=_port(env, "YIZHU_PORT", 8000),
        rasa_port=_port(env, "YIZHU_RASA_PORT", 5005),
        actions_port=_port(env, "YIZHU_ACTIONS_PORT", 5055),
        data_dir=Path(env.get("YIZHU_DATA_DIR") or PROJECT / "var").resolve(),
        deadline=_positive(env, "YIZHU_DEADLINE", 15.0),
        rate_limited=env.get("YIZHU_RATE_LIMIT", "on").lower() not in {"off", "0", "no", "false"},
        running=int(_positive(env, "YIZHU_RUNNING", 32)),
        waiting=int(_positive(env, "YIZHU_WAITING", 256)),
        channel_secret=env.get("YIZHU_CHANNEL_SECRET", ""),
        trusted_proxies=env.get("YIZHU_TRUSTED_PROXIES", ""),
        public_base=_address(env, "YIZHU_PUBLIC_URL"),
        redis_url=env.get("YIZHU_REDIS_URL", ""),
        rasa=env.get("YIZHU_RASA_URL", ""),
        rasa_servers=int(_positive(env, "YIZHU_RASA_SERVERS", min(os.cpu_count() or 1, 4))),
        rasa_more_ports=tuple(int(port) for port in env.get("YIZHU_RASA_MORE_PORTS", "").split()),
    )


def new_secret() -> str:
    """A fresh shared secret for the gateway and Rasa's channel."""
    return secrets.token_hex(32)


def _port(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise SettingsError(f"{name}={value!r} 不是端口号 (a port is a number from 1 to 65535)")
    return int(value)


def _address(env: Mapping[str, str], name: str) -> str:
    """A base address without its closing slash; empty when it is not set."""
    value = env.get(name, "").strip().rstrip("/")
    if value and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", value):
        raise SettingsError(f"{name}={value!r} 不是网址 (an address begins with https://)")
    return value


def _positive(env: Mapping[str, str], name: str, default: float) -> float:
    value = env.get(name, "").strip()
    if not value:
        return default
    try:
        number = float(value)
    except ValueError as error:
        raise SettingsError(f"{name}={value!r} 不是数字 (not a number)") from error
    if not 0 < number < float("inf"):
        raise SettingsError(f"{name}={value!r} 要大于 0 (must be greater than 0)")
    return number

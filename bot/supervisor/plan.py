"""Which processes make up the system, and what each is told."""

import os
import sys
from pathlib import Path

from bot.settings import LOOPBACK, PROJECT, Settings
from bot.supervisor.child import Plan

# Two cores: the thread pools of numpy, TensorFlow and onnxruntime would only fight each other.
_THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "TF_INTRA_OP_PARALLELISM_THREADS",
    "TF_INTER_OP_PARALLELISM_THREADS",
)


def environment(settings: Settings) -> dict[str, str]:
    """The environment of every process: ours, with addresses, the shared secret, and quiet libraries."""
    return {
        **os.environ,
        **dict.fromkeys(_THREADS, "1"),
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        "PYTHONWARNINGS": "ignore",
        "RASA_TELEMETRY_ENABLED": "false",
        "SANIC_HOST": LOOPBACK,
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "LOG_LEVEL": "WARNING",
        "YIZHU_ACTIONS_PORT": str(settings.actions_port),
        "YIZHU_ACTIONS_URL": f"{settings.actions_url}/webhook",
        "YIZHU_CHANNEL_SECRET": settings.channel_secret,
        "YIZHU_DATA_DIR": str(settings.data_dir),
        "YIZHU_HOST": settings.host,
        "YIZHU_PORT": str(settings.port),
        "YIZHU_RASA_PORT": str(settings.rasa_port),
        "YIZHU_RASA_MORE_PORTS": " ".join(map(str, settings.rasa_more_ports)),
        "YIZHU_REDIS_URL": settings.redis_url,
    }


def plans(settings: Settings, model: Path) -> list[Plan]:
    """The processes, in the order in which they are started."""
    told = environment(settings)
    serving = tuple(f"http://{LOOPBACK}:{port}/" for port in settings.rasa_ports)
    gateway = (sys.executable, "-m", "bot.gateway")
    made = [
        Plan("actions", "办事程序", _actions(settings), told, PROJECT, (f"{settings.actions_url}/health",)),
        Plan("rasa", "对话引擎", _rasa(settings, model), told, PROJECT, serving),
        Plan("gateway", "网页", gateway, told, PROJECT, (f"{settings.public_url}/livez",)),
    ]
    if os.environ.get("TELEGRAM_BOT_TOKEN"):
        made.append(Plan("telegram", "Telegram", (sys.executable, "-m", "bot.telegram"), told, PROJECT))
    return made


def _actions(settings: Settings) -> tuple[str, ...]:
    port = str(settings.actions_port)
    return (sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", port, "--quiet")


def _rasa(settings: Settings, model: Path) -> tuple[str, ...]:
    ports = (str(port) for port in settings.rasa_ports)
    return (sys.executable, "-m", "bot.dialogue", "--model", str(model), "--ports", *ports)

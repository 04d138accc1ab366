"""`python -m bot.telegram`: the Telegram door, as `yizhu run` starts it when TELEGRAM_BOT_TOKEN is set."""

import logging
import sys

from telegram.error import InvalidToken

from bot.gateway.keeping import of_this_house
from bot.settings import SettingsError
from bot.settings import from_environment as settings_from_environment
from bot.telegram.app import TelegramApp
from bot.telegram.settings import from_environment


class Kinds(logging.Formatter):
    """Lines without arguments and traces: Telegram's library would put whole messages into them."""

    def format(self, record: logging.LogRecord) -> str:
        """Our own lines whole; of others the place and the kind of the exception."""
        head = f"{self.formatTime(record)} {record.levelname} {record.name}"
        if record.name.startswith("yizhu"):
            return f"{head} {record.getMessage()}"
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        return f"{head} line {record.lineno} {kind}".rstrip()


def main() -> int:
    """Run until SIGTERM; 1 when a setting or the token is wrong."""
    handler = logging.StreamHandler()
    handler.setFormatter(Kinds())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("yizhu").setLevel(logging.INFO)
    try:
        TelegramApp(settings_from_environment(), from_environment(), of_this_house()).run()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 1
    except InvalidToken:
        print("TELEGRAM_BOT_TOKEN 不对，Telegram 不认。(Telegram refused the token)", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Where casework keeps its data, read from the environment each time it is asked for."""

import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Settings:
    """What an operator can set.

    Attributes:
        data_dir: database, key file and locks (`YIZHU_DATA_DIR`, default `var/` in the project).
        database_url: SQLAlchemy URL (`DATABASE_URL`, default a SQLite file in `data_dir`).
        key_file: the key of everything encrypted at rest; without it nothing can be read again.
        vault_ttl: how long a number waits for a call-back to take it over (`YIZHU_VAULT_HOURS`, default 48).
        misses_kept: how long a message that was not answered stays on the review list after it was last
            said (`YIZHU_MISSES_DAYS`, default 180).
        desk_idle: after how long without a click the desk asks for the password again
            (`YIZHU_DESK_IDLE_MINUTES`, default 60).
        desk_longest: how long a login at the desk holds at most (`YIZHU_DESK_HOURS`, default 12).
        access_kept: how long the desk's log of who read what is kept (`YIZHU_ACCESS_DAYS`, default 365; the
            database refuses to part with it before 180 days).
        results_kept: how long the page of a result stays (`YIZHU_RESULT_DAYS`, default 30).
        closed_kept: how long a closed call-back keeps words, facts and phone (`YIZHU_CLOSED_DAYS`, 180).
        talks_kept: how long the dialogue remembers a talk that went silent (`YIZHU_TALK_DAYS`, default 30).
        transcript_kept: how long the page shows what was said (`YIZHU_TRANSCRIPT_DAYS`, default 2).
        letters_kept: how long letters from the office are shown and kept (`YIZHU_LETTERS_DAYS`, default 30).
        backups_kept: how long `yizhu backup` keeps its back-ups (`YIZHU_BACKUP_DAYS`, default 30); what a
            person has deleted is gone from them by then.
        drafts_kept: how long an unfinished application waits (`YIZHU_DRAFT_DAYS`, default 30).
        application_page_kept: how long the page of an application can be opened (`YIZHU_APPLICATION_PAGE_DAYS`,
            default 90).
        area_code: put before a landline number of seven digits (`YIZHU_AREA_CODE`, default 0477).
        urgent_telegram: Telegram chats that hear of urgent call-backs (`YIZHU_URGENT_TELEGRAM`, none by
            default), separated by commas: `民政局=123` for the cases of one office, `123` for all.
    """

    data_dir: Path
    database_url: str
    key_file: Path
    vault_ttl: timedelta
    misses_kept: timedelta
    desk_idle: timedelta
    desk_longest: timedelta
    access_kept: timedelta
    results_kept: timedelta
    closed_kept: timedelta
    talks_kept: timedelta
    transcript_kept: timedelta
    letters_kept: timedelta
    backups_kept: timedelta
    drafts_kept: timedelta
    application_page_kept: timedelta
    area_code: str
    urgent_telegram: tuple[str, ...]

    def notice_addresses(self, office: str) -> tuple[str, ...]:
        """The Telegram chats to tell of an urgent call-back of an office (several are joined by 、)."""
        named = [entry.rpartition("=") for entry in self.urgent_telegram]
        own = {"", office, *office.split("、")}
        return tuple(dict.fromkeys(chat.strip() for whose, _, chat in named if whose.strip() in own))


def settings() -> Settings:
    """The settings as the environment has them now; makes no file."""
    data_dir = Path(os.environ.get("YIZHU_DATA_DIR") or PROJECT_ROOT / "var").absolute()
    return Settings(
        data_dir=data_dir,
        database_url=_url(os.environ.get("DATABASE_URL") or f"sqlite:///{data_dir / 'yizhu.db'}"),
        key_file=data_dir / "secret.key",
        vault_ttl=timedelta(hours=float(os.environ.get("YIZHU_VAULT_HOURS") or 48)),
        misses_kept=_days("YIZHU_MISSES_DAYS", 180),
        access_kept=max(_days("YIZHU_ACCESS_DAYS", 365), timedelta(days=181)),
        results_kept=_days("YIZHU_RESULT_DAYS", 30),
        closed_kept=_days("YIZHU_CLOSED_DAYS", 180),
        talks_kept=_days("YIZHU_TALK_DAYS", 30),
        transcript_kept=_days("YIZHU_TRANSCRIPT_DAYS", 2),
        letters_kept=_days("YIZHU_LETTERS_DAYS", 30),
        backups_kept=_days("YIZHU_BACKUP_DAYS", 30),
        desk_idle=timedelta(minutes=float(os.environ.get("YIZHU_DESK_IDLE_MINUTES") or 60)),
        desk_longest=timedelta(hours=float(os.environ.get("YIZHU_DESK_HOURS") or 12)),
        drafts_kept=_days("YIZHU_DRAFT_DAYS", 30),
        application_page_kept=_days("YIZHU_APPLICATION_PAGE_DAYS", 90),
        area_code=os.environ.get("YIZHU_AREA_CODE") or "0477",
        urgent_telegram=tuple(
            entry.strip() for entry in os.environ.get("YIZHU_URGENT_TELEGRAM", "").split(",") if entry.strip()
        ),
    )


def _days(name: str, default: float) -> timedelta:
    return timedelta(days=float(os.environ.get(name) or default))


def _url(url: str) -> str:
    """SQLAlchemy no longer knows the short scheme that many hosts hand out."""
    return "postgresql://" + url.removeprefix("postgres://") if url.startswith("postgres://") else url


def ensure_data_dir() -> Path:
    """Make the data directory, for the owner only, and return it."""
    path = settings().data_dir
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path

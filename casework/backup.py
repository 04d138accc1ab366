"""Back-ups of everything that is kept, while the system runs, and the way back.

SQLite is copied by its own online copy, PostgreSQL dumped and loaded by its own tools; both give and
take one consistent state. The key file is never part of a back-up: whoever finds one can read nothing.
"""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.engine import URL, make_url

from casework import db
from casework.clock import local, utcnow
from casework.errors import BackupFailed
from casework.sealing import fingerprint, ring
from casework.settings import ensure_data_dir, settings

_NAME = re.compile(r"yizhu-(\d{8}-\d{6})")
_MANIFEST = "manifest.json"
_MAIN = {"sqlite": "yizhu.db", "postgresql": "yizhu.dump"}


@dataclass(frozen=True)
class Backup:
    """A finished back-up, and how many outlived ones in the same folder were deleted."""

    folder: Path
    dropped: int


def backup(into: Path, more: Iterable[Path] = ()) -> Backup:
    """Make a back-up in a new folder below `into`, and delete there those older than `YIZHU_BACKUP_DAYS`.

    Args:
        more: further SQLite files of the installation, beside casework's database.

    Raises:
        BackupFailed: nothing half-finished is left. Unavailable: the database does not answer.
    """
    now, kind = utcnow(), db.engine().dialect.name
    if len(ring().masters) > 1:
        raise BackupFailed("换钥匙还没有做完，现在的备份要两把钥匙才能打开。先运行 yizhu keys rotate 做完。")
    made = into / f"yizhu-{local(now):%Y%m%d-%H%M%S}"
    draft = into / f".{made.name}.part"
    try:
        into.mkdir(parents=True, exist_ok=True)
        draft.mkdir(mode=0o700)
        _dump(kind, draft / _MAIN[kind])
        for path in more:
            if path.exists():
                _copy_sqlite(path, draft / path.name)
        files = {path.name: _digest(path) for path in sorted(draft.iterdir())}
        manifest = {"made": now.isoformat(), "kind": kind, "key": fingerprint(), "files": files}
        (draft / _MANIFEST).write_text(json.dumps(manifest, indent=2), encoding="utf-8")
        os.replace(draft, made)
    except (OSError, sqlite3.Error, subprocess.CalledProcessError) as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise BackupFailed(f"备份没有做成（{_reason(error)}），没有留下半份。") from error
    return Backup(made, _drop_old(into, now))


def restore(source: Path, replace: bool = False) -> None:
    """Put a back-up in the place of what is kept now, all or nothing, and bring it up to date.

    Raises:
        BackupFailed: damaged, another key, another kind of database, or there is data and not `replace`;
            what was there is unchanged. Unavailable: the database does not answer.
    """
    manifest = _checked(source)
    kind = db.engine().dialect.name
    if manifest["kind"] != kind:
        raise BackupFailed(
            f"这份备份是{manifest['kind']}的，现在设的数据库是{kind}。请把 DATABASE_URL 设成一样的。"
        )
    if fingerprint() != manifest["key"]:
        raise BackupFailed(f"钥匙文件不是备份那时的。请先把那时的 secret.key 放到 {settings().key_file}")
    if not replace and _holds_something():
        raise BackupFailed("现在的数据库里已经有登记。确定要用备份换掉它，请加 --replace。")
    db.dispose()
    try:
        for name in manifest["files"]:
            _put_back(kind, source / name)
    except (OSError, sqlite3.Error, subprocess.CalledProcessError) as error:
        raise BackupFailed(f"没有恢复成（{_reason(error)}）。请停下系统再试一次。") from error
    db.upgrade()


def _put_back(kind: str, file: Path) -> None:
    if file.name != _MAIN[kind]:
        _copy_sqlite(file, ensure_data_dir() / file.name)
    elif kind == "sqlite":
        _copy_sqlite(file, Path(make_url(settings().database_url).database or ""))
    else:
        _load(file)


def _load(dump: Path) -> None:
    """Everything that is there goes, also tables that the back-up does not know yet, in one transaction."""
    anew = ("--command", "DROP SCHEMA public CASCADE", "--command", "CREATE SCHEMA public")
    with tempfile.TemporaryDirectory() as folder:
        script = f"{folder}/script.sql"
        _run("pg_restore", "--no-owner", "--no-privileges", "--file", script, str(dump))
        quiet = ("--no-psqlrc", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1")
        _run("psql", *quiet, *anew, "--file", script, "--dbname", _address())


def _dump(kind: str, to: Path) -> None:
    if kind == "sqlite":
        _copy_sqlite(Path(make_url(settings().database_url).database or ""), to)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", str(to), _address())
        to.chmod(0o600)


def _copy_sqlite(source: Path, to: Path) -> None:
    """One consistent state, also while others write."""
    os.close(os.open(to, os.O_RDWR | os.O_CREAT, 0o600))
    with closing(sqlite3.connect(source, timeout=15)) as old, closing(sqlite3.connect(to, timeout=15)) as new:
        old.backup(new)


def _run(tool: str, *arguments: str) -> None:
    """Run a tool of PostgreSQL; the password goes by its environment, where no list of processes shows it."""
    found = shutil.which(tool) or next(
        iter(sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{tool}"))[-1:]), None
    )
    if found is None:
        raise BackupFailed(f"没有找到 {tool}。请安装 PostgreSQL 的命令行工具（postgresql-client）。")
    password = make_url(settings().database_url).password
    told = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
    subprocess.run([str(found), *arguments], check=True, env=told, capture_output=True)


def _address() -> str:
    url = make_url(settings().database_url)
    plain: URL = URL.create(
        "postgresql", url.username, None, url.host, url.port, url.database, query=url.query
    )
    return plain.render_as_string(hide_password=False)


def _checked(source: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((source / _MANIFEST).read_text(encoding="utf-8"))
        whole = all(_digest(source / name) == digest for name, digest in manifest["files"].items())
    except (OSError, ValueError, KeyError) as error:
        raise BackupFailed(f"{source} 不是一份完整的备份。") from error
    if not whole:
        raise BackupFailed(f"{source} 里的文件坏了或者改过，没有用它。")
    return manifest


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


def _holds_something() -> bool:
    with db.session_scope(read_only=True) as session:
        return session.execute(text("SELECT 1 FROM callback LIMIT 1")).first() is not None


def _drop_old(into: Path, now: datetime) -> int:
    """What somebody had deleted must not live on in back-ups."""
    before = local(now - settings().backups_kept)
    old = [
        path
        for path in into.iterdir()
        if (named := _NAME.fullmatch(path.name))
        and (path / _MANIFEST).exists()
        and local(datetime.strptime(named.group(1), "%Y%m%d-%H%M%S")) < before
    ]
    for path in old:
        shutil.rmtree(path)
    return len(old)


def _reason(error: Exception) -> str:
    """For the operator: what a tool said last, or what the system says; never the data."""
    if isinstance(error, subprocess.CalledProcessError):
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        return said[-1] if said else f"{error.returncode}"
    return error.strerror or type(error).__name__ if isinstance(error, OSError) else str(error)

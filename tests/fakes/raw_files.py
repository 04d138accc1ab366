"""What really stands in the files of an installation, for tests that look for what must not be there."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def raw_files(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Each file below a folder with its bytes; SQLite takes its log away when nobody reads any more."""
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError, IsADirectoryError):
            yield path, path.read_bytes()

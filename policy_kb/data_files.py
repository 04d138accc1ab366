"""Read a data file of the knowledge base."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml


class DataError(ValueError):
    """A data file cannot be read; the message says which and where."""


#: The C reader where PyYAML was built with it: ten times as fast, the same answers.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file in UTF-8; only plain data, never objects.

    Raises:
        DataError: the file is not YAML; the message names the file, line and column.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        where = f"第{place.line + 1}行第{place.column + 1}个字附近" if place else "某处"
        raise DataError(f"{path.name}：{where}写法不对，请看缩进、冒号和括号") from error


#: What a file of `additions/` may hold: all that one new rule needs, in one place.
_KINDS = ("parameters", "facts", "topics", "benefits", "no_benefit")


def additions(root: Path, kind: str) -> Iterator[tuple[str, Any]]:
    """What the files of `additions/` hold of one kind, each with the file's name below `root`.

    Raises:
        DataError: a file is not YAML, or holds something else than the known kinds.
    """
    for path in sorted((root / "additions").glob("*.yml")):
        held, name = read_yaml(path), f"additions/{path.name}"
        if not isinstance(held, dict) or not set(held) <= set(_KINDS):
            raise DataError(f"{name}：最外层只能是 {'、'.join(_KINDS)} 这几项")
        if kind in held:
            yield name, held[kind]


def listed(root: Path, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every entry of the files of a folder (`topics`, `benefits`) and of the additions, with its file.

    Raises:
        DataError: a file is not YAML, or not a list of entries.
    """
    files = [(f"{kind}/{path.name}", path) for path in sorted((root / kind).glob("*.yml"))]
    found = [(name, read_yaml(path)) for name, path in files]
    for name, entries in [*found, *additions(root, kind)]:
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise DataError(f"{name}：要写成一项一项的，每项以“- id:”开头")
        yield from ((name, entry) for entry in entries)


def merged(root: Path, kind: str) -> dict[str, tuple[str, Any]]:
    """Every entry of a file by name (`parameters`, `facts`, `no_benefit`) and of the additions, with its file.

    Raises:
        DataError: a file is not YAML, or a name stands twice.
    """
    found: dict[str, tuple[str, Any]] = {}
    for file, entries in [(f"{kind}.yml", read_yaml(root / f"{kind}.yml")), *additions(root, kind)]:
        if not isinstance(entries, dict):
            raise DataError(f"{file}：要写成“名字: 内容”的样子")
        for name, entry in entries.items():
            if name in found:
                raise DataError(f"{file} 的 {name}：已经在 {found[name][0]} 里写过，请改一个名字")
            found[name] = (file, entry)
    return found

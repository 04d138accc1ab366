"""What to bring for an application: a list that the office fills (`data/documents.yml`); empty by default."""

from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "data" / "documents.yml"


def documents_for(matter: str, file: Path = _FILE) -> tuple[str, ...]:
    """What the office wants for a benefit or topic; empty while the office has not said.

    The file is read anew each time, so that a change holds at once.

    Raises:
        ValueError: the file is not a mapping of ids to lists of words.
    """
    listed = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    if not isinstance(listed, dict):
        raise ValueError("documents.yml：最外层要写成“代号: 材料列表”")
    wanted = listed.get(matter) or []
    if not isinstance(wanted, list) or not all(isinstance(one, str) for one in wanted):
        raise ValueError(f"documents.yml 的 {matter}：一行写一样材料，前面加“- ”")
    return tuple(wanted)

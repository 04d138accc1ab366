"""The register of readings (`readings.yml`): where the text can be read in two ways, and who ruled what."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from policy_kb.data_files import read_yaml


class ReadingError(ValueError):
    """A reading or an option that the register does not know; the message says which there are."""


@dataclass(frozen=True)
class Ruling:
    """What the office in charge decided: the option, by whom, on which day."""

    option: str
    by: str
    day: date
    note: str = ""


@dataclass(frozen=True)
class Reading:
    """One wording that can be read in several ways.

    `status` is `open` (nobody settled it) or `assumed` (the project takes the option `assumed`,
    as the text is silent). `options` maps each possible reading to plain Chinese.
    """

    id: str
    clause: str
    status: str
    title: str
    office: str
    words: tuple[str, ...]
    options: dict[str, str]
    assumed: str | None = None
    ruling: Ruling | None = None

    @property
    def settled(self) -> str | None:
        """The option to go by: the ruled one, else the assumed one, else None (open)."""
        return self.ruling.option if self.ruling else self.assumed


def load_readings(root: Path) -> dict[str, Reading]:
    """Read `readings.yml` below the knowledge base's folder.

    Raises:
        ReadingError: an entry is incomplete, or names an option that it does not list.
    """
    raw = read_yaml(root / "readings.yml")
    return {key: _reading(key, entry) for key, entry in raw.items()}


def settle(readings: dict[str, Reading], rulings: dict[str, str] | None) -> dict[str, str | None]:
    """Each reading's option in force; `rulings` are tried out on top of the recorded ones.

    Raises:
        ReadingError: `rulings` names a reading or an option that does not exist.
    """
    chosen = {key: reading.settled for key, reading in readings.items()}
    for key, option in (rulings or {}).items():
        if key not in readings:
            raise ReadingError(f"没有名叫 {key} 的理解，可以用的有：{'、'.join(readings)}")
        _must_be_option(key, option, readings[key].options)
        chosen[key] = option
    return chosen


def _reading(key: str, entry: dict[str, Any]) -> Reading:
    ruling = entry.get("ruling")
    try:
        fields = entry | {"words": tuple(entry["words"]), "ruling": Ruling(**ruling) if ruling else None}
        reading = Reading(id=key, **fields)
    except (TypeError, KeyError) as error:
        raise ReadingError(f"readings.yml 的 {key}：缺了或多了一项（{error}）") from error
    if reading.status not in ("open", "assumed") or (reading.status == "assumed") != bool(reading.assumed):
        raise ReadingError(f"readings.yml 的 {key}：status 是 open 或 assumed；assumed 要写明采用哪一种")
    if reading.settled is not None:
        _must_be_option(key, reading.settled, reading.options)
    return reading


def _must_be_option(key: str, option: str, options: dict[str, str]) -> None:
    if option not in options:
        raise ReadingError(f"readings.yml 的 {key} 只能是：{'、'.join(options)}，不能是 {option}")

"""The numbers of the policy, each with the day from which a value holds."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policy_kb.data_files import DataError, merged

Number = int | float


class ParameterError(LookupError):
    """A parameter is unknown, or has no value on the day asked for."""


@dataclass(frozen=True)
class Parameter:
    """One number of the policy: its clause, the clause's words, and its values by first day."""

    name: str
    clause: str
    title: str
    unit: str
    words: str
    printed: str
    file: str
    values: tuple[tuple[date | None, Number], ...]

    def value(self, on: date) -> Number:
        """The value in force on a day (yuan, percent, years … as `unit` says).

        Raises:
            ParameterError: no value holds on that day.
        """
        held = [v for since, v in self.values if since is None or since <= on]
        if not held:
            raise ParameterError(
                f"参数 {self.name} 在 {on} 没有数值，请在 {self.file} 里补上 from 更早的一行"
            )
        return held[-1]


class Parameters:
    """All parameters of the knowledge base."""

    def __init__(self, items: dict[str, Parameter]) -> None:
        self._items = items

    def value(self, name: str, on: date) -> Number:
        """The value of a parameter on a day.

        Raises:
            ParameterError: no such parameter, or no value on that day.
        """
        if name not in self._items:
            raise ParameterError(f"没有名叫 {name} 的参数")
        return self._items[name].value(on)

    def words(self, name: str) -> str:
        """The clause's words that a parameter stands in; empty for a name that is none."""
        return self._items[name].words if name in self._items else ""

    def all(self, on: date) -> dict[str, Number]:
        """Every parameter's value on a day, by name."""
        return {name: item.value(on) for name, item in self._items.items()}

    def items(self) -> list[Parameter]:
        """The parameters themselves, in the order of the file."""
        return list(self._items.values())


def load_parameters(root: Path) -> Parameters:
    """Read `parameters.yml` below the knowledge base's folder, and the additions.

    Raises:
        DataError: a line is missing, a day is no day, or a value no number; the message says where.
    """
    found = merged(root, "parameters")
    return Parameters({name: _parameter(name, file, entry) for name, (file, entry) in found.items()})


_TEXTS = ("clause", "title", "unit", "words", "printed")


def _parameter(name: str, file: str, entry: dict) -> Parameter:
    where = f"{file} 的 {name}"
    absent = [k for k in (*_TEXTS, "values") if k not in entry]
    if absent:
        raise DataError(f"{where}：缺少 {'、'.join(absent)}")
    values = tuple((v.get("from"), v.get("value")) for v in entry["values"])
    for since, value in values:
        if since is not None and not isinstance(since, date):
            raise DataError(f"{where}：from 要写成 2027-01-01 这样的日期，或 null，不能是 {since}")
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise DataError(f"{where}：value 要写成数字，不能是 {value}")
    ordered = tuple(sorted(values, key=lambda v: v[0] or date.min))
    fields = {k: str(entry[k]) for k in _TEXTS}
    return Parameter(name=name, file=file, values=ordered, **fields)

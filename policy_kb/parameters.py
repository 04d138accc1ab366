"""The numbers of the policy, each with the day from which a value holds."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

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
    values: tuple[tuple[date | None, Number], ...]

    def value(self, on: date) -> Number:
        """The value in force on a day (yuan, percent, years … as `unit` says).

        Raises:
            ParameterError: no value holds on that day.
        """
        held = [v for since, v in self.values if since is None or since <= on]
        if not held:
            raise ParameterError(f"参数 {self.name} 在 {on} 没有数值，请在 parameters.yml 里补上 from 更早的一行")
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

    def all(self, on: date) -> dict[str, Number]:
        """Every parameter's value on a day, by name."""
        return {name: item.value(on) for name, item in self._items.items()}

    def items(self) -> list[Parameter]:
        """The parameters themselves, in the order of the file."""
        return list(self._items.values())


def load_parameters(root: Path) -> Parameters:
    """Read `parameters.yml` below the knowledge base's folder."""
    raw = yaml.safe_load((root / "parameters.yml").read_text(encoding="utf-8"))
    return Parameters({name: _parameter(name, entry) for name, entry in raw.items()})


def _parameter(name: str, entry: dict) -> Parameter:
    values = tuple((v["from"], v["value"]) for v in entry["values"])
    ordered = tuple(sorted(values, key=lambda v: v[0] or date.min))
    fields = {k: str(entry[k]) for k in ("clause", "title", "unit", "words", "printed")}
    return Parameter(name=name, values=ordered, **fields)

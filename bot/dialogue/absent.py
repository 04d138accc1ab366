"""Stands in for libraries that Rasa imports although this bot's pipeline never calls them.

Rasa imports all of its components to know their names, and with them TensorFlow: half of its start and
a third of its memory. The stand-in gives a class of no use for every name asked of such a library, so
that Rasa's own modules can be imported, unchanged, and their classes be derived.
"""

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

TENSORFLOW = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras")


def leave_out(packages: Sequence[str]) -> None:
    """Answer every later import of these packages with a stand-in.

    Raises:
        RuntimeError: one of them is imported already.
    """
    for package in packages:
        if package in sys.modules:
            raise RuntimeError(f"{package} is imported already")
    sys.meta_path.insert(0, _Finder(frozenset(packages)))


class _Name(type):
    """The kind of a stand-in: its attributes are stand-ins; as a decorator it changes nothing."""

    def __getattr__(cls, name: str) -> "type[Any]":
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(name)

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        if "_stands_in" not in cls.__dict__:
            return super().__call__(*arguments, **named)
        if len(arguments) == 1 and callable(arguments[0]) and not named:
            return arguments[0]
        return lambda decorated: decorated

    def __getitem__(cls, key: Any) -> "type[Any]":
        return cls


class _Module(ModuleType):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__ = []

    def __getattr__(self, name: str) -> "type[Any]":
        if name.startswith("__"):
            raise AttributeError(name)
        made = _stand_in(name)
        setattr(self, name, made)
        return made


class _Finder(MetaPathFinder, Loader):
    def __init__(self, packages: frozenset[str]) -> None:
        self._packages = packages

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name.partition(".")[0] in self._packages:
            return ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


def _stand_in(name: str) -> "type[Any]":
    return _Name(name, (), {"_stands_in": True})

"""All that is said goes out by one way: no action stands beside `Ability`."""

import importlib
import pkgutil

from rasa_sdk import Action
from rasa_sdk.utils import all_subclasses

import actions
from actions.ability import Ability


def test_every_action_speaks_through_ability() -> None:
    for module in pkgutil.iter_modules(actions.__path__):
        importlib.import_module(f"actions.{module.name}")
    ours = [one for one in all_subclasses(Action) if one.__module__.startswith("actions.")]
    assert len(ours) > 10
    assert [one for one in ours if not issubclass(one, Ability) or "run" in vars(one)] == [Ability]

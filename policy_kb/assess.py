"""Assess a profile: every benefit, what is missing for it, and what to ask next."""

import json
from collections import OrderedDict
from datetime import date
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter
from typing import Any

from policy_kb.cells import Variable
from policy_kb.engine import Engine, Finding, Notes
from policy_kb.kb import KnowledgeBase
from policy_kb.lowering import Lowered
from policy_kb.next_question import next_question
from policy_kb.parameters import Parameters
from policy_kb.profile import validate
from policy_kb.readings import settle
from policy_kb.validity import validity

_SETS = 4  # knowledge bases × parameter values kept ready; each holds its own remembered findings


class Assessor:
    """All benefits of one knowledge base with one day's values, ready for many profiles."""

    def __init__(self, kb: KnowledgeBase, on: date) -> None:
        share: dict[tuple, Variable] = {}
        notes = Notes(list(kb.facts), {k: list(r.options.values()) for k, r in kb.readings.items()})

        def parameter(name: str) -> Fraction:
            return Fraction(str(kb.parameters.value(name, on)))

        self._facts = kb.facts
        self._rank = {name: rank for rank, name in enumerate(kb.facts)}
        self._projected: list[tuple[str, Variable]] = []
        places: dict[tuple[str, int], int] = {}
        self._engines: list[tuple[Engine, Any]] = []
        for benefit in kb.benefits.values():
            lowered = Lowered(benefit, kb.facts, kb.readings, parameter, share)
            engine = Engine(benefit, lowered, kb.clauses[benefit.clause].lead, notes)
            for name, variable in engine.names():
                if (name, id(variable)) not in places:
                    places[name, id(variable)] = len(self._projected)
                    self._projected.append((name, variable))
            wanted = [places[name, id(variable)] for name, variable in engine.names()]
            self._engines.append((engine, _picker(wanted)))

    def findings(self, known: dict[str, Any]) -> tuple[list[Finding], str | None]:
        """All benefits for what is known (facts and readings), and the fact to ask next."""
        get = known.get
        keys = [variable.project(get(name)) for name, variable in self._projected]
        found = [engine.find(pick(keys)) for engine, pick in self._engines]
        asks = next_question((f.settles for f in found if f.settles), self._facts, self._rank)
        return found, asks


def assess(
    kb: KnowledgeBase,
    profile: dict[str, Any],
    on: date,
    rulings: dict[str, str] | None = None,
    promulgated: date | None = None,
) -> dict[str, Any]:
    """Assess a profile as the eligibility contract says (sums in yuan).

    Args:
        profile: the facts known so far; absent or null is not known.
        on: the day whose sums, ages and rates are in force.
        rulings: readings to try out, by id, on top of those recorded in the register.
        promulgated: the day of promulgation, where the setting gives one.

    Raises:
        ProfileError: the profile is refused.
        ReadingError: `rulings` names a reading or an option that does not exist.
        ParameterError: a number of the policy has no value on that day.
    """
    validate(kb, profile)
    found, asks = _assessor(kb, on).findings({**profile, **settle(kb.readings, rulings)})
    head = _head(kb, on, promulgated)
    return {**head, "benefits": [_copy(f.result) for f in found], "next_question": asks}


def assess_json(
    kb: KnowledgeBase,
    profile: dict[str, Any],
    on: date,
    rulings: dict[str, str] | None = None,
    promulgated: date | None = None,
) -> bytes:
    """The same as one line of JSON in UTF-8, for rosters: each benefit's text is written only once."""
    validate(kb, profile)
    found, asks = _assessor(kb, on).findings({**profile, **settle(kb.readings, rulings)})
    head = json.dumps(_head(kb, on, promulgated), ensure_ascii=False).encode()
    return b'%s, "benefits": [%s], "next_question": %s}' % (
        head[:-1],
        b", ".join([f.json for f in found]),
        json.dumps(asks).encode(),
    )


def settling(
    kb: KnowledgeBase, profile: dict[str, Any], on: date
) -> dict[str, tuple[tuple[str, float], ...]]:
    """Per benefit that is open: the facts it misses, each with the share that an answer settles of it.

    Raises:
        ProfileError: the profile is refused.
        ParameterError: a number of the policy has no value on that day.
    """
    validate(kb, profile)
    found, _ = _assessor(kb, on).findings({**profile, **settle(kb.readings, None)})
    return {f.result["id"]: f.settles for f in found if f.settles}


def _head(kb: KnowledgeBase, on: date, promulgated: date | None) -> dict[str, Any]:
    return {
        "on": on.isoformat(),
        "validity": validity(kb, on, promulgated),
        "kb_version": kb.version,
    }


_ready: OrderedDict[tuple, Assessor] = OrderedDict()


def _assessor(kb: KnowledgeBase, on: date) -> Assessor:
    """The assessor for the values of a day: days with the same values share one."""
    key = (kb, _values(kb.parameters, on))
    if key not in _ready:
        _ready[key] = Assessor(kb, on)
        while len(_ready) > _SETS:
            _ready.popitem(last=False)
    return _ready[key]


@lru_cache(maxsize=64)
def _values(parameters: Parameters, on: date) -> tuple:
    return tuple(parameters.all(on).items())


def _picker(wanted: list[int]) -> Any:
    """Picks a benefit's key out of all projections, always as a tuple."""
    if len(wanted) == 1:
        place = wanted[0]
        return lambda keys: (keys[place],)
    return itemgetter(*wanted)


def _copy(result: dict[str, Any]) -> dict[str, Any]:
    """A copy that callers may change without harm to what is remembered."""
    copied = dict(result)
    for name in ("missing", "open_readings", "because", "lead"):
        copied[name] = list(copied[name])
    if copied["amount"] is not None:
        copied["amount"] = dict(copied["amount"])
    return copied

"""What a conversation knows of each person: facts never mix between persons, unknown is not no.

Held in the slot `people`: `{"current": "mother", "profiles": {"mother": {...}}, "said": {"mother": {...}},
"supposed": {...}}`. What is only supposed (要是评成二级呢, 那农村的呢) lies over the facts of the current
person: the next supposition builds on it, and it goes when the talk turns to something else.
"""

import copy
import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.persons import known_as, relation_of
from actions.sharing import SHARED, beside_sharing, shares_register
from actions.turn import Turn
from policy_kb.current import current
from policy_kb.profile import ProfileError, validate

#: Entities that are facts of the eligibility contract with their value as it stands.
_PLAIN = [
    "local_hukou",
    "certified",
    "residence",
    "age",
    "minimum_living_allowance",
    "mla_years",
    "extreme_poverty",
    "orphan",
    "hardship",
    "multi_disabled_household",
    "elderly_disabled_household",
    "three_withouts",
    "public_payroll",
    "fully_insured",
    "inpatient",
    "difficulty",
    "public_rental_tenant",
    "public_rental_rent",
    "dilapidated_house",
    "self_employed",
    "household_grant",
    "years_since_grant",
    "tertiary_student",
    "tuition_paid",
    "preschool_intake",
    "needs_device",
    "needs_rehab",
    "needs_day_care",
    "needs_home_modification",
    "wants_work",
    "school_age_unenrolled",
]
_PARTLY = ("severe", "multiple")
#: A sum said that no fact of the contract holds, but an answer can use: what one paid oneself in hospital.
_SUMS_SAID = ("own_cost",)
_SUPPOSES = re.compile(r"^(?:那|换成|如果|要是).*呢[？。！]?$|^[^，。？！]{1,6}的呢[？。！]?$")
#: Intents that may turn the talk to another person, and what is said of the person meant.
_OF_OTHERS = ("assess", "policy", "adjacent", "apply", "callback")
_THEIR_OWN = ("disability", "severe", "certified", "age", "local_hukou", "residence")
_ADDS = ("还有", "另外", "加上", "也是", "也有", "同时", "外加")


class Memory:
    """The persons of a conversation and their facts."""

    def __init__(self, held: dict[str, Any] | None) -> None:
        held = copy.deepcopy(held or {})
        self._supposing = False
        self.supposed: dict[str, Any] = held.get("supposed", {})
        self.current: str = held.get("current", "self")
        self.profiles: dict[str, dict[str, Any]] = held.get("profiles", {})
        self.said: dict[str, dict[str, Any]] = held.get("said", {})

    @classmethod
    def of(cls, tracker: Tracker) -> "Memory":
        """What the tracker holds."""
        return cls(tracker.get_slot("people"))

    @property
    def profile(self) -> dict[str, Any]:
        """The facts of the person the talk is about now, with what is supposed of them."""
        return {**self.profiles.get(self.current, {}), **self.supposed}

    @property
    def facts(self) -> dict[str, Any]:
        """The facts of the current person, without what is only supposed."""
        return dict(self.profiles.get(self.current, {}))

    @property
    def relation(self) -> str:
        """What the current person is to the asker."""
        return relation_of(self.current)

    @property
    def partly(self) -> dict[str, Any]:
        """Statements that settle a fact only in part (`severe` without a grade)."""
        return self.said.get(self.current, {})

    @property
    def supposing(self) -> bool:
        """Whether the message heard last only supposes (要是评成二级呢)."""
        return self._supposing

    def hear(self, turn: Turn, answering: bool = False) -> None:
        """Take up whom the message is about and every fact it states.

        What is only supposed is never taken for a fact. `answering`: a question about the current person
        waits for its answer, in which others may be named in passing (孩子上大学, 我妈照顾我).
        """
        sharing = shares_register(turn.text)
        in_passing = answering and self._in_passing(turn)
        if not in_passing and (not sharing or _named_apart(turn)):
            self._turn_to(turn)
        facts = {key: turn.value(key) for key in _PLAIN if turn.value(key) is not None}
        if in_passing and "child" in turn.values("person") and self.relation != "child":
            facts.update({"tertiary_student": "child"} if "tertiary_student" in facts else {})
        stated = turn.values("disability")
        if stated:
            facts["disabilities"] = self._disabilities(stated, turn.text)
        self._supposing = bool(turn.value("hypothetical")) or self._differs(turn, facts)
        if not self._supposing and (facts or not (turn.elliptic or turn.intent == "control")):
            self.supposed = {}
        for key, value in facts.items():
            self.learn(key, value)
        if sharing:
            self._share(turn)
        partly = {key: True for key in _PARTLY if turn.value(key)}
        partly |= {key: turn.value(key) for key in _SUMS_SAID if turn.value(key)}
        if partly:
            self.said.setdefault(self.current, {}).update(partly)
        self._hear_of_others(turn)

    def _hear_of_others(self, turn: Turn) -> None:
        """Facts of people the message is not about wait in their own profiles."""
        if self._supposing:
            return
        told: dict[str, dict[str, Any]] = {}
        for one in turn.values("of_another"):
            facts = told.setdefault(known_as(one["key"], self.profiles, self.current), {})
            if one["entity"] == "disability":
                part = {"category": one["value"].get("category"), "grade": one["value"].get("grade")}
                facts.setdefault("disabilities", []).append(part)
            elif one["entity"] in _PARTLY:
                self.said.setdefault(known_as(one["key"], self.profiles, self.current), {})[one["entity"]] = (
                    True
                )
            else:
                facts[one["entity"]] = one["value"]
        for key, facts in told.items():
            if key != self.current:
                for name, value in facts.items():
                    _noted(self.profiles.setdefault(key, {}), name, value)

    def learn(self, key: str, value: Any) -> bool:
        """Note one fact; a value that the contract does not allow is not noted (returns False)."""
        held = self.supposed if self._supposing else self.profiles.setdefault(self.current, {})
        return _noted(held, key, value)

    def forget(self, keys: list[str]) -> None:
        """Take facts back."""
        for key in keys:
            self.profiles.get(self.current, {}).pop(key, None)

    def event(self) -> dict[str, Any]:
        """The event that keeps this memory."""
        held = {"current": self.current, "profiles": self.profiles, "said": self.said}
        return SlotSet("people", {**held, "supposed": self.supposed} if self.supposed else held)

    def _differs(self, turn: Turn, facts: dict[str, Any]) -> bool:
        """`那农村的呢` from somebody who lives in town asks of others; it does not correct."""
        known = self.profiles.get(self.current, {})
        if not _SUPPOSES.search(turn.text):
            return False
        return any(known.get(key) not in (None, value) for key, value in facts.items())

    def _in_passing(self, turn: Turn) -> bool:
        """Whether others are named, but nothing is asked about them and nothing of their own is said."""
        own = any(turn.value(key) is not None for key in _THEIR_OWN)
        if turn.value("tertiary_student") is not None:
            return not own  # 孩子上大学 is a fact of the parent
        return not own and not turn.elliptic and turn.intent not in _OF_OTHERS

    def _share(self, turn: Turn) -> None:
        """Take over what stands in the register of the asker, or of whoever is named."""
        named = [self._key_of(turn, p) for p in turn.values("person") if p != "self"]
        source = next((key for key in named if key != self.current), "self")
        for key in SHARED:
            value = self.profiles.get(source, {}).get(key)
            if value is not None and source != self.current:
                self.learn(key, value)

    def _turn_to(self, turn: Turn) -> None:
        named = turn.values("person")
        others = [p for p in named if p != "self"]
        before = self.current
        if others:
            self.current = self._key_of(turn, others[0])
        elif named and (
            turn.elliptic
            or turn.intent == "assess"
            or any(turn.value(key) is not None for key in (*_PLAIN, "disability"))
        ):
            self.current = "self"
            self.supposed = {} if turn.elliptic else self.supposed
        if self.current != before:
            self.supposed = {}

    def _key_of(self, turn: Turn, relation: str) -> str:
        """The person of that relation; facts told of 孩子 go on when it turns out to be the 女儿."""
        named = next(e for e in turn.entities if e["entity"] == "person" and e["value"] == relation)
        key = known_as(str(named.get("key") or relation), self.profiles, self.current)
        if key not in self.profiles and relation in self.profiles:
            self.profiles[key] = self.profiles.pop(relation)
            self.said[key] = self.said.pop(relation, {})
        return key

    def _disabilities(self, stated: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
        """Join what is said now with what is known: a part fills or replaces a part."""
        known = list(self.profile.get("disabilities") or [])
        new = [{"category": d.get("category"), "grade": d.get("grade")} for d in stated]
        if len(new) > 1 or not known:
            return _by_category(new)
        if any(word in text for word in _ADDS) and new[0]["category"]:
            return _by_category(known + new)
        if len(known) == 1:
            merged = {
                k: new[0][k] if new[0][k] is not None else known[0].get(k) for k in ("category", "grade")
            }
            return [merged]
        return new


def _named_apart(turn: Turn) -> bool:
    """再帮我婆婆查查，她跟我一个户口本: somebody is named besides whoever shares the register."""
    rest = beside_sharing(turn.text)
    return any(e["entity"] == "person" and e["value"] != "self" and e["text"] in rest for e in turn.entities)


def _noted(profile: dict[str, Any], key: str, value: Any) -> bool:
    """Put a fact into a profile unless the contract does not allow it there."""
    try:
        validate(current(), {**profile, key: value})
    except ProfileError:
        return False
    profile[key] = value
    return True


def _by_category(stated: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each category once: the fuller statement of two wins."""
    kept: dict[Any, dict[str, Any]] = {}
    for one in stated:
        before = kept.get(one["category"])
        if before is None or before["grade"] is None:
            kept[one["category"]] = one
    return list(kept.values())

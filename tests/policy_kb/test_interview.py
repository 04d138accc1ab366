"""What a resident is asked: what concerns them, together where it can be, and never what an office decides."""

from datetime import date
from typing import Any

import pytest

from policy_kb.interview import Step, next_step
from policy_kb.kb import KnowledgeBase

ON = date(2026, 11, 23)
COVERED = {"local_hukou": True, "certified": True}
VISUAL_3 = {"disabilities": [{"category": "visual", "grade": 3}], "residence": "urban", "age": 40}


def asked(kb: KnowledgeBase, truth: dict[str, Any], **how: Any) -> list[str]:
    """The questions a person is asked who answers `truth`, and no or none to everything else."""
    known: dict[str, Any] = {}
    made: list[str] = []
    names = []
    while (step := next_step(kb, known, ON, made=made, **how)) is not None:
        names.append(step.name)
        if len(step.facts) == 1:
            known[step.name] = truth.get(step.name, kb.facts[step.name].absent)
            continue
        made.append(step.name)
        for fact in step.facts:
            value = truth.get(fact, kb.facts[fact].absent)
            if kb.facts[fact].kind == "bool" or value == kb.facts[fact].absent:
                known[fact] = value
    return names


def step(kb: KnowledgeBase, **known: Any) -> Step:
    found = next_step(kb, known, ON)
    assert found is not None
    return found


def test_somebody_from_elsewhere_is_asked_one_question(kb: KnowledgeBase) -> None:
    assert asked(kb, {"local_hukou": False}) == ["local_hukou"]


def test_somebody_without_a_certificate_is_asked_two(kb: KnowledgeBase) -> None:
    assert asked(kb, {"local_hukou": True, "certified": False}) == ["local_hukou", "certified"]


def test_somebody_without_special_needs_is_asked_seven(kb: KnowledgeBase) -> None:
    names = asked(kb, COVERED | VISUAL_3)
    assert names[:2] == ["local_hukou", "certified"]
    assert sorted(names[2:]) == ["age", "disabilities", "needs", "residence", "standing"]


def test_only_what_was_ticked_is_gone_into(kb: KnowledgeBase) -> None:
    truth = COVERED | VISUAL_3 | {"tertiary_student": "child", "tuition_paid": 9000}
    names = asked(kb, truth)
    assert names[-2:] == ["tertiary_student", "tuition_paid"]
    assert not {"inpatient", "public_rental_rent", "household_grant"} & set(names)


def test_a_choice_offers_only_what_can_change_something(kb: KnowledgeBase) -> None:
    standing = {name: False for name, fact in kb.facts.items() if fact.group == "standing"}
    town = step(kb, **COVERED, **VISUAL_3, **standing)
    country = step(kb, **COVERED, **(VISUAL_3 | {"residence": "rural"}), **standing)
    assert town.name == country.name == "needs"
    assert set(country.facts) - set(town.facts) == {"dilapidated_house", "idle_land_or_house"}


@pytest.mark.parametrize(
    "decided", ["mla_conditions", "supporters_unable", "relapse_risk", "able_for_duties"]
)
def test_what_an_office_decides_is_never_asked(kb: KnowledgeBase, decided: str) -> None:
    truth = COVERED | VISUAL_3 | {"wants_work": True, "hardship": True, "elderly_disabled_household": True}
    names = asked(kb, truth)
    assert decided not in names
    left = next_step(kb, {k: v for k, v in truth.items()}, ON)
    assert left is not None and decided not in left.facts


def test_what_was_left_open_is_not_asked_again(kb: KnowledgeBase) -> None:
    assert next_step(kb, {}, ON, left_open=["local_hukou"]) != step(kb)
    every = [name for name in kb.facts]
    assert next_step(kb, {}, ON, left_open=every) is None


def test_of_one_benefit_only_what_it_rests_on_is_asked(kb: KnowledgeBase) -> None:
    names = asked(kb, COVERED | VISUAL_3, about="disability_subsidy")
    assert names == ["local_hukou", "certified", "disabilities"]


def test_a_choice_of_one_thing_is_a_plain_question(kb: KnowledgeBase) -> None:
    found = next_step(kb, COVERED | {"hardship": True}, ON, about="assistive_device")
    assert found == Step("needs_device", ("needs_device",))


def test_nobody_is_asked_whether_they_are_a_kindergarten(kb: KnowledgeBase) -> None:
    assert "preschool_intake" not in asked(kb, COVERED | VISUAL_3)

"""The engine against the brute force, on random complete, partial and hostile profiles.

`YIZHU_DIFFERENTIAL=20000` tries that many profiles instead of 2,000.
"""

import os
import random
from datetime import date
from typing import Any

import brute_force as contract
import pytest

from policy_kb.assess import assess
from policy_kb.kb import KnowledgeBase
from policy_kb.profile import ProfileError

ON = date(2026, 11, 23)
HOW_MANY = int(os.environ.get("YIZHU_DIFFERENTIAL", "2000"))
SEED = 20221206

BOOLEANS = [
    *["local_hukou", "certified", "minimum_living_allowance", "extreme_poverty", "orphan", "hardship"],
    *["multi_disabled_household", "elderly_disabled_household", "three_withouts", "public_payroll"],
    *["fully_insured", "public_rental_tenant", "self_employed", "needs_device", "needs_rehab"],
]
CHOICES = ["residence", "difficulty", "dilapidated_house", "household_grant", "tertiary_student"]
NUMBERS: dict[str, list] = {
    "age": [0, 5, 6.5, 7, 8, 60, 120],
    "mla_years": [0, 1, 1.99, 2, 5],
    "public_rental_rent": [0, 0.01, 1234.56, 3600],
    "years_since_grant": [0, 2.9, 3, 10],
    "tuition_paid": [0, 1, 4321.5, 14999, 15000, 20000],
    "preschool_intake": [0, 1, 7],
}
SPOILED: dict[str, list] = {
    "local_hukou": [1, "true", []],
    "residence": ["town", 1, True],
    "disabilities": [
        [],
        {},
        "mental",
        [None],
        [{"category": "mental", "grade": 5}],
        [{"category": "autism", "grade": 1}],
        [{"category": "mental", "grade": True}],
        [{"category": "mental", "grade": 1}, {"category": "mental", "grade": 2}],
        [{"category": "mental", "grade": 1, "since": 2001}],
        [{"category": None, "grade": None}] * 7,
    ],
    "age": [-1, 121, "7", True, float("nan")],
    "mla_years": [-0.1, float("inf"), False],
    "inpatient": [True, 0, [], {"cost": 1}, {"reimbursable": 1, "reimbursed": 2}, {"reimbursable": -1}],
    "tuition_paid": [-300, "9000"],
    "preschool_intake": [-1, 1.5],
    "difficulty": ["flood", True],
    "needs_rehab": ["yes"],
    "name": ["张三"],
}


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return KnowledgeBase.load()


def a_list(chance: random.Random) -> list[dict[str, Any]]:
    names = chance.sample(contract.CATEGORIES, chance.choice([1, 1, 1, 2, 2, 3]))
    hidden = chance.choice([0, 0, 0.4])
    return [
        {
            "category": None if chance.random() < hidden else name,
            "grade": None if chance.random() < hidden else chance.randint(1, 4),
        }
        for name in names
    ]


def a_stay(chance: random.Random) -> Any:
    total = chance.choice([0, 0.5, 1000, 12345.67])
    stay = {"reimbursable": total, "reimbursed": chance.choice([0, total, total / 2])}
    for part in list(stay):
        if chance.random() < 0.3:
            stay[part] = None
            if chance.random() < 0.5:
                del stay[part]
    return chance.choice([False, stay, stay])


def a_profile(chance: random.Random) -> dict[str, Any]:
    """A random profile; some complete, some half or nearly unknown."""
    profile: dict[str, Any] = {name: chance.random() < 0.5 for name in BOOLEANS}
    profile |= {name: chance.choice(contract.DOMAIN[name]) for name in CHOICES}
    profile |= {name: chance.choice(values) for name, values in NUMBERS.items()}
    profile |= {"disabilities": a_list(chance), "inpatient": a_stay(chance)}
    if chance.random() < 0.7:
        profile |= {"local_hukou": True, "certified": True}
    unknown = chance.choice([0, 0.15, 0.5, 0.7])
    for name in list(profile):
        if chance.random() < unknown:
            profile[name] = None
            if chance.random() < 0.5:
                del profile[name]
    return profile


@pytest.mark.parametrize("part", range(4))
def test_engine_and_brute_force_agree_on_random_profiles(kb: KnowledgeBase, part: int) -> None:
    chance = random.Random(SEED + part)
    for _ in range(HOW_MANY // 4):
        profile = a_profile(chance)
        ruled = chance.choice([None, None, "by_residence", "by_grade"])
        rulings = {"subsidy_split": ruled} if ruled else {}
        result = assess(kb, profile, ON, rulings)
        found = {b["id"]: b for b in result["benefits"]}
        for benefit in contract.RULES:
            wanted = contract.expected(benefit, {**profile, **rulings})
            if benefit == "disability_subsidy":  # how many groups apply is tried out by itself
                wanted.pop("review")
            shown = {k: found[benefit][k] for k in wanted} | {"missing": sorted(found[benefit]["missing"])}
            assert shown == wanted, (benefit, profile, rulings)
        missing = {name for b in result["benefits"] for name in b["missing"]}
        assert (result["next_question"] in missing) if missing else result["next_question"] is None


def test_a_spoiled_profile_is_refused_by_the_name_of_its_key(kb: KnowledgeBase) -> None:
    chance = random.Random(SEED)
    for key, values in SPOILED.items():
        for value in values:
            profile = a_profile(chance) | {key: value}
            with pytest.raises(ProfileError) as refused:
                assess(kb, profile, ON)
            assert refused.value.key == key
            assert key in str(refused.value)

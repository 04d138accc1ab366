"""Made-up residents: complete profiles in proportions that a district could have."""

from random import Random
from typing import Any

from policy_kb.facts import CATEGORIES, GRADES
from policy_kb.kb import KnowledgeBase

#: Of a hundred residents with a certificate, about how many each thing is true of; others: 10.
_IN_HUNDRED = {
    **{"local_hukou": 92, "certified": 88, "minimum_living_allowance": 25, "extreme_poverty": 6, "orphan": 1},
    **{"hardship": 12, "multi_disabled_household": 12, "elderly_disabled_household": 25, "three_withouts": 3},
    **{"public_payroll": 6, "fully_insured": 3, "public_rental_tenant": 12, "self_employed": 18},
    **{"needs_device": 30, "needs_rehab": 30, "needs_day_care": 15, "needs_home_modification": 15},
    **{"wants_work": 20, "needs_training": 12, "school_age": 6, "school_age_unenrolled": 2, "homeless": 1},
}
_OTHERS = 10
_CHOICES: dict[str, tuple[tuple[str, ...], tuple[int, ...]]] = {
    "residence": (("urban", "rural"), (40, 60)),
    "difficulty": (("none", "living", "production", "emergency"), (80, 10, 4, 6)),
    "dilapidated_house": (("none", "rebuild", "repair"), (88, 5, 7)),
    "household_grant": (("never", "same_project", "other_project"), (80, 8, 12)),
    "tertiary_student": (("none", "self", "child"), (86, 4, 10)),
}
_NUMBERS = {"mla_years": (0, 12), "public_rental_rent": (600, 6000), "tuition_paid": (2000, 18000)}


def resident(kb: KnowledgeBase, chance: Random) -> dict[str, Any]:
    """One complete profile: every fact of the knowledge base has a value."""
    return {key: _value(kb, key, chance) for key in kb.facts}


def half_known(profile: dict[str, Any], chance: Random) -> dict[str, Any]:
    """The same person with about half of the facts not known, some of them in part."""
    known = {key: value for key, value in profile.items() if chance.random() < 0.5}
    stay, listed = known.get("inpatient"), known.get("disabilities")
    if isinstance(stay, dict) and chance.random() < 0.3:
        known["inpatient"] = stay | {"reimbursed": None}
    if listed and chance.random() < 0.3:
        known["disabilities"] = [listed[0] | {"grade": None}, *listed[1:]]
    return known


def _value(kb: KnowledgeBase, key: str, chance: Random) -> Any:
    fact = kb.facts[key]
    if fact.kind == "bool":
        return chance.random() * 100 < _IN_HUNDRED.get(key, _OTHERS)
    if fact.kind == "choice":
        values, weights = _CHOICES.get(key, (tuple(fact.values), (1,) * len(fact.values)))
        return chance.choices(values, weights)[0]
    if fact.kind == "disabilities":
        names = chance.sample(CATEGORIES, chance.choices((1, 2, 3), (85, 12, 3))[0])
        return [{"category": name, "grade": chance.choice(GRADES)} for name in names]
    if fact.kind == "stay":
        return _stay(chance)
    if key == "age":
        return chance.choices(
            (chance.randint(0, 6), chance.randint(7, 59), chance.randint(60, 95)), (3, 52, 45)
        )[0]
    if fact.whole:
        return 0
    least, most = _NUMBERS.get(key, (0, 10))
    return round(chance.uniform(least, most), 1)


def _stay(chance: Random) -> Any:
    if chance.random() < 0.7:
        return False
    total = round(chance.uniform(800, 60000), 2)
    return {"reimbursable": total, "reimbursed": round(total * chance.uniform(0.3, 0.9), 2)}

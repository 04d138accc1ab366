"""The table of the eligibility contract once more, by trying out every completion.

Written from the contract alone, without a look at the engine: rules in plain Python, each domain cut
down to a handful of values (the thresholds, their neighbours, almost nothing and very much).
"""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import combinations, permutations, product
from typing import Any

CATEGORIES = ["visual", "hearing", "speech", "physical", "intellectual", "mental"]
TINY, HUGE = 0.0001, 1e13  # stand for "as little as you like" and "as much as you like"

DOMAIN: dict[str, list] = {
    "residence": ["urban", "rural"],
    "age": [0, 3, 6.999, 7, 7.001, 120],
    "mla_years": [0, 1.999, 2, 2.001, 50],
    "difficulty": ["living", "production", "emergency", "none"],
    "public_rental_rent": [0, TINY, 3600, HUGE],
    "dilapidated_house": ["rebuild", "repair", "none"],
    "household_grant": ["never", "same_project", "other_project"],
    "years_since_grant": [0, 2.999, 3, 3.001, 50],
    "tertiary_student": ["self", "child", "none"],
    "tuition_paid": [0, TINY, 8000, 15000, 15001, HUGE],
    "preschool_intake": [0, 1, 2, HUGE],
    "subsidy_split": ["by_residence", "by_grade"],
}

# --- what the rules need of a list of disabilities -------------------------------------------------

View = tuple[bool, ...]


def view(entries: Iterable[tuple[str, int]]) -> View:
    """(grade 1, severe, several, mental/intellectual 3, the same 4, physical 3)"""
    entries = list(entries)
    return (
        any(g == 1 for _, g in entries),
        any(g <= 2 for _, g in entries),
        len(entries) > 1,
        any(c in ("mental", "intellectual") and g == 3 for c, g in entries),
        any(c in ("mental", "intellectual") and g == 4 for c, g in entries),
        ("physical", 3) in entries,
    )


@cache
def any_views() -> frozenset[View]:
    return frozenset(
        view(zip(names, grades, strict=True))
        for size in range(1, 7)
        for names in combinations(CATEGORIES, size)
        for grades in product([1, 2, 3, 4], repeat=size)
    )


@cache
def views_of(entries: tuple[tuple[str | None, int | None], ...]) -> frozenset[View]:
    said = [c for c, _ in entries if c]
    blanks = [i for i, (c, _) in enumerate(entries) if not c]
    found = set()
    for names in permutations([c for c in CATEGORIES if c not in said], len(blanks)):
        filled = [c for c, _ in entries]
        for place, name in zip(blanks, names, strict=True):
            filled[place] = name
        for grades in product(*([g] if g else [1, 2, 3, 4] for _, g in entries)):
            found.add(view(zip(filled, grades, strict=True)))
    return frozenset(found)


# --- the rules: None = not eligible, else (sum named?, min, max, named for relaxation) -------------

Facts = dict[str, Any]


def covered(f: Facts) -> bool:
    return f["local_hukou"] and f["certified"]


def hard(f: Facts) -> bool:
    return f["minimum_living_allowance"] or f["extreme_poverty"] or f["hardship"]


def got(least: float, most: float, named: bool | None = None) -> tuple:
    return (True, least, most, named)


NO_SUM = (False, 0, HUGE, None)


def disability_subsidy(f: Facts) -> tuple | None:
    first, severe, _, mi3, mi4, physical3 = f["disabilities"]
    if not covered(f) or not (severe or mi3 or mi4 or physical3):
        return None
    town = f["residence"] == "urban"
    by_grade = f["subsidy_split"] == "by_grade"
    rates = [2400] if physical3 else []
    if severe:
        rates.append(4000 if (first if by_grade else town) else 3000)
    if mi3 or mi4:
        rates.append(3000 if (mi3 if by_grade else town) else 2000)
    return got(max(rates), max(rates))


def temporary_relief(f: Facts) -> tuple | None:
    caps = {"living": 1000, "production": 2000, "emergency": 5000}
    if not covered(f) or f["difficulty"] not in caps:
        return None
    groups = [
        f["disabilities"][1],
        f["disabilities"][2],
        f["multi_disabled_household"],
        f["elderly_disabled_household"],
        f["three_withouts"],
        f["minimum_living_allowance"],
    ]
    return got(0, caps[f["difficulty"]], any(groups))


def insurance_premium_support(f: Facts) -> tuple | None:
    return NO_SUM if covered(f) and (f["disabilities"][1] or hard(f)) else None


def inpatient_aid(f: Facts) -> tuple | None:
    if not covered(f) or f["public_payroll"] or f["fully_insured"] or not f["inpatient"]:
        return None
    return got(0.3 * f["inpatient"], HUGE)


def higher_inpatient_reimbursement(f: Facts) -> tuple | None:
    listed = f["minimum_living_allowance"] or f["orphan"] or f["extreme_poverty"]
    return NO_SUM if covered(f) and listed else None


def rural_house_rebuild(f: Facts) -> tuple | None:
    if not covered(f) or f["residence"] != "rural" or f["dilapidated_house"] == "none":
        return None
    return got(30000, HUGE) if f["dilapidated_house"] == "rebuild" else NO_SUM


def public_rental_reduction(f: Facts) -> tuple | None:
    listed = (
        f["disabilities"][1]
        or f["disabilities"][2]
        or f["elderly_disabled_household"]
        or f["multi_disabled_household"]
        or f["three_withouts"]
        or (f["minimum_living_allowance"] and f["mla_years"] < 2)
    )
    if not covered(f) or not f["public_rental_tenant"] or not listed:
        return None
    return got(f["public_rental_rent"] / 2, f["public_rental_rent"] / 2)


def self_employment_grant(f: Facts) -> tuple | None:
    again = f["household_grant"] == "other_project" and f["years_since_grant"] >= 3
    free = f["household_grant"] == "never" or again
    return got(5000, 50000) if covered(f) and f["self_employed"] and free else None


def assistive_device(f: Facts) -> tuple | None:
    return NO_SUM if covered(f) and hard(f) and f["needs_device"] else None


def child_rehab_rescue(f: Facts) -> tuple | None:
    return NO_SUM if covered(f) and f["needs_rehab"] and f["age"] < 7 else None


def rehab_allowance(f: Facts) -> tuple | None:
    return NO_SUM if covered(f) and f["needs_rehab"] and hard(f) and f["age"] >= 7 else None


def tertiary_student_aid(f: Facts) -> tuple | None:
    if not covered(f) or f["tertiary_student"] == "none" or not f["tuition_paid"] > 0:
        return None
    return got(min(0.6 * f["tuition_paid"], 9000), 9000)


def preschool_intake_award(f: Facts) -> tuple | None:
    children = f["preschool_intake"]
    return got(1000 * children, 1000 * children) if children else None


def five_cultural_services(f: Facts) -> tuple | None:
    return NO_SUM if covered(f) and f["disabilities"][1] else None


HARD = "minimum_living_allowance extreme_poverty hardship"
GROUPS = "disabilities multi_disabled_household elderly_disabled_household three_withouts"

#: id: (rule, the facts it reads, period, review)
RULES: dict[str, tuple[Callable[[Facts], tuple | None], str, str | None, bool]] = {
    "disability_subsidy": (disability_subsidy, "disabilities residence subsidy_split", "year", False),
    "temporary_relief": (
        temporary_relief,
        f"difficulty {GROUPS} minimum_living_allowance",
        "occasion",
        True,
    ),
    "insurance_premium_support": (insurance_premium_support, f"disabilities {HARD}", None, True),
    "inpatient_aid": (inpatient_aid, "public_payroll fully_insured inpatient", "stay", False),
    "higher_inpatient_reimbursement": (
        higher_inpatient_reimbursement,
        "minimum_living_allowance orphan extreme_poverty",
        None,
        False,
    ),
    "rural_house_rebuild": (rural_house_rebuild, "residence dilapidated_house", "household", False),
    "public_rental_reduction": (
        public_rental_reduction,
        f"public_rental_tenant public_rental_rent {GROUPS} minimum_living_allowance mla_years",
        "year",
        False,
    ),
    "self_employment_grant": (
        self_employment_grant,
        "self_employed household_grant years_since_grant",
        "project",
        True,
    ),
    "assistive_device": (assistive_device, f"{HARD} needs_device", None, False),
    "child_rehab_rescue": (child_rehab_rescue, "needs_rehab age", None, True),
    "rehab_allowance": (rehab_allowance, f"{HARD} needs_rehab age", None, True),
    "tertiary_student_aid": (tertiary_student_aid, "tertiary_student tuition_paid", "year", False),
    "preschool_intake_award": (preschool_intake_award, "preschool_intake", "year", False),
    "five_cultural_services": (five_cultural_services, "disabilities", None, False),
}

#: The parts of a view that a rule reads: fewer completions to try.
READS = {
    "temporary_relief": (1, 2),
    "insurance_premium_support": (1,),
    "public_rental_reduction": (1, 2),
    "five_cultural_services": (1,),
}

# --- trying out ------------------------------------------------------------------------------------


def possible(fact: str, known: Any, benefit: str) -> list:
    """The values a fact may have, for what the profile says of it."""
    if fact == "disabilities":
        given = known and tuple((d.get("category"), d.get("grade")) for d in known)
        views = views_of(given) if given else any_views()
        keep = READS.get(benefit, range(6))
        return sorted({tuple(v[i] if i in keep else False for i in range(6)) for v in views})
    if fact == "inpatient":
        return stays(known)
    if known is not None:
        return [known]
    return DOMAIN.get(fact, [True, False])


def stays(known: Any) -> list[float]:
    """What insurance left unpaid; 0 for no stay."""
    if known is False:
        return [0]
    total, paid = (known or {}).get("reimbursable"), (known or {}).get("reimbursed")
    if total is None:
        return [0, TINY, 5000, HUGE]
    if paid is None:
        return sorted({0, min(TINY, total), total / 2, total})
    return [round(total - paid, 6)]


def expected(benefit: str, profile: dict[str, Any]) -> dict[str, Any]:
    """What the contract says of one benefit for a profile (with `subsidy_split` as one more fact)."""
    rule, reads, period, review = RULES[benefit]
    names = (
        reads.split() if benefit == "preschool_intake_award" else ["local_hukou", "certified", *reads.split()]
    )
    domains = [possible(name, profile.get(name), benefit) for name in names]
    outcomes = {values: rule(dict(zip(names, values, strict=True))) for values in product(*domains)}
    happy = [o for o in outcomes.values() if o]
    status = "undetermined"
    if len(happy) in (0, len(outcomes)):
        status = "eligible" if happy else "ineligible"
    matters = [name for place, name in enumerate(names) if _matters(outcomes, place)]
    return {
        "status": status,
        "amount": _amount(benefit, happy, period),
        "missing": sorted(m for m in matters if m != "subsidy_split"),
        "open_readings": [m for m in matters if m == "subsidy_split"],
        "review": review,
    }


def _matters(outcomes: dict[tuple, tuple | None], place: int) -> bool:
    by_others: dict[tuple, set] = {}
    for values, outcome in outcomes.items():
        by_others.setdefault(values[:place] + values[place + 1 :], set()).add(outcome)
    return any(len(found) > 1 for found in by_others.values())


def _amount(benefit: str, happy: list[tuple], period: str | None) -> dict[str, Any] | None:
    if not any(named for named, *_ in happy):
        return None
    least = min(o[1] for o in happy)
    most = max(o[2] for o in happy)
    amount = {
        "min": round(least + 1e-9, 2),
        "max": None if most >= HUGE / 10 else round(most + 1e-9, 2),
        "period": period,
    }
    if benefit == "temporary_relief":
        said = {o[3] for o in happy}
        amount["named_for_relaxation"] = said.pop() if len(said) == 1 else None
    return amount

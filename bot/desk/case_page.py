"""What the page of a call-back and that of an application share."""

from typing import Any

from bot.desk.facts_form import ROWS, options, value_of
from bot.desk.visit import MalformedForm, Visit
from casework.accounts import list_accounts
from casework.masking import mask
from casework.transcript import lines_of
from casework.vault import TOKEN
from policy_kb.current import current
from policy_kb.fact_words import CATEGORY_WORDS, GRADE_WORDS


def colleagues(visit: Visit) -> list[Any]:
    """To whom a case can be handed: own office first."""
    others = [
        one
        for one in list_accounts()
        if one.role != "admin" and not one.disabled and one.name != visit.account.name
    ]
    return sorted(others, key=lambda one: (one.office != visit.account.office, one.office or "", one.name))


def entering(visit: Visit, typed: dict[str, str]) -> Any:
    """The fact whose value is being entered, with what it can be."""
    fact = current().facts.get(typed.get("fact", "") or visit.query("fact"))
    return None if fact is None else (fact, options(fact))


def settled_value(visit: Visit) -> tuple[str, Any]:
    """The fact that a form settles, and its value; None takes it back. Raises MalformedForm."""
    fact = current().facts.get(visit.text("fact", 40))
    if fact is None:
        raise MalformedForm
    return fact.key, None if visit.text("back_to_open", 4) else value_of(fact, visit)


def fact_fields() -> dict[str, Any]:
    """What the form of a fact is drawn with."""
    return {"categories": CATEGORY_WORDS, "grades": GRADE_WORDS, "rows": range(ROWS)}


def talk(conversation: str | None) -> list[tuple[str, str]]:
    """The talk so far, (who, what), without numbers, names and places."""
    if conversation is None:
        return []
    who = {(True, False): "居民", (False, True): "工作人员", (False, False): "伊助"}
    return [
        (who[line.mine, line.office], mask(TOKEN.sub("（号码）", line.text)))
        for line in lines_of(conversation)
    ]

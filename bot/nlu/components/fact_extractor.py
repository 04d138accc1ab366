"""Facts, wishes about the talk, and danger: read by rules, after the classifier, and above it."""

import re
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.acts import act
from bot.nlu.call_matter import wants_person
from bot.nlu.components.assets import fingerprint
from bot.nlu.components.topic_classifier import UNDERSTOOD
from bot.nlu.danger import in_danger
from bot.nlu.each import for_each
from bot.nlu.ellipsis import asks_of_costs, asks_whether, elliptic, trails
from bot.nlu.everything import asks_everything
from bot.nlu.extract import Found, extract, facet
from bot.nlu.own_sum import LABEL as OWN_SUM
from bot.nlu.own_sum import asks_own_sum
from bot.nlu.parts import NORMALISED, matter, parts
from bot.nlu.several import Part, several, unanswered
from bot.nlu.verdict import TOPIC_UNSURE_BELOW
from casework.references import search as reference_in

#: Wishes that stand above single questions in the same message.
_ABOVE_QUESTIONS = {"emergency", "control", "delete_data", "callback", "human"}
_OTHER_WISHES = _ABOVE_QUESTIONS | {
    "assess",
    "capability",
    "greet",
    "thanks",
    "bye",
    "callback_status",
    "callback_change",
    "callback_cancel",
    "application",
}
_OF_A_CASE = {"callback_status", "callback_change", "callback_cancel", "application"}
#: From these likelihoods on, a word or two and 呢 (公租房呢) is a matter of its own.
_PLAINLY_POLICY, _PLAINLY = 0.6, 0.9
#: Small talk that a short question about a side of the matter (多会儿给了) is easily taken for.
_SMALL_TALK = {"greet", "thanks", "bye", "capability", "assess", "emergency", "delete_data"}
_COURTESIES = ("greet", "thanks", "bye", "capability")
_PLAINLY_COURTEOUS = 0.8
_DELETES = re.compile(r"删|清|忘|注销|抹|销毁|留|撤|消|擦|去掉|不要保存|别存")
#: Wishes about the last answer, as sides of its matter.
_SIDES = {"office": "office", "source": "source", "why": "source"}
#: Readings that a stated grade and a question for a sum make into a question for the subsidy.
_MAY_ASK_SUM = {"policy", "assess", "unsure"}
OTHER_PLACE = "oos/other_place"
_A_PLACE = re.compile(
    r"[省市县区州盟旗镇乡村]|外地|外边|老家|别处|别的?地方|其他地方|别人那|哪儿|哪里|那边|那儿|地方"
)
_HERE = ZoneInfo("Asia/Shanghai")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactExtractor(GraphComponent):
    """Adds what a message states as entities, and the side of the topic that it asks for as `facet`."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "FactExtractor":
        """Made by the graph."""
        return cls()

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the rules and word lists."""
        return fingerprint(
            "extract/*.py",
            "own_sum.py",
            "acts.py",
            "call_matter.py",
            "danger.py",
            "ellipsis.py",
            "each.py",
            "everything.py",
            "several.py",
            "verdict.py",
            "questions.py",
            "components/fact_extractor.py",
        )

    def process(self, messages: list[Message]) -> list[Message]:
        """Set entities; a short act of the talk or a danger overrules the classifier's intent."""
        for message in messages:
            found = _read(message)
            _overrule(message, message.get(NORMALISED) or "", found)
            cut = [_part(part) for part in parts(message)]
            asked = several(cut, _beside(message))
            left = unanswered(cut, asked)
            asked = asked or for_each(_whole(message))
            heard = {
                "parts": [asdict(part) for part in asked],
                "unanswered": left,
                "matter": _matter(message),
            }
            understood = message.get(UNDERSTOOD) | heard
            message.set(UNDERSTOOD, understood, add_to_output=True)
            if asked and _intent(message) not in _ABOVE_QUESTIONS:
                message.set(INTENT, {"name": "policy", "confidence": asked[0].confidence}, add_to_output=True)
        return messages


def _read(message: Message) -> list[Found]:
    """Set what a message or a question in it states, its facet, and whether it names its matter."""
    text = message.get(NORMALISED) or ""
    found = extract(text, datetime.now(_HERE).date())
    message.set(ENTITIES, [_entity(f) for f in found], add_to_output=True)
    understood = dict(message.get(UNDERSTOOD) or {})
    understood |= {
        "facet": facet(text),
        "elliptic": elliptic(text, found),
        "whether": asks_whether(text, found),
    }
    message.set(UNDERSTOOD, understood, add_to_output=True)
    return found


def _whole(message: Message) -> Part:
    """The message as one question, as it was read."""
    understood = message.get(UNDERSTOOD)
    label, confidence = (understood.get("ranking") or [["unsure", 0.0]])[0]
    return Part(
        text=message.get(NORMALISED),
        intent=_intent(message),
        label=label,
        confidence=confidence,
        facet=understood["facet"],
        elliptic=understood["elliptic"],
        entities=message.get(ENTITIES),
    )


def _part(message: Message) -> Part:
    """A question cut out of a message, read alone."""
    _read(message)
    wish = next((e["value"] for e in message.get(ENTITIES) if e["entity"] == "control"), None)
    if wish in _SIDES:  # 归哪个部门管, as the second question of a message
        message.set(ENTITIES, [])
        aside = {"facet": _SIDES[wish], "elliptic": True}
        message.set(UNDERSTOOD, message.get(UNDERSTOOD) | aside)
    return _whole(message)


def _matter(message: Message) -> list[list[Any]]:
    """The ranking of what a call is wanted for."""
    wanted = matter(message)
    return [] if wanted is None else list(wanted.get(UNDERSTOOD)["ranking"])


def _intent(message: Message) -> str:
    return str((message.get(INTENT) or {}).get("name"))


def _entity(found: Found) -> dict[str, Any]:
    return {**found.entity_dict(), "extractor": FactExtractor.__name__}


def _overrule(message: Message, text: str, found: list[Found]) -> None:
    _without_place(message, text, found)
    intent = "emergency" if in_danger(text) else act(text, found)
    if intent is None and _doubtful(message) and message.get(UNDERSTOOD)["whether"]:
        intent = "assess"  # of what was told last, if that can be got
    if intent is None and _goes_on(message, text):
        intent = "policy"  # about the last topic; the action knows which
    if intent is None and _intent(message) == "delete_data" and not _DELETES.search(text):
        intent = "unsure"  # what cannot be undone is not guessed
    if intent is None and _intent(message) not in _OF_A_CASE and reference_in(text):
        intent = "callback_status"  # whoever says the number of a case asks after it
    vaguely = _intent(message) == "unsure"
    if intent is None and _intent(message) in _MAY_ASK_SUM and asks_own_sum(text, found, vaguely):
        intent = "policy"
        _take(message, OWN_SUM)
    if intent is None and _doubtful(message) and asks_everything(text, found):
        intent = "assess"
    if intent is None and wants_person(text):
        intent = "callback"
    if _intent(message) == "assess" and _of_elsewhere(found):
        intent = "oos"
        _take(message, OTHER_PLACE)
    if intent:
        message.set(INTENT, {"name": intent, "confidence": 1.0}, add_to_output=True)


def _without_place(message: Message, text: str, found: list[Found]) -> None:
    """A message that names no place is not about another place: its next likeliest reading holds."""
    understood = message.get(UNDERSTOOD)
    ranking = understood.get("ranking") or []
    if not ranking or ranking[0][0] != OTHER_PLACE or _A_PLACE.search(text):
        return
    if len(ranking) > 1 and "other_place" not in {f.entity for f in found}:
        label, likely = ranking[1]
        name = label.split("/")[0] if likely >= TOPIC_UNSURE_BELOW else "unsure"
        message.set(INTENT, {"name": name, "confidence": likely}, add_to_output=True)
        message.set(
            UNDERSTOOD,
            understood | {"label": label, "ranking": ranking[1:] + ranking[:1]},
            add_to_output=True,
        )


def _of_elsewhere(found: list[Found]) -> bool:
    """Whether somebody of another place asks for themselves."""
    stated = {f.entity: f.value for f in found}
    return "other_place" in stated and not stated.get("local_hukou")


def _doubtful(message: Message) -> bool:
    """Whether nothing was understood, or a topic that is less likely than not."""
    label, likely = (message.get(UNDERSTOOD).get("ranking") or [["unsure", 0.0]])[0]
    return _intent(message) == "unsure" or (
        _intent(message) == "policy" and likely < 0.5 and not label.startswith("policy/overview")
    )


def _goes_on(message: Message, text: str) -> bool:
    """Whether a message that names no matter goes on about the last one, and is no wish of its own."""
    understood, read = message.get(UNDERSTOOD), _intent(message)
    if asks_of_costs(text) or (trails(text) and not _plainly_read(message)):
        message.set(UNDERSTOOD, understood | {"elliptic": True}, add_to_output=True)
        return True
    if not understood["elliptic"] or (read == "apply" and understood["facet"] is None):
        return False  # 我要申请 alone is a wish of its own; 怎么申请 asks about the last matter
    if read not in _OTHER_WISHES or (read == "application" and understood["facet"] is not None):
        return True  # 咋申请 asks about the last matter, not after what was sent
    return read in _SMALL_TALK and (
        understood["facet"] is not None
        or read == "emergency"
        or (read == "assess" and "也" in text)
        or (read in _COURTESIES and _likely(message) < _PLAINLY_COURTEOUS)  # 要钱不
    )


def _plainly_read(message: Message) -> bool:
    """Whether the classifier is sure enough of what a word or two means."""
    label, likely = (message.get(UNDERSTOOD).get("ranking") or [["unsure", 0.0]])[0]
    return bool(likely >= (_PLAINLY_POLICY if label.startswith("policy/") else _PLAINLY))


def _likely(message: Message) -> float:
    """How likely the classifier's own reading is."""
    return float((message.get(UNDERSTOOD).get("ranking") or [["unsure", 0.0]])[0][1])


def _take(message: Message, label: str) -> None:
    """Take the message for `label`, whatever the classifier ranked first."""
    understood = message.get(UNDERSTOOD)
    ranking = [[label, 1.0], *(one for one in understood["ranking"] if one[0] != label)]
    message.set(UNDERSTOOD, understood | {"label": label, "ranking": ranking}, add_to_output=True)


def _beside(message: Message) -> float:
    """How sure the classifier is that the whole message is not about the policy."""
    if _intent(message) not in ("adjacent", "oos"):
        return 0.0
    return float((message.get(INTENT) or {}).get("confidence") or 0.0)

"""Facts, wishes about the talk, and danger: read by rules, after the classifier, and above it."""

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
from bot.nlu.components.assets import fingerprint
from bot.nlu.components.normaliser import NORMALISED
from bot.nlu.components.topic_classifier import UNDERSTOOD
from bot.nlu.danger import in_danger
from bot.nlu.extract import Found, extract, facet

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
        return fingerprint("extract/*", "acts.py", "danger.py", "components/fact_extractor.py")

    def process(self, messages: list[Message]) -> list[Message]:
        """Set entities; a short act of the talk or a danger overrules the classifier's intent."""
        for message in messages:
            text = message.get(NORMALISED) or ""
            found = extract(text, datetime.now(_HERE).date())
            message.set(ENTITIES, [_entity(f) for f in found], add_to_output=True)
            _say_facet(message, text)
            _overrule(message, text, found)
        return messages


def _entity(found: Found) -> dict[str, Any]:
    return {
        "entity": found.entity,
        "value": found.value,
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "extractor": FactExtractor.__name__,
    }


def _say_facet(message: Message, text: str) -> None:
    understood = dict(message.get(UNDERSTOOD) or {})
    message.set(UNDERSTOOD, understood | {"facet": facet(text)}, add_to_output=True)


def _overrule(message: Message, text: str, found: list[Found]) -> None:
    intent = "emergency" if in_danger(text) else act(text, found)
    if intent:
        message.set(INTENT, {"name": intent, "confidence": 1.0}, add_to_output=True)

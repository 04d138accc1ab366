"""First in the pipeline: one way of writing for all that follows, and in training a misheard copy."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.components.assets import fingerprint
from bot.nlu.extract.normalise import normalise
from bot.nlu.homophones import Mishearing
from bot.nlu.parts import NORMALISED, cut

SOURCE = "source_text"  # marks an example and its misheard copies as one


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class Normaliser(GraphComponent):
    """Adds `normalised` to each message; its own text stays as it was said."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`homophones`: share of characters swapped in the copy of each example; 0 makes no copies."""
        return {"homophones": 0.15, "seed": 7}

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Normaliser":
        """Made by the graph."""
        return cls(config)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the code and the word lists that this component reads."""
        return fingerprint(
            "extract/*.py",
            "homophones.py",
            "sounds.py",
            "questions.py",
            "call_matter.py",
            "parts.py",
            "components/normaliser.py",
        )

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Normalise the examples and add to each a copy with homophones."""
        examples = [m for m in training_data.training_examples if m.get(TEXT)]
        for message in examples:
            message.set(NORMALISED, normalise(message.get(TEXT)))
            message.set(SOURCE, message.get(NORMALISED))
        share = float(self._config["homophones"])
        if share:
            training_data.training_examples = training_data.training_examples + self._copies(examples, share)
        return training_data

    def _copies(self, examples: list[Message], share: float) -> list[Message]:
        mishearing = Mishearing(m.get(NORMALISED) for m in examples)
        copies = []
        for message in examples:
            text = mishearing.write(message.get(NORMALISED), share, int(self._config["seed"]))
            if text != message.get(NORMALISED):
                copies.append(Message({**message.data, TEXT: text, NORMALISED: text}))
        return copies

    def process(self, messages: list[Message]) -> list[Message]:
        """Normalise what was said, and cut it into its questions."""
        for message in messages:
            message.set(NORMALISED, normalise(message.get(TEXT) or ""))
            cut(message)
        return messages

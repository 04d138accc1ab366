"""The topic and intent of a message, with a confidence that means what it says."""

from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import spmatrix, vstack

from bot.nlu.components.assets import fingerprint
from bot.nlu.components.learned import Learned
from bot.nlu.components.normaliser import SOURCE
from bot.nlu.parts import NORMALISED, with_parts
from bot.nlu.topic_model import TopicModel
from bot.nlu.verdict import Reading, read

UNDERSTOOD = "understood"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(Learned):
    """Reads the features of a message as an intent and, within it, a topic."""

    untrained = TopicModel

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the code of the model."""
        return fingerprint(
            "topic_model.py", "verdict.py", "components/learned.py", "components/topic_classifier.py"
        )

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the labels of the examples."""
        examples = [m for m in training_data.intent_examples if m.get(TEXT)]
        self.learned.fit(
            np.vstack([_meaning(m) for m in examples]),
            vstack([_grams(m) for m in examples]),
            [m.get_full_intent() for m in examples],
            [m.get(SOURCE) for m in examples],
        )
        return self.keep()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking and `understood` of each message and of each question in it."""
        said = [m for m in with_parts(messages) if m.features]
        if said:
            ranked = self.learned.rank(
                np.vstack([_meaning(m) for m in said]), vstack([_grams(m) for m in said])
            )
            for message, ranking in zip(said, ranked, strict=True):
                _set(message, read(ranking))
        return messages


def _meaning(message: Message) -> np.ndarray:
    return message.get_dense_features(TEXT)[1].features


def _grams(message: Message) -> spmatrix:
    return message.get_sparse_features(TEXT)[1].features


def _set(message: Message, reading: Reading) -> None:
    intent = {"name": reading.intent, "confidence": reading.confidence}
    message.set(INTENT, intent, add_to_output=True)
    message.set("intent_ranking", [intent], add_to_output=True)
    understood = {
        "label": reading.ranking[0].label,
        "ranking": [[g.label, round(g.confidence, 4)] for g in reading.ranking],
        "normalised": message.get(NORMALISED),
    }
    message.set(UNDERSTOOD, understood, add_to_output=True)

"""Meaning: the sentence encoder's vector as a dense feature."""

import os
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import encoder
from bot.nlu.components.assets import fingerprint
from bot.nlu.grams import plain
from bot.nlu.parts import NORMALISED, with_parts


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceVectors(GraphComponent):
    """Adds one vector of length one to each message."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`store`: file that keeps the vectors of training texts from one training to the next."""
        return {"store": "var/cache/vectors.npz"}

    def __init__(self, config: dict[str, Any], threads: int = 1) -> None:
        store = Path(config["store"]) if config.get("store") else None
        self._encoder = encoder.SentenceEncoder(store, threads)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceVectors":
        """Made by the graph for training, which has thousands of texts at once."""
        return cls(config, threads=os.cpu_count() or 1)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "SentenceVectors":
        """Made by the graph for serving; the encoder is warmed so that nobody waits for it."""
        component = cls(config)
        component._encoder.encode(["你好"])
        return component

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the encoder and the code around it."""
        return encoder.NAME + fingerprint("encoder.py", "grams.py", "components/sentence_vectors.py")

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add vectors to all examples."""
        messages = [m for m in training_data.training_examples if m.get(NORMALISED)]
        if messages:
            self._add(messages, self._encoder.encode_stored([_meant(m) for m in messages]))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the vectors of what was said and of each question in it."""
        said = [m for m in with_parts(messages) if m.get(NORMALISED)]
        if said:
            self._add(said, self._encoder.encode([_meant(m) for m in said]))
        return messages

    def _add(self, messages: list[Message], vectors: np.ndarray) -> None:
        for message, vector in zip(messages, vectors, strict=True):
            message.add_features(
                Features(vector[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__)
            )


def _meant(message: Message) -> str:
    """The text for the encoder: private tokens and numbers carry no meaning for the topic."""
    return plain(message.get(NORMALISED))

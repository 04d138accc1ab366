"""Robustness: characters and fuzzy pinyin as sparse features, which survive wrong characters."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack

from bot.nlu.components.assets import fingerprint
from bot.nlu.components.learned import Learned
from bot.nlu.gram_features import GramFeatures
from bot.nlu.parts import NORMALISED, with_parts


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class CharacterSounds(Learned):
    """Weighs n-grams of characters and of fuzzy syllables."""

    untrained = GramFeatures

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the code of the features."""
        return fingerprint(
            "gram*.py", "concepts.*", "sounds.py", "components/learned.py", "components/character_sounds.py"
        )

    def train(self, training_data: TrainingData) -> Resource:
        """Learn which n-grams there are and how much each tells."""
        self.learned.fit([m.get(NORMALISED) for m in training_data.training_examples if m.get(NORMALISED)])
        return self.keep()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the features to all examples."""
        self.process([m for m in training_data.training_examples if m.get(NORMALISED)])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the features to what was said."""
        if not messages:
            return messages
        every = list(with_parts(messages))
        rows: csr_matrix = hstack(self.learned.transform([m.get(NORMALISED) or "" for m in every])).tocsr()
        for place, message in enumerate(every):
            message.add_features(
                Features(rows[place].tocoo(), FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__)
            )
        return messages

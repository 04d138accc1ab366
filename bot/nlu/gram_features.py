"""The sparse features of a text, as one thing that can be stored with the model."""

from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.concepts import concept_rows
from bot.nlu.grams import character_grams, sound_grams

_CONCEPTS_WEIGHT = 0.85  # against one for each kind of n-gram, chosen by cross-validation


class GramFeatures:
    """TF-IDF of character n-grams and of fuzzy-syllable n-grams, and the concepts named.

    Each row of the first two blocks has length one.
    """

    def __init__(self) -> None:
        self._blocks = [
            TfidfVectorizer(analyzer=character_grams, min_df=2, sublinear_tf=True),
            TfidfVectorizer(analyzer=sound_grams, min_df=2, sublinear_tf=True),
        ]

    def fit(self, texts: list[str]) -> None:
        """Learn the n-grams of the training texts; the concepts are a fixed list."""
        for block in self._blocks:
            block.fit(texts)
            block.__dict__.pop(
                "stop_words_", None
            )  # what was too rare: sklearn keeps it for introspection only

    def transform(self, texts: list[str]) -> list[csr_matrix]:
        """One matrix a block, a row a text."""
        return [*(block.transform(texts) for block in self._blocks), concept_rows(texts, _CONCEPTS_WEIGHT)]

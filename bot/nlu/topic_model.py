"""The classifier itself: one linear model over meaning, characters and sounds, with honest confidence.

A linear SVC ranks; its margins become probabilities by one temperature, fitted on predictions for
examples that the model had not seen, so that 0.8 means right four times out of five.
"""

from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack, spmatrix
from sklearn.decomposition import TruncatedSVD
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

_PARTS = 5  # one part of the examples is kept from a second model, to fit the temperature
_SEED = 7
_JOBS = 2  # the cores of the smallest machine we run on
_DIRECTIONS = 128  # of 512: the rest adds time, not accuracy
_MEANING_WEIGHT = 1.5  # against spelling, chosen by cross-validation
_NEVER_SEEN = -3.0  # margin of a label that a fold had no example of


@dataclass(frozen=True)
class Guess:
    """A label such as `policy/subsidy_amount` and how likely it is (0 to 1)."""

    label: str
    confidence: float

    @property
    def group(self) -> str:
        """The intent: the part before the slash."""
        return self.label.split("/")[0]


class TopicModel:
    """Ranks the labels for a row of features."""

    def __init__(self, penalty: float = 0.3) -> None:
        self._penalty = penalty
        self.labels: list[str] = []
        self.temperature = 1.0
        self._directions = TruncatedSVD(_DIRECTIONS, random_state=_SEED)

    def fit(self, meaning: np.ndarray, grams: spmatrix, labels: list[str], groups: list[str]) -> None:
        """Learn from sentence vectors and weighed n-grams, a row an example.

        Rows of one group (an example and its misheard copies) stay together.
        """
        self._directions.fit(meaning)
        rows, target = self._rows(meaning, grams), np.asarray(labels)
        seen, unseen = next(GroupKFold(_PARTS).split(rows, target, groups))
        whole, trial = Parallel(n_jobs=_JOBS)(
            delayed(_learn)(rows[part], target[part], self._penalty) for part in (slice(None), seen)
        )
        self.labels = list(whole.classes_)
        # Seven weights of eight are zero: without them the model takes a tenth of the memory.
        self._weights = csr_matrix(whole.coef_.T, dtype=np.float32)
        self._offsets = whole.intercept_.astype(np.float32)
        self.temperature = _temperature(*self._margins(trial, rows[unseen], target[unseen]))

    def rank(self, meaning: np.ndarray, grams: spmatrix) -> list[list[Guess]]:
        """For each row all labels, likeliest first, with calibrated confidence."""
        rows = self._rows(meaning, grams).astype(np.float32)
        margins = (rows @ self._weights).toarray() + self._offsets
        probable = _softmax(margins / self.temperature)
        order = np.argsort(-probable, axis=1)
        return [
            [Guess(self.labels[i], float(row[i])) for i in places]
            for row, places in zip(probable, order, strict=True)
        ]

    def _rows(self, meaning: np.ndarray, grams: spmatrix) -> csr_matrix:
        """Both kinds of features side by side; of the meaning only its main directions, for speed."""
        return hstack([csr_matrix(self._directions.transform(meaning) * _MEANING_WEIGHT), grams]).tocsr()

    def _margins(
        self, model: LinearSVC, rows: csr_matrix, target: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """A model's margins for rows that it had not seen, and the true label's place in each."""
        place = {label: i for i, label in enumerate(self.labels)}
        known = np.isin(target, model.classes_)
        spread = np.full((int(known.sum()), len(self.labels)), _NEVER_SEEN)
        spread[:, [place[label] for label in model.classes_]] = model.decision_function(rows[known])
        return spread, np.asarray([place[label] for label in target[known]])


def _learn(rows: csr_matrix, target: np.ndarray, penalty: float) -> LinearSVC:
    return LinearSVC(C=penalty, random_state=_SEED, tol=1e-2).fit(rows, target)


def _softmax(margins: np.ndarray) -> np.ndarray:
    raised = np.exp(margins - margins.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def _temperature(margins: np.ndarray, truth: np.ndarray) -> float:
    """The temperature under which the truth is likeliest (least log loss)."""

    def loss(log_temperature: float) -> float:
        probable = _softmax(margins / np.exp(log_temperature))
        return float(-np.log(probable[np.arange(len(truth)), truth] + 1e-12).mean())

    found = minimize_scalar(loss, bounds=(-5.0, 2.0), method="bounded")
    return float(np.exp(found.x))

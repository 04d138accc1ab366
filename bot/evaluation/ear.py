"""The ear without Rasa around it: the same features and the same model, to train and measure many times."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import csr_matrix, hstack

from bot.nlu.encoder import SentenceEncoder
from bot.nlu.extract.normalise import normalise
from bot.nlu.gram_features import GramFeatures
from bot.nlu.grams import plain
from bot.nlu.homophones import Mishearing
from bot.nlu.topic_model import TopicModel
from bot.nlu.verdict import Reading, read
from bot.settings import PROJECT

_CONFIG = PROJECT / "config.yml"
_VOICES = "voices"
_BASE = "base"  # examples that belong to no one voice


@dataclass(frozen=True)
class Example:
    """A training example: its normalised text, its label, and whose voice it is."""

    text: str
    label: str
    voice: str


def examples(folder: Path = PROJECT / "data" / "nlu") -> list[Example]:
    """All training examples. The voice is the file's name in `voices/` without its number."""
    found = []
    for path in sorted(folder.rglob("*.yml")):
        voice = path.stem.rpartition("_")[0] if path.parent.name == _VOICES else _BASE
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in entry["examples"].splitlines():
                text = line.strip().removeprefix("- ")
                if text:
                    found.append(Example(normalise(text), entry["intent"], voice))
    return found


class Ear:
    """Learns labels from examples as the pipeline of `config.yml` does."""

    def __init__(self) -> None:
        settings = {step["name"].rpartition(".")[2]: step for step in _pipeline()}
        self._homophones = settings["Normaliser"]
        self._encoder = SentenceEncoder(PROJECT / settings["SentenceVectors"]["store"])
        self._encoder.keep_all = True
        self._grams, self._model = GramFeatures(), TopicModel()

    def learn(self, known: list[Example]) -> None:
        """Train on examples and a misheard copy of each."""
        share, seed = float(self._homophones["homophones"]), int(self._homophones["seed"])
        mishearing = Mishearing(example.text for example in known)
        copies = [mishearing.write(example.text, share, seed) for example in known]
        said = [example.text for example in known]
        labels = [example.label for example in known]
        texts = said + copies
        self._grams.fit(texts)
        self._model.fit(self._meaning(texts), self._rows(texts), labels + labels, said + said)

    def read(self, texts: list[str]) -> list[Reading]:
        """The reading of each normalised text."""
        return [read(ranking) for ranking in self._model.rank(self._meaning(texts), self._rows(texts))]

    def _meaning(self, texts: list[str]) -> np.ndarray:
        return self._encoder.encode_stored([plain(text) for text in texts])

    def _rows(self, texts: list[str]) -> csr_matrix:
        return hstack(self._grams.transform(texts)).tocsr()


def _pipeline() -> list[dict[str, str]]:
    return list(yaml.safe_load(_CONFIG.read_text(encoding="utf-8"))["pipeline"])

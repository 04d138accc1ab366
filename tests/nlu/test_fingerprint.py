"""What Rasa asks the components before it trains: a hash of the code that they are made of."""

import os
import subprocess
import sys

from bot.settings import PROJECT

_ASKED = """
from bot.nlu.components.fact_extractor import FactExtractor
from bot.nlu.components.normaliser import Normaliser
from bot.nlu.components.topic_classifier import TopicClassifier
for component in (FactExtractor, Normaliser, TopicClassifier):
    print(component.fingerprint_addon({}))
"""


def _said(environment):
    done = subprocess.run(
        [sys.executable, "-c", _ASKED],
        env=environment, cwd=PROJECT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_it_is_the_same_whether_python_leaves_compiled_code_beside_the_sources_or_not():
    plain = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    hashes = _said(plain)
    assert (PROJECT / "bot" / "nlu" / "extract" / "__pycache__").is_dir()
    assert [len(each) for each in hashes] == [64, 64, 64]
    assert _said({**plain, "PYTHONDONTWRITEBYTECODE": "1"}) == hashes

"""A damaged model is seen before anything is started with it."""

import gzip
import os
import subprocess
import sys

import pytest

from bot import model as trained
from bot.cli.main import main
from bot.evaluation.labels import strays
from bot.settings import PROJECT
from policy_kb.current import current


@pytest.fixture
def models(tmp_path, monkeypatch):
    """An empty folder of models, and a trainer that is quick: it packs one word."""
    monkeypatch.setattr(trained, "MODELS", tmp_path)

    def command(name):
        made = str(tmp_path / f"{name}.tar.gz")
        return [sys.executable, "-c", f"import gzip; gzip.open({made!r}, 'wb').write(b'trained')"]

    monkeypatch.setattr(trained, "_command", command)
    return tmp_path


@pytest.mark.parametrize("damage", ["cut", "nothing", "noise", "flipped"])
def test_a_damaged_model_is_said_and_made_anew(models, capsys, damage):
    whole = gzip.compress(os.urandom(5000))
    broken = {"cut": whole[:2000], "nothing": b"\0", "noise": os.urandom(3000), "flipped": _flipped(whole)}[
        damage
    ]
    path = models / f"yizhu-{trained.fingerprint()}.tar.gz"
    path.write_bytes(broken)
    assert trained.ensure_model() == path
    assert gzip.decompress(path.read_bytes()) == b"trained"
    assert f"模型文件坏了：{path}" in capsys.readouterr().err


def test_a_whole_one_is_taken_as_it_is(models, capsys):
    path = models / f"yizhu-{trained.fingerprint()}.tar.gz"
    path.write_bytes(gzip.compress(b"there already"))
    assert trained.ensure_model() == path
    assert gzip.decompress(path.read_bytes()) == b"there already"
    assert capsys.readouterr().err == ""


def test_rasa_says_in_words_that_its_model_cannot_be_read(tmp_path):
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(gzip.compress(os.urandom(5000))[:2000])
    done = subprocess.run(
        [sys.executable, "-m", "bot.dialogue", "--model", str(broken), "--ports", "1"],
        capture_output=True, text=True, cwd=PROJECT, timeout=120,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"模型文件读不了：{broken}" in done.stderr
    assert "Traceback" not in done.stderr


def _flipped(whole):
    middle = len(whole) // 2
    return whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :]


def test_examples_of_an_unknown_topic_are_named_and_not_trained(models, tmp_path, monkeypatch, capsys):
    folder = tmp_path / "project" / "data" / "nlu" / "voices"
    folder.mkdir(parents=True)
    examples = 'version: "3.1"\nnlu:\n- intent: {}\n  examples: |\n    - 白天有没有个地方管\n'
    (folder / "herder_1.yml").write_text(examples.format("policy/day_caring"), encoding="utf-8")
    (folder / "herder_2.yml").write_text(examples.format("policy/care_system"), encoding="utf-8")
    monkeypatch.setattr(trained, "PROJECT", tmp_path / "project")
    assert main(["train"]) == 1
    said = capsys.readouterr().err
    assert said == (
        "data/nlu/voices/herder_1.yml 的 policy/day_caring：回答里没有这个条目，"
        "改成 policy_kb/topics 里的一个 id\n"
    )
    assert not list(models.glob("*.gz"))


def test_every_example_as_shipped_leads_somewhere():
    assert strays(PROJECT / "data", current()) == []

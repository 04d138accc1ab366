"""啥叫一户多残: which messages ask what a word means, and which ask something else with the same word."""

import shutil

import pytest
from stated import stated

from policy_kb.kb import ROOT


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("啥叫一户多残", "一户多残"),
        ("老残一体是啥意思？", "老残一体"),
        ("“三无”人员指的是啥", "三无"),
        ("三无是指哪些人", "三无"),
        ("困难残疾人是怎么界定的", "困难残疾人"),
        ("请问什么是两项补贴", "两项补贴"),
        ("你说的托养是个甚", "托养"),
        ("《实施意见》是什么", "《实施意见》"),
        ("二级和一级都算重度吗", "重度"),
        ("我不懂什么叫代缴", "代缴"),
        ("五保是咋回事", "五保"),
        ("信访是干啥的", "信访"),
        ("阳光家园干什么用的", "阳光家园"),
    ],
)
def test_it_asks_what_a_word_means(text, word):
    assert stated(text) == {"control": "meaning", "term": word}


@pytest.mark.parametrize(
    "text",
    [
        "残保金怎么算",
        "低保怎么申请",
        "低保是什么条件",
        "护理补贴是什么时候发",
        "三无人员能领什么",
        "公租房是什么部门管",
        "弱有所扶是什么意思",
    ],
)
def test_it_asks_something_else(text):
    assert "control" not in stated(text)


def test_a_word_that_the_office_adds_is_known_at_once(tmp_path, monkeypatch):
    assert "control" not in stated("啥叫边缘户")
    root = tmp_path / "policy_kb"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    with (root / "words/glossary.yml").open("a", encoding="utf-8") as glossary:
        glossary.write("- term: 边缘户\n  means: 比低保线高一点的人家\n")
    monkeypatch.setenv("YIZHU_KB", str(root))
    assert stated("啥叫边缘户") == {"control": "meaning", "term": "边缘户"}


@pytest.mark.parametrize("spoiled", ["- term: [", "- term: 边缘户", "边缘户", "", None])
def test_a_glossary_that_is_spoiled_changes_nothing(tmp_path, monkeypatch, spoiled):
    root = tmp_path / "policy_kb"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    monkeypatch.setenv("YIZHU_KB", str(root))
    assert stated("啥叫一户多残") == {"control": "meaning", "term": "一户多残"}
    file = root / "words/glossary.yml"
    file.unlink() if spoiled is None else file.write_text(spoiled, encoding="utf-8")
    assert stated("我妈听力二级") == {"person": "mother", "disability": "hearing 2"}
    if spoiled != "":  # an empty one has no word, which is no fault of the file
        assert stated("啥叫一户多残") == {"control": "meaning", "term": "一户多残"}

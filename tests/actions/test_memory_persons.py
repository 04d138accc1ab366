"""Facts are never mixed between people, also when two stand in one relation to the asker."""

from datetime import date

from actions.memory import Memory
from actions.turn import Turn
from bot.nlu.extract import extract


def _hear(memory: Memory, text: str) -> Memory:
    entities = [
        {"entity": f.entity, "value": f.value, "start": f.start, "end": f.end, "text": f.text}
        for f in extract(text, date(2026, 11, 25))
    ]
    memory.hear(Turn("talk", text, "policy", "policy/subsidy_amount", [], None, entities))
    return memory


def _grade(memory: Memory) -> int:
    return memory.profile["disabilities"][0]["grade"]


def test_daughter_and_son_are_two_people() -> None:
    memory = _hear(Memory({}), "我女儿智力三级，农村的，一年补多少")
    assert _grade(_hear(memory, "我儿子肢体四级呢")) == 4
    assert _grade(_hear(memory, "我女儿能领多少")) == 3


def test_facts_of_the_child_go_on_when_it_is_called_son() -> None:
    memory = _hear(Memory({}), "我孩子智力二级，一年补多少")
    assert _grade(_hear(memory, "我儿子能领多少")) == 2


def test_a_word_that_does_not_tell_means_the_one_the_talk_is_about() -> None:
    memory = _hear(Memory({}), "我儿子肢体三级")
    assert _grade(_hear(memory, "孩子一年能领多少")) == 3
    assert memory.relation == "child"

"""Facts are never mixed between people, also when two stand in one relation to the asker."""

from datetime import date

from actions.memory import Memory
from actions.turn import Turn
from bot.nlu.ellipsis import elliptic
from bot.nlu.extract import extract


def _hear(memory: Memory, text: str) -> Memory:
    found = extract(text, date(2026, 11, 25))
    entities, goes_on = [f.entity_dict() for f in found], elliptic(text, found)
    memory.hear(Turn("talk", text, "policy", "policy/subsidy_amount", [], None, entities, elliptic=goes_on))
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


def test_facts_of_the_other_person_in_a_message_wait_for_them() -> None:
    memory = _hear(Memory({}), "我妈视力二级，农村户口，我自己肢体三级城镇户口，我妈一年能领多少")
    assert (memory.relation, _grade(memory), memory.profile["residence"]) == ("mother", 2, "rural")
    memory = _hear(memory, "那我呢，我能领多少")
    assert (memory.relation, _grade(memory), memory.profile["residence"]) == ("self", 3, "urban")


def test_two_sons_are_two_people() -> None:
    memory = _hear(Memory({}), "我大儿子智力二级，小儿子听力四级，大儿子一年补多少")
    assert _grade(memory) == 2
    assert _grade(_hear(memory, "小儿子呢")) == 4
    assert _grade(_hear(memory, "我大儿子要什么材料")) == 2


def test_people_called_by_name_do_not_share_facts() -> None:
    memory = _hear(Memory({}), "张三肢体三级，李四视力一级，张三能领多少")
    assert _grade(memory) == 3
    assert _grade(_hear(memory, "李四呢")) == 1


def test_the_general_word_after_the_finer_one_is_the_same_person() -> None:
    memory = _hear(Memory({}), "我大哥肢体一级，农村的，能领多少")
    assert _grade(_hear(memory, "我哥怎么申请")) == 1


def test_a_word_that_does_not_tell_means_the_one_the_talk_is_about() -> None:
    memory = _hear(Memory({}), "我儿子肢体三级")
    assert _grade(_hear(memory, "孩子一年能领多少")) == 3
    assert memory.relation == "child"

"""Whom it is about, and whose facts are whose."""

from datetime import date

import pytest
from stated import only, stated

from bot.nlu.extract import extract


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("我妈听力一级", "mother"),
        ("替我老娘问问补贴", "mother"),
        ("我爸偏瘫", "father"),
        ("我大七十二了", "father"),
        ("我大中风了", "father"),
        ("给俺大申请个轮椅", "father"),
        ("给我老汉申请个轮椅", "spouse"),
        ("老伴眼睛看不见", "spouse"),
        ("我男人去年从房上跌下来，娃念初中", "spouse"),
        ("把我这个老汉忘了", "self"),
        ("我婆姨肢体三级", "spouse"),
        ("娃他爸腿断了", "spouse"),
        ("我娃自闭症", "child"),
        ("闺女智力二级", "child"),
        ("孙子脑瘫", "grandchild"),
        ("我奶奶耳聋", "grandparent"),
        ("我弟弟精神二级", "sibling"),
        ("我哥肢体三级", "sibling"),
        ("我姐夫是个哑巴", "in_law"),
        ("婆婆听力二级", "in_law"),
        ("再帮我婆婆查查，她跟我一个户口本，精神二级", "in_law"),
        ("我公公瘫了", "in_law"),
        ("二爹眼睛瞎了", "relative"),
        ("姑姑重残", "relative"),
        ("我侄儿智力二级", "relative"),
        ("邻居腿断了没人管", "neighbour"),
        ("邻居家娃脑瘫", "neighbour"),
        ("班上孩子脑瘫一级", "other"),
        ("我是肢体二级", "self"),
        ("我今年六十七了", "self"),
        ("本人视力二级", "self"),
        ("我肢残四级，闺女没残疾", "self"),
        ("我妈让我问问，我肢体二级能领多少", "self"),
        ("爸爸去世了，妈妈听力一级", "mother"),
        ("邻居家娃三级领两千，我家娃二级能领多少", "child"),
        ("能领多少", None),
        ("辖区一位肢体二级的大爷问补贴", "other"),
        ("村里有个后生瘫着", "other"),
        ("他智力二级，父母都七十多了", None),
        ("我想问一下补贴", None),
        ("残疾人坐公交外公交车免费吗", None),
        ("幼儿园收一个残疾娃奖多少", None),
    ],
)
def test_person(text: str, person: str | None) -> None:
    assert stated(text).get("person") == person


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("我今年45，我妈72，视力一级", {"age": 72, "disability": "visual 1"}),
        ("我妈听力一级，我爸72岁没残疾", {"disability": "hearing 1"}),
        ("我四十三了，儿子脑瘫二级，九岁", {"age": 9, "disability": "physical 2"}),
        ("我弟精神二级，我妈肢体三级", {"disability": "mental 2"}),
        ("给我妈申请轮椅，她73了，肢体二级", {"age": 73, "disability": "physical 2"}),
        ("我和老婆都残疾，我肢体三级她视力二级", {"disability": "physical 3"}),
        ("我自闭症儿子今年7岁", {"age": 7, "disability": "mental ?"}),
        ("辖区一位肢体二级的大爷，七十一了", {"age": 71, "disability": "physical 2"}),
        ("我肢体二级，老伴有残疾证", {"disability": "physical 2"}),
    ],
)
def test_facts_of_two_people_are_kept_apart(text: str, facts: dict[str, object]) -> None:
    assert only(text, "age", "disability", "certified") == facts


@pytest.mark.parametrize(
    ("text", "whom", "grade"),
    [
        ("我是肢体三级，我老婆是听力二级农村户口，她一年补多少", "spouse", 2),
        ("我妈是肢体四级。我是肢体三级，我一年补多少", "self", 3),
    ],
)
def test_of_two_people_the_one_asked_about_keeps_their_own_grade(text, whom, grade):
    found = extract(text, date(2026, 11, 25))
    assert [f.value for f in found if f.entity == "person"] == [whom]
    assert [f.value["grade"] for f in found if f.entity == "disability"] == [grade]


@pytest.mark.parametrize("text", ["我大学毕业了", "我大概是二级", "我大前年办的证", "我大老远跑来"])
def test_a_big_word_is_no_father(text):
    assert "person" not in stated(text) or stated(text)["person"] == "self"


def test_the_age_of_a_father_in_the_local_tongue():
    assert only("我大七十二了，肢体二级", "age", "person") == {"age": 72, "person": "father"}


@pytest.mark.parametrize("text", ["伊旗的", "是伊旗的", "嗯，本旗的"])
def test_from_here_is_an_answer_of_its_own(text):
    assert only(text, "local_hukou") == {"local_hukou": True}


@pytest.mark.parametrize("text", ["那伊旗的呢", "伊旗的政策", "伊旗的残联在哪"])
def test_a_word_about_the_place_states_nothing(text):
    assert only(text, "local_hukou") == {}

"""Needs, work, study, housing, hardship."""

import pytest
from stated import stated

_LEFT_OUT = {"person", "disability", "age", "residence", "severe", "hypothetical"}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("想要个轮椅", {"needs_device": True}),
        ("助听器坏了", {"needs_device": True}),
        ("安个假腿贵不贵", {"needs_device": True}),
        ("不需要轮椅", {"needs_device": False}),
        ("娃要做康复训练", {"needs_rehab": True}),
        ("9岁了还得做康复", {"needs_rehab": True}),
        ("康复机构维修有补贴没", {}),
        ("白天没人照顾他", {"needs_day_care": True}),
        ("想送托养", {"needs_day_care": True}),
        ("想给厕所安个扶手", {"needs_home_modification": True}),
        ("家里门口想修个坡道", {"needs_home_modification": True}),
        ("没营生，想找个活儿", {"wants_work": True}),
        ("想学个手艺", {"wants_work": True}),
        ("不想上班", {"wants_work": False}),
        ("娃8岁了没上学", {"school_age_unenrolled": True}),
        ("学校不收他", {"school_age_unenrolled": True}),
        ("我开了个小卖部", {"self_employed": True}),
        ("我养了20只羊", {"self_employed": True}),
        ("想自己创业", {"self_employed": True}),
        ("在街上摆个摊", {"self_employed": True}),
        ("住的是公租房", {"public_rental_tenant": True}),
        ("我没住公租房", {"public_rental_tenant": False}),
        ("公租房怎么申请", {}),
        ("房子快塌了，想重盖", {"dilapidated_house": "rebuild"}),
        ("房顶漏雨想修一修", {"dilapidated_house": "repair"}),
        ("幼儿园房顶漏雨", {}),
        ("不是危房", {"dilapidated_house": "none"}),
        ("家里揭不开锅了", {"difficulty": "living"}),
        ("买种子没钱，生产困难", {"difficulty": "production"}),
        ("家里着火了", {"difficulty": "emergency"}),
        ("没领过创业扶持", {"household_grant": "never"}),
        ("去年领过创业扶持，想换个项目", {"years_since_grant": 1, "household_grant": "other_project"}),
        (
            "前年领了养殖扶持，还是养羊",
            {"years_since_grant": 2, "household_grant": "same_project", "self_employed": True},
        ),
        (
            "四年前领过创业补贴，现在改做网店",
            {"years_since_grant": 4, "household_grant": "other_project", "self_employed": True},
        ),
        ("我们幼儿园今年招了三个残疾娃", {"preschool_intake": 3}),
        ("园里收了2名自闭症孩子", {"preschool_intake": 2}),
        ("我们园今年招收2名听障儿童", {"preschool_intake": 2}),
        ("我肢体二级，闺女考上大专", {"tertiary_student": "child"}),
        ("我儿子脑瘫二级，考上大学了", {"tertiary_student": "self"}),
        ("我闺女听力二级，今年大一", {"tertiary_student": "self"}),
        ("我肢体三级，在上大学", {"tertiary_student": "self"}),
        ("孙子考上大专，他妈妈有残疾证", {"tertiary_student": "child", "certified": True}),
        ("孙子考上大专能救助不", {}),
        ("没上大学", {"tertiary_student": "none"}),
        ("要是以后考上大学呢", {}),
    ],
)
def test_needs(text: str, facts: dict[str, object]) -> None:
    assert {k: v for k, v in stated(text).items() if k not in _LEFT_OUT} == facts


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("六十七", None),  # a bare number: the talk knows what was asked
        ("六十七了", 67),
        ("今年六十七了", 67),
        ("67岁", 67),
        ("我妈七十三岁", 73),
        ("娃9岁", 9),
        ("三岁半", 3.5),
        ("今年七十有二", 72),
        ("65年生的", 61),
        ("1965年出生", 61),
        ("我爸48年生人", 78),
        ("零九年生的", 17),
        ("娃18个月大", 1.5),
        ("肢体四级，五十九了", 59),
        ("我八十岁老娘瘫了", 80),
        ("7岁以上还管不管", None),
        ("过了7岁就没人管了", None),
        ("0-7岁筛查", None),
        ("不到7岁的娃", None),
        ("三岁那年瘫的", None),
        ("从五岁就聋了", None),
        ("我五十多岁的人了也不容易，能领点甚不", None),
        ("学费交了五十了", None),
        ("吃低保三年了", None),
        ("肢体三级", None),
    ],
)
def test_age(text: str, age: float | None) -> None:
    assert stated(text).get("age") == age

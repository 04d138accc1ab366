"""Categories and grades: what a certificate says, in the words people have for it."""

import pytest
from stated import only, stated

_MENTAL, _INTELLECTUAL, _PHYSICAL = "mental ?", "intellectual ?", "physical ?"


@pytest.mark.parametrize(
    ("text", "disability"),
    [
        # the certificate's words
        ("肢体三级的一年给多少钱", "physical 3"),
        ("听力残疾2级", "hearing 2"),
        ("精神二级", "mental 2"),
        ("智力四级残疾", "intellectual 4"),
        ("言语三级", "speech 3"),
        ("我是视力一级", "visual 1"),
        ("二级肢体残疾", "physical 2"),
        ("一级盲人", "visual 1"),
        ("肢体残疾，定的是三级", "physical 3"),
        ("肢体 2级 残疾", "physical 2"),
        # short forms
        ("肢三", "physical 3"),
        ("听二呢", "hearing 2"),
        ("精三的有没有", "mental 3"),
        ("肢残二级", "physical 2"),
        ("智残一级", "intellectual 1"),
        ("肢体三", "physical 3"),
        ("二等残疾", "? 2"),
        ("三级", "? 3"),
        ("城镇二级", "? 2"),
        ("我伊旗二级肢体残疾", "physical 2"),
        ("不对，是三级", "? 3"),
        ("我二级", "? 2"),
        # what people call it
        ("娃是自闭症", _MENTAL),
        ("我家小子孤独症", _MENTAL),
        ("闺女唐氏综合征", _INTELLECTUAL),
        ("孙子脑瘫", _PHYSICAL),
        ("我爸偏瘫了两年", _PHYSICAL),
        ("我老汉截了肢", _PHYSICAL),
        ("二爹腿断了", _PHYSICAL),
        ("我坐轮椅的", _PHYSICAL),
        ("我妈走不了路", _PHYSICAL),
        ("小儿麻痹落下的毛病，瘸了", _PHYSICAL),
        ("我妈眼睛看不见", "visual ?"),
        ("婆婆两眼都瞎了", "visual ?"),
        ("他双目失明", "visual ?"),
        ("我耳聋", "hearing ?"),
        ("她耳朵听不见", "hearing ?"),
        ("我是个聋人", "hearing ?"),
        ("我妈耳背，有证，听力三级", "hearing 3"),
        ("姐夫是个哑巴", "speech ?"),
        ("我娃天生不会说话", "speech ?"),
        ("我哥精神分裂", _MENTAL),
        ("我弟精分二级", "mental 2"),
        ("我侄儿是个傻子", _INTELLECTUAL),
        ("我侄儿弱智，三级", "intellectual 3"),
        # several
        ("视力一级加听力二级", "visual 1+hearing 2"),
        ("我爸视力二级，听力三级", "visual 2+hearing 3"),
        ("智力和肢体都是二级", "intellectual 2+physical 2"),
        ("我又聋又哑", "hearing ?+speech ?"),
        # the certificate's word goes before the illness
        ("脑瘫娃，证上是智力二级", "intellectual 2"),
        ("自闭症，残疾证上写的精神二级", "mental 2"),
        ("脑瘫 肢体二级", "physical 2"),
        ("娃自闭症，二级", "mental 2"),
        ("我爸瘫在炕上，残疾证一级", "physical 1"),
        # changed or corrected
        ("从三级升到二级了", "? 2"),
        ("我妈听力二级，不对，听力三级", "hearing 3"),
        ("我妈不是肢体是听力，二级", "hearing 2"),
        ("我哥不是重度，三级", "? 3"),
        ("要是评成二级呢", "? 2"),
        # 重度
        ("重度", "? ?"),
        ("我是重度肢体残疾", "physical ?"),
        ("我爸偏瘫在床，重度", "physical ?"),
        ("姑姑重残", "? ?"),
        ("精神三四级", "mental ?"),
    ],
)
def test_states_a_disability(text: str, disability: str) -> None:
    assert stated(text).get("disability") == disability


@pytest.mark.parametrize(
    "text",
    [
        "听说三级和四级都有？",
        "听说一级四千二级三千是真的吗",
        "我妈老年痴呆，能办精神残疾吗",
        "精神智力三四级的补贴是多少",
        "精神、智力三、四级一年多少",
        "上的三级医院",
        "旗医院是二级甲等吗",
        "我儿子上三年级",
        "娃今年上六年级了",
        "英语六级证有用没",
        "老公工伤八级",
        "伤残十级能赔多少",
        "我这腿能评几级",
        "我这能评上二级吗",
        "差一点够二级",
        "残联是县级单位吗",
        "上级文件咋说",
        "一级保护动物",
        "盲道让车占了",
        "图书馆有盲人阅览室没有",
        "盲人按摩店开在哪",
        "残疾人精神卫生服务归谁管",
        "文件精神是甚",
        "听力怎么测",
        "他是不是自闭症，你给判断一下",
        "出租车占盲道影响盲人通行",
        "困难和重度残疾人医保给代缴不",
        "重度残疾人护理补贴怎么申请",
        "不是残疾人能领吗",
        "聋哑学校在哪",
        "收自闭症娃娃给园里奖多少",
        "我走不了程序",
        "看不见按钮在哪",
        "我没听见你说的",
        "一级和四级哪个重",
        "我不是盲人",
    ],
)
def test_states_no_disability(text: str) -> None:
    assert only(text, "disability", "problem") == {}


@pytest.mark.parametrize(
    ("text", "severe"),
    [
        ("我爸是重度残疾", True),
        ("一二级的残疾人有啥", True),
        ("一、二级都有吗", True),
        ("重残", True),
        ("三四级有没有", None),
        ("二三级有没有", None),
        ("我不是重度", None),
        ("是不是重度才给", None),
        ("肢体二级", None),  # follows from the grade; said only where the grade is open
    ],
)
def test_severe(text: str, severe: bool | None) -> None:
    assert stated(text).get("severe") is severe


@pytest.mark.parametrize(
    ("text", "multiple"),
    [
        ("我是多重残疾", True),
        ("多重残疾，肢体二级", True),
        ("一个人有两种残疾", True),
        ("我家一户多残", None),
        ("不是多重残疾", None),
    ],
)
def test_multiple(text: str, multiple: bool | None) -> None:
    assert stated(text).get("multiple") is multiple


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("肢体五级", {"kind": "out_of_range", "fact": "grade", "said": 5}),
        ("残疾六级给不给", {"kind": "out_of_range", "fact": "grade", "said": 6}),
        (
            "我妈听力二级听力三级",
            {"kind": "two_grades", "fact": "grade", "category": "hearing", "said": [2, 3]},
        ),
    ],
)
def test_contradictions(text: str, problem: dict[str, object]) -> None:
    assert stated(text)["problem"] == problem


def test_place_in_the_normalised_text() -> None:
    from datetime import date

    from bot.nlu.extract import extract

    found = [f for f in extract("我媽  聽力二級", date(2026, 11, 24)) if f.entity == "disability"]
    assert [(f.start, f.end, f.text) for f in found] == [(3, 7, "听力二级")]

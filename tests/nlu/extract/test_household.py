"""Registration, certificate, 低保 and the other standings: stated, denied, or only asked about."""

import pytest
from stated import only, stated


@pytest.mark.parametrize(
    ("text", "residence"),
    [
        ("农村户口", "rural"),
        ("我们是牧区的", "rural"),
        ("户口在嘎查", "rural"),
        ("村里户口，肢体二级", "rural"),
        ("农业户口的一年多少", "rural"),
        ("种地户口", "rural"),
        ("我是农民", "rural"),
        ("那农村的呢", "rural"),
        ("我家在牧区", "rural"),
        ("在城里租房住，户口在村里", "rural"),
        ("阿镇租的楼房，农村户口", "rural"),
        ("城镇户口", "urban"),
        ("城里户", "urban"),
        ("非农户口", "urban"),
        ("非农业户口能不能领", "urban"),
        ("居民户", "urban"),
        ("户口转到城里了", "urban"),
        ("我是社区的", "urban"),
        ("不是农村户口", "urban"),
        ("搬到镇上呢", None),
        ("要是搬到镇上呢", "urban"),
        ("我在城里租房", None),
        ("农村和城里一样吗", None),
        ("城乡都有吗", None),
        ("我是城镇的还是农村的咋看", None),
        ("农村合作医疗交多少", None),
        ("城镇职工医保能报吗", None),
        ("我儿子是农民工", None),
        ("农村商业银行的卡行不行", None),
    ],
)
def test_residence(text: str, residence: str | None) -> None:
    if text == "搬到镇上呢":
        assert stated(text) == {"residence": "urban", "hypothetical": True}
    else:
        assert stated(text).get("residence") == residence


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("户口在伊旗", True),
        ("户口在札萨克镇", True),
        ("我是伊金霍洛旗户口", True),
        ("红庆河的户口", True),
        ("我们都是本旗户籍", True),
        ("本地户口", True),
        ("户口不在伊旗", False),
        ("外地户口能领吗", False),
        ("外地人呢", False),
        ("户口在神木", False),
        ("我户口是东胜的", False),
        ("不是伊旗户口", False),
        ("乡下户口，伊旗的，能领些甚", True),
        ("伊旗的，农村户口", True),
        ("伊旗的政策，农村户口能领吗", None),
        ("必须是伊旗户口吗", None),
        ("要不要本旗户口", None),
        ("儿子在外地打工", None),
        ("我家住在阿镇", None),
    ],
)
def test_local_hukou(text: str, local: bool | None) -> None:
    assert stated(text).get("local_hukou") is local


@pytest.mark.parametrize(
    ("text", "certified"),
    [
        ("我有残疾证", True),
        ("残疾证办下来了", True),
        ("残疾证上是二级", True),
        ("持证的", True),
        ("证有了", True),
        ("自闭症，证二级", True),
        ("证是肢体三级", True),
        ("身份证三级", None),
        ("证办下来了吗", None),
        ("没有残疾证", False),
        ("还没办残疾证", False),
        ("没证能领吗", False),
        ("残疾证还没办下来", False),
        ("残疾证怎么办", None),
        ("有没有残疾证都行吗", None),
        ("有残疾证吗", None),
        ("想办残疾证", None),
        ("肢体二级", None),
    ],
)
def test_certified(text: str, certified: bool | None) -> None:
    assert stated(text).get("certified") is certified


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("我吃低保", {"minimum_living_allowance": True}),
        ("家里是低保户", {"minimum_living_allowance": True}),
        ("我有低保证", {"minimum_living_allowance": True}),
        ("低保户住院能多报吗", {"minimum_living_allowance": True}),
        ("没低保", {"minimum_living_allowance": False}),
        ("我们不是低保户", {"minimum_living_allowance": False}),
        ("低保让取消了，不吃低保了", {"minimum_living_allowance": False}),
        ("吃低保一年半了", {"minimum_living_allowance": True, "mla_years": 1.5}),
        ("吃了三年低保", {"minimum_living_allowance": True, "mla_years": 3}),
        ("吃低保半年了", {"minimum_living_allowance": True, "mla_years": 0.5}),
        ("吃低保两年多了", {"minimum_living_allowance": True, "mla_years": 2.5}),
        ("低保吃了快两年了", {"minimum_living_allowance": True, "mla_years": 1.5}),
        ("我低保刚办下来一年", {"minimum_living_allowance": True, "mla_years": 1}),
        ("我妈低保，我重残", {"minimum_living_allowance": True, "severe": True}),
        ("我爸七十五，低保，听力三级", {"minimum_living_allowance": True}),
        ("我妈低保肢体二级能领不", {"minimum_living_allowance": True}),
        ("农村户口低保视力一级", {"minimum_living_allowance": True}),
        ("低保，听力三级给不给", {}),
        ("刚停了低保", {"minimum_living_allowance": False}),
        ("我家三口人两个残疾", {"multi_disabled_household": True}),
        ("能不能办低保", {}),
        ("低保怎么申请", {}),
        ("我想申请低保", {}),
        ("低保一个月多少钱", {}),
        ("有没有低保都能领吗", {}),
        ("残疾人能吃低保吗", {}),
        ("我妈是五保户", {"extreme_poverty": True}),
        ("我是特困人员", {"extreme_poverty": True}),
        ("不是五保户", {"extreme_poverty": False}),
        ("特困怎么申请", {}),
        ("娃是孤儿", {"orphan": True}),
        ("我家一户多残", {"multi_disabled_household": True}),
        ("家里两个残疾人", {"multi_disabled_household": True}),
        ("两口子都是残疾人", {"multi_disabled_household": True}),
        ("我家是老残一体", {"elderly_disabled_household": True}),
        ("以老养残的家庭", {"elderly_disabled_household": True}),
        ("我是三无人员", {"three_withouts": True}),
        ("三无产品去哪告", {}),
        ("我吃财政饭的", {"public_payroll": True}),
        ("我是公务员", {"public_payroll": True}),
        ("想考公务员", {}),
        ("我家是困难家庭", {"hardship": True}),
        ("困难户怎么认定", {}),
        ("重度残、多重残、一户多残、老残一体、三无、低保能放宽吗", {}),
    ],
)
def test_standing(text: str, facts: dict[str, object]) -> None:
    kept = only(
        text,
        "minimum_living_allowance", "mla_years", "extreme_poverty", "orphan", "hardship", "three_withouts",
        "multi_disabled_household", "elderly_disabled_household", "public_payroll", "severe", "multiple",
    )  # fmt: skip
    assert kept == facts


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("神木的残疾人一年给多少", "神木"),
        ("我是榆林的，问问补贴", "榆林"),
        ("东胜低保多少钱", "东胜"),
        ("达旗那边一级补多少", "达旗"),
        ("福州怎么申请公租房", "福州"),
        ("河南的残疾人补贴", "河南"),
        ("娃在呼市康复机构训练", None),
        ("孙子考上包头的大专", None),
        ("我在神木打工，补贴还能领吗", None),
        ("我爸在西安住院，能报多少", None),
        ("闺女嫁到山西了", None),
        ("A市残疾人补贴多少", None),
        ("D7县低保标准", None),
        ("伊旗残疾人补贴", None),
    ],
)
def test_other_place(text: str, place: str | None) -> None:
    assert stated(text).get("other_place") == place

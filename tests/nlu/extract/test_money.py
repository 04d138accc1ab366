"""Sums, bound to what they were paid for; rough and impossible ones are handed back as problems."""

import pytest
from stated import stated

_ABOUT_MONEY = {"money", "number", "tuition_paid", "public_rental_rent", "inpatient", "own_cost", "problem"}


def _stay(reimbursable: float | None, reimbursed: float | None) -> dict[str, object]:
    return {"inpatient": {"reimbursable": reimbursable, "reimbursed": reimbursed}}


def _problem(kind: str, fact: str, said: float, value: float | None) -> dict[str, object]:
    return {"problem": {"kind": kind, "fact": fact, "said": said, "value": value}}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("学费6000", {"tuition_paid": 6000}),
        ("学费一年八千五", {"tuition_paid": 8500}),
        ("学杂费交了一万二", {"tuition_paid": 12000}),
        ("交了9000块学费", {"tuition_paid": 9000}),
        ("学费12,000元", {"tuition_paid": 12000}),
        ("闺女上大专学费1万2", {"tuition_paid": 12000}),
        ("一学期学费4000", {"money": 4000}),
        ("学费最高给9000吗", {"money": 9000}),
        ("房租一个月500", {"public_rental_rent": 6000}),
        ("一个月房租三百五", {"public_rental_rent": 4200}),
        ("公租房租金一年4800块", {"public_rental_rent": 4800}),
        ("半年租金两千", {"public_rental_rent": 4000}),
        ("房租600", {"money": 600}),
        ("住院花了三万，报了一万八", _stay(30000, 18000)),
        ("住院总共花了2万，医保报了1.2万", _stay(20000, 12000)),
        ("住院花了5万，医保报了六成", _stay(50000, 30000)),
        ("住院花了4万，报销了70%", _stay(40000, 28000)),
        ("住院花了三万", _stay(30000, None)),
        ("住院总费用25000，可报销的20000，报了14000", _stay(20000, 14000)),
        ("做手术花了6万8，医保报销4万2", _stay(68000, 42000)),
        ("住院自己花了一万多", _problem("approximate", "own_cost", 10000, 10000)),
        ("我妈刚出院", _stay(None, None)),
        ("没住过院", {"inpatient": False}),
        ("能报的部分报完还剩8000", _stay(8000, 0)),
        ("医保可报销范围内，报销剩余部分是六千", _stay(6000, 0)),
        ("报销完自己掏了8000", {"own_cost": 8000}),
        ("住院自费一万二", {"own_cost": 12000}),
        ("报完还剩五千", {"own_cost": 5000}),
        ("住院花了一万，报了两万", _problem("more_than_cost", "inpatient", 20000, 10000)),
        ("8000元", {"money": 8000}),
        ("8000", {"money": 8000, "number": 8000}),
        ("三千五百块", {"money": 3500}),
        ("邻居领2000", {"money": 2000}),
        ("不是5000吗", {"money": 5000}),
        ("六十七", {"number": 67}),
        ("3", {"number": 3}),
        ("半年", {"number": 0.5}),
        ("三年前", {"number": 3}),
        ("学费一万左右", _problem("approximate", "tuition_paid", 10000, 10000)),
        ("一万块钱左右", _problem("approximate", "money", 10000, 10000)),
        ("房租一个月五百多", _problem("approximate", "public_rental_rent", 500, 6000)),
        ("两三百", _problem("approximate", "money", 250, 250)),
        ("学费减三百", _problem("negative", "tuition_paid", -300, None)),
        ("-300", _problem("negative", "money", -300, None)),
        ("2022年的文件", {}),
        ("35号文件", {}),
        ("咱一块去办", {}),
        ("给我写八百字", {}),
        ("养了200只羊", {}),
        ("打12345电话", {}),
        ("⟦phone:12345678⟧", {}),
        ("房租能减多少", {}),
        ("住院能报多少", {}),
    ],
)
def test_money(text: str, facts: dict[str, object]) -> None:
    assert {k: v for k, v in stated(text).items() if k in _ABOUT_MONEY} == facts

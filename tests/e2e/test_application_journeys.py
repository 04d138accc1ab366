"""An application on the running system: gone on with from another phone, its sheet, its number elsewhere."""

import re


def _code(reply: str) -> tuple[str, str]:
    return re.search(r"续办码：(\d{3}-\d{3})", reply)[1], re.search(r"口令：(\S+?)。", reply)[1]


def test_it_goes_on_from_another_phone_only_with_a_second_proof(system, chat):
    chat.say("申请临时救助")
    chat.press("同意")
    chat.say("孙七")
    code, passphrase = _code(chat.say("先存着"))
    other = system.client()
    assert "没有找到" in other.say(f"接着办，续办码{code}")
    assert "孙七" not in other.say(f"接着办{code}，后四位9999")
    assert "接着办“临时救助”" in other.say(f"接着办{code}，口令{passphrase}")
    assert "给谁：孙七" in other.say("13800002101")
    sent = other.press("交上去")
    reference = re.search(r"编号：(\d{4}-\d{4}-\d)", sent)[1]
    assert "收到了，等工作人员看" in other.say("我的申请办到哪了")
    third = system.client()
    assert "没有查到" in third.say(f"编号{reference}的申请办了没")
    assert "临时救助：收到了" in third.say(f"编号{reference}，电话后四位2101，申请办了没")


def test_the_sheet_is_a_page_and_plain_text_and_goes_with_the_data(system, chat):
    chat.say("帮我妈申请无障碍改造")
    chat.press("同意")
    chat.press("本人同意了")
    chat.say("周八")
    chat.say("13800002102")
    chat.press("交上去")
    ((path,),) = [[link["href"] for link in one["links"]] for one in chat.replies if one.get("links")]
    page = chat.http.get(path)
    assert page.status_code == 200 and "<script" not in page.text
    for words in ("申请单", "周八（母亲）", "家庭无障碍改造", "住建局", "收到了", "文件里没有写"):
        assert words in page.text
    assert "13800002102" not in page.text
    text = chat.http.get(path + ".txt")
    assert text.text.startswith("申请单\n") and "给谁：周八（母亲）" in text.text and "<" not in text.text
    assert chat.http.get("/application/" + "x" * 43).status_code == 404
    chat.say("删除我的信息")
    chat.press("删除")
    assert chat.http.get(path).status_code == 404

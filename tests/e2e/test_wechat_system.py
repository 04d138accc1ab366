"""A person with WeChat and the whole running system: asked, assessed, called back, deleted."""

import json
import re

import office

from casework import db, peers

PHONE = "13800004329"


def test_a_question_and_its_choices(wechat):
    first = wechat.text("o-e2e-1", "我妈视力二级，农村户口，一年补贴多少钱")
    assert "每人每年补贴3000元" in first and "依据：《实施意见》第1条" in first
    number = re.search(r"(\d) 我能不能领", first).group(1)
    assert "户籍（户口）在伊金霍洛旗吗？" in wechat.text("o-e2e-1", f"选{number}")
    assert "好，接着问。" in wechat.event("o-e2e-1", "CLICK", "check")
    assert "残疾证" in wechat.text("o-e2e-1", "是伊旗户口")


def test_a_callback_from_the_menu_and_a_letter_back(wechat, system, monkeypatch):
    who = "o-e2e-2"
    assert "您同意吗？" in wechat.event(who, "CLICK", "call")
    wechat.text(who, "1")
    assert PHONE not in wechat.text(who, PHONE)
    wechat.text(who, "随时都行")
    assert "确认" in wechat.text(who, "轮椅去哪里领")
    done = wechat.text(who, "确认")
    (owed,) = [
        one for one in json.loads(system.command("callbacks", "--json").stdout) if one["door"] == "wechat"
    ]
    assert owed["reference"] in done
    assert owed["phone"] == PHONE
    assert owed["reference"] in wechat.event(who, "CLICK", "status")

    monkeypatch.setenv("YIZHU_DATA_DIR", str(system.data_dir))
    conversation = peers.meet("wechat", who).conversation
    office.write(conversation, "wechat", "轮椅请周一来旗残联领。", "wang.li", owed["reference"])
    db.dispose()
    assert wechat.text(who, "谢谢").startswith("工作人员给您来信了：\n\n轮椅请周一来旗残联领。\n\n")


def test_what_a_person_deletes_is_gone(wechat):
    who = "o-e2e-3"
    wechat.text(who, "我儿子智力二级，农村户口")
    wechat.event(who, "CLICK", "delete")
    assert "删好了" in wechat.text(who, "删除")
    assert "智力" not in wechat.text(who, "你知道我什么")

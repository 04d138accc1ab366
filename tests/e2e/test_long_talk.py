"""A talk much longer than what is kept of it: forms, facts and 上一步 work as in a short one."""


def test_facts_told_long_ago_still_count(chat):
    chat.say("我妈视力二级，农村户口")
    for _ in range(12):
        assert "依据：" in chat.say("住院救助比例是多少")
    assert "3000元" in chat.say("我妈一年补贴多少钱")


def test_a_form_with_many_questions_in_between_goes_on_and_back(chat):
    first = chat.say("我能领什么")
    assert "依据：" in first
    asked = chat.replies[-1]["text"]
    for _ in range(12):
        assert "依据：" in chat.say("住院救助比例是多少？")
        assert chat.replies[-1]["text"] == asked, "the form asks on after each answer"
    chat.press(chat.replies[-1]["buttons"][0]["title"])
    assert chat.replies[-1]["text"] != asked
    for _ in range(12):
        chat.say("住院救助比例是多少？")
    chat.say("上一步")
    assert chat.replies[-1]["text"].splitlines()[-1] == asked.splitlines()[-1]

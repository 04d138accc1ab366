"""A button stays on the screen after the talk has gone on; pressing it then breaks nothing."""


def test_one_of_an_application_that_was_put_aside(chat):
    chat.say("我要申请残疾人补贴")
    (old,) = [b for reply in chat.replies for b in reply["buttons"] if b["title"] == "不是这件事"]
    assert "先不申请了" in chat.say("先停一下")
    answer = chat.http.post("/api/chat", json={"button": old["button"]})
    assert answer.status_code == 200
    assert "系统出了问题" not in answer.text
    assert "2400元" in chat.say("农村肢体三级，补贴一年多少")

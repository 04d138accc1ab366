"""A person with Telegram and the whole running system: asked, told what they get, called back."""

import json

PHONE = "13800004330"


class Person:
    """Somebody in a chat of their own. What they do comes back as all words that follow, up to the awaited ones."""

    def __init__(self, telegram, chat):
        self.telegram, self.chat, self.seen = telegram, chat, 0

    def hears(self, words):
        self.telegram.until(lambda: words in "\n".join(self.telegram.texts(self.chat)[self.seen :]), 60)
        heard = "\n".join(self.telegram.texts(self.chat)[self.seen :])
        self.seen = len(self.telegram.texts(self.chat))
        return heard

    def says(self, text="", **more):
        self.telegram.say(self.chat, text, **more)

    def taps(self, title):
        self.telegram.tap(self.chat, title)


def test_a_question_and_from_its_button_to_what_the_person_gets(system):
    person = Person(system.telegram, 701)
    person.says("我妈视力二级，农村户口，一年补贴多少钱")
    assert "每人每年补贴3000元" in person.hears("依据：《实施意见》第1条")
    person.taps("我能不能领")
    person.hears("户籍（户口）在伊金霍洛旗吗？")
    person.taps("是伊旗户口")
    person.hears("残疾证")
    person.says("先看结果")
    person.hears("结果（您母亲）")


def test_a_callback_with_a_shared_contact_and_a_notice_to_the_caseworkers(system):
    person = Person(system.telegram, 702)
    person.says("/callback")
    person.hears("您同意吗？")
    person.taps("同意")
    person.hears("电话")
    person.says(contact={"phone_number": "+86" + PHONE, "first_name": "某某", "user_id": 702})
    assert PHONE not in person.hears("什么时候")
    person.says("随时都行")
    person.hears("什么事")
    person.says("轮椅坏了，急用，想换一辆")
    person.hears("请看一遍对不对")
    person.taps("确认")
    done = person.hears("编号")
    owed = json.loads(system.command("callbacks", "--json").stdout)
    (mine,) = [one for one in owed if one["door"] == "telegram"]
    assert mine["reference"] in done and mine["phone"] == PHONE
    office = Person(system.telegram, 9001)
    notice = office.hears("新的急件")
    assert PHONE not in notice and "轮椅" not in notice  # it leaves the house: nothing about whose it is

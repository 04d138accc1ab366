"""A talk over Telegram as a person has it: words, buttons, commands, and things that cannot be read."""

from fake_telegram import BOT

PHONE = "13800001234"


def test_a_talk_with_words_and_buttons(talking):
    telegram, rasa = talking.telegram, talking.rasa
    telegram.say(1, "我家孩子有补贴吗")
    assert telegram.wait(1, 1) == ["收到：我家孩子有补贴吗"]
    (sent,) = telegram.sent(1)
    ((button,),) = sent["reply_markup"]["inline_keyboard"]
    assert button["text"] == "约人回电" and len(button["callback_data"].encode()) <= 64
    assert "subsidy" not in button["callback_data"] and "parse_mode" not in sent

    telegram.tap(1, "约人回电")
    assert telegram.wait(1, 2)[1] == '您选了：约人回电\n收到：/callback{"topic": "subsidy_amount"}'
    telegram.until(lambda: telegram.of("editMessageReplyMarkup"))
    closed = telegram.of("editMessageReplyMarkup")[0]
    assert (closed["chat_id"], closed["message_id"]) == (1, sent["message_id"])
    assert "reply_markup" not in closed
    telegram.until(lambda: len(telegram.of("answerCallbackQuery")) == 1)
    assert len({got["sender"] for got in rasa.got}) == 1
    assert rasa.got[0]["metadata"] == {"door": "telegram", "easy": None}


def test_the_commands_of_the_menu(talking):
    telegram, rasa = talking.telegram, talking.rasa
    for command in ("/start", "/check", "/callback", "/status", "/delete", "/help", "/check@yizhu_bot now"):
        telegram.say(2, command)
    telegram.wait(2, 7)
    assert [got["payload"] for got in rasa.got] == [
        *("/greet", "/assess", "/callback", "/callback_status", "/delete_data", "/capability", "/assess")
    ]
    rasa.answer = [{"text": "好，说简单点。"}, {"custom": {"easy": True}}]
    telegram.say(2, "/easy")
    telegram.wait(2, 8)
    rasa.answer = None
    telegram.say(2, "/privacy")
    telegram.say(2, "/nonsense")
    telegram.say(2, "/id")
    texts = telegram.wait(2, 11)
    assert texts[8].startswith("您说的话，只用来回答您、给您约回电。")
    assert texts[9] == "没有这个命令。请点左下角的“菜单”，或者直接打字问。"
    assert texts[10] == "这个聊天的号码是 2。要在这里收到急件提醒，请把它交给管理员。"
    assert rasa.got[-1]["payload"] == '/control{"control": "simpler"}'


def test_what_cannot_be_read_is_said_and_how_to_go_on(talking):
    telegram, rasa = talking.telegram, talking.rasa
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 9, "height": 9}]
    voice = {"file_id": "a", "file_unique_id": "b", "duration": 3}
    sticker = {
        **{"file_id": "a", "file_unique_id": "b", "type": "regular", "width": 9, "height": 9},
        **{"is_animated": False, "is_video": False},
    }
    document = {"file_id": "a", "file_unique_id": "b"}
    for chat, more in enumerate(
        (
            *({"photo": photo}, {"voice": voice}, {"sticker": sticker}, {"document": document}),
            *(
                {"video": {**voice, "width": 9, "height": 9}},
                {"location": {"latitude": 39.5, "longitude": 109.7}},
            ),
        ),
        10,
    ):
        telegram.say(chat, **more)
    for chat, start in enumerate(("图片", "语音", "表情", "文件", "视频", "位置"), 10):
        assert telegram.wait(chat, 1)[0].startswith(start)
    for _ in range(3):
        telegram.say(20, photo=photo, media_group_id="album")
    telegram.say(20, photo=photo, caption="这是我的残疾证，能领补贴吗")
    assert telegram.wait(20, 2)[1] == "图片我看不了，先回您写的字。\n收到：这是我的残疾证，能领补贴吗"
    assert [got["text"] for got in rasa.got] == ["这是我的残疾证，能领补贴吗"]


def test_a_shared_contact_is_a_phone_number_that_only_its_person_sees(talking):
    telegram, rasa = talking.telegram, talking.rasa
    telegram.say(3, contact={"phone_number": f"86{PHONE}", "first_name": "某某", "user_id": 1})
    assert telegram.wait(3, 1) == [f"收到：{PHONE}"]
    assert rasa.got[0]["text"].startswith("⟦phone:") and PHONE not in rasa.got[0]["text"]


def test_edited_words_are_not_taken_for_new_ones(talking):
    telegram, rasa = talking.telegram, talking.rasa
    message = telegram.message(4, "二级")
    telegram.update(message=message)
    telegram.wait(4, 1)
    telegram.update(edited_message=message | {"text": "三级", "edit_date": 2})
    assert telegram.wait(4, 2)[1] == "您改了前面的话。那句话我已经回过了。请把改好的话，再发一次。"
    assert [got["text"] for got in rasa.got] == ["二级"]


def test_in_a_group_nobodys_matters_are_discussed(talking):
    telegram, rasa = talking.telegram, talking.rasa
    group = {"id": -5, "type": "group", "title": "一家人"}
    member = {"user": BOT, "status": "member"}
    left = {"user": BOT, "status": "left"}
    change = {"chat": group, "from": {"id": 1, "is_bot": False, "first_name": "某"}, "date": 1}
    telegram.update(my_chat_member={**change, "old_chat_member": left, "new_chat_member": member})
    only = "这里人多，不方便说您家的事。请点这里，单独和我说：https://t.me/yizhu_bot"
    assert telegram.wait(-5, 1) == [only]
    telegram.say(-5, "今天吃什么", chat=group)
    mention = [{"type": "mention", "offset": 0, "length": 10}]
    telegram.say(-5, "@yizhu_bot 我爸能领什么", chat=group, entities=mention)
    telegram.say(-5, "/id@yizhu_bot", chat=group)
    assert telegram.wait(-5, 3)[1:] == [only, "这个聊天的号码是 -5。要在这里收到急件提醒，请把它交给管理员。"]
    telegram.say(5, "你好")
    telegram.wait(5, 1)
    assert [got["text"] for got in rasa.got] == ["你好"]


def test_long_answers_come_in_parts_that_telegram_takes(talking):
    telegram, rasa = talking.telegram, talking.rasa
    rasa.answer = [{"text": "一句话有十个字在这里。" * 600}]
    telegram.say(6, "都说")
    texts = telegram.wait(6, 2)
    assert "".join(texts) == "一句话有十个字在这里。" * 600
    assert all(len(text) <= 4096 and text.endswith("。") for text in texts)

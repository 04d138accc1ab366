"""Telegram fails, the line breaks, a copy dies: nothing is lost, nothing comes twice, order is kept."""

import time
from datetime import timedelta

import httpx
import office
from fake_telegram import refusal

from bench.ports import free_ports
from casework import callbacks, peers
from casework.clock import utcnow
from casework.sealing import keyed_hash
from casework.wishes import CallbackWish

PHONE = "13800001234"


def test_rapid_fire_from_several_people_keeps_each_order(talking):
    telegram, rasa = talking.telegram, talking.rasa
    rasa.seconds = 0.1
    for number in range(8):
        for chat in (100, 101, 102):
            telegram.say(chat, f"{chat} 第{number}句")
    for chat in (100, 101, 102):
        assert telegram.wait(chat, 8, 40) == [f"收到：{chat} 第{number}句" for number in range(8)]
    assert len(rasa.got) == 24 and rasa.most_at_once > 1


def test_too_many_requests_and_errors_of_telegram_lose_nothing_and_keep_order(talking):
    telegram, rasa = talking.telegram, talking.rasa
    telegram.failures["sendMessage"] = [
        *(refusal(429, "Too Many Requests", retry_after=1), refusal(500, "Internal Server Error")),
        *(refusal(502, "Bad Gateway"), "cut"),
    ]
    telegram.say(110, "一")
    telegram.say(110, "二")
    telegram.say(110, "三")
    assert telegram.wait(110, 3, 60) == ["收到：一", "收到：二", "收到：三"]
    assert len(rasa.got) == 3


def test_errors_while_asking_for_updates_and_old_updates_again(talking):
    telegram, rasa = talking.telegram, talking.rasa
    telegram.failures["getUpdates"] = [refusal(500, "Internal Server Error"), "cut"]
    said = telegram.say(120, "你好")
    telegram.wait(120, 1, 40)
    telegram.confirmed = 0
    telegram.updates.append(said)  # Telegram brings everything again
    telegram.say(120, "再见")
    assert telegram.wait(120, 2) == ["收到：你好", "收到：再见"]
    time.sleep(1)
    assert len([got for got in rasa.got if got["text"] == "你好"]) == 1 and len(telegram.sent(120)) == 2


def test_who_blocked_the_bot_gets_nothing_until_they_come_back(talking):
    telegram = talking.telegram
    telegram.failures["sendMessage"] = [refusal(403, "Forbidden: bot was blocked by the user")]
    telegram.say(130, "一")
    telegram.until(lambda: not telegram.failures["sendMessage"])
    telegram.say(130, "我回来了")
    assert telegram.wait(130, 1) == ["收到：我回来了"]
    telegram.failures["sendMessage"] = [refusal(400, "Bad Request: chat not found")]
    telegram.say(131, "一")
    telegram.say(131, "二")
    assert telegram.wait(131, 1) == ["收到：二"]


def test_a_double_tap_is_done_once_and_every_tap_is_confirmed(talking):
    telegram, rasa = talking.telegram, talking.rasa
    telegram.say(140, "你好")
    telegram.wait(140, 1)
    telegram.tap(140, "约人回电")
    telegram.tap(140, "约人回电")
    telegram.wait(140, 2)
    telegram.until(lambda: len(telegram.of("answerCallbackQuery")) == 2)
    time.sleep(0.5)
    assert [("payload" in got) for got in rasa.got] == [False, True]
    assert len(telegram.sent(140)) == 2


def test_a_copy_that_dies_leaves_its_messages_to_the_next(house):
    telegram, rasa = house.telegram, house.rasa
    first = house.open()
    telegram.until(lambda: telegram.of("getUpdates"), 60)
    assert [one["command"] for one in telegram.of("setMyCommands")[0]["commands"]] == [
        *("start", "check", "callback", "status", "easy", "privacy", "delete", "help")
    ]
    telegram.say(1, "第0句")
    telegram.wait(1, 1)
    rasa.held = True
    for number in range(1, 4):
        telegram.say(1, f"第{number}句")
    telegram.until(lambda: rasa.at_once == 1)  # the second is being answered
    first.kill()
    rasa.held = False
    second = house.open()
    texts = telegram.wait(1, 4, 90)
    assert texts[0] == "收到：第0句" and texts[2:] == ["收到：第2句", "收到：第3句"]
    assert texts[1].startswith("对不起，刚才系统断了一下。")
    assert [got["text"] for got in rasa.got] == [f"第{number}句" for number in range(4)]
    telegram.say(1, "还在吗")
    telegram.wait(1, 5)
    assert second.stop() == 0
    assert "第" not in second.said() and "在吗" not in second.said() and "4711:" not in second.said()


def test_telegram_away_at_the_start_is_waited_for_and_a_wrong_token_is_said(house):
    house.telegram.failures["getMe"] = [refusal(502, "Bad Gateway"), "cut"]
    house.open()
    house.telegram.say(1, "你好")
    assert house.telegram.wait(1, 1, 60) == ["收到：你好"]
    wrong = house.open(TELEGRAM_BOT_TOKEN="4711:wrong")
    assert wrong.process.wait(60) == 1
    assert "TELEGRAM_BOT_TOKEN 不对" in wrong.said() and "4711:wrong" not in wrong.said()


def test_two_copies_behind_a_webhook(house):
    """Only who knows the secret is heard; what Telegram brings twice, to either copy, is done once."""
    telegram, rasa = house.telegram, house.rasa
    ports = free_ports(2)
    for port in ports:
        house.open(YIZHU_TELEGRAM_WEBHOOK="https://yizhu.example/telegram", YIZHU_TELEGRAM_PORT=str(port))
    telegram.until(lambda: len(telegram.of("setWebhook")) == 2, 60)
    first, second = telegram.of("setWebhook")
    assert first["url"] == "https://yizhu.example/telegram"
    assert first["secret_token"] == second["secret_token"] == keyed_hash("telegram webhook")

    def bring(port: int, update: dict, secret: str = first["secret_token"]) -> int:
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        url = f"http://127.0.0.1:{port}/telegram"
        return httpx.post(url, json=update, headers=headers, timeout=20, trust_env=False).status_code

    one = telegram.say(1, "你好")
    assert [bring(ports[0], one, secret) for secret in ("", "wrong")] == [403, 403]
    assert [bring(port, one) for port in (*ports, *ports)] == [200] * 4
    telegram.wait(1, 1)
    for number in range(6):
        assert bring(ports[number % 2], telegram.say(1, f"第{number}句")) == 200
    assert telegram.wait(1, 7)[1:] == [f"收到：第{number}句" for number in range(6)]
    assert bring(ports[1], telegram.tap(1, "约人回电")) == 200
    telegram.wait(1, 8)
    assert len(rasa.got) == 8
    rubbish = httpx.post(
        f"http://127.0.0.1:{ports[0]}/telegram",
        **{"content": b"{", "timeout": 20, "trust_env": False},
        headers={
            "X-Telegram-Bot-Api-Secret-Token": first["secret_token"],
            "Content-Type": "application/json",
        },
    )
    assert rubbish.status_code >= 400


def test_letters_and_notices_of_urgent_cases_arrive(house, monkeypatch):
    """A letter reaches the resident in their chat, an urgent case the office's caseworkers in theirs."""
    telegram = house.telegram
    monkeypatch.setenv("YIZHU_URGENT_TELEGRAM", "9001,9002")
    conversation = peers.meet("telegram", "1").conversation
    soon = utcnow() + timedelta(hours=1)
    wish = CallbackWish(
        conversation=conversation, phone=PHONE, words="很急，今天就要", when_from=soon, door="telegram"
    )
    reference = callbacks.create(wish).reference
    house.open()
    for chat in (9001, 9002):
        (notice,) = telegram.wait(chat, 1, 60)
        assert (
            notice.startswith("办公台上有一个新的急件") and PHONE not in notice and "今天就要" not in notice
        )
    office.write(conversation, "telegram", "王大姐，材料带身份证就行。", "wang", reference)
    assert telegram.wait(1, 1) == ["工作人员给您来信了：\n\n王大姐，材料带身份证就行。"]
    telegram.until(lambda: [event.kind for event in callbacks.history(reference)][-1] == "letter_sent")
    telegram.say(1, "谢谢")
    assert telegram.wait(1, 2)[1] == "收到：谢谢"

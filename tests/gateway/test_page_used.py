"""The page in a real browser: talking with and without JavaScript, by keyboard, over a bad line."""

import office
import pytest
from browser import open_settings, say
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 800}
DESKTOP = {"width": 1280, "height": 900}


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_talk_by_typing_and_pressing(house, visit, size, script):
    page = visit(java_script_enabled=script, **size)
    page.get_by_role("button", name="残疾人住院能报多少？").click()
    expect(page.locator("#newest")).to_contain_text("收到：残疾人住院能报多少？")
    expect(page.get_by_text("可以这样问")).to_be_hidden()
    say(page, "我妈能领多少")
    page.locator("#choices").get_by_role("button", name="约人回电").click()
    expect(page.locator("#newest")).to_contain_text('收到：/callback{"topic": "subsidy_amount"}')
    assert page.locator(".mine .words").all_inner_texts() == [
        "残疾人住院能报多少？",
        "我妈能领多少",
        "约人回电",
    ]
    expect(page.get_by_role("button", name="约人回电")).to_have_count(1)
    page.get_by_role("button", name="我的信息").click()
    expect(page.locator("#newest")).to_contain_text('收到：/control{"control": "what_known"}')
    page.reload()
    assert page.locator(".mine .words").count() == 4
    assert len(house.rasa.got) == 4


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_beginning_anew_asks_first(house, visit, script):
    page = visit(java_script_enabled=script)
    say(page, "我有精神残疾")
    page.get_by_role("link", name="重新开始").click()
    page.get_by_role("link", name="不，回去接着说").click()
    expect(page.locator("#newest")).to_contain_text("我有精神残疾")
    page.get_by_role("link", name="重新开始").click()
    page.get_by_role("button", name="重新开始").click()
    expect(page.get_by_text("可以这样问")).to_be_visible()
    assert "精神残疾" not in page.content()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_switches_last(visit, script):
    page = visit(java_script_enabled=script)
    for title in ("特大", "深色"):
        open_settings(page)
        page.get_by_role("button", name=title).click()
        expect(page.get_by_role("button", name=title)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("switch", name="黑白分明").click()
    expect(page.get_by_role("switch", name="黑白分明")).to_have_attribute("aria-checked", "true")
    page.get_by_role("link", name="好了，回到对话").click()
    expect(page.get_by_role("switch", name="黑白分明")).to_be_hidden()
    if script:
        expect(page.locator("#settings > summary")).to_be_focused()
    page.reload()
    root = page.locator("html")
    for name, value in (("data-size", "3"), ("data-colour", "dark"), ("data-contrast", "1")):
        expect(root).to_have_attribute(name, value)
    (cookie,) = [one for one in page.context.cookies() if one["name"] == "look"]
    assert cookie["value"] == "size-3.colour-dark.contrast-1"
    assert cookie["httpOnly"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_the_settings_are_one_step_away_at_the_end_of_a_long_talk(visit, script):
    page = visit(java_script_enabled=script)
    say(page, "很长的一句话。" * 80)
    page.get_by_role("link", name="设置").click()
    expect(page.get_by_role("switch", name="黑白分明")).to_be_in_viewport()
    page.get_by_role("link", name="好了，回到对话").click()
    expect(page.locator("#newest")).to_be_in_viewport()
    expect(page.get_by_role("switch", name="黑白分明")).to_be_hidden()
    if script:
        expect(page.get_by_role("link", name="设置")).to_be_focused()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_number_that_helps_is_called_with_one_tap_and_nothing_else_is(house, visit, script):
    house.rasa.answer = [
        {"text": "马上打120（急救）或110（报警）；听不见，就发短信到12110。\n也可以打12385、12345。"},
        {"text": "补贴120元，或110元<b>。第110条。编号112345。"},
    ]
    page = visit(java_script_enabled=script)
    page.get_by_label("在这里打字").fill("我打12345了")
    page.get_by_role("button", name="发送").click()
    expect(page.locator("#newest .words")).to_have_text([one["text"] for one in house.rasa.answer])
    links = page.locator(".words a")
    assert [one.get_attribute("href") for one in links.all()] == [
        "tel:120",
        "tel:110",
        "sms:12110",
        "tel:12385",
        "tel:12345",
    ]


def test_the_whole_way_by_keyboard_alone(visit):
    page = visit(**DESKTOP)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到输入框")).to_be_focused()
    page.keyboard.press("Enter")
    field = page.get_by_label("在这里打字")
    expect(field).to_be_focused()
    page.keyboard.type("补贴多少")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("一年")
    page.keyboard.press("Enter")
    expect(page.locator("#newest")).to_contain_text("收到：补贴多少")
    expect(field).to_be_focused()  # the answer takes nobody away from what they do
    assert page.locator(".mine .words").all_inner_texts() == ["补贴多少\n一年"]
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.textContent") == "约人回电":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#newest")).to_contain_text("收到：/callback")
    # The pressed button is gone; whoever stood on it stands just before its successors.
    expect(page.locator("#choices")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#choices button").first).to_be_focused()


def test_an_answer_moves_nobody_who_reads_elsewhere(visit):
    page = visit()
    say(page, "你好")
    page.get_by_label("在这里打字").fill("再问")
    page.keyboard.press("Enter")
    page.locator("#settings > summary").focus()
    expect(page.locator("#newest")).to_contain_text("收到：再问")
    expect(page.locator("#settings > summary")).to_be_focused()


def test_enter_that_ends_an_input_composition_does_not_send(house, visit):
    page = visit()
    field = page.get_by_label("在这里打字")
    field.focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "bu tie", "selectionStart": 6, "selectionEnd": 6})
    keyboard.send(
        "Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Enter", "windowsVirtualKeyCode": 229}
    )
    page.keyboard.press("Enter")
    keyboard.send("Input.insertText", {"text": "补贴"})
    page.wait_for_timeout(300)
    assert house.rasa.got == []
    page.keyboard.press("Enter")
    expect(page.locator("#newest")).to_contain_text("收到：")
    assert "补贴" in house.rasa.got[0]["text"]


def test_an_answer_lost_on_the_way_is_fetched_again_and_done_once(house, visit):
    page = visit()
    lost = []

    def lose(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch())  # it arrived and was done; only the answer does not come back
        return route.abort()

    page.route("**/api/chat", lose)
    say(page, "帮我约电话")
    assert len(lost) == 1
    assert [one["text"] for one in house.rasa.got] == ["帮我约电话"]
    assert page.locator(".mine .words").all_inner_texts() == ["帮我约电话"]


def test_without_a_line_the_draft_stays_and_goes_out_once_later(house, visit):
    page = visit()
    page.clock.install()
    page.context.set_offline(True)
    field = page.get_by_label("在这里打字")
    field.fill("我的话")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("网络不好，正在再试。您写的没有丢。")
    for _ in range(12):
        page.clock.run_for(3000)
        page.wait_for_timeout(50)
    expect(page.get_by_role("alert")).to_contain_text("没有连上。您的话没有丢")
    expect(field).to_have_value("我的话")
    page.context.set_offline(False)
    page.reload()
    expect(field).to_have_value("我的话")
    page.get_by_role("button", name="发送").click()
    expect(page.locator("#newest")).to_contain_text("收到：我的话")
    expect(field).to_have_value("")
    assert len(house.rasa.got) == 1


@pytest.mark.parametrize("arrived", [True, False], ids=["arrived", "lost"])
def test_what_was_on_its_way_when_the_page_went_is_neither_lost_nor_doubled(house, visit, arrived):
    page = visit()
    say(page, "我的话")  # said before: the same words alone do not count as arrived
    gone = []

    def vanish(route):
        if arrived:
            route.fetch()
        gone.append(True)  # and no answer ever comes

    page.route("**/api/chat", vanish)
    page.get_by_label("在这里打字").fill("我的话")
    page.keyboard.press("Enter")
    while not gone:
        page.wait_for_timeout(20)
    page.get_by_label("在这里打字").fill("还有一句")
    page.reload()
    page.unroute("**/api/chat")  # not before: a request still held would be let through
    expect(page.locator(".mine")).to_have_count(2 if arrived else 1)
    expect(page.get_by_label("在这里打字")).to_have_value("还有一句" if arrived else "我的话\n还有一句")
    page.reload()
    expect(page.get_by_label("在这里打字")).to_have_value("还有一句" if arrived else "我的话\n还有一句")


def test_a_text_that_arrived_while_the_page_went_is_done_once_when_sent_again(house, visit):
    page = visit()
    house.rasa.held = True
    page.get_by_label("在这里打字").fill("帮我约电话")
    page.keyboard.press("Enter")
    while not house.rasa.at_once:
        page.wait_for_timeout(20)
    page.reload()  # before the answer: the talk does not show it yet
    expect(page.get_by_label("在这里打字")).to_have_value("帮我约电话")
    page.get_by_role("button", name="发送").click()
    house.rasa.held = False
    expect(page.locator("#newest")).to_contain_text("收到：帮我约电话")
    assert len(house.rasa.got) == 1
    page.reload()
    expect(page.locator(".mine")).to_have_count(1)
    expect(page.get_by_label("在这里打字")).to_have_value("")


def test_a_second_tap_does_not_send_twice_and_loses_nothing(house, visit):
    page = visit()
    house.rasa.held = True
    page.get_by_label("在这里打字").fill("第一句")
    page.keyboard.press("Enter")
    page.get_by_label("在这里打字").fill("第二句")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("上一句还在查，等回答出来再发。")
    house.rasa.held = False
    expect(page.locator("#newest")).to_contain_text("收到：第一句")
    expect(page.get_by_label("在这里打字")).to_have_value("第二句")
    assert len(house.rasa.got) == 1


def test_a_refused_message_goes_back_into_the_field(visit):
    page = visit()
    page.evaluate("document.getElementById('text').removeAttribute('maxlength')")
    page.get_by_label("在这里打字").fill("长" * 2001)
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_role("alert")).to_have_text("这句话太长了，最多 2000 个字。请分成几句发。")
    expect(page.get_by_label("在这里打字")).to_have_value("长" * 2001)


def test_a_long_wait_says_so(house, visit):
    page = visit()
    page.clock.install()
    house.rasa.held = True
    page.get_by_label("在这里打字").fill("你好")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("")
    page.clock.run_for(3100)
    expect(page.get_by_role("status")).to_have_text("正在查，请稍等。")
    page.clock.run_for(6000)
    expect(page.get_by_role("status")).to_have_text("还在查，这次慢一点。您写的没有丢。")
    house.rasa.held = False
    expect(page.locator("#newest")).to_contain_text("收到：你好")
    expect(page.get_by_role("status")).to_have_text("")


def test_a_letter_from_the_office_reaches_an_open_page(house, visit):
    page = visit()
    page.clock.install()
    page.reload()
    say(page, "你好")
    office.write(house.rasa.got[0]["sender"], "web", "王大姐，明天给您办。", "wang")
    page.clock.run_for(61_000)
    expect(page.locator("#newest")).to_have_text("工作人员回信：王大姐，明天给您办。", use_inner_text=False)
    expect(page.locator("#choices button")).to_have_count(1)  # what could be pressed still can
    page.get_by_role("link", name="看工作人员的回信").click()
    expect(page.get_by_role("link", name="看工作人员的回信")).to_be_hidden()
    page.clock.run_for(61_000)
    expect(page.locator(".office")).to_have_count(1)
    page.reload()
    expect(page.locator(".office .words")).to_have_text("王大姐，明天给您办。")


def test_a_link_in_an_answer_can_be_followed_with_and_without_script(house, visit):
    house.rasa.answer = [
        {"text": "算好了。"},
        {"custom": {"links": [{"title": "打印结果", "path": "/accessibility"}]}},
    ]
    page = visit()
    page.get_by_label("在这里打字").fill("算")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="打印结果").click()
    expect(page.get_by_role("heading", name="无障碍说明")).to_be_visible()
    page.goto(page.url.replace("/accessibility", "/"))
    expect(page.get_by_role("link", name="打印结果")).to_be_visible()

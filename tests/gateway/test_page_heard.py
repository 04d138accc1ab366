"""What a listener hears: one announcement a reply, in the right order, and a page that reads well from the top."""

import pytest
from browser import say
from playwright.sync_api import expect

# Each change of a live region is one announcement: what a screen reader would say of it.
LISTEN = """() => {
  window.heard = [];
  for (const id of ['log', 'status', 'error']) {
    const region = document.getElementById(id);
    new MutationObserver(changes => {
      const added = changes.flatMap(change => [...change.addedNodes]).map(node => node.textContent);
      const words = added.join('').replace(/\\s+/g, ' ').trim();
      if (words) window.heard.push(id + ': ' + words);
    }).observe(region, { childList: true, subtree: true, characterData: true });
  }
}"""


@pytest.fixture
def listener(visit):
    """A page, and what was said of it since it was last asked."""
    page = visit()
    page.evaluate(LISTEN)

    def heard():
        page.wait_for_timeout(50)
        return page.evaluate("window.heard.splice(0)")

    return page, heard


def test_a_reply_is_announced_once_with_what_can_be_pressed(listener):
    page, heard = listener
    say(page, "你好")
    assert heard() == ["log: 我：你好伊助：收到：你好可以点：约人回电。"]
    page.locator("#choices").get_by_role("button", name="约人回电").click()
    expect(page.locator("#newest")).to_contain_text("收到：/callback")
    assert heard() == ['log: 我：约人回电伊助：收到：/callback{"topic": "subsidy_amount"}可以点：约人回电。']


def test_a_reply_of_several_parts_is_one_announcement(house, listener):
    page, heard = listener
    button = {"title": "同意", "payload": "/consent"}
    house.rasa.answer = [{"text": "甲。"}, {"text": "乙？", "buttons": [button]}]
    page.get_by_label("在这里打字").fill("问")
    page.keyboard.press("Enter")
    expect(page.locator("#newest")).to_contain_text("乙？")
    assert heard() == ["log: 我：问伊助：甲。乙？可以点：同意。"]


def test_a_slow_answer_is_announced_while_waiting_and_once_when_there(house, listener):
    page, heard = listener
    house.rasa.held = True
    page.clock.install()
    page.get_by_label("在这里打字").fill("你好")
    page.keyboard.press("Enter")
    page.clock.run_for(3100)
    expect(page.get_by_role("status")).to_have_text("正在查，请稍等。")
    house.rasa.held = False
    expect(page.locator("#newest")).to_contain_text("收到：你好")
    assert heard() == ["status: 正在查，请稍等。", "log: 我：你好伊助：收到：你好可以点：约人回电。"]


def test_a_refusal_is_an_alert_and_nothing_else(listener):
    page, heard = listener
    page.route("**/api/chat", lambda route: route.fulfill(status=429, json={"error": "您发得太快了。"}))
    page.get_by_label("在这里打字").fill("你好")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("您发得太快了。")
    assert heard() == ["error: 您发得太快了。"]


def test_a_turned_switch_speaks_for_itself(listener):
    page, heard = listener
    page.locator("#settings > summary").click()
    page.get_by_role("switch", name="黑白分明").click()
    expect(page.get_by_role("switch", name="黑白分明")).to_be_checked()
    assert heard() == []


def test_the_log_is_only_ever_added_to(listener):
    page, _ = listener
    page.evaluate(
        """() => {
          window.gone = 0;
          new MutationObserver(changes => changes.forEach(change => { window.gone += change.removedNodes.length; }))
            .observe(document.getElementById('log'), { childList: true, subtree: true });
        }"""
    )
    for words in ("一", "二", "三"):
        say(page, words)
    assert page.evaluate("window.gone") == 0
    assert page.locator("#log li").count() == 6


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_the_page_reads_well_from_the_top(visit, script):
    page = visit(java_script_enabled=script)
    say(page, "我妈能领多少")
    expect(page.locator("body")).to_match_aria_snapshot(
        """
        - link "跳到输入框"
        - banner:
          - heading "伊助 残疾人政策问答" [level=1]
          - group: 字大小、朗读和更多
        - main:
          - log "对话":
            - list:
              - listitem:
                - text: 我：
                - paragraph: 我妈能领多少
              - listitem:
                - text: 伊助：
                - paragraph: 收到：我妈能领多少
                - paragraph: 可以点：约人回电。
          - group "可以点的回答":
            - button "约人回电"
        - region "打字和常用按钮":
          - status
          - alert
          - navigation "常用":
            - button "我的信息"
            - button "找人"
            - link "重新开始"
            - link "设置"
          - textbox "在这里打字"
          - button "发送"
        """
    )


def test_reading_aloud_says_the_reply_and_stops_when_asked(house, visit):
    house.rasa.answer = [{"text": "打12385。\n一年3000元。"}]
    page = visit()
    page.add_init_script(
        """
        window.spoken = []; window.cancelled = 0;
        window.SpeechSynthesisUtterance = function (text) { this.text = text; };
        Object.defineProperty(window, 'speechSynthesis', { value: {
          getVoices: () => [{ lang: 'zh-CN' }],
          speak: said => window.spoken.push([said.text, said.lang]),
          cancel: () => { window.cancelled += 1; }
        } });
        """
    )
    page.reload()
    page.locator("#settings > summary").click()
    page.get_by_role("switch", name="读给我听").click()
    expect(page.get_by_role("switch", name="读给我听")).to_be_checked()
    page.evaluate("window.spoken = []")
    page.get_by_label("在这里打字").fill("多少")
    page.keyboard.press("Enter")
    expect(page.locator("#newest")).to_contain_text("一年3000元")
    assert page.evaluate("window.spoken") == [["打1 2 3 8 5。", "zh-CN"], ["一年3000元。", "zh-CN"]]
    before = page.evaluate("window.cancelled")
    page.get_by_role("button", name="别读了").click()
    assert page.evaluate("window.cancelled") == before + 1
    page.get_by_role("button", name="再听一遍").click()
    assert len(page.evaluate("window.spoken")) == 4


def test_what_was_dictated_goes_into_the_field_to_be_checked(house, visit):
    page = visit()
    page.add_init_script(
        """
        window.SpeechRecognition = window.webkitSpeechRecognition = function () {
          this.start = () => setTimeout(() => {
            this.onresult({ results: [[{ transcript: '我妈能领多少' }]] });
            this.onend();
          }, 20);
          this.stop = () => {};
        };
        """
    )
    page.reload()
    page.locator("#settings > summary").click()
    page.get_by_role("switch", name="用嘴说").click()
    page.get_by_role("button", name="说话").click()
    expect(page.get_by_label("在这里打字")).to_have_value("我妈能领多少")
    expect(page.get_by_role("status")).to_have_text("听完了。看看对不对，对就点“发送”。")
    assert house.rasa.got == []

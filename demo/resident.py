"""Residents on their phones: a daughter asks for her mother, a neighbour applies."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from demo.stage import PHONE, Stage, found, scene

_NO = (
    "没有别的了",
    "都没有",
    "没有",
    "不是",
    "不知道",
)  # answers to what is asked: the first that is offered


class Resident:
    """Somebody with the page open."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.page: Page = stage.person(PHONE).new_page()
        self.page.goto(stage.url)

    def say(self, text: str) -> str:
        """Type and send; the answer."""

        def typed() -> None:
            self.page.get_by_label("在这里打字").fill(text)
            self.page.get_by_role("button", name="发送").click()

        return self._answer_to(typed, text)

    def press(self, *titles: str) -> str:
        """Press the first of these that is offered; the answer."""
        offered = self.page.locator("#choices").get_by_role("button").all_inner_texts()
        title = next((title for title in titles if title in offered), None)
        if title is None:
            raise LookupError(f"要按的是 {titles}，只有 {offered}")
        button = self.page.locator("#choices").get_by_role("button", name=title, exact=True)
        return self._answer_to(button.click, f"〔{title}〕")

    def look(self, name: str) -> None:
        """Photograph the phone."""
        self.stage.picture(self.page, name)

    def _answer_to(self, act: Callable[[], None], words: str) -> str:
        told = self.page.locator("#lines > li.theirs")
        before = told.count()
        act()
        expect(told.nth(before)).to_be_visible()
        expect(self.page.locator("#pending")).to_be_hidden()
        lines = told.nth(told.count() - 1).locator("p.words").all_inner_texts()
        print(f"\n居民：{words}")
        print(
            "\n".join(f"  伊助：{line}" for text in lines for line in text.splitlines() if line), flush=True
        )
        return "\n".join(lines)


def daughter_asks(stage: Stage) -> tuple[Resident, str]:
    """A question, what her mother gets, a call-back; the daughter and the call-back's reference."""
    scene("上午，女儿打开网页 (a daughter opens the page)")
    her = Resident(stage)
    her.look("page")
    her.say("我妈视力二级，农村户口，一年补贴多少钱")
    her.look("answer")
    her.press("我能不能领")
    her.say("67岁，本地户口，有残疾证")
    her.press("还能领什么")
    her.look("question")
    told = her.page.locator("#lines > li.theirs")
    her.press("需要轮椅、助听器这些")
    while not told.last.locator("a.button").count():  # the result comes with a link to its sheet
        her.press(*_NO)
    her.look("result")
    her.stage.picture(_sheet(her), "result-sheet")
    scene("约人回电 (a call-back)")
    her.say("明天上午给我打电话，问轮椅的事，电话13800006060")
    her.press("同意")
    reference = found(r"(\d{4}-\d{4}-\d)", her.press("确认"))
    her.look("callback")
    return her, reference


def neighbour_applies(stage: Stage) -> str:
    """An application, with large letters and strong contrast; its number."""
    scene("邻居用大字申请 (a neighbour applies, with large letters)")
    neighbour = Resident(stage)
    neighbour.page.locator("#settings > summary").click()
    neighbour.page.get_by_role("switch", name="黑白分明").click()
    neighbour.page.get_by_role("button", name="特大", exact=True).click()
    neighbour.say("申请临时救助")
    neighbour.look("apply-large")
    for step in ("〔同意〕", "孙七", "13800002101"):
        neighbour.press("同意") if step == "〔同意〕" else neighbour.say(step)
    return found(r"编号：(\d{4}-\d{4}-\d)", neighbour.press("交上去"))


def evening(her: Resident) -> None:
    """The daughter finds the office's letter, and asks how far it is."""
    scene("晚上，女儿又打开网页 (in the evening the daughter comes back)")
    her.page.reload()
    expect(her.page.locator("#lines > li.office")).to_contain_text("轮椅")
    her.say("我约的电话办得怎么样了")
    her.look("letter")


def _sheet(someone: Resident) -> Page:
    """The page of the result, in a tab of its own."""
    link = someone.page.locator("#lines a.button").last
    tab = someone.page.context.new_page()
    tab.goto(someone.stage.url + str(link.get_attribute("href")))
    return tab

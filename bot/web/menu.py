"""Buttons of the page itself: the ones that are always there, and the large ones of the first screen."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A button's words and the payload behind it (docs/architecture.md)."""

    title: str
    payload: str


def _topic(title: str, topic: str) -> Entry:
    return Entry(title, f'/policy{{"topic": "{topic}"}}')


ALWAYS = (
    Entry("我的信息", '/control{"control": "what_known"}'),
    Entry("找人", "/human"),
)
TILES = (
    Entry("我能领什么", "/assess"),
    _topic("补贴多少钱", "subsidy_amount"),
    _topic("看病住院", "overview_hospital"),
    _topic("孩子康复、上学", "overview_child"),
    _topic("找工作、做生意", "overview_worker"),
    _topic("住房", "overview_housing"),
    _topic("老人照顾", "overview_elderly"),
    Entry("请人打电话给我", "/callback"),
    Entry("查我约的电话", "/callback_status"),
)

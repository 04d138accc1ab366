"""Others of the same morning, so that the desk has something to do: each asks for a person in one message."""

from bench.talk import Talk
from demo.stage import found, scene

_WISHES = (
    "明天上午给我打电话，问住院救助的事，说慢点，声音大点，电话13800006061",
    "我听不见，发文字联系我，问护理补贴的事，电话13800006062",
    "下礼拜二后晌给我回电话，问大学生救助，让我闺女接，电话13800006063",
    "找个人给我说说危房改造，礼拜三上午打，电话13800006064",
    "约个回电问公租房，今天下午打，响两次我才听得见，电话13800006065",
    "替我邻居约个电话，问家里修坡道，明天后晌打，电话13800006066",
)
_STEPS = 2  # 同意, then 确认: each the first button that is offered


def others_ask(url: str) -> None:
    """Log their call-backs; only the numbers are said aloud."""
    scene("别的居民也约了回电 (others ask for a call-back)")
    for wish in _WISHES:
        with Talk(url) as phone:
            said = phone.say(wish)
            for _ in range(_STEPS):
                said = phone.press(said.buttons[0])
        reference = found(r"(\d{4}-\d{4}-\d)", said.text)
        print(f"  {reference}", flush=True)

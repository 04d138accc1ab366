"""Others of the same morning, so that the desk has something to do: each asks for a person in one message."""

from typing import Any

import httpx

from demo.stage import found, scene

_WISHES = (
    "明天上午给我打电话，问住院救助的事，说慢点，声音大点，电话13800006061",
    "我听不见，发文字联系我，问护理补贴的事，电话13800006062",
    "下礼拜二后晌给我回电话，问大学生救助，让我闺女接，电话13800006063",
    "找个人给我说说危房改造，礼拜三上午打，电话13800006064",
    "约个回电问公租房，今天下午打，响两次我才听得见，电话13800006065",
    "替我邻居约个电话，问家里修坡道，明天后晌打，电话13800006066",
)
_LONGEST = 60.0  # seconds that the slowest machine may take for one answer
_YES = ("同意", "确认")


def others_ask(url: str) -> None:
    """Log their call-backs; only the numbers are said aloud."""
    scene("别的居民也约了回电 (others ask for a call-back)")
    for wish in _WISHES:
        with httpx.Client(base_url=url, timeout=_LONGEST, trust_env=False) as phone:
            replies = _send(phone, {"text": wish})
            for title in _YES:
                replies = _send(phone, {"button": _offered(replies)[title]})
            said = "\n".join(reply["text"] for reply in replies)
            reference = found(r"(\d{4}-\d{4}-\d)", said)
            print(f"  {reference}", flush=True)


def _send(phone: httpx.Client, message: dict[str, str]) -> list[dict[str, Any]]:
    answer = phone.post("/api/chat", json=message)
    answer.raise_for_status()
    replies: list[dict[str, Any]] = answer.json()["replies"]
    return replies


def _offered(replies: list[dict[str, Any]]) -> dict[str, str]:
    """Tokens of the buttons by their titles."""
    return {b["title"]: b["button"] for reply in replies for b in reply["buttons"]}

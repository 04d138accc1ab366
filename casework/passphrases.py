"""Two words (口令) that a caller must say first, so that nobody can pass for the office."""

import re
import secrets

WORDS = (
    "白杨", "骆驼", "草原", "月亮", "星星", "太阳", "小河", "大雁", "苹果",
    "西瓜", "土豆", "玉米", "小米", "奶茶", "炒米", "羊羔", "马驹", "蓝天",
    "白云", "彩虹", "雪花", "春风", "秋天", "石头", "沙枣", "杏花", "柳树",
    "松树", "喜鹊", "燕子", "蜜蜂", "蝴蝶", "灯笼", "铃铛", "毛笔", "书包",
    "板凳", "窗户", "毛毯", "帽子",
)  # fmt: skip


def draw() -> str:
    """Two different plain words, like “白杨、骆驼”."""
    return "、".join(secrets.SystemRandom().sample(WORDS, 2))


def search(text: str) -> str | None:
    """The two words of a passphrase inside a free text (“口令是白杨骆驼”), or None."""
    found = sorted((text.index(word), word) for word in WORDS if word in text)
    return "、".join(word for _, word in found) if len(found) == 2 else None


def same(one: str, other: str) -> bool:
    """Whether two passphrases are the same words, whatever stands between them."""
    plain = [re.sub(r"\W", "", text) for text in (one, other)]
    return bool(plain[0]) and secrets.compare_digest(plain[0].encode(), plain[1].encode())

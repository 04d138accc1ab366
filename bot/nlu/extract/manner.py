"""`manner`: how somebody wants to be reached: text only, slow and loud, a carer, ring twice."""

import re

from bot.nlu.extract.found import Found
from bot.nlu.extract.message import Message

_RULES: list[tuple[str, str]] = [
    (
        "text_only",
        (
            r"(?:不能|没法|不会|没办法|打不了|接不了|不方便)(?:打|接|听)?电话|(?:别|不要"
            r"|不用)(?:给我)?打电话|(?:发|用|给我发)(?:个|条)?(?:短信|信息|文字|微信)|只能(?:看字"
            r"|打字|看文字|发短信|文字)|(?:短信|文字|打字)(?:联系|沟通|交流|告诉我|回我|回复)"
        ),
    ),
    (
        "slow_loud",
        (
            r"(?<!不)耳(?:朵)?背|(?:慢点|慢些|慢慢|慢一点)(?:说|讲)|(?:说|讲)(?:话)?(?:得|的)?(?:慢"
            r"|大声)(?:点|些|一点)?|大(?:点)?声(?:点|些|一点)?|声音(?:要)?大(?:点|些|一点)?"
            r"|耳朵不(?:好|灵|行|好使)|嗓门大|耳朵不太好"
        ),
    ),
    (
        "carer",
        (
            r"(?:让|叫|由|给|找)(?:我)?(?:儿子|闺女|女儿|老伴|老汉|媳妇|孩子|妈|爸|家人|照顾我的人"
            r"|护工|邻居)[^，。？！]{0,4}(?:接|一起听|陪)|(?:儿子|闺女|女儿|老伴|老汉|媳妇|婆姨"
            r"|家人|护工|我)(?:来|替[他她我]?|代|帮[他她我]?)?接(?:电话|听)?(?:$|[，。吧])|(?:儿子"
            r"|闺女|老伴|媳妇|家人)(?:在旁边|陪着)"
        ),
    ),
    (
        "call_twice",
        (
            r"(?:打|响)(?:两|2|二)(?:次|遍|回)|多(?:打|响)(?:几|一|两)?(?:次|遍|回|会儿?)"
            r"|没(?:人)?接(?:就)?再(?:打|拨)|第一遍(?:没|听不)"
        ),
    ),
]
_COMPILED = [(value, re.compile(pattern)) for value, pattern in _RULES]
_CALL = re.compile(r"电话|短信|联系|打给|打过|给我打|⟦phone|回电|接")
_DEAF = re.compile(r"聋|听不见|听不着|听障|不会说话|哑")


def manners(message: Message) -> list[Found]:
    """Each manner once; 聋 counts only where a call is spoken of."""
    out = []
    for value, rule in _COMPILED:
        m = rule.search(message.text)
        if m and not re.search(
            r"(?:能不能|可以|有没有)$", message.text[: m.start()][-4:] if value == "carer" else ""
        ):
            out.append(Found("manner", value, m.start(), m.end(), m.group()))
    deaf = _DEAF.search(message.text)
    called = _CALL.search(message.text) and re.search(r"短信|打不|接不|不能|别打|听不|没法", message.text)
    if deaf and called and not any(f.value == "text_only" for f in out):
        out.append(Found("manner", "text_only", deaf.start(), deaf.end(), deaf.group()))
    return out

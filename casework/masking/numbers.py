"""Numbers and addresses by which somebody can be found or looked up: never a sum, a year or an age."""

import re

from casework.private import find_private

NUMBER, MAIL = "［号码］", "［邮箱］"
_TOKEN = re.compile(r"⟦\w+:\w+⟧")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.A)
#: 4821-6350-7, the reference of a call-back, also as it is read out.
_REFERENCE = re.compile(r"(?<!\d)\d{4}[- ]\d{4}[- ]\d(?!\d)")
_YEARS = r"(?:19|20)\d\d\s*[-—~–]\s*(?:19|20)\d\d|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}"
_LONG = re.compile(
    rf"(?P<years>(?<!\d)(?:{_YEARS})(?!\d))|(?<![\d.])\d(?:-?\d){{6,}}[Xx]?(?!\d*(?:\.\d+)?\s*[元块万亿钱])"
)
_SPOKEN = re.compile(r"[零〇一二三四五六七八九幺]{7,}")
#: 后四位1234, 尾号是1234: enough to prove that a call-back is one's own.
_TAIL = re.compile(r"((?:[后末][四4六6]位|尾号|末尾|验证码|密码|口令)(?:数|号)?\D{0,4}?)\d{4,6}(?!\d)")
_BESIDE = re.compile(rf"({NUMBER}[\s，,、]*)\d{{4}}(?![\d元块万年])")
_ACCOUNT = re.compile(
    r"((?:微信|QQ|qq|抖音|快手|陌陌|支付宝|账号|帐号|卡号)号?(?:码|是|为|[:： ])*)([A-Za-z0-9_\-]{5,})"
)
_PLATE = re.compile(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-Za-z][·\s]?[A-Za-z0-9]{5,6}"
)
_BIRTHDAY = re.compile(
    r"((?:19|20)\d\d[年.\-/])\d{1,2}[月.\-/]\d{1,2}[日号]?(?=[^，。？！]{0,3}(?:出)?生)"
    r"|((?:生日|出生|生于)(?:日期|年月)?\D{0,4}(?:19|20)\d\d[年.\-/])\d{1,2}[月.\-/]\d{1,2}[日号]?"
)


def without_numbers(text: str) -> str:
    """The text with signs in the place of numbers that belong to one person; of a birthday the year stays."""
    text = _MAIL.sub(MAIL, _TOKEN.sub(NUMBER, text))
    text = _BIRTHDAY.sub(lambda hit: f"{hit[1] or hit[2]}［某日］", text)
    text = _REFERENCE.sub(NUMBER, text)
    for hit in reversed(find_private(text)):
        text = text[: hit.start] + NUMBER + text[hit.end :]
    text = _LONG.sub(lambda hit: hit[0] if hit["years"] else NUMBER, text)
    text = _PLATE.sub(NUMBER, _SPOKEN.sub(NUMBER, _ACCOUNT.sub(rf"\1{NUMBER}", text)))
    return _BESIDE.sub(rf"\1{NUMBER}", _TAIL.sub(rf"\1{NUMBER}", text))

"""Find name, phone, manner, person and guardianship of an application in what was said."""

import re

from actions.application_draft import ApplicationDraft
from actions.callback_words import phone_in
from actions.memory import Memory
from actions.turn import Turn
from casework.wishes import manner_key

_NAME = r"[㐀-鿿]{2,8}(?:·[㐀-鿿]{1,8})?"
_NAMED = re.compile(rf"(?:名字|姓名|本名|大名)(?:是|叫|改成|写成|应该是|：|:)?(?P<name>{_NAME})")
_CALLED = re.compile(rf"叫(?:做)?(?P<name>{_NAME})(?:$|[，。,.！!\s])")
#: Around a name that is said as the answer.
_AROUND = re.compile(
    r"^(?:我|俺|她|他|你|您)?(?:妈妈?|爸爸?|母亲|父亲|孩子|儿子|闺女|女儿|爱人|老伴|老汉|媳妇|奶奶|爷爷)?(?:的)?"
    r"(?:名字|姓名|大名)?(?:就)?(?:是|叫做?|姓名)?|(?:吧|啊|呀|呢|哦|的)$"
)
#: What is said instead of a name holds one of these.
_NO_NAME = re.compile(r"[我俺咱你您他她给打怎么什吗呢要不没了吧的问谁哪]|电话|申请|接着|保存|以后|明天|知道")
_SIGNS = re.compile(r"[\s,.;:!?，。；：！？、“”()（）~…-]+")
_GUARDIAN = re.compile(r"监护人|法定代理|说不了话|不会说话|糊涂|认不得人|不能自己|痴呆|植物人|昏迷|还小")


def hear(draft: ApplicationDraft, turn: Turn, memory: Memory) -> bool:
    """Note what the message tells of the application, and facts of the person; True when it told something."""
    before = (draft.person, draft.agreement, draft.name, draft.phone, draft.manner, memory.profiles)
    before = (*before[:-1], {key: dict(held) for key, held in memory.profiles.items()})
    memory.hear(turn, answering=draft.asked not in (None, "whom"))
    if draft.asked == "whom" and turn.values("person"):
        draft.person = memory.current if turn.values("person") != ["self"] else "self"
    if turn.value("agreement") == "guardian" or (draft.asked == "agreement" and _GUARDIAN.search(turn.text)):
        draft.agreement = "guardian"
    _hear_name(draft, turn)
    draft.phone = phone_in(turn) or draft.phone
    if turn.values("manner"):
        draft.manner = manner_key(turn.values("manner"))
    return before != (draft.person, draft.agreement, draft.name, draft.phone, draft.manner, memory.profiles)


def name_in(text: str) -> str | None:
    """A name that the text says is one (名字叫王秀英, 她叫王秀英)."""
    found = _NAMED.search(text) or _CALLED.search(text)
    return found["name"] if found else None


def is_name(text: str) -> bool:
    """Whether the text can be the answer to how somebody is called."""
    return name_in(text) is not None or _bare_name(text) is not None


def _hear_name(draft: ApplicationDraft, turn: Turn) -> None:
    if turn.by_button:
        return
    said = name_in(turn.text) if draft.asked in ("name", "review") else None
    if said is None and draft.asked == "name" and turn.value("control") is None:
        said = _bare_name(turn.text)
    draft.name = said or draft.name


def _bare_name(text: str) -> str | None:
    bare = _AROUND.sub("", _SIGNS.sub("", text))
    return bare if re.fullmatch(_NAME, bare) and not _NO_NAME.search(bare) else None

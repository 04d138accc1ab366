"""One spelling for what people type: width, script, punctuation, spaces, hesitation."""

import re
import unicodedata

import opencc

from bot.nlu.extract.respell import respell

# Built once: loading the dictionaries costs a hundred times more than a conversion.
_TO_SIMPLIFIED = opencc.OpenCC("t2s")

TOKEN = re.compile(r"⟦(?:phone|id):[a-z0-9]{8}⟧")

_INVISIBLE = re.compile(r"[\u200b-\u200f\u2028-\u202f\u2060\ufeff\u00ad]")
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})((?:,\d{3})+)(?![\d,])")
_PUNCTUATION = [
    (re.compile(r"\.{2,}|…+|。{2,}"), "。"),
    (re.compile(r"(?<!\d)\.|\.(?!\d)"), "。"),
    (re.compile(r"(?<!\d):|:(?!\d)"), "："),
    (re.compile(r",+"), "，"),
    (re.compile(r"\?+"), "？"),
    (re.compile(r"!+"), "！"),
    (re.compile(r";+"), "；"),
    (re.compile(r"\("), "（"),
    (re.compile(r"\)"), "）"),
    (re.compile(r"[〜～~]+"), "~"),
    (re.compile(r"([，。？！；：、])\1+"), r"\1"),
    (re.compile(r"\s+"), " "),
    (re.compile(r" ?([，。？！；：、]) ?"), r"\1"),
]
# 那个 and 这个 usually point at something; they are hesitation only before a pause or when doubled.
_FILLERS = [
    re.compile(r"[嗯呃唔]+[，。、 ]*"),
    re.compile(r"(?:那个|这个|就是说|怎么说呢)[，。、 ]+(?=\S)"),
    re.compile(r"(?:那个){2,}|(?:这个){2,}"),
    re.compile(r"([我你他她])(?=\1+[妈爸爷奶娃家])"),
]


def _maybe_traditional(text: str) -> bool:
    """Whether the text holds a character outside GB 2312, the set of simplified ones: a quick look that
    spares most messages the conversion."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def _plain(text: str) -> str:
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    if _maybe_traditional(text):
        text = _TO_SIMPLIFIED.convert(text)
    text = _THOUSANDS.sub(lambda m: m.group(1) + m.group(2).replace(",", ""), text)
    for pattern, replacement in _PUNCTUATION:
        text = pattern.sub(replacement, text)
    return respell(text)


def _without_fillers(text: str) -> str:
    for filler in _FILLERS:
        text = filler.sub("", text)
    return text


def _untouched(text: str) -> list[tuple[str, bool]]:
    """The text in pieces; True marks a privacy token, which must come out as it went in."""
    pieces, last = [], 0
    for token in TOKEN.finditer(text):
        pieces += [(text[last : token.start()], False), (token.group(), True)]
        last = token.end()
    return [*pieces, (text[last:], False)]


def normalise(text: str) -> str:
    """Unify a message: NFKC, simplified script, Chinese punctuation, single spaces, no fillers.

    Privacy tokens (⟦phone:…⟧, ⟦id:…⟧) are left as they are. A message of nothing but fillers
    (嗯 can be a yes) keeps them. Normalising twice changes nothing.
    """
    plain = "".join(p if token else _plain(p) for p, token in _untouched(text)).strip()
    kept = "".join(p if token else _without_fillers(p) for p, token in _untouched(plain)).strip(" ，。、；：")
    # A question mark alone may be left over from “嗯？”; then the message was the filler.
    if not re.search(r"[\w⟦]", kept):
        return plain
    return kept + ("。" if plain.endswith("。") and not kept.endswith("。") else "") if kept else plain

"""跟我一个户口本: another person shares of the household's register what is said to be shared, and no more."""

import re

#: What one register has in common for all who stand in it.
SHARED = ("local_hukou", "residence")
_ONE = r"(?:(?:是|在)?(?:同一个|同一本|同一|一个|一本|同个|同))"
_SAYS = re.compile(
    rf"(?:跟|和|同|与)[^，。？！]{{1,6}}?{_ONE}户口|户口(?:本|簿)?(?:也)?(?:都)?(?:跟|和|同|与)[^，。？！]{{1,6}}?(?:一样|一起|一个|同)"
    rf"|(?:我们|咱们|俺们)(?:都)?(?:是|在)?{_ONE}户口|户口(?:本)?(?:都)?在一起|(?:跟|和)[^，。？！]{{1,6}}?户口(?:本)?(?:是)?(?:一样|一起|同)"
)


def shares_register(text: str) -> bool:
    """Whether the text says that two persons stand in one register."""
    return bool(_SAYS.search(text))


def beside_sharing(text: str) -> str:
    """The text without those words: whoever is named in the rest of it is not only named to share."""
    return _SAYS.sub("", text)

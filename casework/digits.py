"""Digits as people write and dictate them: full-width, Chinese, circled, of any script."""

import unicodedata

_CHINESE = {
    **dict.fromkeys("零〇○Ｏ", "0"),
    **dict.fromkeys("一幺壹", "1"),
    **dict.fromkeys("二贰贰", "2"),
    **dict.fromkeys("三叁", "3"),
    **dict.fromkeys("四肆", "4"),
    **dict.fromkeys("五伍", "5"),
    **dict.fromkeys("六陆陸", "6"),
    **dict.fromkeys("七柒", "7"),
    **dict.fromkeys("八捌", "8"),
    **dict.fromkeys("九玖", "9"),
}


def digit(char: str) -> str | None:
    """The digit 0-9 that `char` stands for, or None."""
    if char in _CHINESE:
        return _CHINESE[char]
    value = unicodedata.digit(char, None)
    return None if value is None else str(value)

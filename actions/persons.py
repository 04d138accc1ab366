"""Keys of people as the ear hands them on: `child` for a child, `child:女儿` where the word told which."""

from collections.abc import Iterable

#: Words that nobody says alone.
_IN_FULL = {"伯": "伯伯", "侄": "侄子", "嫂": "嫂子", "丈母": "丈母娘"}


def known_as(key: str, known: Iterable[str], now: str) -> str:
    """Under which key the talk already knows the person a word means, else `key` itself.

    A bare relation (孩子, 她) is whoever of that relation the talk is about now; 儿子 after 大儿子 is that
    one, when he is the only one who fits.

    Args:
        key: as the ear gives it. known: keys of the people of this talk. now: the one it is about.
    """
    if key == relation_of(now):
        return now
    if key in known:
        return key
    relation, _, which = key.partition(":")
    finer = [one for one in known if which and relation_of(one) == relation and one.endswith(which)]
    return finer[0] if len(finer) == 1 else key


def relation_of(key: str) -> str:
    """The relation of a person's key (`child` for `child:女儿`)."""
    return key.partition(":")[0]


def which_of(key: str) -> str:
    """The word that tells the person apart, as the asker would say it (婆婆, 女儿); empty where there is none."""
    word = key.partition(":")[2]
    return _IN_FULL.get(word, word)

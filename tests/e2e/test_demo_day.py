"""`make demo` on the running system: the day is played to its end, and its pictures are there."""

import re

import pytest
from PIL import Image

from demo.day import play
from demo.stage import NoBrowser, stage
from tests.gateway.browser import NO_BROWSER

PICTURES = [
    "page",
    "answer",
    "question",
    "result",
    "result-sheet",
    "callback",
    "apply-large",
    "desk-queue",
    "desk-case",
    "desk-application",
    "desk-overview",
    "letter",
]


def test_the_day_is_played_and_photographed(system, tmp_path, capsys):
    earlier = tmp_path / "01-earlier.png"
    earlier.touch()
    try:
        with stage(system.url, tmp_path) as place:
            play(place, system.environment)
    except NoBrowser:
        pytest.skip(NO_BROWSER)
    said = capsys.readouterr().out
    assert (
        "居民：我妈视力二级，农村户口，一年补贴多少钱\n  伊助：您说的这种情况，每人每年补贴3000元。" in said
    )
    assert "每年一定能领的，一共3000元" in said
    assert re.search(r"我约的电话办得怎么样了\n  伊助：编号\d{4}-\d{4}-\d：已经办结", said)
    names = [f"{number:02d}-{name}.png" for number, name in enumerate(PICTURES, 1)]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    for name in names:
        assert (tmp_path / name).stat().st_size < 120_000
        with Image.open(tmp_path / name) as picture:
            assert len(picture.convert("RGB").getcolors()) > 5, f"{name} is blank"

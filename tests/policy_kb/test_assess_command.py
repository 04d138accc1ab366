"""`yizhu assess`: what it prints where, and its exit status."""

import argparse
import json
from pathlib import Path

import pytest

from bot.cli.assess import add_parser

GOOD = '{"local_hukou": true, "certified": true, "residence": "rural", "disabilities": [{"category": "visual", "grade": 1}]}'


def call(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    parsed = parser.parse_args(["assess", *arguments])
    return parsed.func(parsed)


def subsidy(result: dict) -> dict:
    return next(b["amount"] for b in result["benefits"] if b["id"] == "disability_subsidy")


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "profile.json"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_one_profile_is_assessed_on_a_day(profile: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(str(profile), "--on", "2026-11-23") == 0
    result = json.loads(capfd.readouterr().out)
    assert (result["on"], result["validity"]) == ("2026-11-23", "unset")
    assert subsidy(result) == {"min": 3000, "max": 4000, "period": "year"}


def test_a_ruling_is_tried_out(profile: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(str(profile), "--reading", "subsidy_split=by_residence") == 0
    assert subsidy(json.loads(capfd.readouterr().out)) == {"min": 3000, "max": 3000, "period": "year"}


def test_the_day_of_promulgation_is_a_setting(
    profile: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YIZHU_PROMULGATED", "2022-12-06")
    assert call(str(profile), "--on", "2028-01-05") == 0
    assert json.loads(capfd.readouterr().out)["validity"] == "expired"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('{"age": 121}', "age"),
        ('{"colour": 1}', "colour"),
        ('{"\\ud800": 1}', "\\ud800"),
        ('{"disabilities": []}', "disabilities"),
        ('{"age": 3, "age": 4}', "age"),
        ('{"tuition_paid": NaN}', "NaN"),
        ("[]", "profile"),
        ("{", "JSON"),
        ("", "JSON"),
    ],
)
def test_a_bad_profile_leaves_standard_output_empty(
    profile: Path, capfd: pytest.CaptureFixture[str], text: str, named: str
) -> None:
    profile.write_text(text, encoding="utf-8")
    assert call(str(profile)) == 2
    printed = capfd.readouterr()
    assert printed.out == ""
    assert named in printed.err


@pytest.mark.parametrize(
    "option", [["--on", "tomorrow"], ["--reading", "subsidy_split"], ["--reading", "subsidy_split=both"]]
)
def test_a_bad_option_is_refused(profile: Path, capfd: pytest.CaptureFixture[str], option: list[str]) -> None:
    assert call(str(profile), *option) == 2
    assert capfd.readouterr().out == ""


def test_a_missing_file_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(str(tmp_path / "nowhere.json")) == 2
    assert "nowhere.json" in capfd.readouterr().err


def test_a_bad_line_leaves_the_others_unharmed(profile: Path, capfd: pytest.CaptureFixture[str]) -> None:
    profile.write_bytes(
        b"\n".join([GOOD.encode(), b'{"age": -1}', b"\xff", b"[" * 100000, b"", GOOD.encode()])
    )
    assert call(str(profile), "--lines", "--on", "2026-11-23") == 1
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert subsidy(lines[0]) == subsidy(lines[5]) == {"min": 3000, "max": 4000, "period": "year"}
    assert [line["line"] for line in lines[1:5]] == [2, 3, 4, 5]
    assert "age" in lines[1]["error"]


def test_a_line_says_the_same_as_a_single_profile(profile: Path, capfd: pytest.CaptureFixture[str]) -> None:
    call(str(profile), "--on", "2026-11-23")
    single = json.loads(capfd.readouterr().out)
    assert call(str(profile), "--on", "2026-11-23", "--lines") == 0
    assert json.loads(capfd.readouterr().out) == single

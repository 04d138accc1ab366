"""What the page remembers: the newest lines, for two days, for nobody without the key."""

from cryptography.fernet import Fernet

from bot.gateway.transcript import SHOWN, Line, Transcript


def make(path, clock=lambda: 1000.0, key=None):
    return Transcript(
        path / "talks.sqlite3", Fernet(key or Fernet.generate_key()), lambda one: one[::-1], clock
    )


def test_lines_come_back_in_order_and_apart(tmp_path):
    kept = make(tmp_path)
    kept.add("a", [Line(True, "问"), Line(False, "答", (("按钮", "值"),))])
    kept.add("b", [Line(True, "别人")])
    kept.add("a", [Line(True, "再问")])
    assert kept.of("a") == [Line(True, "问"), Line(False, "答", (("按钮", "值"),)), Line(True, "再问")]
    kept.forget("a")
    assert kept.of("a") == []
    assert kept.of("b") == [Line(True, "别人")]


def test_only_the_newest_lines_are_shown(tmp_path):
    kept = make(tmp_path)
    kept.add("a", [Line(True, str(number)) for number in range(SHOWN + 5)])
    assert [line.text for line in kept.of("a")] == [str(number) for number in range(5, SHOWN + 5)]


def test_after_two_days_lines_are_neither_shown_nor_kept(tmp_path):
    now = [0.0]
    kept = make(tmp_path, lambda: now[0])
    kept.add("a", [Line(True, "旧")])
    now[0] = 2 * 24 * 3600 + 1.0
    assert kept.of("a") == []
    kept.add("b", [Line(True, "新")])
    now[0] = 0.0
    assert kept.of("a") == [], "the row itself is gone"


def test_another_key_reads_nothing(tmp_path):
    make(tmp_path).add("a", [Line(True, "问")])
    assert make(tmp_path).of("a") == []
    assert (tmp_path / "talks.sqlite3").stat().st_mode & 0o077 == 0

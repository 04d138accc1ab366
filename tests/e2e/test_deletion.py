"""删除我的信息: what was said is gone from the talk's memory, and the talk can go on."""

import sqlite3

from casework.sealing import unseal


def test_what_was_said_is_gone_from_the_tracker(system, chat, monkeypatch):
    monkeypatch.setenv("YIZHU_DATA_DIR", str(system.data_dir))
    chat.say("我叫李二毛，肢体三级，一年补贴多少")
    assert _kept(system, "李二毛") == 1
    assert "李二毛" in chat.http.get("/").text
    chat.say("删除我的信息")
    assert "删好了" in chat.press("删除")
    assert _kept(system, "李二毛") == 0
    assert "李二毛" not in chat.http.get("/").text
    assert "30%" in chat.say("残疾人住院能报多少")


def _kept(system, words):
    """In how many stored conversations the words stand."""
    with sqlite3.connect(system.data_dir / "tracker.db") as database:
        rows = database.execute("select talk, sealed from talks").fetchall()
    return sum(words in unseal(sealed, talk) for talk, sealed in rows)

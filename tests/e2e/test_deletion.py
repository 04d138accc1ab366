"""删除我的信息: everything of the person is gone at once, from every file, and the talk can go on."""

import sqlite3

import pytest
from raw_files import raw_files

from casework.sealing import unseal

NUMBER = "13800004321"


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


@pytest.mark.parametrize("wish", ["删除我的信息", "结束并清空"])
def test_no_file_holds_the_number_afterwards_not_even_encrypted(system, chat, wish):
    chat.say(f"明天上午给我打电话，问轮椅的事，电话{NUMBER}")
    chat.press("同意")
    chat.press("确认")
    reference = _reference(system)
    sealed = _sealed(system, reference)
    assert len(sealed) >= 4 and all(_files_with(system, value) for value in sealed)
    asked = chat.say(wish)
    for words in ("要删掉的有", f"也会取消：编号{reference}", "备份里的，30天内也会删掉", "确定要删吗"):
        assert words in asked
    assert reference in system.command("callbacks", "--json", "--open").stdout, "nothing before the yes"
    done = chat.press("删除")
    assert "删好了" in done and "没回的电话也取消了" in done
    assert reference not in system.command("callbacks", "--json", "--open").stdout
    for value in (NUMBER.encode(), b"138 0000 4321", *sealed):
        assert _files_with(system, value) == []
    assert "轮椅" not in chat.http.get("/").text


def test_the_page_clears_a_shared_phone(system, chat):
    chat.say(f"明天上午给我打电话，问轮椅的事，电话{NUMBER}")
    chat.press("同意")
    chat.press("确认")
    reference = _reference(system)
    sealed = _sealed(system, reference)
    cleared = chat.http.post("/clear")
    assert cleared.status_code == 200 and "清空了" in cleared.text
    assert reference not in system.command("callbacks", "--json", "--open").stdout
    assert [found for value in sealed for found in _files_with(system, value)] == []
    assert "轮椅" not in chat.http.get("/").text
    assert "还没有告诉我" in chat.say("你知道我什么情况")


def _kept(system, words):
    """In how many stored conversations the words stand."""
    with sqlite3.connect(system.data_dir / "tracker.db") as database:
        rows = database.execute("select talk, sealed from talks").fetchall()
    return sum(words in unseal(sealed, talk) for talk, sealed in rows)


def _reference(system):
    with sqlite3.connect(system.data_dir / "yizhu.db") as database:
        ((digits,),) = database.execute(
            "select reference from callback where status = 'new' and contact_id in "
            "(select id from contact where last4 = ?)",
            (NUMBER[-4:],),
        ).fetchall()
    return f"{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def _sealed(system, reference):
    """What is kept encrypted of the person: their number twice, their words, the passphrase."""
    with sqlite3.connect(system.data_dir / "yizhu.db") as database:
        rows = database.execute(
            "select c.phone, b.words, b.passphrase from callback b join contact c on c.id = b.contact_id "
            "where b.reference = ?",
            (reference.replace("-", ""),),
        ).fetchall()
        newest = database.execute("select value from vault_entry order by created_at desc limit 1").fetchall()
    return [value for row in (*rows, *newest) for value in row]


def _files_with(system, value):
    """Names of all files of the installation, databases, their logs of changes, and logs, that hold it."""
    return [
        str(path.relative_to(system.data_dir)) for path, raw in raw_files(system.data_dir) if value in raw
    ]

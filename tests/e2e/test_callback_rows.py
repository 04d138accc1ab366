"""A call-back from the first word to the row that a caseworker finds."""

import json
import os
import signal


def test_a_wish_is_found_by_the_caseworker_and_its_number_nowhere_else(system, chat):
    chat.say("后天上午给我打电话，问问公租房减租，电话13800007777")
    chat.press("同意")
    saved = chat.press("确认")
    listed = json.loads(system.command("callbacks", "--json").stdout)
    (row,) = [r for r in listed if r["phone"] == "13800007777"]
    assert row["reference"] in saved
    assert row["status"] == "new"
    assert "公租房" in row["words"]
    for path in [*system.data_dir.glob("*.db*"), *(system.data_dir / "logs").iterdir()]:
        assert b"13800007777" not in path.read_bytes(), path.name


def test_said_twice_it_is_one_call_back(system, chat):
    references = []
    for _ in range(2):
        chat.say("明天上午给我回电话，问轮椅的事，电话13800006666")
        if "同意" in chat.titles:
            chat.press("同意")
        references.append(chat.press("确认"))
    listed = json.loads(system.command("callbacks", "--json").stdout)
    (row,) = [r for r in listed if r["phone"] == "13800006666"]
    assert all(row["reference"] in said for said in references)


def test_killed_in_the_middle_of_the_form_nothing_is_claimed_or_lost(system, chat):
    chat.say("明天下午给我打电话，问危房改造，电话13800005555")
    chat.press("同意")
    os.kill(system.pid("actions"), signal.SIGKILL)
    assert "编号" not in chat.press("确认")
    assert "13800005555" not in system.command("callbacks", "--json").stdout
    system.wait_until_healthy()
    assert "编号" in chat.say("确认")
    assert "13800005555" in system.command("callbacks", "--json").stdout

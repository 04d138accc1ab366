"""Random talks on the running system: nothing breaks, nobody is left without an answer, nothing is made up.

YIZHU_FUZZ_TALKS, YIZHU_FUZZ_SECONDS, YIZHU_FUZZ_SEED: more talks, for longer, or others.
"""

import json
import os
import re

from sqlalchemy import select

from casework import db
from casework.application_models import ApplicationRow
from casework.references import show
from policy_kb.current import current
from tests.e2e.fuzz.judge import Judge
from tests.e2e.fuzz.talks import play

TALKS = int(os.environ.get("YIZHU_FUZZ_TALKS", "150"))
SECONDS = float(os.environ.get("YIZHU_FUZZ_SECONDS", "90"))
SEED = int(os.environ.get("YIZHU_FUZZ_SEED", "20221206"))
BROKEN = re.compile(r"Traceback|\bERROR\b|\bCRITICAL\b|Exception|was not done")
FOLLOWING = 60  # lines of a log to show from the first fault on: a traceback to its end


def test_random_talks_find_no_fault(system, monkeypatch):
    logs = sorted((system.data_dir / "logs").glob("*.log"))
    before = {path: len(path.read_text()) for path in logs}
    played = play(system.url, range(SEED, SEED + TALKS), SECONDS)
    assert not played.findings, "\n".join(map(str, played.findings[:10]))
    assert played.turns > 100
    for path in logs:
        new = path.read_text()[before[path] :].splitlines()
        first = next((number for number, line in enumerate(new) if BROKEN.search(line)), None)
        assert first is None, "\n".join([path.name, *new[first : first + FOLLOWING]])
    kept = {row["reference"] for row in json.loads(system.command("callbacks", "--json").stdout)}
    assert played.calls <= kept, "promised and not kept"
    monkeypatch.setenv("YIZHU_DATA_DIR", str(system.data_dir))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with db.session_scope(read_only=True) as session:
        sent = {show(one) for one in session.scalars(select(ApplicationRow.reference))}
    db.dispose()
    assert played.applications <= sent, "sent and not kept"


def faults(text, said=(), titles=()):
    buttons = [{"title": title, "button": "x"} for title in titles]
    return Judge(current()).faults([{"text": text, "buttons": buttons}], said)


def test_the_judge_sees_what_it_should():
    good = "文件的原话是：\n“为全旗持证精神残疾患者和监护人购买意外责任险。”\n依据：《实施意见》第1条"
    assert faults("每年2400元。\n依据：《实施意见》第1条") == []
    assert faults("  ") == ["empty", "empty"] or faults("  ") == ["empty"]
    assert faults("依据：《实施意见》第19条") == ["no such clause: 第19条"]
    assert faults("依据：第1条") == ["basis without its document: 依据：第1条"]
    assert faults("您的residence是农村") == ["not Chinese: residence"]
    assert faults("您说的kaidian是什么", ["kaidian"]) == []
    assert faults("号码是⟦phone:abcdefgh⟧")
    assert faults("一句", titles=["约人回电", "约人回电"]) == ["two buttons '约人回电'"]
    assert faults("一句", titles=["看callback"]) == ["button: not Chinese: callback"]
    assert any(fault.startswith("quoted but not written") for fault in faults(good.replace("精神", "肢体")))

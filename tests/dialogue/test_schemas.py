"""A schema is looked through once; what is right and wrong stays the same."""

import subprocess
import sys

_PREPARED = """
from jsonschema import SchemaError, ValidationError, validate
from bot.dialogue.schemas import remember_valid_schemas

class Watched(dict):
    looked = 0
    def __contains__(self, key):
        Watched.looked += 1
        return super().__contains__(key)

def fails(kind, *arguments):
    try:
        validate(*arguments)
    except kind:
        return True
    return False

remember_valid_schemas()
"""


def run(program: str) -> str:
    """What a program prints in a process of its own: the change is for a whole process."""
    done = subprocess.run([sys.executable, "-c", _PREPARED + program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_schema_found_valid_is_not_looked_through_again():
    looked = run("""
part = Watched(type="object", properties=Watched(events=Watched(type="array")))
counts = []
for _ in range(3):
    before = Watched.looked
    validate(3, {"properties": {"a": part}})
    counts.append(Watched.looked - before)
print(counts[0] > 0, counts[1:])
""")
    assert looked == "True [0, 0]"


def test_a_wrong_answer_of_an_action_is_refused_each_time():
    refused = run("""
from rasa.core.actions.action import RemoteAction
action = RemoteAction("action_any", None)
right = {"events": [{"event": "slot", "name": "a", "value": 1}], "responses": []}
wrong = [[], {"events": 3}, {"responses": ["words"]}, {"events": [{"a": 1}]}]
for answer in [right, *wrong, right, *wrong]:
    try:
        print("taken" if action._validate_action_result(answer) else "?", end=" ")
    except ValidationError:
        print("refused", end=" ")
""")
    assert refused == " ".join(["taken", *["refused"] * 4] * 2)


def test_a_wrong_schema_is_refused_each_time():
    assert (
        run("""
wrong = {"type": "object", "properties": 3}
print([fails(SchemaError, {}, wrong) for _ in range(3)])
""")
        == "[True, True, True]"
    )

"""A JSON schema that was found valid is not looked through again.

Rasa checks the answer of every action against a schema that never changes, and jsonschema's `validate`
checks each time first that the schema itself is one: thirty milliseconds of processor time for each
action, more than all else of a turn. jsonschema lets others provide the validator for a kind of schema
(`validates`); this one asks the library's own and remembers what it found right.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from jsonschema.exceptions import ValidationError
from jsonschema.validators import Draft202012Validator, validates

_Theirs = Draft202012Validator
_MOST = 4096  # schemas remembered, parts of schemas among them


def remember_valid_schemas() -> None:
    """From now on, in this process, a schema of JSON Schema 2020-12 is checked once."""
    validates("draft2020-12")(RememberingValidator)


class RememberingValidator:
    """As jsonschema's own validator of this kind of schema, except that a schema is looked through once."""

    META_SCHEMA = _Theirs.META_SCHEMA
    FORMAT_CHECKER = _Theirs.FORMAT_CHECKER
    ID_OF = staticmethod(_Theirs.ID_OF)
    check_schema = _Theirs.check_schema
    _valid: ClassVar[set[str]] = set()

    def __init__(self, schema: Any, *arguments: Any, **named: Any) -> None:
        self._theirs = _Theirs(schema, *arguments, **named)
        self._of_schemas = schema is self.META_SCHEMA

    def __getattr__(self, name: str) -> Any:
        return getattr(self._theirs, name)

    def iter_errors(self, instance: Any) -> Iterator[ValidationError]:
        """What is wrong with `instance`; nothing, without looking, for a schema that was right before."""
        known = repr(instance) if self._of_schemas else ""
        if known and known in self._valid:
            return
        found = False
        for error in self._theirs.iter_errors(instance):
            found = True
            yield error
        if known and not found:
            if len(self._valid) >= _MOST:
                self._valid.clear()
            self._valid.add(known)

"""A hospital bill told in the talk, without the word hospital."""

from datetime import date

import pytest

from bot.nlu.extract import extract, normalise


@pytest.mark.parametrize(
    ("text", "stay"),
    [
        ("我花了八千，报了五千", {"reimbursable": 8000, "reimbursed": 5000}),
        ("一共花了12000，医保给报了7000", {"reimbursable": 12000, "reimbursed": 7000}),
    ],
)
def test_what_was_spent_and_what_came_back_is_a_stay(text, stay):
    found = {f.entity: f.value for f in extract(normalise(text), date(2026, 11, 24))}
    assert found["inpatient"] == stay


def test_money_spent_on_something_else_is_no_stay():
    found = {f.entity for f in extract("学费花了八千，报了名", date(2026, 11, 24))}
    assert "inpatient" not in found

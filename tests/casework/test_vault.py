"""Tokens: opaque, bound to one conversation, short-lived."""

import re
from datetime import timedelta

import pytest

from casework import vault
from casework.clock import utcnow
from casework.db import session_scope

pytestmark = pytest.mark.usefixtures("store")


def _purge(hours: float) -> int:
    with session_scope() as session:
        return vault.purge(session, utcnow() + timedelta(hours=hours))


def test_a_token_gives_its_value_back_to_its_own_conversation_only():
    token = vault.put("phone", "13800001234", "talk-1")
    assert re.fullmatch(r"⟦phone:[a-z0-9]{8}⟧", token)
    assert vault.get(token, "talk-1") == "13800001234"
    assert vault.get(token, "talk-2") is None
    assert vault.get(token.replace("phone", "id"), "talk-1") is None
    assert vault.get("⟦phone:aaaaaaaa⟧", "talk-1") is None
    assert vault.get("13800001234", "talk-1") is None


def test_the_same_number_keeps_its_token_in_one_conversation_and_gets_another_elsewhere():
    token = vault.put("phone", "13800001234", "talk-1")
    assert vault.put("phone", "13800001234", "talk-1") == token
    assert vault.put("phone", "13800001234", "talk-2") != token
    assert vault.put("id", "152722198001011234", "talk-1").startswith("⟦id:")


def test_only_phones_and_identity_numbers_are_kept():
    with pytest.raises(ValueError, match="phone"):
        vault.put("name", "x", "talk-1")


def test_an_expired_value_is_gone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("YIZHU_VAULT_HOURS", "0")
    token = vault.put("phone", "13800001234", "talk-1")
    assert vault.get(token, "talk-1") is None
    assert _purge(0) == 1


def test_the_purge_takes_what_is_older_than_two_days():
    token = vault.put("phone", "13800001234", "talk-1")
    assert _purge(47) == 0
    assert vault.get(token, "talk-1") == "13800001234"
    assert _purge(49) == 1
    assert vault.get(token, "talk-1") is None


def test_tokens_in_a_text_become_values_or_words():
    phone = vault.put("phone", "13800001234", "talk-1")
    identity = vault.put("id", "152722198001011234", "talk-1")
    text = f"打{phone}，证号{identity}"
    assert vault.fill(text, "talk-1") == "打13800001234，证号152722198001011234"
    assert vault.fill(text, "talk-1", kinds=("phone",)) == "打13800001234，证号（证件号码）"
    assert vault.fill(text, "talk-2") == "打（电话号码），证号（证件号码）"

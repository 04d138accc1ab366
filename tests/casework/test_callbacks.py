"""A wish to be called back: stored once, found only by its owner, changed, cancelled, erased."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from casework import callbacks, db, vault
from casework.callbacks import CallbackWish
from casework.clock import SHANGHAI
from casework.errors import (
    AlreadyClosed,
    InvalidPhone,
    InvalidReference,
    InvalidWish,
    Locked,
    NotFound,
    PhoneMissing,
    PhoneTaken,
)

pytestmark = pytest.mark.usefixtures("store")

TUESDAY_NINE = datetime(2027, 3, 2, 9, 0, tzinfo=SHANGHAI)


def wish(conversation: str = "talk-1", **more: object) -> CallbackWish:
    return CallbackWish(
        **{"conversation": conversation, "phone": "13800001234", "topic": "subsidy_amount", "clause": "1"}
        | more
    )


def wrong(last4: str) -> str:
    return "0000" if last4 != "0000" else "1111"


def test_a_wish_is_stored_with_what_was_said():
    made = callbacks.create(
        wish(
            words="我妈一级残疾，补贴没到",
            for_whom="mother",
            manner=["slow_loud", "carer"],
            when_text="礼拜二上午九点",
            when_from=TUESDAY_NINE,
            profile={"residence": "rural"},
        )
    )
    (listed,) = callbacks.list_callbacks()
    assert listed.reference == made.reference
    assert (listed.status, listed.office, listed.phone) == ("new", "民政局", "+8613800001234")
    assert (listed.words, listed.for_whom, listed.manner) == (
        "我妈一级残疾，补贴没到",
        "mother",
        "slow_loud,carer",
    )
    assert (listed.when_text, listed.when_from, listed.due_at) == (
        "礼拜二上午九点",
        TUESDAY_NINE,
        TUESDAY_NINE,
    )
    assert listed.profile == {"residence": "rural"}
    assert listed.status_text == "已经登记，等工作人员回电"
    assert len(listed.passphrase.split("、")) == 2
    assert listed.created_at.utcoffset() == timedelta(0)


def test_a_double_tap_makes_one_row():
    first = callbacks.create(wish())
    second = callbacks.create(wish())
    assert second.reference == first.reference
    assert (first.joined, second.joined) == (False, True)
    assert [e.kind for e in callbacks.history(first.reference)] == ["created"]


def test_twenty_threads_with_one_wish_make_one_row():
    with ThreadPoolExecutor(20) as pool:
        made = list(pool.map(lambda _: callbacks.create(wish()), range(20)))
    assert len({m.reference for m in made}) == 1
    assert sum(not m.joined for m in made) == 1
    assert len(callbacks.list_callbacks()) == 1


def test_twenty_doors_with_one_phone_make_one_row():
    with ThreadPoolExecutor(20) as pool:
        made = list(pool.map(lambda n: callbacks.create(wish(f"talk-{n}")), range(20)))
    assert len({m.reference for m in made}) == 1
    assert len(callbacks.list_callbacks()) == 1


def test_fifty_different_wishes_get_fifty_references():
    with ThreadPoolExecutor(20) as pool:
        made = list(
            pool.map(lambda n: callbacks.create(wish(f"talk-{n}", phone=f"1380000{1000 + n}")), range(50))
        )
    assert len({m.reference for m in made}) == 50
    assert len(callbacks.list_callbacks()) == 50


def test_a_reworded_wish_joins_and_its_newer_time_holds():
    first = callbacks.create(wish(words="补贴没到", when_text="明天", when_from=TUESDAY_NINE))
    later = TUESDAY_NINE + timedelta(days=1)
    callbacks.create(wish(words="钱还没有来", when_text="后天", when_from=later))
    (only,) = callbacks.list_callbacks()
    assert only.reference == first.reference
    assert (only.words, only.when_text, only.due_at) == ("补贴没到\n钱还没有来", "后天", later)
    assert callbacks.history(first.reference)[-1].kind == "joined"


def test_another_door_with_the_same_phone_joins_but_does_not_see_what_was_said_before():
    first = callbacks.create(wish(words="我妈有精神病", profile={"age": 70}))
    second = callbacks.create(wish("talk-2", phone="138 0000 1234", words="补贴"))
    assert second.reference == first.reference
    assert (second.own, second.words, second.profile, second.passphrase) == (False, "补贴", {}, "")
    assert callbacks.find(conversation="talk-2") is None
    assert callbacks.list_callbacks()[0].words == "我妈有精神病\n补贴"


def test_a_different_matter_or_a_closed_one_makes_a_new_row():
    first = callbacks.create(wish())
    assert callbacks.create(wish(topic="rehab")).reference != first.reference
    callbacks.cancel(conversation="talk-1", reference=first.reference)
    assert callbacks.create(wish()).reference != first.reference
    assert len(callbacks.list_callbacks()) == 3
    assert len(callbacks.list_callbacks(open_only=True)) == 2


def test_text_only_needs_no_phone_and_everything_else_does():
    assert callbacks.create(wish(phone=None, manner="text_only")).phone is None
    with pytest.raises(PhoneMissing):
        callbacks.create(wish("talk-2", phone=None))
    with pytest.raises(InvalidPhone, match="11位，这个是10位"):
        callbacks.create(wish("talk-2", phone="1380000123"))
    with pytest.raises(InvalidWish):
        callbacks.create(wish("talk-2", manner="pigeon"))
    assert len(callbacks.list_callbacks()) == 1


def test_a_token_of_the_vault_stands_for_the_number_in_its_own_conversation_only():
    token = vault.put("phone", "13800001234", "talk-1")
    identity = vault.put("id", "152722198001011234", "talk-1")
    made = callbacks.create(wish(phone=token, words=f"打{token}，证号{identity}"))
    assert (made.phone, made.words) == ("+8613800001234", "打13800001234，证号（证件号码）")
    with pytest.raises(PhoneMissing):
        callbacks.create(wish("talk-2", phone=token))


def test_only_the_conversation_or_reference_with_last_digits_or_passphrase_finds_it():
    made = callbacks.create(wish())
    assert callbacks.find(conversation="talk-1").reference == made.reference
    assert (
        callbacks.find(reference=made.reference.replace("-", " "), last4="１２３４").reference
        == made.reference
    )
    assert callbacks.find(reference=made.reference, passphrase=made.passphrase.replace("、", "")).own
    assert callbacks.find(conversation="talk-2") is None
    assert callbacks.find(conversation="talk-2", reference=made.reference) is None
    assert callbacks.find(reference=made.reference, last4="9999") is None
    assert callbacks.find(reference=made.reference, last4="") is None
    with pytest.raises(InvalidReference):
        callbacks.find(reference="1234", last4="1234")


def test_five_wrong_tries_lock_the_reference_even_for_the_right_digits():
    made = callbacks.create(wish())
    for _ in range(4):
        assert callbacks.find(reference=made.reference, last4="9999") is None
    with pytest.raises(Locked):
        callbacks.find(reference=made.reference, last4="9999")
    with pytest.raises(Locked):
        callbacks.cancel(reference=made.reference, last4="1234")
    assert callbacks.find(conversation="talk-1", reference=made.reference).status == "new"


def test_changes_are_kept_and_noted_without_personal_words():
    made = callbacks.create(wish(words="补贴"))
    changed = callbacks.change(
        conversation="talk-1",
        phone="0477-8581234",
        when_text="礼拜二",
        when_from=TUESDAY_NINE,
        words="还有辅具",
    )
    assert (changed.phone, changed.due_at, changed.words) == ("+864778581234", TUESDAY_NINE, "补贴\n还有辅具")
    last = callbacks.history(made.reference)[-1]
    assert (last.kind, last.detail["fields"]) == ("changed", ["when", "words", "phone"])
    assert "8581234" not in str(last.detail)


def test_a_changed_phone_gives_the_old_number_free_and_claims_the_new_one():
    first = callbacks.create(wish())
    callbacks.change(conversation="talk-1", phone="13800005678")
    assert callbacks.create(wish("talk-2")).reference != first.reference
    assert callbacks.create(wish("talk-3", phone="13800005678")).reference == first.reference
    with pytest.raises(PhoneTaken):
        callbacks.change(conversation="talk-2", phone="13800005678")
    assert callbacks.find(conversation="talk-2").phone == "+8613800001234"


def test_cancelling_twice_is_once_and_closed_ones_do_not_change():
    made = callbacks.create(wish())
    assert callbacks.cancel(conversation="talk-1").status == "cancelled"
    assert callbacks.cancel(conversation="talk-1").status == "cancelled"
    assert [e.kind for e in callbacks.history(made.reference)] == ["created", "cancelled"]
    with pytest.raises(AlreadyClosed):
        callbacks.change(conversation="talk-1", manner="carer")
    with pytest.raises(NotFound):
        callbacks.cancel(conversation="talk-2")


def test_deleting_a_conversation_takes_contact_words_and_vault_and_keeps_a_count():
    token = vault.put("phone", "13800001234", "talk-1")
    made = callbacks.create(wish(words="我有病", profile={"age": 70}))
    callbacks.create(wish("talk-2", phone="13800005678"))
    deleted = callbacks.delete_conversation("talk-1")
    assert (deleted.callbacks, deleted.cancelled, deleted.vault_entries) == (1, 1, 1)
    erased = next(c for c in callbacks.list_callbacks() if c.reference == made.reference)
    assert (erased.status, erased.phone, erased.words, erased.profile) == ("cancelled", None, "", {})
    assert (erased.conversation, erased.passphrase) == (None, "")
    assert vault.get(token, "talk-1") is None
    assert callbacks.find(conversation="talk-1") is None
    assert callbacks.find(reference=made.reference, last4="1234") is None
    assert callbacks.find(conversation="talk-2").phone == "+8613800005678"
    with db.session_scope(read_only=True) as session:
        assert session.execute(text("SELECT callbacks, cancelled, vault_entries FROM erasure")).all() == [
            (1, 1, 1)
        ]
        assert session.execute(text("SELECT count(*) FROM contact")).scalar() == 1


@pytest.mark.parametrize("statement", ["UPDATE callback_event SET kind = 'x'", "DELETE FROM callback_event"])
def test_history_can_only_be_added_to(statement: str):
    callbacks.create(wish())
    with pytest.raises(DatabaseError, match="append-only"), db.session_scope() as session:
        session.execute(text(statement))


def test_what_tells_about_a_person_is_not_readable_in_the_tables():
    callbacks.create(wish(words="我妈有精神病", profile={"difficulty": "living"}, when_text="放羊回来"))
    with db.session_scope(read_only=True) as session:
        for table in ("callback", "contact", "callback_event", "open_wish"):
            for row in session.execute(text(f"SELECT * FROM {table}")):
                stored = " ".join(
                    bytes(v).decode("utf8", "ignore") if isinstance(v, bytes | memoryview) else str(v)
                    for v in row
                )
                assert not any(word in stored for word in ("3800001234", "精神病", "living", "放羊"))

"""Applications: sent once, found only by their owner, drafts gone on with elsewhere, withdrawn, erased, purged."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from casework import application_drafts, applications, db, retention
from casework.application_values import Intake
from casework.clock import utcnow
from casework.erasure import delete_conversation
from casework.errors import (
    ApplicationClosed,
    InvalidReference,
    InvalidWish,
    Locked,
    NoApplication,
    PhoneMissing,
)

pytestmark = pytest.mark.usefixtures("store")


def intake(draft_key: str = "draft-1", **more: object) -> Intake:
    given = {
        "draft_key": draft_key,
        "conversation": "talk-1",
        "matter": "assistive_device_fit",
        "title": "免费适配辅助器具",
        "clause": "7",
        "for_whom": "mother",
        "agreement": "agreed",
        "name": "王秀英",
        "phone": "13800001234",
        "manner": "call",
        "passphrase": "白杨、骆驼",
    }
    return Intake(**{**given, **more})


def rows(table: str) -> int:
    with db.session_scope(read_only=True) as session:
        return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_an_application_is_kept_with_what_was_said():
    made = applications.send(intake(profile={"age": 67}, told={"facts": ["年龄：67岁"], "open": []}))
    found = applications.find(conversation="talk-1", reference=made.reference)
    assert (found.stage, found.name, found.phone, found.office) == (
        "new",
        "王秀英",
        "+8613800001234",
        "卫健委",
    )
    assert found.told == {"facts": ["年龄：67岁"], "open": []} and found.profile == {"age": 67}
    assert found.stage_text == "收到了，等工作人员看。"
    assert applications.by_page(made.page_token).reference == made.reference
    assert applications.by_page("x" * 32) is None
    later = utcnow() + timedelta(days=91)
    assert applications.by_page(made.page_token, later) is None


def test_two_sends_of_one_draft_at_once_make_one_application():
    application_drafts.save("draft-1", "talk-1", {"name": "王秀英"}, "13800001234", "白杨、骆驼")
    with ThreadPoolExecutor(12) as pool:
        sent = list(pool.map(lambda _: applications.send(intake()), range(24)))
    assert len({one.reference for one in sent}) == 1
    assert sum(not one.joined for one in sent) == 1
    assert (rows("application"), rows("application_draft")) == (1, 0)


def test_the_same_person_and_matter_from_another_door_joins_without_showing_anything():
    first = applications.send(intake())
    second = applications.send(intake("draft-2", conversation="talk-2", door="telegram"))
    assert second.joined and second.reference == first.reference and not second.own
    assert (second.name, second.phone, second.page_token, second.passphrase) == ("", None, None, "")
    other = applications.send(intake("draft-3", matter="home_modification"))
    assert not other.joined and other.reference != first.reference


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"agreement": "no"}, InvalidWish),
        ({"name": " "}, InvalidWish),
        ({"phone": None}, PhoneMissing),
    ],
)
def test_what_is_missing_is_said_and_nothing_kept(wrong, error):
    with pytest.raises(error):
        applications.send(intake(**wrong))
    assert (rows("application"), rows("contact")) == (0, 0)


def test_only_the_owner_finds_it_and_five_wrong_tries_lock_it():
    made = applications.send(intake())
    assert applications.find(conversation="talk-2", reference=made.reference) is None
    assert applications.find(reference=made.reference, last4="1234").name == "王秀英"
    assert applications.find(reference=made.reference, passphrase="骆驼白杨") is None
    assert applications.find(reference=made.reference, passphrase="白杨骆驼").name == "王秀英"
    for _ in range(4):
        assert applications.find(reference=made.reference, last4="0000") is None
    with pytest.raises(Locked):
        applications.find(reference=made.reference, last4="0000")
    with pytest.raises(Locked):
        applications.find(reference=made.reference, last4="1234")
    assert applications.find(conversation="talk-1", reference=made.reference).name == "王秀英"
    with pytest.raises(InvalidReference):
        applications.find(conversation="talk-1", reference="4821-6350-0")


def test_a_withdrawn_one_may_be_asked_for_again():
    made = applications.send(intake())
    gone = applications.withdraw(conversation="talk-1", reference=made.reference)
    assert (gone.stage, gone.stage_text) == ("closed", "办结了：您自己撤回了")
    assert applications.withdraw(conversation="talk-1", reference=made.reference).stage == "closed"
    with pytest.raises(NoApplication):
        applications.withdraw(conversation="talk-2", reference=made.reference)
    assert not applications.send(intake("draft-2")).joined


def test_a_draft_goes_on_elsewhere_only_with_a_second_proof():
    body = {"name": "王秀英", "matter": "assistive_device_fit"}
    saved = application_drafts.save("draft-1", "talk-1", body, "13800001234", "白杨、骆驼")
    code = saved.code.replace("-", "")
    assert len(code) == 6 and application_drafts.latest("talk-1").body == body
    assert application_drafts.save("draft-1", "talk-1", body, "13800001234", "白杨、骆驼").code == saved.code
    with pytest.raises(NoApplication):
        application_drafts.resume(code, "talk-2", None, None)
    with pytest.raises(NoApplication):
        application_drafts.resume(code, "talk-2", "9999", None)
    assert application_drafts.resume(code, "talk-2", "1234", None).body == body
    assert application_drafts.latest("talk-1") is None
    assert application_drafts.latest("talk-2").body == body
    for _ in range(4):
        with pytest.raises(NoApplication):
            application_drafts.resume(code, "talk-3", None, "小河、铃铛")
    with pytest.raises(Locked):
        application_drafts.resume(code, "talk-3", None, "小河、铃铛")
    with pytest.raises(Locked):
        application_drafts.resume(code, "talk-3", "1234", None)


def test_deleting_takes_drafts_and_what_applications_say_and_withdraws_them():
    made = applications.send(intake())
    application_drafts.save("draft-2", "talk-1", {"name": "王秀英"}, None, "")
    gone = delete_conversation("talk-1")
    assert (gone.applications, gone.withdrawn) == (1, 1)
    assert (rows("application"), rows("contact"), rows("application_draft")) == (1, 0, 0)
    assert applications.find_all("talk-1") == [] and applications.by_page(made.page_token) is None
    assert applications.find(reference=made.reference, last4="1234") is None
    with db.session_scope(read_only=True) as session:
        (row,) = session.execute(text("SELECT * FROM application")).mappings()
    kept = {key for key, value in row.items() if value is not None}
    assert kept.isdisjoint(
        {"name", "words", "profile", "told", "passphrase", "remark", "page_token", "page_hash"}
    )
    assert (row["stage"], row["for_whom"], row["conversation"]) == ("closed", "self", None)


def test_the_purge_takes_old_drafts_and_what_old_closed_applications_say():
    application_drafts.save("draft-2", "talk-2", {"name": "李二"}, None, "")
    made = applications.send(intake())
    applications.withdraw(conversation="talk-1", reference=made.reference)
    waiting = applications.send(intake("draft-3", name="李四"))
    gone = retention.purge(now=utcnow() + timedelta(days=181))
    assert (gone["办结的申请（内容和电话）"], gone["没交的申请草稿"]) == (1, 1)
    assert applications.find(reference=made.reference, last4="1234") is None
    assert applications.find(conversation="talk-1", reference=waiting.reference).name == "李四"


def test_history_refuses_to_be_rewritten():
    applications.send(intake())
    for statement in ("UPDATE application_event SET actor='x'", "DELETE FROM application_event"):
        with pytest.raises(DatabaseError), db.session_scope() as session:
            session.execute(text(statement))


def test_a_closed_one_cannot_be_withdrawn():
    made = applications.send(intake())
    with db.session_scope() as session:
        session.execute(text("UPDATE application SET stage='closed', claim=NULL"))
    with pytest.raises(ApplicationClosed):
        applications.withdraw(conversation="talk-1", reference=made.reference)

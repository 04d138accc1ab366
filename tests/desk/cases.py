"""Cases to work on, as residents would have asked for them."""

from datetime import datetime, timedelta

from casework import callbacks
from casework.clock import utcnow
from casework.db import session_scope
from casework.models import CallbackRow
from casework.references import parse
from casework.wishes import Callback, CallbackWish

PROFILE = {"age": 67, "disabilities": [{"category": "visual", "grade": 1}], "residence": "rural"}


def ask(conversation: str = "talk-1", phone: str | None = "13800001234", **more: object) -> Callback:
    """A wish of a resident about clause 1 (民政局), unless `more` says otherwise."""
    wish = {"topic": "subsidy_amount", "clause": "1", "words": "我妈的补贴没到账", **more}
    return callbacks.create(CallbackWish(conversation=conversation, phone=phone, **wish))


def make_due(case: Callback, moment: datetime | None = None) -> None:
    """Let a case be due at a moment; an hour ago if none is given."""
    with session_scope() as session:
        row = session.query(CallbackRow).filter_by(reference=parse(case.reference)).one()
        row.due_at = moment or utcnow() - timedelta(hours=1)

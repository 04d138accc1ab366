"""Call-backs, their history, contacts, the vault, and the count of erasures.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)

#: History is only ever added to: the database itself refuses anything else.
SQLITE_GUARDS = tuple(
    f"CREATE TRIGGER callback_event_no_{verb} BEFORE {verb.upper()} ON callback_event "
    "BEGIN SELECT RAISE(ABORT, 'callback_event is append-only'); END"
    for verb in ("update", "delete")
)
POSTGRES_GUARDS = (
    "CREATE FUNCTION callback_event_guard() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'callback_event is append-only'; END $$",
    "CREATE TRIGGER callback_event_guard BEFORE UPDATE OR DELETE ON callback_event "
    "FOR EACH ROW EXECUTE FUNCTION callback_event_guard()",
)


def upgrade() -> None:
    _people()
    _callbacks()
    _vault()
    guards = SQLITE_GUARDS if op.get_bind().dialect.name == "sqlite" else POSTGRES_GUARDS
    for statement in guards:
        op.execute(statement)


def _people() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("phone", sa.LargeBinary, nullable=False),
        sa.Column("phone_hash", sa.String(64), nullable=False, index=True),
        sa.Column("last4", sa.String(4), nullable=False, index=True),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("callbacks", sa.Integer, nullable=False),
        sa.Column("cancelled", sa.Integer, nullable=False),
        sa.Column("vault_entries", sa.Integer, nullable=False),
    )


def _callbacks() -> None:
    op.create_table("callback", *_callback_columns())
    op.create_index("ix_callback_queue", "callback", ["status", "due_at"])
    op.create_table(
        "callback_event",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("callback_id", sa.Integer, sa.ForeignKey("callback.id"), nullable=False, index=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
    )
    op.create_table(
        "open_wish",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("callback_id", sa.Integer, sa.ForeignKey("callback.id"), nullable=False, index=True),
    )


def _callback_columns() -> list[sa.Column]:
    sealed = ("when_text", "words", "who_answers", "passphrase", "profile", "assessment", "outcome")
    return [
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("reference", sa.String(9), nullable=False, unique=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("conversation", sa.String(200), index=True),
        sa.Column("door", sa.String(32), nullable=False),
        sa.Column("topic", sa.String(80), nullable=False),
        sa.Column("clause", sa.String(16)),
        sa.Column("office", sa.String(80), nullable=False),
        sa.Column("for_whom", sa.String(32), nullable=False),
        sa.Column("manner", sa.String(80), nullable=False),
        sa.Column("contact_id", sa.Integer, sa.ForeignKey("contact.id", ondelete="SET NULL")),
        sa.Column("when_from", MOMENT),
        sa.Column("due_at", MOMENT, nullable=False),
        *(sa.Column(name, sa.LargeBinary) for name in sealed),
        sa.Column("kb_version", sa.String(80), nullable=False),
        sa.Column("claimed_by", sa.String(80)),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("wrong_tries", sa.Integer, nullable=False),
        sa.Column("locked_until", MOMENT),
        sa.Column("consent_at", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.Column("erased_at", MOMENT),
    ]


def _vault() -> None:
    op.create_table(
        "vault_entry",
        sa.Column("token", sa.String(8), primary_key=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("conversation_hash", sa.String(64), nullable=False, index=True),
        sa.Column("value_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False, index=True),
    )


def downgrade() -> None:
    for table in ("vault_entry", "open_wish", "callback_event", "callback", "erasure", "contact"):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION callback_event_guard()")

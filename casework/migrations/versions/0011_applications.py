"""Applications, their history, and drafts.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)

#: History is only ever added to: the database itself refuses anything else.
SQLITE_GUARDS = tuple(
    f"CREATE TRIGGER application_event_no_{verb} BEFORE {verb.upper()} ON application_event "
    "BEGIN SELECT RAISE(ABORT, 'application_event is append-only'); END"
    for verb in ("update", "delete")
)
POSTGRES_GUARDS = (
    "CREATE FUNCTION application_event_guard() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'application_event is append-only'; END $$",
    "CREATE TRIGGER application_event_guard BEFORE UPDATE OR DELETE ON application_event "
    "FOR EACH ROW EXECUTE FUNCTION application_event_guard()",
)


def upgrade() -> None:
    op.create_table("application", *_columns())
    op.create_index("ix_application_queue", "application", ["stage", "due_at"])
    op.create_table(
        "application_event",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("application_id", sa.Integer, sa.ForeignKey("application.id"), nullable=False, index=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
    )
    op.create_table(
        "application_note",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("application_id", sa.Integer, sa.ForeignKey("application.id"), nullable=False, index=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("author", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
    )
    _drafts()
    op.add_column("erasure", sa.Column("applications", sa.Integer, nullable=False, server_default="0"))
    guards = SQLITE_GUARDS if op.get_bind().dialect.name == "sqlite" else POSTGRES_GUARDS
    for statement in guards:
        op.execute(statement)


def _columns() -> list[sa.Column]:
    sealed = (
        "name",
        "words",
        "profile",
        "settled",
        "assessment",
        "told",
        "passphrase",
        "remark",
        "page_token",
    )
    return [
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("reference", sa.String(9), nullable=False, unique=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("stage", sa.String(16), nullable=False, index=True),
        sa.Column("draft_key", sa.String(64), nullable=False, unique=True),
        sa.Column("claim", sa.String(64), unique=True),
        sa.Column("conversation", sa.String(200), index=True),
        sa.Column("door", sa.String(32), nullable=False),
        sa.Column("matter", sa.String(80), nullable=False),
        sa.Column("title", sa.String(80), nullable=False),
        sa.Column("clause", sa.String(16)),
        sa.Column("office", sa.String(80), nullable=False, index=True),
        sa.Column("for_whom", sa.String(32), nullable=False),
        sa.Column("agreement", sa.String(16), nullable=False),
        sa.Column("manner", sa.String(80), nullable=False),
        sa.Column("contact_id", sa.Integer, sa.ForeignKey("contact.id", ondelete="SET NULL")),
        *(sa.Column(name, sa.LargeBinary) for name in sealed),
        sa.Column("kb_version", sa.String(80), nullable=False),
        sa.Column("page_hash", sa.String(64), unique=True),
        sa.Column("page_until", MOMENT, nullable=False),
        sa.Column("claimed_by", sa.String(80)),
        sa.Column("wrong_tries", sa.Integer, nullable=False),
        sa.Column("locked_until", MOMENT),
        sa.Column("consent_at", MOMENT),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.Column("erased_at", MOMENT),
    ]


def _drafts() -> None:
    op.create_table(
        "application_draft",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(6), nullable=False, unique=True),
        sa.Column("draft_key", sa.String(64), nullable=False, unique=True),
        sa.Column("conversation", sa.String(200), index=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("passphrase", sa.LargeBinary, nullable=False),
        sa.Column("last4", sa.LargeBinary),
        sa.Column("wrong_tries", sa.Integer, nullable=False),
        sa.Column("locked_until", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False, index=True),
    )


def downgrade() -> None:
    op.drop_column("erasure", "applications")
    for table in ("application_draft", "application_note", "application_event", "application"):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION application_event_guard()")

"""The desk: accounts, sessions, access log, notes on cases, saved views, daily counts.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)

#: The log is only added to; what is older than half a year may be purged.
SQLITE_GUARDS = (
    "CREATE TRIGGER access_log_no_update BEFORE UPDATE ON access_log "
    "BEGIN SELECT RAISE(ABORT, 'access_log is append-only'); END",
    "CREATE TRIGGER access_log_no_delete BEFORE DELETE ON access_log "
    "WHEN OLD.at > datetime('now', '-180 days') "
    "BEGIN SELECT RAISE(ABORT, 'access_log is append-only'); END",
)
POSTGRES_GUARDS = (
    "CREATE FUNCTION access_log_guard() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN "
    "IF TG_OP = 'DELETE' AND OLD.at <= now() - interval '180 days' THEN RETURN OLD; END IF; "
    "RAISE EXCEPTION 'access_log is append-only'; END $$",
    "CREATE TRIGGER access_log_guard BEFORE UPDATE OR DELETE ON access_log "
    "FOR EACH ROW EXECUTE FUNCTION access_log_guard()",
)


def upgrade() -> None:
    _accounts()
    _records()
    op.add_column("callback", sa.Column("outcome_kind", sa.String(20)))
    op.add_column("callback", sa.Column("settled", sa.LargeBinary))
    guards = SQLITE_GUARDS if op.get_bind().dialect.name == "sqlite" else POSTGRES_GUARDS
    for statement in guards:
        op.execute(statement)


def _accounts() -> None:
    op.create_table(
        "desk_account",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(40), nullable=False, unique=True),
        sa.Column("full_name", sa.String(40), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("office", sa.String(80)),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("must_change", sa.Boolean, nullable=False),
        sa.Column("totp_secret", sa.LargeBinary),
        sa.Column("totp_since", MOMENT),
        sa.Column("totp_step", sa.Integer, nullable=False),
        sa.Column("wrong_tries", sa.Integer, nullable=False),
        sa.Column("locked_until", MOMENT),
        sa.Column("disabled_at", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_table(
        "desk_session",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("account_id", sa.Integer, sa.ForeignKey("desk_account.id"), nullable=False, index=True),
        sa.Column("confirmed", sa.Boolean, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False, index=True),
    )
    op.create_table(
        "desk_view",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("account_id", sa.Integer, sa.ForeignKey("desk_account.id"), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("filters", sa.JSON, nullable=False),
        sa.UniqueConstraint("account_id", "name", name="uq_desk_view_name"),
    )


def _records() -> None:
    op.create_table(
        "access_log",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", MOMENT, nullable=False, index=True),
        sa.Column("actor", sa.String(80), nullable=False, index=True),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
    )
    op.create_index("ix_access_log_subject", "access_log", ["subject", "id"])
    op.create_table(
        "callback_note",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("callback_id", sa.Integer, sa.ForeignKey("callback.id"), nullable=False, index=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("author", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("result", sa.String(16)),
        sa.Column("again_at", MOMENT),
        sa.Column("text", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "tally",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    op.drop_column("callback", "settled")
    op.drop_column("callback", "outcome_kind")
    for table in ("tally", "callback_note", "access_log", "desk_view", "desk_session", "desk_account"):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION access_log_guard()")

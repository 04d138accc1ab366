"""The outbox: letters to conversations and notices to caseworkers.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("recipient", sa.String(64), nullable=False, index=True),
        sa.Column("conversation", sa.String(200), index=True),
        sa.Column("address", sa.LargeBinary),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("written_by", sa.String(80), nullable=False),
        sa.Column("callback_id", sa.Integer, sa.ForeignKey("callback.id")),
        sa.Column("once", sa.String(64), unique=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("next_at", MOMENT, nullable=False),
        sa.Column("reason", sa.String(80)),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT),
    )
    op.create_index("ix_letter_due", "letter", ["status", "channel", "next_at"])


def downgrade() -> None:
    op.drop_table("letter")

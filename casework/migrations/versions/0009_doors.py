"""Doors: who writes from where, what came in, what can be chosen.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "door_peer",
        sa.Column("address_hash", sa.String(64), primary_key=True),
        sa.Column("door", sa.String(16), nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False, unique=True),
        sa.Column("address", sa.LargeBinary, nullable=False),
        sa.Column("easy", sa.Boolean),
        sa.Column("blocked_at", MOMENT),
        sa.Column("seen_at", MOMENT, nullable=False, index=True),
    )
    op.create_table(
        "door_message",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("door", sa.String(16), nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("said", sa.LargeBinary),
        sa.Column("answer", sa.LargeBinary),
        sa.Column("sent", sa.Integer, nullable=False),
        sa.Column("passive", sa.Boolean, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("busy_until", MOMENT),
        sa.Column("received_at", MOMENT, nullable=False, index=True),
    )
    op.create_index("ix_door_message_queue", "door_message", ["door", "state", "busy_until"])
    op.create_index("ix_door_message_line", "door_message", ["conversation", "id"])
    op.create_table(
        "door_choice",
        sa.Column("token", sa.String(16), primary_key=True),
        sa.Column("conversation", sa.String(64), nullable=False, index=True),
        sa.Column("keyboard", sa.String(32), nullable=False, index=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("behind", sa.LargeBinary, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.Column("expires_at", MOMENT, nullable=False, index=True),
    )


def downgrade() -> None:
    for table in ("door_choice", "door_message", "door_peer"):
        op.drop_table(table)

"""The talk as the page shows it: from a file of its own into the database.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from casework.settings import settings

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "transcript_line",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("conversation_hash", sa.String(64), nullable=False, index=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("line", sa.LargeBinary, nullable=False),
        sa.Column("letter_id", sa.Integer, unique=True),
    )
    # The file's lines would have gone within two days; nobody would purge them any more.
    for old in settings().data_dir.glob("talks.sqlite3*"):
        old.unlink()


def downgrade() -> None:
    op.drop_table("transcript_line")

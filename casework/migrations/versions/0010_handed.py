"""Doors whose answers travel back inside a request: what each request took along.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("door_message", sa.Column("handed", sa.LargeBinary))


def downgrade() -> None:
    op.drop_column("door_message", "handed")

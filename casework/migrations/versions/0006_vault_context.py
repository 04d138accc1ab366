"""Numbers in the vault are sealed to the hash of their conversation, so that keys can be rotated.

Those sealed to its name cannot be sealed anew without it; they would have lived two days at most, and
whoever is in the middle of a form is asked for the number again.

Revision ID: 0006
Revises: 0005
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM vault_entry")


def downgrade() -> None:
    op.execute("DELETE FROM vault_entry")

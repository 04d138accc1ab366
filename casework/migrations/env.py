"""Alembic's entry: on the connection that casework.db hands over, or on the set database."""

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.engine import Connection

from casework.metadata import Base
from casework.settings import settings


def run(connection: Connection) -> None:
    """Migrate over `connection`, inside its transaction if it has one."""
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with create_engine(settings().database_url, future=True).begin() as opened:
        run(opened)

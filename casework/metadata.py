"""All tables together, for migrations and key rotation: a module with tables of its own is named here."""

from casework import desk_models, door_tables, models
from casework.models import Base

__all__ = ["Base", "desk_models", "door_tables", "models"]

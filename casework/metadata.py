"""All tables together, for migrations and key rotation: a module with tables of its own is named here."""

from casework import application_models, desk_models, door_tables, models
from casework.models import Base

__all__ = ["Base", "application_models", "desk_models", "door_tables", "models"]

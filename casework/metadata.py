"""All tables together, for migrations: a module with tables of its own is named here."""

from casework import desk_models, models
from casework.models import Base

__all__ = ["Base", "desk_models", "models"]

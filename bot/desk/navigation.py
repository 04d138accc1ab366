"""Who works at the desk, and what stands in the navigation for whom."""

from collections.abc import Collection
from dataclasses import dataclass

CASEWORK = ("caseworker", "supervisor")
WATCH = ("supervisor", "admin")
ADMIN = ("admin",)
EVERYBODY = ("caseworker", "supervisor", "admin")


@dataclass(frozen=True)
class Entry:
    """A line of the navigation, shown to these roles."""

    path: str
    title: str
    roles: Collection[str]


NAVIGATION = (
    Entry("/desk/queue", "要办的", CASEWORK),
    Entry("/desk/applications", "申请", CASEWORK),
    Entry("/desk/overview", "总览", WATCH),
    Entry("/desk/misses", "没答上的话", WATCH),
    Entry("/desk/access", "谁看过", WATCH),
    Entry("/desk/accounts", "账号", ADMIN),
    Entry("/desk/password", "改密码", EVERYBODY),
)

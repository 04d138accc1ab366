"""Settings of the action server, from the environment."""

import os
from datetime import date


def promulgated() -> date | None:
    """The day on which the policy was promulgated (`YIZHU_PROMULGATED`), which its text does not name."""
    day = os.environ.get("YIZHU_PROMULGATED", "").strip()
    return date.fromisoformat(day) if day else None


def public_address_known() -> bool:
    """Whether people can reach our pages from elsewhere (`YIZHU_PUBLIC_URL`)."""
    return bool(os.environ.get("YIZHU_PUBLIC_URL", "").strip())

"""Settings of the action server, from the environment."""

import os


def public_address_known() -> bool:
    """Whether people can reach our pages from elsewhere (`YIZHU_PUBLIC_URL`)."""
    return bool(os.environ.get("YIZHU_PUBLIC_URL", "").strip())

"""What the page for Prometheus says, as a test reads it."""

from typing import Any

import httpx
from prometheus_client.parser import text_string_to_metric_families


def figures(client: httpx.Client) -> dict[Any, float]:
    """Name and labels -> value of everything on the page."""
    page = client.get("/metrics")
    assert page.status_code == 200
    families = text_string_to_metric_families(page.text)
    return {(s.name, *sorted(s.labels.values())): s.value for family in families for s in family.samples}

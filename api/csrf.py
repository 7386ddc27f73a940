"""Forms that only our own pages can send: each carries a secret that another site's page cannot know."""

from __future__ import annotations

import hmac
from collections.abc import Mapping

from graph.errors import ForgedForm

#: The field that carries it.
FIELD = "csrf"


def require(fields: Mapping[str, str], secret: str) -> None:
    """Demand that a form carries the secret of its session; raises ForgedForm."""
    given = fields.get(FIELD, "")
    if not secret or not hmac.compare_digest(given.encode(errors="replace"), secret.encode()):
        raise ForgedForm

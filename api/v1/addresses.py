"""The addresses of the JSON API, in the order in which they are documented."""

from __future__ import annotations

from api.v1 import search

ROUTERS = (search.router,)

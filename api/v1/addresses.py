"""The addresses of the JSON API, in the order in which they are documented."""

from __future__ import annotations

from api.v1 import analyses, documents, paths, questions, releases, resources, search, strata, vocabulary, why

ROUTERS = tuple(
    held.router
    for held in (search, resources, strata, paths, documents, questions, analyses, why, vocabulary, releases)
)

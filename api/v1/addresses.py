"""The addresses of the JSON API, in the order in which they are documented."""

from __future__ import annotations

from api.v1 import documents, paths, questions, releases, resources, search

ROUTERS = tuple(held.router for held in (search, resources, paths, documents, questions, releases))

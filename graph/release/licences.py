"""Under which licence each part of a release is given."""

from __future__ import annotations

from graph.store import layout

CC_BY = "https://creativecommons.org/licenses/by/4.0/"
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"

_VOCABULARIES = frozenset({layout.ONTOLOGY, layout.SCHEMES})


def licence(graph: str) -> str:
    """Return the licence of a named graph: vocabularies are given without conditions, data is attributed."""
    return CC0 if graph in _VOCABULARIES else CC_BY

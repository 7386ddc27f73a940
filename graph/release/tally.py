"""What takes long to count in a large release, counted once: kinds, names, links of what has very many."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

from pyoxigraph import DefaultGraph, Literal, NamedNode

from graph.analysis import quality_of_graph
from graph.identifiers import ID
from graph.store.counted import FILE, counted
from graph.store.dataset import Dataset
from graph.store.files import write_atomically
from graph.store.query_file import bind, load

#: Links of one property up to which the engine counts all of a thing while its reader waits: in 4 ms.
MANY = 10_000
_QUERIES = Path(str(files("graph.release") / "queries"))

#: How many links a thing has, by direction and property.
Links: TypeAlias = dict[tuple[str, str], int]


class Tally:
    """Count in a release: look up what was counted when its store was made, and ask for what was not."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    @cached_property
    def kinds(self) -> tuple[tuple[str, int], ...]:
        """Return the kinds of things with how many there are, the commonest first."""
        held = self._held.get("kinds") or _rows(self._dataset, "kinds")
        return tuple((kind, int(count)) for kind, count in held)

    def links(self, iri: str) -> Links:
        """Return how many links a thing has."""
        held = self._held.get("links", {}).get(iri) or _rows(self._dataset, "link-counts", resource=iri)
        return {(way, relation): int(count) for way, relation, count in held}

    @property
    def hubs(self) -> tuple[str, ...]:
        """Return the things whose very many links were counted ahead."""
        return tuple(self._held.get("links", ()))

    @property
    def in_default(self) -> int:
        """Return how many statements the default graph has, as the release tells; 0 where it does not."""
        return sum(int(stated) for _, stated, *_ in _rows(self._dataset, "used"))

    @cached_property
    def _held(self) -> Mapping[str, Any]:
        return counted(self._dataset)


def write(dataset: Dataset, folder: Path) -> None:
    """Count what takes long, and put it into the folder of a release."""
    links = {iri: _rows(dataset, "link-counts", resource=iri) for iri in sorted({*_hubs(dataset)})}
    held = {"kinds": _rows(dataset, "kinds"), "links": links, "names": quality_of_graph.names(dataset)}
    write_atomically(folder / FILE, json.dumps(held).encode())


def _hubs(dataset: Dataset) -> Iterator[str]:
    """Yield the things with very many links of a property, by what the release says of its properties."""
    for relation, *counts in _rows(dataset, "used"):
        stated, subjects, objects = map(int, counts)
        if not _leads_to_things(dataset, relation):
            continue
        for way, different in (("in", objects), ("out", subjects)):
            # Each of the others has one link at least.
            if stated - different >= MANY:
                found = _rows(dataset, f"hubs-{way}", property=relation, most=str(MANY))
                yield from (hub for (hub,) in found if hub.startswith(ID))


def _leads_to_things(dataset: Dataset, relation: str) -> bool:
    found = dataset.store.quads_for_pattern(None, NamedNode(relation), None, DefaultGraph())
    return not isinstance(next((quad.object for quad in found), None), Literal)


def _rows(dataset: Dataset, name: str, **values: str) -> list[tuple[str, ...]]:
    return dataset.texts(bind(load(_QUERIES / f"{name}.rq"), values))

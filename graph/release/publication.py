"""A release put into another store: whole, aside, and then served by one triple.

Whoever reads the store by its publications sees the former release or this one, at whatever moment this is
interrupted. The one before stays until the next comes, for whoever is still reading it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreFailed
from graph.identifiers import GRAPH, NS
from graph.release.reader import content, require_whole
from graph.store.endpoint import Endpoint
from graph.store.graph_store import GraphStore
from graph.store.layout import in_default
from graph.store.remote import publications
from graph.store.renaming import RELEASES, Renaming

VOID = "http://rdfs.org/ns/void#"

#: Told as (what is done, how much of it, of how much).
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Store:
    """Another store by its two addresses: what is asked there, and what is written."""

    endpoint: Endpoint
    graphs: GraphStore


def publish(
    release: Path, store: Store, progress: Progress = lambda _phase, _done, _total: None
) -> tuple[str, ...]:
    """Put a release into a store and let it serve there; return the releases that were taken away.

    Raises NotFound and DamagedRelease for the release, StoreFailed and OutOfTime; again is how to go on.
    """
    built = require_whole(release)
    names = Renaming(built.id)
    lines = {names.out(graph): held for graph, held in _graphs(content(release).decode()).items()}
    sizes = {graph: len(held) for graph, held in lines.items()}
    before = publications(store.endpoint)
    is_there = _sizes(store.endpoint, sizes) == sizes
    if not is_there:
        _load(store.graphs, names, lines, progress)
        _check(store.endpoint, sizes)
    if not (is_there and built.id in {held.release for held in before}):
        store.graphs.put(names.manifest, _listed(names, sizes))
    serving = publications(store.endpoint)[-1:]
    if [held.release for held in serving] != [built.id]:
        number = max((held.number for held in before), default=0) + 1
        store.graphs.add(names.manifest, f'<{names.release}> <{NS}publication> "{number}"^^<{_INTEGER}> .')
    others = [held.release for held in before if held.release != built.id]
    return _taken_away(store, {built.id, *others[-1:]})


_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def _graphs(dump: str) -> dict[str, list[str]]:
    """Return the lines of each graph as N-Triples, with those of the default graph, each once."""
    found: dict[str, list[str]] = {}
    default: dict[str, None] = {}
    for line in dump.splitlines():
        triple, _, graph = line.removesuffix("> .").rpartition(" <")
        found.setdefault(graph, []).append(f"{triple} .")
        if in_default(graph):
            default[f"{triple} ."] = None
    return {**found, f"{GRAPH}default": [*default]}


def _load(graphs: GraphStore, names: Renaming, lines: dict[str, list[str]], progress: Progress) -> None:
    # What is loaded anew is not offered meanwhile, even if it was once.
    graphs.remove(names.manifest)
    for done, (graph, held) in enumerate(lines.items()):
        progress("load", done, len(lines))
        graphs.put(graph, (names.out(line) for line in held))
    progress("load", len(lines), len(lines))


def _listed(names: Renaming, sizes: dict[str, int]) -> Iterator[str]:
    for graph, size in sizes.items():
        yield f"<{names.release}> <{VOID}subset> <{graph}> ."
        yield f'<{graph}> <{VOID}triples> "{size}"^^<{_INTEGER}> .'


def _check(endpoint: Endpoint, sizes: dict[str, int]) -> None:
    found = _sizes(endpoint, sizes)
    for graph, size in sizes.items():
        if found.get(graph, 0) != size:
            told = f"it holds {found.get(graph, 0)} triples of the {size} of {graph}"
            raise StoreFailed(endpoint.url, told)


def _sizes(endpoint: Endpoint, wanted: dict[str, int]) -> dict[str, int]:
    return {graph: int(size) for graph in wanted for (size,) in endpoint.table("size", [graph])}


def _taken_away(store: Store, kept: set[str]) -> tuple[str, ...]:
    """Remove the releases that are not kept, and what interrupted publications left behind."""
    found = Counter[str]()
    graphs = [graph for (graph,) in store.endpoint.table("graphs-of-releases")]
    # The manifest goes first: what is incomplete is not offered.
    for graph in sorted(graphs, key=lambda name: not name.endswith("/manifest")):
        release = graph.removeprefix(RELEASES).partition("/")[0]
        if release not in kept:
            store.graphs.remove(graph)
            found[release] += 1
    return tuple(sorted(found))

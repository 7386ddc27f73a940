"""A release put into another store: whole, aside, and then served by one triple.

Whoever reads the store by its publications sees the former release or this one, at whatever moment this is
interrupted. The one before stays until the next comes, for whoever is still reading it.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreFailed
from graph.identifiers import GRAPH, NS
from graph.release.progress import Progress
from graph.release.reader import lines, require_whole
from graph.store.endpoint import Endpoint
from graph.store.graph_store import BATCH, GraphStore
from graph.store.layout import in_default
from graph.store.remote import publications
from graph.store.renaming import RELEASES, Renaming

VOID = "http://rdfs.org/ns/void#"


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
    sizes = {names.default: 0, **Counter(names.out(graph) for graph, _ in _stated(release))}
    before = publications(store.endpoint)
    is_there = _sizes(store.endpoint, sizes) == sizes
    if not is_there:
        _load(store.graphs, names, release, sum(sizes.values()), progress)
        _check(store.endpoint, sizes)
    if not (is_there and built.id in {held.release for held in before}):
        store.graphs.put(names.manifest, _listed(names, sizes))
    serving = publications(store.endpoint)[-1:]
    if [held.release for held in serving] != [built.id]:
        number = max((held.number for held in before), default=0) + 1
        serves = f'<{names.release}> <{NS}publication> "{number}"^^<{_INTEGER}> .'
        store.graphs.add(names.manifest, [serves])
    others = [held.release for held in before if held.release != built.id]
    return _taken_away(store, {built.id, *others[-1:]})


_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def write(release: Path, output: Path) -> None:
    """Write the N-Quads, packed, that a store's own bulk loader takes: publish() then finds them there.

    Raises NotFound and DamagedRelease.
    """
    names = Renaming(require_whole(release).id)
    with gzip.open(output, "wt", encoding="utf-8", compresslevel=6) as output_lines:
        for graph, triple in _stated(release):
            output_lines.write(f"{names.out(triple)} <{names.out(graph)}> .\n")


def _stated(release: Path) -> Iterator[tuple[str, str]]:
    """Yield each graph with a triple of its, and the default graph with each of its own once.

    The dump is sorted, so graphs that share a triple stand together.
    """
    former = ""
    for line in lines(release):
        triple, _, graph = line.decode().rstrip("\n").removesuffix("> .").rpartition(" <")
        yield graph, triple
        if in_default(graph) and triple != former:
            former = triple
            yield f"{GRAPH}default", triple


def _load(graphs: GraphStore, names: Renaming, release: Path, total: int, progress: Progress) -> None:
    # What is loaded anew is not offered meanwhile, even if it was once.
    graphs.remove(names.manifest)
    held: dict[str, list[str]] = {}
    begun: set[str] = set()

    def send(graph: str) -> None:
        (graphs.add if graph in begun else graphs.put)(graph, held.pop(graph))
        begun.add(graph)

    for done, (graph, triple) in enumerate(_stated(release)):
        waiting = held.setdefault(names.out(graph), [])
        waiting.append(f"{names.out(triple)} .")
        if len(waiting) == BATCH:
            progress("load", done, total)
            send(names.out(graph))
    for graph in list(held):
        send(graph)
    progress("load", total, total)


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

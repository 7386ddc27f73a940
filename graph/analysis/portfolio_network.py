"""Networks of whole portfolios, through networkit: an optional extra, asked for only where it is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from graph.analysis.ties import Ties

#: Nodes from which networkx takes minutes.
LARGE = 100_000
#: Sources that betweenness is estimated from: its error shrinks with their root.
_SAMPLES = 256
_SEED = 1


def is_there() -> bool:
    """Whether networkit is installed."""
    return find_spec("networkit") is not None


def communities(ties: Ties) -> tuple[tuple[str, ...], ...]:
    """Return what belongs together by the Louvain method, the largest first; the same each time."""
    with _one_thread() as networkit:
        names, made = _graph(networkit, ties)
        found = networkit.community.PLM(made, refine=True, par="none").run().getPartition()
    held: dict[int, list[str]] = {}
    for node, name in enumerate(names):
        held.setdefault(found.subsetOf(node), []).append(name)
    return tuple(sorted((tuple(sorted(some)) for some in held.values()), key=lambda some: (-len(some), some)))


def modularity(ties: Ties, found: Iterable[Iterable[str]]) -> float:
    """Say how much more is tied inside communities than chance would tie (Newman 2004)."""
    with _one_thread() as networkit:
        names, made = _graph(networkit, ties)
        number_of = {name: at for at, members in enumerate(found) for name in members}
        parted = networkit.structures.Partition(len(names))
        parted.setUpperBound(len(names))
        for node, name in enumerate(names):
            parted.addToSubset(number_of[name], node)
        return float(networkit.community.Modularity().getQuality(parted, made))


def betweenness(ties: Ties) -> Mapping[str, float]:
    """Estimate the share of shortest ways through each node from a sample (Geisberger et al. 2008)."""
    with _one_thread() as networkit:
        names, made = _graph(networkit, ties)
        samples = min(_SAMPLES, len(names))
        found = networkit.centrality.EstimateBetweenness(made, samples, normalized=True).run().scores()
    return dict(zip(names, found, strict=True))


@contextmanager
def _one_thread() -> Iterator[ModuleType]:
    """Lend networkit with a seed and one thread, so that it finds the same each time."""
    import networkit

    threads = networkit.getMaxNumberOfThreads()
    networkit.setNumberOfThreads(1)
    networkit.setSeed(_SEED, False)  # noqa: FBT003 -- its own signature
    try:
        yield networkit
    finally:
        networkit.setNumberOfThreads(threads)


def _graph(networkit: ModuleType, ties: Ties) -> tuple[list[str], Any]:
    names = [*ties.of, *ties.by_thing]
    place = {name: node for node, name in enumerate(names)}
    made = networkit.Graph(len(names), weighted=True)
    for who, things in ties.of.items():
        for what, weight in things.items():
            made.addEdge(place[who], place[what], weight)
    return names, made

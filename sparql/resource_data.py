"""All that a release says of a thing, written in a format of RDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Quad, Triple, serialize

from graph.errors import NotFound
from graph.store.dataset import Dataset, Term
from graph.store.query_file import bind
from graph.terms import PREFIXES
from sparql.query_folder import QueryFolder
from sparql.results import GRAPHS, Result, triples, with_charset

#: Formats that tell of each statement in which graph it stands.
_NAMING_GRAPHS = frozenset({"application/trig", "application/n-quads"})
#: Links of a thing that are written at once, and those written with their graphs: either in 25 ms.
_ON_PAGE, _OF_GRAPHS = 2000, 1000


def about(
    dataset: Dataset, queries: QueryFolder, iri: str, media_type: str, page: int = 1
) -> tuple[Result, bool]:
    """Write what is said of a thing, its links and their evidence, and say whether there is more of it.

    A page has 2,000 links, or 1,000 with their graphs; with the first is the evidence. Raises NotFound for a
    page that is not there.
    """
    has_graphs = media_type in _NAMING_GRAPHS
    most = _OF_GRAPHS if has_graphs else _ON_PAGE

    def links(name: str, start: int, count: int) -> list[tuple[Term | None, ...]]:
        values = {"resource": iri, "from": str(start), "most": str(count)}
        return [*queries.select(dataset, name, values).rows]

    held = links("about-quads" if has_graphs else "about-links", (page - 1) * most, most)
    if page > 1 and not held:
        raise NotFound("page", str(page))
    evidence = [] if page > 1 else dataset.construct(bind(queries.named("about-evidence"), {"resource": iri}))
    # Each link has a row at least.
    is_more = len(held) >= most and bool(links("about-links", page * most, 1))
    if has_graphs:
        return _quads({*(Quad(*row) for row in held), *_placed(dataset, evidence)}, media_type), is_more  # type: ignore[arg-type]
    return written(dataset, (*(Triple(*row) for row in held), *evidence), media_type), is_more  # type: ignore[arg-type]


def written(dataset: Dataset, held: Iterable[Triple], media_type: str) -> Result:
    """Write triples of a release, the same triples always in the same order."""
    found = set(held)
    if media_type in _NAMING_GRAPHS:
        return _quads({*_placed(dataset, found)}, media_type)
    return triples(sorted(found, key=str), media_type)


def _quads(held: Iterable[Quad], media_type: str) -> Result:
    """Write quads, the same always in the same order."""
    ordered = sorted(held, key=lambda quad: (str(quad.graph_name), str(quad)))
    body = serialize(ordered, format=GRAPHS[media_type], prefixes=PREFIXES)
    return Result(body or b"", with_charset(media_type))


def _placed(dataset: Dataset, held: Iterable[Triple]) -> Iterator[Quad]:
    for triple in held:
        for quad in dataset.store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None):
            if not isinstance(quad.graph_name, DefaultGraph):
                yield quad

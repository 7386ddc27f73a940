"""All that a release says of a thing, written in a format of RDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Quad, Triple, serialize

from graph.errors import NotFound
from graph.store.dataset import Dataset
from graph.store.query_file import bind
from graph.terms import PREFIXES
from sparql.query_folder import QueryFolder
from sparql.results import GRAPHS, Result, triples, with_charset

#: Formats that tell of each statement in which graph it stands.
_NAMING_GRAPHS = frozenset({"application/trig", "application/n-quads"})
#: Links of a thing that are written at once, in 25 ms.
_ON_PAGE = 2000


def about(
    dataset: Dataset, queries: QueryFolder, iri: str, media_type: str, page: int = 1
) -> tuple[Result, bool]:
    """Write what is said of a thing, its links and their evidence, and say whether there is more of it.

    A page has 2,000 links, with the first is the evidence. Raises NotFound for a page that is not there.
    """
    links = _links(dataset, queries, iri, page)
    if page > 1:
        if not links:
            raise NotFound("page", str(page))
        evidence: Iterable[Triple] = ()
    else:
        evidence = dataset.construct(bind(queries.named("about-evidence"), {"resource": iri}))
    return written(dataset, (*links[:_ON_PAGE], *evidence), media_type), len(links) > _ON_PAGE


def _links(dataset: Dataset, queries: QueryFolder, iri: str, page: int) -> list[Triple]:
    """Ask for the links of a page, and one more if there is."""
    values = {"resource": iri, "from": str((page - 1) * _ON_PAGE), "most": str(_ON_PAGE + 1)}
    return [Triple(*row) for row in queries.select(dataset, "about-links", values).rows]  # type: ignore[arg-type]


def written(dataset: Dataset, held: Iterable[Triple], media_type: str) -> Result:
    """Write triples of a release, the same triples always in the same order."""
    ordered = sorted(set(held), key=str)
    if media_type not in _NAMING_GRAPHS:
        return triples(ordered, media_type)
    quads = sorted(_placed(dataset, ordered), key=lambda quad: (str(quad.graph_name), str(quad.triple)))
    body = serialize(quads, format=GRAPHS[media_type], prefixes=PREFIXES)
    return Result(body or b"", with_charset(media_type))


def _placed(dataset: Dataset, held: Iterable[Triple]) -> Iterator[Quad]:
    for triple in held:
        for quad in dataset.store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None):
            if not isinstance(quad.graph_name, DefaultGraph):
                yield quad

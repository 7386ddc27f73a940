"""The endpoint's description of itself, by the SPARQL 1.1 Service Description vocabulary and VoID."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from graph.store import layout
from graph.terms import RDF, XSD

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"

_TYPE = NamedNode(RDF + "type")
#: The default graph as the release's own counts name it.
_DEFAULT = NamedNode(layout.CATALOGUE + "#default")
_RESULTS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
    "TriG",
    "N-Quads",
)


def description(
    address: str,
    in_default: int,
    graphs: Iterable[tuple[str, int]],
    counts: Iterable[Triple] = (),
    updating: str = "",
) -> Iterator[Triple]:
    """Describe the endpoint at an address: what it reads and writes, and what is in each graph.

    ``counts`` are what the release tells of itself; the triples of each graph are told without them, too.
    ``updating`` is the address that takes updates of the same dataset, if there is one.
    """
    service, held = NamedNode(address + "#service"), NamedNode(address + "#dataset")
    default = NamedNode(address + "#default") if updating else _DEFAULT
    yield Triple(service, _TYPE, NamedNode(SD + "Service"))
    yield Triple(service, NamedNode(SD + "endpoint"), NamedNode(address))
    yield Triple(service, NamedNode(SD + "supportedLanguage"), NamedNode(SD + "SPARQL10Query"))
    yield Triple(service, NamedNode(SD + "supportedLanguage"), NamedNode(SD + "SPARQL11Query"))
    for name in _RESULTS:
        yield Triple(service, NamedNode(SD + "resultFormat"), NamedNode(FORMATS + name))
    yield Triple(service, NamedNode(SD + "defaultDataset"), held)
    yield Triple(held, _TYPE, NamedNode(SD + "Dataset"))
    yield Triple(held, NamedNode(SD + "defaultGraph"), default)
    yield from _graph(default, in_default)
    for place, (name, count) in enumerate(graphs, 1):
        named, graph = NamedNode(f"{address}#named{place}"), NamedNode(name)
        yield Triple(held, NamedNode(SD + "namedGraph"), named)
        yield Triple(named, _TYPE, NamedNode(SD + "NamedGraph"))
        yield Triple(named, NamedNode(SD + "name"), graph)
        yield Triple(named, NamedNode(SD + "graph"), graph)
        yield from _graph(graph, count)
    yield from counts
    if updating:
        yield from _update_service(NamedNode(updating), held)


def _update_service(address: NamedNode, held: NamedNode) -> Iterator[Triple]:
    service = NamedNode(address.value + "#service")
    yield Triple(service, _TYPE, NamedNode(SD + "Service"))
    yield Triple(service, NamedNode(SD + "endpoint"), address)
    yield Triple(service, NamedNode(SD + "supportedLanguage"), NamedNode(SD + "SPARQL11Update"))
    yield Triple(service, NamedNode(SD + "defaultDataset"), held)


def _graph(graph: NamedNode, count: int) -> Iterator[Triple]:
    yield Triple(graph, _TYPE, NamedNode(SD + "Graph"))
    yield Triple(graph, NamedNode(VOID + "triples"), Literal(str(count), datatype=NamedNode(XSD + "integer")))

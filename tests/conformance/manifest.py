"""The W3C test manifests beside the checkout, read as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, parse

SUITES = Path(__file__).resolve().parents[2] / ".." / "shared" / "w3c"
BASE = "https://w3c.github.io/rdf-tests/sparql/"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

Node = NamedNode | BlankNode
_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
}


@dataclass(frozen=True)
class Case:
    """One test: its name as ``suite/folder#entry``, its kind, and the addresses of its files."""

    name: str
    kind: str
    query: str
    result: str | None = None
    data: tuple[str, ...] = ()
    graphs: tuple[str, ...] = ()
    is_lax: bool = False


@dataclass
class Manifest:
    """One manifest, asked by subject and predicate."""

    address: str
    store: Store = field(default_factory=Store)

    def __post_init__(self) -> None:
        self.store.extend(parse(bytes_of(self.address), format=RdfFormat.TURTLE, base_iri=self.address))

    def values(self, subject: Node, predicate: str) -> list[Node | Literal]:
        quads = self.store.quads_for_pattern(subject, NamedNode(predicate), None)
        return [q.object for q in quads if isinstance(q.object, NamedNode | BlankNode | Literal)]

    def value(self, subject: Node, predicate: str) -> Node | Literal | None:
        return next(iter(self.values(subject, predicate)), None)

    def items(self, subject: Node, predicate: str) -> Iterator[Node]:
        """Yield the members of a list."""
        held = self.value(subject, predicate)
        while isinstance(held, NamedNode | BlankNode) and str(held) != f"<{RDF}nil>":
            first = self.value(held, RDF + "first")
            if isinstance(first, NamedNode | BlankNode):
                yield first
            held = self.value(held, RDF + "rest")

    def entries(self) -> Iterator[NamedNode]:
        """Yield the tests that the manifest lists."""
        for quad in self.store.quads_for_pattern(None, NamedNode(MF + "entries"), None):
            assert isinstance(quad.subject, NamedNode | BlankNode)
            for entry in self.items(quad.subject, MF + "entries"):
                assert isinstance(entry, NamedNode)
                yield entry

    def kind(self, entry: Node) -> str:
        return text(self.value(entry, RDF + "type")).removeprefix(MF)


def text(node: Node | Literal | None) -> str:
    """Return the bare text of a node."""
    return node.value if node is not None else ""


def path_of(address: str) -> Path:
    """Return where the file of an address is stored."""
    return SUITES / address.removeprefix(BASE)


def bytes_of(address: str) -> bytes:
    return path_of(address).read_bytes()


def format_of(address: str) -> RdfFormat:
    return _FORMATS[path_of(address).suffix]


def folders(*manifests: str) -> Iterator[str]:
    """Yield the manifests that these ones include, themselves first."""
    for manifest in manifests:
        yield manifest
        read = Manifest(BASE + manifest)
        for quad in read.store.quads_for_pattern(None, NamedNode(MF + "include"), None):
            assert isinstance(quad.subject, NamedNode | BlankNode)
            inner = [text(node).removeprefix(BASE) for node in read.items(quad.subject, MF + "include")]
            yield from folders(*inner)


def cases(*manifests: str) -> list[Case]:
    """Return the tests of manifests and of those they include; none where the suites are absent."""
    if not SUITES.exists():
        return []
    return [case for name in folders(*manifests) for case in _cases(name)]


def _cases(name: str) -> Iterator[Case]:
    read = Manifest(BASE + name)
    for entry in read.entries():
        action = read.value(entry, MF + "action")
        if not isinstance(action, NamedNode | BlankNode):
            continue
        label = f"{Path(name).parent}#{entry.value.partition('#')[2] or Path(entry.value).name}"
        query = action if isinstance(action, NamedNode) else read.value(action, QT + "query")
        result = read.value(entry, MF + "result")
        yield Case(
            label,
            read.kind(entry),
            text(query),
            text(result) if result else None,
            tuple(text(node) for node in read.values(action, QT + "data")),
            tuple(text(node) for node in read.values(action, QT + "graphData")),
            bool(read.value(entry, MF + "resultCardinality")),
        )

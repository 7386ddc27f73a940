"""Registers in a release: which version of which file stands, and what the release says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from graph.identifiers import NS, resource
from graph.release.proposals import Proposals
from graph.store.table import Record, TableVersion
from graph.terms import DCT, RDF, SKOS, XSD

_TYPE, _SOURCE = NamedNode(RDF + "type"), NamedNode(DCT + "source")
_LABEL = NamedNode(SKOS + "prefLabel")


@dataclass(frozen=True, slots=True)
class Register:
    """A register's standing version with its file, and the relations that it is trusted for."""

    version: TableVersion
    records: Iterable[Record]
    trusted: frozenset[str]
    proposals: Proposals = field(default_factory=Proposals)


def described(version: TableVersion, trusted: frozenset[str]) -> Iterator[Triple]:
    """Say what was imported, how, how much of it, and whether the editors trust it."""
    this = _id(version.code)
    yield Triple(this, _TYPE, _own("RegisterVersion"))
    yield Triple(this, _LABEL, Literal(version.title, language=version.language))
    yield Triple(this, _own("register"), Literal(version.title))
    yield Triple(this, _own("decisionState"), _own(f"status-{'accepted' if trusted else 'proposed'}"))
    for name in ("sha256", "mapping", "unit"):
        yield Triple(this, _own(name), Literal(getattr(version, name)))
    if version.period:
        yield Triple(this, _own("period"), _id(version.period))
    yield Triple(this, _own("importedOn"), _typed(version.imported, "date"))
    if version.as_of:
        yield Triple(this, _own("asOf"), Literal(version.as_of))
    if version.source:
        yield Triple(this, _SOURCE, NamedNode(version.source))
    for state, count in version.rows.items():
        yield Triple(this, _own(f"rows{state.capitalize()}"), _typed(str(count), "integer"))
    for column in version.columns:
        yield Triple(this, _own("hasColumn"), Literal(column))


def superseded(version: TableVersion, by: TableVersion) -> Iterator[Triple]:
    """Say what a version is that a later one stands for."""
    yield from described(version, frozenset())
    yield Triple(_id(version.code), NamedNode(DCT + "isReplacedBy"), _id(by.code))


def _id(code: str) -> NamedNode:
    return NamedNode(resource(code))


def _own(name: str) -> NamedNode:
    return NamedNode(NS + name)


def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))

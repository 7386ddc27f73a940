"""One table for each kind of thing that a release speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import DefaultGraph, Literal, NamedNode

from graph.export.names import LANGUAGES, Names, local_name
from graph.export.table import Row, Table
from graph.identifiers import NS
from graph.store.dataset import Dataset
from graph.terms import DCT, KINDS, ORG, RDF, SKOS

_NAMED = tuple(f"name{tag.title()}{of}" for tag in LANGUAGES for of in ("", "Language"))
COLUMNS = ("code", "iri", *_NAMED, "otherNames", "identifier", "period", "partOf", "broader", "replacedBy")

#: Kinds that the terms of other vocabularies name besides ours.
_ALSO = {"Organization": (ORG + "FormalOrganization",)}
_VALUES = (
    (SKOS + "altLabel",),
    (DCT + "identifier", SKOS + "notation", NS + "notation"),
    (NS + "period",),
    (DCT + "isPartOf",),
    (SKOS + "broader",),
    (DCT + "isReplacedBy",),
)


def kinds(dataset: Dataset, names: Names) -> Iterator[Table]:
    """Yield a table for each kind of which there is anything, in the order of the vocabulary."""
    for name, iri in KINDS.items():
        found = members(dataset, name)
        if found:
            yield Table(name, iri, COLUMNS, _rows(dataset, names, found))


def kinds_among(dataset: Dataset, names: Names, kinds: Mapping[str, str]) -> Iterator[Table]:
    """Yield the same of some things, given with their kinds."""
    for name, iri in KINDS.items():
        if found := sorted(thing for thing, kind in kinds.items() if kind == name):
            yield Table(name, iri, COLUMNS, _rows(dataset, names, found))


def members(dataset: Dataset, kind: str) -> list[str]:
    """Return the IRIs of all things of a kind."""
    classes = (KINDS[kind], *_ALSO.get(kind, ()))
    found = {
        quad.subject.value
        for name in classes
        for quad in dataset.store.quads_for_pattern(
            None, NamedNode(RDF + "type"), NamedNode(name), DefaultGraph()
        )
        if isinstance(quad.subject, NamedNode)
    }
    return sorted(found)


def kind_of(dataset: Dataset) -> dict[str, str]:
    """Return the kind of every thing that has one; the more special of several comes last, and stays."""
    return {iri: name for name in KINDS for iri in members(dataset, name)}


def kind_among(dataset: Dataset, things: Iterable[str]) -> dict[str, str]:
    """Return the kinds of some things, of those that have one."""
    names = {iri: name for name, iri in KINDS.items()}
    names.update({iri: name for name, also in _ALSO.items() for iri in also})
    order = list(KINDS)
    found: dict[str, str] = {}
    for thing in things:
        node = NamedNode(thing)
        said = dataset.store.quads_for_pattern(node, NamedNode(RDF + "type"), None, DefaultGraph())
        kinds = [names[str(q.object)[1:-1]] for q in said if str(q.object)[1:-1] in names]
        if kinds:
            found[thing] = max(kinds, key=order.index)
    return found


def _rows(dataset: Dataset, names: Names, found: list[str]) -> Iterator[Row]:
    for iri in found:
        named = (part for tag in LANGUAGES for part in names.of(iri, tag))
        said = (_said(dataset, iri, predicates) for predicates in _VALUES)
        yield (local_name(iri), iri, *named, *said)


def _said(dataset: Dataset, iri: str, predicates: tuple[str, ...]) -> str | None:
    """Return what is said of a thing by these terms: texts and codes, in order, separated by semicolons."""
    held = {
        quad.object.value if isinstance(quad.object, Literal) else local_name(quad.object.value)
        for predicate in predicates
        for quad in dataset.store.quads_for_pattern(
            NamedNode(iri), NamedNode(predicate), None, DefaultGraph()
        )
        if isinstance(quad.object, Literal | NamedNode)
    }
    return "; ".join(sorted(held)) or None

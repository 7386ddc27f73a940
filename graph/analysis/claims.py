"""What each link of a release rests on: the assertions that say it, their bands and documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Quad

from graph.analysis.policy_layer import PART, PART_OF
from graph.identifiers import NS
from graph.store.dataset import Dataset
from graph.store.query_file import load
from graph.terms import DCT, PROV, RDF

_QUERIES = Path(str(files("graph.analysis") / "queries"))
_INVERSE = {PART: PART_OF, PART_OF: PART}


class Edge(NamedTuple):
    """A link of the policy layer: who is linked to what and how, and if it is stated, denied or proposed."""

    start: str
    relation: str
    end: str
    standing: str = "stated"

    @property
    def ways(self) -> tuple[Edge, ...]:
        """The link with its inverse, where the release infers one from the other."""
        inverse = _INVERSE.get(self.relation)
        return (self, Edge(self.end, inverse, self.start, self.standing)) if inverse else (self,)


class Claim(NamedTuple):
    """One assertion that is not rejected; ``band`` is A, B, C, or empty where none is told."""

    assertion: str
    edge: Edge
    band: str
    version: str
    document: str


class Claims:
    """The assertions of a release by the link they say, and the links that need none."""

    def __init__(self, claims: Iterable[Claim], given: Iterable[Edge] = ()) -> None:
        self.all = tuple(claims)
        self._given = {way for edge in given for way in edge.ways}
        self._of: dict[Edge, list[Claim]] = {}
        for claim in self.all:
            for way in claim.edge.ways:
                self._of.setdefault(way, []).append(claim)

    def of(self, edge: Edge) -> tuple[Claim, ...]:
        """Return the assertions that say a link; none where it is a fact of the vocabulary or inferred."""
        return () if edge in self._given else tuple(self._of.get(edge, ()))

    def without_document(self, document: str) -> list[Edge]:
        """List the links that no other document and no reference fact says."""
        return [e for e in self._of if (held := self.of(e)) and all(c.document == document for c in held)]

    def beyond(self, bands: str) -> list[Edge]:
        """List the links that no assertion in one of these bands says, such as ``AB``."""
        return [e for e in self._of if (held := self.of(e)) and not any(_within(c, bands) for c in held)]

    def versions(self, document: str) -> set[str]:
        """Return the versions of a document that assertions were read from."""
        return {claim.version for claim in self.all if claim.document == document}


def claims(dataset: Dataset) -> Claims:
    """Read the assertions of a release."""
    given = (Edge(*row) for row in dataset.texts(load(_QUERIES / "given.rq").text))
    return Claims(_claims(dataset), given)


def claims_of(dataset: Dataset, things: Iterable[str]) -> Claims:
    """Read the assertions about some things, looked up one by one."""
    given = (Edge(*row) for row in dataset.texts(load(_QUERIES / "given.rq").text))
    rows = (_row(dataset, quad) for thing in things for quad in _asserted(dataset, RDF + "subject", thing))
    return Claims(_read(sorted(row for row in rows if row[4] != NS + "status-rejected")), given)


def subjects(dataset: Dataset, relations: Iterable[str], state: str = "") -> Iterator[str]:
    """Yield what assertions by some relations are about, those of one state of decision where it is given."""
    of = dataset.store.quads_for_pattern
    for relation in relations:
        for said in _asserted(dataset, RDF + "predicate", relation):
            in_state = NamedNode(state) if state else None
            if any(
                True for _ in of(said.subject, NamedNode(NS + "decisionState"), in_state, said.graph_name)
            ):
                ends = of(said.subject, NamedNode(RDF + "subject"), None, said.graph_name)
                yield from (q.object.value for q in ends if isinstance(q.object, NamedNode))


def _claims(dataset: Dataset) -> Iterator[Claim]:
    yield from _read(dataset.texts(load(_QUERIES / "claims.rq").text))


def _asserted(dataset: Dataset, term: str, value: str) -> Iterator[Quad]:
    """Yield the assertions that say something, each where it is said; links said plainly are none."""
    found = dataset.store.quads_for_pattern(None, NamedNode(term), NamedNode(value), None)
    return (quad for quad in found if not isinstance(quad.graph_name, DefaultGraph))


def _row(dataset: Dataset, said: Quad) -> tuple[str, ...]:
    """Return of an assertion what the question of all claims does."""
    of = dataset.store.quads_for_pattern
    held = {
        q.predicate.value: getattr(q.object, "value", "")
        for q in of(said.subject, None, None, said.graph_name)
    }
    version = held.get(PROV + "wasDerivedFrom", "")
    documents = (
        of(NamedNode(version), NamedNode(DCT + "isVersionOf"), None, DefaultGraph()) if version else ()
    )
    names = (
        *(RDF + "subject", RDF + "predicate", RDF + "object"),
        *(NS + "decisionState", NS + "polarity", NS + "band"),
    )
    document = next((getattr(quad.object, "value", "") for quad in documents), "")
    return (getattr(said.subject, "value", ""), *(held.get(name, "") for name in names), version, document)


def _read(rows: Iterable[tuple[str, ...]]) -> Iterator[Claim]:
    for assertion, start, relation, end, status, polarity, band, version, document in rows:
        standing = "proposed" if status == NS + "status-proposed" else "stated"
        if standing == "stated" and polarity == NS + "polarity-denied":
            standing = "denied"
        edge = Edge(start, relation, end, standing)
        yield Claim(assertion, edge, band.removeprefix(NS + "band-"), version, document)


def _within(claim: Claim, bands: str) -> bool:
    return not claim.band or claim.band in bands

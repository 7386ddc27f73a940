"""What an assertion says and rests on, what was decided of it, and what a document says from start to end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import NamedNode

from graph.identifiers import NS
from graph.store.dataset import Dataset, Term
from graph.terms import DCT, PROV, RDF
from sparql.description import Mention, Row, short, value
from sparql.query_folder import QueryFolder


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on an assertion: when, in which role, and why."""

    iri: str
    at: str
    action: str
    role: str
    reason: str


@dataclass(frozen=True, slots=True)
class Round:
    """Decisions of one day, kind and role on the links of one thing, and on how many assertions."""

    day: str
    action: str
    role: str
    count: int


@dataclass(frozen=True, slots=True)
class Record:
    """An assertion with everything that is known of it."""

    iri: str
    subject: str
    predicate: str
    object: Term
    status: str
    polarity: str
    band: str
    rules: tuple[str, ...]
    version: str
    role: str
    hedged: bool
    open_list: bool
    mentions: tuple[Mention, ...]
    decisions: tuple[Decision, ...]

    @property
    def state(self) -> str:
        """The state that its decision and polarity give the link."""
        if self.status == "accepted":
            return "denied" if self.polarity == "denied" else "direct"
        return self.status


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a document version, found or not, or a part that is missing and why."""

    iri: str
    key: str
    is_found: bool
    start: str
    end: str
    reason: str


#: The sections of a document version, and what of it is missing.
Parts: TypeAlias = tuple[tuple[Part, ...], tuple[Part, ...]]


@dataclass(frozen=True, slots=True)
class Said:
    """One mention in a document and the link it is evidence of."""

    assertion: str
    subject: str
    predicate: str
    object: Term
    state: str
    section: str
    start: int
    end: int
    words: str


def record(dataset: Dataset, queries: QueryFolder, iri: str) -> Record | None:
    """Gather an assertion; None where this is no assertion."""
    values = {"assertion": NamedNode(iri).value}
    held: dict[str, list[Term]] = {}
    places: dict[str, tuple[str, int, int, str]] = {}
    for predicate, said, section, start, end, words in queries.select(dataset, "assertion", values).rows:
        if said is not None:
            held.setdefault(value(predicate), []).append(said)
        if start is not None:
            places[value(said)] = (value(section), int(value(start)), int(value(end)), value(words))

    def one(predicate: str) -> str:
        return value(next(iter(held.get(predicate, ())), None))

    if RDF + "object" not in held:
        return None
    version = one(PROV + "wasDerivedFrom")
    return Record(
        iri=iri,
        subject=one(RDF + "subject"),
        predicate=one(RDF + "predicate"),
        object=held[RDF + "object"][0],
        status=short(one(NS + "decisionState")),
        polarity=short(one(NS + "polarity")),
        band=short(one(NS + "band")),
        rules=tuple(sorted({value(rule) for rule in held.get(NS + "rule", ())})),
        version=version,
        role=one(NS + "role"),
        hedged=one(NS + "hedged") == "true",
        open_list=one(NS + "openList") == "true",
        mentions=tuple(Mention(version, *place) for place in sorted(places.values(), key=lambda p: p[1:3])),
        decisions=_decisions(dataset, queries, values),
    )


def history(dataset: Dataset, queries: QueryFolder, iri: str) -> tuple[Round, ...]:
    """Return what was decided on the links of a thing, oldest first."""
    return rounds(queries.select(dataset, "history", {"resource": iri}).rows)


def rounds(rows: Iterable[Row]) -> tuple[Round, ...]:
    """Read what the query of decisions on a thing's links found."""
    return tuple(Round(value(day), value(act), value(role), int(value(n))) for day, act, role, n in rows)


def versions(dataset: Dataset, document: str) -> tuple[str, ...]:
    """Return the versions of a document that were read, or the one given where it is a version."""
    of = NamedNode(DCT + "isVersionOf")
    found = dataset.store.quads_for_pattern(None, of, NamedNode(document), None)
    read = sorted({q.subject.value for q in found if isinstance(q.subject, NamedNode)})
    is_version = next(dataset.store.quads_for_pattern(NamedNode(document), of, None, None), None)
    return (document,) if is_version else tuple(read)


def parts(rows: Iterable[Row]) -> Parts:
    """Read the sections of a version, in the order of its text, and what of it is missing."""
    sections: list[Part] = []
    missing: list[Part] = []
    for iri, kind, key, found, start, end, reason in rows:
        part = Part(value(iri), value(key), value(found) == "true", value(start), value(end), value(reason))
        (sections if value(kind) == "section" else missing).append(part)
    sections.sort(key=lambda p: (not p.is_found, int(p.start or 0)))
    return tuple(sections), tuple(missing)


def said(rows: Iterable[Row]) -> tuple[Said, ...]:
    """Read every mention in a version with the link it is evidence of, in the order of its text."""
    found = []
    for row in rows:
        assertion, subject, predicate, object_, status, polarity, _band, section, start, end, words = row
        state = short(value(status))
        if state == "accepted":
            state = "denied" if short(value(polarity)) == "denied" else "direct"
        if object_ is not None:
            place = (value(section), int(value(start)), int(value(end)), value(words))
            found.append(Said(value(assertion), value(subject), value(predicate), object_, state, *place))
    return tuple(found)


def _decisions(dataset: Dataset, queries: QueryFolder, values: dict[str, str]) -> tuple[Decision, ...]:
    rows = queries.select(dataset, "decisions", values).rows
    return tuple(Decision(*(value(cell) for cell in row)) for row in rows)

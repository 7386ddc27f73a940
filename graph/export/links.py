"""One table for each relation: its links with their state, their words in documents, and their decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode

from graph.export.names import LANGUAGES, Names, local_name
from graph.export.table import Row, Table, Value
from graph.identifiers import NS
from graph.store import layout
from graph.store.dataset import Dataset, Term
from graph.store.query_file import bind, load
from graph.terms import LADDER, RDF, RELATIONS, SKOS

_NAMED = tuple(f"Name{tag.title()}{of}" for tag in LANGUAGES for of in ("", "Language"))
_SIDES = tuple(f"{side}{part}" for side in ("subject", "object") for part in ("", *_NAMED))
COLUMNS = (
    *_SIDES,
    *("state", "origin", "decision", "decidedInRole", "decidedAt", "polarity", "role", "rung", "band"),
    *("document", "documentName", "section", "page", "start", "end", "quote", "values", "assertion"),
)
#: Relations of the vocabulary, beside those that documents state.
STATED = (
    *(SKOS + name for name in ("broader", "related", "exactMatch", "closeMatch")),
    *(SKOS + name for name in ("broadMatch", "narrowMatch", "relatedMatch")),
    *(NS + name for name in ("countedBy", "fundedFrom")),
)
_NO_VALUES = frozenset(
    NS + name for name in ("decisionState", "polarity", "band", "role", "rule", "evidence", "plainTriple")
)
_ORIGINS = {
    layout.SCHEMES: "vocabulary",
    layout.ENTITIES: "vocabulary",
    layout.ONTOLOGY: "vocabulary",
    layout.INFERRED: "rule",
}
_ACCEPTED, _AFFIRMED = NS + "status-accepted", NS + "polarity-affirmed"
_PREDICATE = NamedNode(RDF + "predicate")
_QUERIES = Path(str(files("graph.export") / "queries"))


@dataclass(frozen=True, slots=True)
class _Release:
    """What every link of a release is written with; ``decided`` are role and time by link."""

    dataset: Dataset
    names: Names
    decided: dict[str, tuple[str, str]]


def relations(dataset: Dataset, names: Names) -> Iterator[Table]:
    """Yield a table for each relation that has links, stated, denied, proposed or rejected."""
    rows = dataset.texts(load(_QUERIES / "decisions.rq").text)
    held = _Release(dataset, names, {link: (role, at) for link, role, at in rows})
    known = {name: relation.iri for name, relation in RELATIONS.items()}
    for name, iri in {**known, **{iri.replace("/", "#").rpartition("#")[2]: iri for iri in STATED}}.items():
        if any(_uses(dataset, iri)):
            yield Table(name, iri, COLUMNS, _rows(held, iri))


def _uses(dataset: Dataset, iri: str) -> Iterator[object]:
    relation = NamedNode(iri)
    yield from dataset.store.quads_for_pattern(None, _PREDICATE, relation, None)
    yield from dataset.store.quads_for_pattern(None, relation, None, DefaultGraph())


def _rows(held: _Release, iri: str) -> Iterator[Row]:
    documented: set[tuple[str, str]] = set()
    for row in held.dataset.select(bind(load(_QUERIES / "links.rq"), {"relation": iri})).rows:
        link, subject, thing, decision, polarity, *_ = map(_text, row)
        if (decision, polarity) == (_ACCEPTED, _AFFIRMED):
            documented.add((subject, thing))
        yield _said(held, iri, link, row)
    yield from _stated(held, iri, documented)


def _said(held: _Release, iri: str, link: str, row: tuple[Term | None, ...]) -> Row:
    _, subject, thing, decision, polarity, band, role, document, section, page, start, end, words = row
    in_role, at = held.decided.get(link, ("", ""))
    return (
        *_sides(held, subject, thing),
        _state(_text(decision), _text(polarity)),
        "document",
        _last(decision),
        in_role or None,
        at or None,
        _last(polarity),
        _last(role) or None,
        _rung(iri),
        _last(band),
        local_name(_text(document)),
        held.names.of(_text(document), "fi")[0],
        _text(section) or None,
        *(int(_text(number)) if number else None for number in (page, start, end)),
        _text(words) or None,
        _values(held.dataset, link),
        local_name(link),
    )


def _stated(held: _Release, iri: str, documented: set[tuple[str, str]]) -> Iterator[Row]:
    """Yield the links that stand in the vocabulary, or follow by a rule, and that no document states."""
    nothing: tuple[Value, ...] = (None,) * (len(COLUMNS) - len(_SIDES) - 2)
    named = (str(getattr(graph, "value", "")) for graph in held.dataset.store.named_graphs())
    registers = {graph: "register" for graph in sorted(named) if layout.is_record(graph)}
    for graph, origin in {**_ORIGINS, **registers}.items():
        quads = held.dataset.store.quads_for_pattern(None, NamedNode(iri), None, NamedNode(graph))
        for quad in sorted(quads, key=str):
            pair = (_text(quad.subject), _text(quad.object))
            if pair not in documented:
                documented.add(pair)
                place = COLUMNS.index("rung") - len(_SIDES) - 2
                rest = (*nothing[:place], _rung(iri), *nothing[place + 1 :])
                yield (*_sides(held, quad.subject, quad.object), "direct", origin, *rest)


def _sides(held: _Release, *ends: Term | None) -> Iterator[Value]:
    for end in ends:
        yield local_name(_text(end))
        for tag in LANGUAGES:
            if isinstance(end, Literal):
                yield from (end.value, end.language or "")
            else:
                yield from held.names.of(_text(end), tag)


def _state(decision: str, polarity: str) -> str:
    """Return the state of a link as the catalogue's questions say it; a rejected one is not stated."""
    if decision == _ACCEPTED:
        return "direct" if polarity == _AFFIRMED else "denied"
    return "proposed" if decision == NS + "status-proposed" else "not-stated"


def _rung(iri: str) -> int | None:
    name = iri.removeprefix(NS)
    return LADDER.index(name) + 1 if name in LADDER else None


def _values(dataset: Dataset, link: str) -> str | None:
    """Return what a link says besides its ends, such as an amount, as name=value."""
    held = {
        f"{local_name(quad.predicate.value)}={local_name(_text(quad.object))}"
        for quad in dataset.store.quads_for_pattern(NamedNode(link), None, None, None)
        if quad.predicate.value.startswith(NS) and quad.predicate.value not in _NO_VALUES
    }
    return "; ".join(sorted(held)) or None


def _last(term: Term | None) -> str:
    """Return the value that a term of a code list names: ``accepted`` of ``…ns#status-accepted``."""
    return local_name(_text(term)).partition("-")[2]


def _text(term: Term | None) -> str:
    return str(getattr(term, "value", ""))

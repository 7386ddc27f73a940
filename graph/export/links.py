"""One table for each relation: its links with their state, their words in documents, and their decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import chain, islice
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

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
#: Links of one thing that are written of each relation and graph.
MOST = 10_000
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


_KNOWN = {
    **{name: relation.iri for name, relation in RELATIONS.items()},
    **{iri.replace("/", "#").rpartition("#")[2]: iri for iri in STATED},
}
_Solution = tuple[Term | None, ...]


class _Release:
    """What every link of a release is written with; ``decided`` are role and time by link."""

    def __init__(self, dataset: Dataset, names: Names) -> None:
        rows = dataset.texts(load(_QUERIES / "decisions.rq").text)
        self.dataset = dataset
        self.names = names
        self.decided = {link: (role, at) for link, role, at in rows}

    def stated(self, relation: str, graph: str) -> Iterable[Quad]:
        """Return the links by a relation that a graph holds."""
        return self.dataset.store.quads_for_pattern(None, NamedNode(relation), None, NamedNode(graph))


class _Near(_Release):
    """The same of the links of one thing; of very many, the first ones found."""

    def __init__(self, dataset: Dataset, names: Names, thing: str) -> None:
        super().__init__(dataset, names)
        self._thing = NamedNode(thing)

    def stated(self, relation: str, graph: str) -> Iterable[Quad]:
        store, by, there = self.dataset.store, NamedNode(relation), NamedNode(graph)
        outward = store.quads_for_pattern(self._thing, by, None, there)
        return islice(chain(outward, store.quads_for_pattern(None, by, self._thing, there)), MOST)


def relations(dataset: Dataset, names: Names) -> Iterator[Table]:
    """Yield a table for each relation that has links, stated, denied, proposed or rejected."""
    held = _Release(dataset, names)
    for name, iri in _KNOWN.items():
        if any(_uses(dataset, iri)):
            yield Table(name, iri, COLUMNS, _rows(held, iri, _documented(dataset, iri)))


def around(dataset: Dataset, names: Names, thing: str) -> Iterator[Table]:
    """Yield a table of a thing's links for each relation that it has any by; at most MOST of a graph."""
    held = _Near(dataset, names, thing)
    said: dict[str, list[_Solution]] = {}
    for relation, *row in dataset.select(bind(load(_QUERIES / "links-of-thing.rq"), {"thing": thing})).rows:
        said.setdefault(_text(relation), []).append(tuple(row))
    for name, iri in _KNOWN.items():
        if rows := list(_rows(held, iri, said.get(iri, ()))):
            yield Table(name, iri, COLUMNS, iter(rows))


def _uses(dataset: Dataset, iri: str) -> Iterator[object]:
    relation = NamedNode(iri)
    yield from dataset.store.quads_for_pattern(None, _PREDICATE, relation, None)
    yield from dataset.store.quads_for_pattern(None, relation, None, DefaultGraph())


def _documented(dataset: Dataset, iri: str) -> Iterator[_Solution]:
    yield from dataset.select(bind(load(_QUERIES / "links.rq"), {"relation": iri})).rows


def _rows(held: _Release, iri: str, said: Iterable[_Solution]) -> Iterator[Row]:
    documented: set[tuple[str, str]] = set()
    for row in said:
        link, subject, thing, decision, polarity, *_ = map(_text, row)
        if (decision, polarity) == (_ACCEPTED, _AFFIRMED):
            documented.add((subject, thing))
        yield _said(held, iri, link, row)
    yield from _stated(held, iri, documented)


def _said(held: _Release, iri: str, link: str, row: _Solution) -> Row:
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
        for quad in sorted(held.stated(iri, graph), key=str):
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

"""What a release knows of one thing: its names, and every link with its state and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from graph.errors import NotFound
from graph.identifiers import NS, place_of
from graph.release.tally import Tally
from graph.store import layout
from graph.store.dataset import Dataset, Term
from graph.terms import DCT, DERIVED, RDF, RDFS, SKOS, STATES
from sparql.hub import stated
from sparql.query_folder import QueryFolder

#: Said at the top of a page, and so not among its relations.
NAMING = frozenset(
    {
        SKOS + "prefLabel",
        SKOS + "altLabel",
        SKOS + "hiddenLabel",
        SKOS + "definition",
        SKOS + "scopeNote",
        RDFS + "label",
        RDFS + "comment",
        RDF + "type",
        DCT + "identifier",
        NS + "labelling",
        NS + "hasSection",
        NS + "lacks",
    }
)
_NAMES = tuple(map(NamedNode, sorted(NAMING)))
#: The queries that a description is made of, by the names of their files.
QUERIES = ("statements", "links", "coverage", "silent", "labellings")
Row: TypeAlias = tuple[Term | None, ...]

_ALL: Mapping[tuple[str, str], int] = {}
_STATUSES = "official form working"
_ORIGINS = {
    layout.SCHEMES: "given",
    layout.ENTITIES: "given",
    layout.ACCEPTED: "accepted",
    layout.INFERRED: "inferred",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a document says it: version and section IRIs, code points of its text, and the words."""

    version: str
    section: str
    start: int
    end: int
    words: str


@dataclass(slots=True)
class Statement:
    """An assertion as it bears on one link: its decision's status, polarity, band and mentions."""

    assertion: str
    status: str
    polarity: str
    band: str
    mentions: list[Mention] = field(default_factory=list)


@dataclass(slots=True)
class Link:
    """One other end of a relation: a thing or a value, by which assertions, and from where besides.

    Nothing is added to it once its state was asked for.
    """

    other: Term
    statements: dict[str, Statement] = field(default_factory=dict)
    origins: set[str] = field(default_factory=set)
    _state: str = field(default="", init=False, repr=False, compare=False)

    @property
    def state(self) -> str:
        """The strongest state that holds; ``rejected`` where every assertion of it was turned down."""
        self._state = self._state or self._strongest()
        return self._state

    @property
    def is_stated(self) -> bool:
        """Whether it stands as a statement by itself, too."""
        return self.state in ("direct", "conflict")

    def _strongest(self) -> str:
        held = {_state(statement) for statement in self.statements.values()}
        if self.origins:
            held.add("direct")
        if {"direct", "denied"} <= held:
            held.add("conflict")
        return next((state for state in STATES if state in held), "rejected")


@dataclass(frozen=True, slots=True)
class Relation:
    """All links by one predicate in one direction, ``out`` or ``in``; of very many the first.

    ``unlisted`` says how many statements more there are.
    """

    predicate: str
    direction: str
    links: tuple[Link, ...]
    unlisted: int = 0

    @property
    def count(self) -> int:
        """How many there are, listed or not."""
        return len(self.links) + self.unlisted


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the coverage cube seen from one of its two sides."""

    other: str
    state: str
    through: tuple[str, ...] = ()
    count: str = ""
    out_of: str = ""
    rung: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the queries of pages find about one thing."""

    relations: tuple[Relation, ...]
    covers: tuple[Cell, ...]
    covered_by: tuple[Cell, ...]
    silent: Mapping[str, int]
    label_statuses: Mapping[tuple[str, str], str]
    #: Whether a statement or link is about it.
    is_there: bool


@dataclass(frozen=True, slots=True)
class Description:
    """Everything a page shows of one thing."""

    iri: str
    kinds: tuple[str, ...]
    texts: Mapping[str, tuple[Literal, ...]]
    relations: tuple[Relation, ...]
    covers: tuple[Cell, ...]
    covered_by: tuple[Cell, ...]
    silent: Mapping[str, int]
    label_statuses: Mapping[tuple[str, str], str]

    @property
    def code(self) -> str:
        """The code that pages and files are named by; of a part or a graph, its place on the site."""
        return place_of(self.iri)


def describe(
    dataset: Dataset, queries: QueryFolder, iri: str, found: Told | None = None, tally: Tally | None = None
) -> Description:
    """Gather what is known of a thing, and ask for what is not given; raises NotFound for an unknown one."""
    if found is None:
        values = {"resource": NamedNode(iri).value}
        rows = {name: queries.select(dataset, name, values).rows for name in QUERIES[1:]}
        plain = stated(dataset, queries, iri, tally or Tally(dataset))
        found = told({**rows, QUERIES[0]: plain.rows}, plain.counts)
    known = described(dataset, iri, found)
    if not (found.is_there or known.kinds or _is_graph(dataset, iri)):
        raise NotFound("resource", place_of(iri))
    return known


def described(dataset: Dataset, iri: str, found: Told) -> Description:
    """Return what queries found about a thing with its kinds and names, whether or not anything is known."""
    kinds = kinds_of(dataset, iri)
    return Description(
        iri,
        kinds,
        _texts(dataset, iri),
        found.relations,
        found.covers,
        found.covered_by,
        found.silent,
        found.label_statuses,
    )


def told(rows: Mapping[str, Sequence[Row]], counts: Mapping[tuple[str, str], int] = _ALL) -> Told:
    """Arrange what each of QUERIES found about one thing; ``counts`` as Stated has them."""
    statements, links, coverage, silent, labellings = (rows.get(name, ()) for name in QUERIES)
    return Told(
        _relations(statements, links, counts),
        _cells(coverage, "out"),
        _cells(coverage, "in"),
        {short(value(state)): int(value(count)) for state, count in silent},
        _label_statuses(labellings),
        bool(statements or links),
    )


def _is_graph(dataset: Dataset, iri: str) -> bool:
    return next(iter(dataset.quads(iri)), None) is not None


def kinds_of(dataset: Dataset, iri: str) -> tuple[str, ...]:
    """Return the classes of a thing."""
    found = dataset.store.quads_for_pattern(NamedNode(iri), NamedNode(RDF + "type"), None, None)
    return tuple(dict.fromkeys(q.object.value for q in found if isinstance(q.object, NamedNode)))


def _texts(dataset: Dataset, iri: str) -> dict[str, tuple[Literal, ...]]:
    texts: dict[str, dict[Literal, None]] = {}
    # One by one, since a theme may have a million parts.
    for name in _NAMES:
        for quad in dataset.store.quads_for_pattern(NamedNode(iri), name, None, None):
            if isinstance(quad.object, Literal):
                texts.setdefault(name.value, {})[quad.object] = None
    return {predicate: tuple(held) for predicate, held in texts.items()}


def _label_statuses(rows: Sequence[Row]) -> dict[tuple[str, str], str]:
    """Return each name, as text and language, with its first status: official goes before the others."""
    found: dict[tuple[str, str], str] = {}
    for text, status in sorted(rows, key=lambda row: _STATUSES.find(short(value(row[1])))):
        if isinstance(text, Literal):
            found.setdefault((text.value, text.language or ""), value(status))
    return found


def _relations(
    statements: Sequence[Row], links: Sequence[Row], counts: Mapping[tuple[str, str], int]
) -> tuple[Relation, ...]:
    found: dict[tuple[str, str], dict[Term, Link]] = {}

    def link(direction: str, predicate: str, other: Term) -> Link:
        return found.setdefault((predicate, direction), {}).setdefault(other, Link(other))

    for direction, predicate, other, graph in statements:
        if other is not None and value(predicate) not in NAMING | DERIVED:
            origin = _ORIGINS.get(value(graph), "register")
            link(value(direction), value(predicate), other).origins.add(origin)
    for direction, predicate, other, *said in links:
        if other is not None:
            _take(link(value(direction), value(predicate), other), said)
    return tuple(
        Relation(
            predicate, direction, tuple(held.values()), _unlisted(held, counts.get((direction, predicate)))
        )
        for (predicate, direction), held in found.items()
    )


def _unlisted(held: Mapping[Term, Link], count: int | None) -> int:
    """Return how many statements are not among the links: what was accepted is stated, too."""
    return max(0, (count or 0) - sum(1 for link in held.values() if link.is_stated))


def _take(link: Link, said: Iterable[Term | None]) -> None:
    assertion, status, polarity, band, version, section, start, end, words = (value(cell) for cell in said)
    known = link.statements.get(assertion)
    statement = known or Statement(assertion, short(status), short(polarity), short(band))
    link.statements[assertion] = statement
    statement.mentions.append(Mention(version, section, int(start), int(end), words))


def _cells(rows: Sequence[Row], direction: str) -> tuple[Cell, ...]:
    through: dict[tuple[str, ...], list[str]] = {}
    for side, other, state, via, *numbers in rows:
        if value(side) == direction:
            key = (value(other), short(value(state)), *map(value, numbers))
            through.setdefault(key, []).extend([value(via)] if via else [])
    return tuple(
        Cell(other, state, tuple(via), *numbers) for (other, state, *numbers), via in through.items()
    )


def _state(statement: Statement) -> str:
    if statement.status == "accepted":
        return "denied" if statement.polarity == "denied" else "direct"
    return statement.status


def value(term: Term | None) -> str:
    """Return the text of a term, empty where there is none."""
    return getattr(term, "value", "")


def short(iri: str) -> str:
    """Return the name of a code-list value: ``not-stated`` of ``…ns#state-not-stated``."""
    return iri.removeprefix(NS).partition("-")[2]

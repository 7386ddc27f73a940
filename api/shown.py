"""A description arranged as its page shows it: facts apart, relations in a reading order, links by state."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph.identifiers import NS
from graph.store.dataset import Term
from graph.terms import DCT, ORG, PROV, RELATIONS, SKOS, STATES
from sparql.description import Cell, Description, Link, Relation, value
from sparql.labels import alphabetical

#: Relations whose links are listed last or not looked at first: where it was read, alignments, schemes.
_LAST = (
    DCT + "source",
    PROV + "wasDerivedFrom",
    SKOS + "inScheme",
    SKOS + "topConceptOf",
    DCT + "isVersionOf",
)
#: Follows from what is shown, and is only for queries.
_UNSHOWN = frozenset({SKOS + "broaderTransitive"})
_FIRST = tuple(relation.iri for relation in RELATIONS.values())
#: Said of the same two things from either end.
_CONVERSE = {DCT + "hasPart": DCT + "isPartOf", DCT + "isPartOf": DCT + "hasPart"}
_AMOUNT, _CURRENCY = NS + "amount", NS + "currency"
_OPEN_STATES = ("conflict", "direct", "partial", "weak", "denied", "proposed", "absent")
_SHOWN = 300

#: What a thing is sorted by.
Order = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Fact:
    """A value stated of a thing that is no other thing."""

    predicate: str
    values: tuple[Literal, ...]
    #: What a sum is of: a currency, or nothing where its source names none; None is of what is no sum.
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """One relation in one direction: what holds or may hold, and what editors turned down."""

    predicate: str
    direction: str
    links: tuple[Link, ...]
    rejected: tuple[Link, ...]
    hidden: int

    @property
    def is_given(self) -> bool:
        """Whether no document says any of it: it is reference data, or follows from a rule."""
        return not self.rejected and not any(link.statements for link in self.links)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one state."""

    state: str
    is_open: bool
    cells: tuple[Cell, ...]


def facts(description: Description) -> tuple[Fact, ...]:
    """Return the plain values, without those that an assertion has evidence for; a sum has its currency."""
    found: dict[str, tuple[Literal, ...]] = {}
    for relation in description.relations:
        plain = [link.other for link in relation.links if not link.statements]
        values = tuple(sorted((other for other in plain if isinstance(other, Literal)), key=str))
        if values:
            found[relation.predicate] = values
    if _AMOUNT not in found:
        return tuple(Fact(predicate, values) for predicate, values in found.items())
    currency = ", ".join(held.value for held in found.pop(_CURRENCY, ()))
    return tuple(Fact(p, values, currency if p == _AMOUNT else None) for p, values in found.items())


def groups(description: Description, order: Order) -> tuple[Group, ...]:
    """Return the relations in reading order, each with its links by state and name."""
    told = (relation for relation in description.relations if relation.predicate not in _UNSHOWN)
    arranged = [_group(relation, order) for relation in sorted(told, key=_place)]
    ends = {
        (group.predicate, link.other)
        for group in arranged
        if group.direction == "out"
        for link in group.links
    }
    return tuple(
        group for group in arranged if (group.links or group.rejected) and not _is_repeated(group, ends)
    )


def _is_repeated(group: Group, ends: Set[tuple[str, Term]]) -> bool:
    """Whether a relation towards a thing only says from the other end what one from it says."""
    other_way = _CONVERSE.get(group.predicate)
    if other_way is None or group.direction == "out" or not group.is_given or group.hidden:
        return False
    return all((other_way, link.other) in ends for link in group.links)


def cells(held: Sequence[Cell], order: Order) -> tuple[Cells, ...]:
    """Gather cells by their state, strongest first; those that say little are folded away."""
    by_state: dict[str, list[Cell]] = {}
    for cell in held:
        by_state.setdefault(cell.state, []).append(cell)
    return tuple(
        Cells(
            state,
            state in _OPEN_STATES,
            tuple(sorted(by_state[state], key=lambda c: (order(c.other), c.other))),
        )
        for state in STATES
        if state in by_state
    )


def _group(relation: Relation, order: Order) -> Group:
    links = [link for link in relation.links if isinstance(link.other, NamedNode) or link.statements]

    def key(link: Link) -> tuple[int, str, str]:
        state, other = link.state, value(link.other)
        text = order(other) if isinstance(link.other, NamedNode) else alphabetical(other)
        return (STATES.index(state) if state in STATES else len(STATES), text, other)

    links.sort(key=key)
    kept = tuple(link for link in links if link.state != "rejected")
    rejected = tuple(link for link in links if link.state == "rejected")
    hidden = max(0, len(kept) - _SHOWN) + relation.unlisted
    return Group(relation.predicate, relation.direction, kept[:_SHOWN], rejected, hidden)


def _place(relation: Relation) -> tuple[int, int, str]:
    inward = relation.direction == "in"
    if relation.predicate in _LAST or relation.predicate.startswith(ORG):
        return (2, inward, relation.predicate)
    if relation.predicate in _FIRST:
        return (0, inward, f"{_FIRST.index(relation.predicate):03}")
    return (1, inward, relation.predicate)

"""Records of one thing in several registers, side by side: nobody has chosen between their values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.identifiers import NS
from graph.store.dataset import Term
from graph.terms import DCT
from sparql.description import Description, value

RECORD = NS + "hasRecord"
_REGISTER = NS + "register"
#: Each register has an address and rows of its own; that is no dispute.
_OWN = frozenset({DCT + "source", NS + "rowNumber"})

Inner = Callable[[str], Sequence[tuple[str, Term]]]


@dataclass(frozen=True, slots=True)
class Row:
    """What each record says of one property, and whether those that say something disagree."""

    predicate: str
    values: tuple[tuple[Term, ...], ...]
    is_disputed: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """The registers in the order of their names, and a row for each property."""

    registers: tuple[str, ...]
    rows: tuple[Row, ...]


def beside(description: Description, inner: Inner) -> Beside | None:
    """Lay the records of a thing side by side, or return None where there are none."""
    ends = [
        link.other
        for relation in description.relations
        if (relation.predicate, relation.direction) == (RECORD, "out")
        for link in relation.links
    ]
    records = [_record(inner(value(end))) for end in ends]
    held = sorted((record for record in records if _REGISTER in record), key=_register)
    if not held:
        return None
    properties = sorted({name for record in held for name in record} - {_REGISTER})
    rows = (_row(name, [tuple(record.get(name, ())) for record in held]) for name in properties)
    return Beside(tuple(map(_register, held)), tuple(rows))


def _record(said: Sequence[tuple[str, Term]]) -> dict[str, list[Term]]:
    record: dict[str, list[Term]] = {}
    for predicate, term in said:
        record.setdefault(predicate, []).append(term)
    return record


def _register(record: dict[str, list[Term]]) -> str:
    return value(record[_REGISTER][0])


def _row(predicate: str, values: list[tuple[Term, ...]]) -> Row:
    said = {frozenset(map(value, held)) for held in values if held}
    return Row(predicate, tuple(values), len(said) > 1 and predicate not in _OWN)

"""Registers that say unlike things of one project stand side by side, and nobody chooses between them."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from api.beside import RECORD, beside
from graph.identifiers import NS
from graph.store.dataset import Term
from graph.terms import DCT
from sparql.description import Description, Link, Relation

END = "http://schema.org/endDate"
SAID: dict[str, list[tuple[str, Term]]] = {
    "x:1": [
        (NS + "register", Literal("Second")),
        (END, Literal("2018-07-31")),
        (DCT + "source", NamedNode("x:s")),
    ],
    "x:2": [
        (NS + "register", Literal("First")),
        (END, Literal("2019-04-30")),
        (DCT + "source", NamedNode("x:t")),
    ],
    "x:3": [(NS + "register", Literal("Third")), (NS + "amount", Literal("12"))],
}


def described(*records: str) -> Description:
    links = tuple(Link(NamedNode(iri)) for iri in records)
    return Description("x:p", (), {}, (Relation(RECORD, "out", links),), (), (), {}, {})


def inner(iri: str) -> list[tuple[str, Term]]:
    return SAID[iri]


def test_each_register_has_a_column_and_each_property_a_row() -> None:
    held = beside(described("x:1", "x:2", "x:3"), inner)
    assert held is not None
    assert held.registers == ("First", "Second", "Third")
    end = next(row for row in held.rows if row.predicate == END)
    assert end.values == ((Literal("2019-04-30"),), (Literal("2018-07-31"),), ())


def test_values_that_differ_are_disputed_and_addresses_and_silence_are_not() -> None:
    held = beside(described("x:1", "x:2", "x:3"), inner)
    assert held is not None
    assert {row.predicate: row.is_disputed for row in held.rows} == {
        END: True,
        NS + "amount": False,
        DCT + "source": False,
    }


def test_a_thing_in_no_register_has_nothing_to_compare() -> None:
    assert beside(described(), inner) is None

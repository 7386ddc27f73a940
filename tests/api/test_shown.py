"""A page puts facts apart, relations in a reading order, and links by state and name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from api.shown import cells, facts, groups
from graph.identifiers import NS
from graph.terms import DCT, STATES
from sparql.description import Cell, Description, Link, Relation, Statement


def name(iri: str) -> str:
    return iri.rpartition(":")[2]


def link(other: str, *statuses: str, origin: str = "") -> Link:
    held = {f"{n}": Statement(f"{n}", status, "affirmed", "A") for n, status in enumerate(statuses)}
    return Link(NamedNode(other), held, {origin} if origin else set())


def described(*relations: Relation) -> Description:
    return Description("x:1", (), {}, relations, (), (), {}, {})


def test_links_stand_by_state_and_then_by_name() -> None:
    links = (
        link("x:b", "proposed"),
        link("x:ö", "accepted"),
        link("x:a", "accepted"),
        link("x:c", "proposed"),
    )
    (group,) = groups(described(Relation(NS + "targets", "out", links)), name)
    assert [name(getattr(held.other, "value", "")) for held in group.links] == ["a", "ö", "b", "c"]


def test_what_editors_turned_down_stands_apart() -> None:
    links = (link("x:a", "rejected"), link("x:b", "accepted"), link("x:c", "rejected", "proposed"))
    (group,) = groups(described(Relation(NS + "targets", "out", links)), name)
    assert [len(group.links), len(group.rejected)] == [2, 1]


def test_a_part_is_listed_once_though_it_is_said_from_both_ends() -> None:
    parts, one = (link("x:a", origin="given"), link("x:b", origin="given")), (link("x:a", origin="inferred"),)
    down, up = Relation(DCT + "hasPart", "out", parts), Relation(DCT + "isPartOf", "in", one)
    (group,) = groups(described(down, up), name)
    assert (group.predicate, len(group.links)) == (DCT + "hasPart", 2)
    evident = Relation(DCT + "isPartOf", "in", (link("x:a", "accepted"),))
    further = Relation(DCT + "isPartOf", "in", (link("x:c", origin="inferred"),))
    assert len(groups(described(down, evident), name)) == len(groups(described(down, further), name)) == 2


def test_relations_of_assertions_come_first_and_sources_last() -> None:
    some = (link("x:a", "accepted"),)
    order = [
        (held.predicate, held.direction)
        for held in groups(
            described(
                Relation(DCT + "source", "out", some),
                Relation("x:other", "out", some),
                Relation(NS + "targets", "in", some),
                Relation(NS + "targets", "out", some),
            ),
            name,
        )
    ]
    assert order == [
        (NS + "targets", "out"),
        (NS + "targets", "in"),
        ("x:other", "out"),
        (DCT + "source", "out"),
    ]


def test_plain_values_are_facts_and_values_with_evidence_are_links() -> None:
    plain, told = (
        Link(Literal("12")),
        Link(Literal("Keksitty"), {"a": Statement("a", "accepted", "affirmed", "A")}),
    )
    held = described(Relation(NS + "amount", "out", (plain,)), Relation(NS + "altLabel", "out", (told,)))
    assert [(fact.predicate, fact.values) for fact in facts(held)] == [(NS + "amount", (Literal("12"),))]
    assert [group.predicate for group in groups(held, name)] == [NS + "altLabel"]


@given(st.lists(st.builds(Cell, other=st.text(max_size=3), state=st.sampled_from(STATES)), max_size=20))
def test_every_cell_is_shown_once_under_its_state_strongest_first(held: list[Cell]) -> None:
    shown = cells(held, name)
    assert [group.state for group in shown] == [
        state for state in STATES if any(c.state == state for c in held)
    ]
    assert sum(len(group.cells) for group in shown) == len(held)


@pytest.mark.parametrize(("state", "is_open"), [("direct", True), ("proposed", True), ("not-stated", False)])
def test_what_says_little_is_folded_away(state: str, is_open: bool) -> None:
    (group,) = cells([Cell("x:a", state)], name)
    assert group.is_open is is_open


def plain(name: str, value: str) -> Relation:
    return Relation(NS + name, "out", (Link(Literal(value), {}, set()),))


def test_a_sum_stands_with_its_currency_and_says_where_none_is_named() -> None:
    (sum_,) = facts(described(plain("amount", "15000000"), plain("currency", "EUR")))
    assert (sum_.predicate, sum_.currency) == (NS + "amount", "EUR")
    bare, year = facts(described(plain("amount", "13000000"), plain("year", "2020")))
    assert (bare.currency, year.currency) == ("", None)

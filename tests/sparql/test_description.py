"""A description gathers names, links with state and evidence, and coverage."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Triple

import sparql
from graph.errors import NotFound
from graph.identifiers import ID, NS
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import STATES
from sparql.description import Description, Link, Statement, describe
from sparql.query_folder import QueryFolder

Describe = Callable[[str], Description]


@pytest.fixture(scope="module")
def described(dataset: Dataset) -> Describe:
    queries = QueryFolder(Path(sparql.__file__).with_name("resource"))
    return lambda code: describe(dataset, queries, ID + code)


def links(held: Description, predicate: str, direction: str = "out") -> dict[str, Link]:
    found = [r for r in held.relations if r.predicate == NS + predicate and r.direction == direction]
    return {str(getattr(link.other, "value", "")): link for relation in found for link in relation.links}


def test_a_link_has_the_state_that_its_decision_gives_it(described: Describe) -> None:
    targets = links(described("t1"), "targets")
    states = {iri.removeprefix(ID): link.state for iri, link in targets.items()}
    assert states == {"k9001": "direct", "k9002": "proposed", "k9003": "rejected"}


def test_a_denied_link_is_the_sources_denial(described: Describe) -> None:
    assert links(described("t1"), "buildsOnFunding")[ID + "m1"].state == "denied"


def test_mentions_of_one_link_stand_together_in_the_order_of_the_text(described: Describe) -> None:
    link = links(described("t1"), "targets")[ID + "k9001"]
    (statement,) = link.statements.values()
    assert statement.assertion == ID + "a1"
    assert [(m.start, m.end, m.words) for m in statement.mentions] == [
        (12, 29, "keksityt henkilöt"),
        (40, 48, ""),
    ]
    assert statement.mentions[0].section == ID + "sgroups"


def test_a_link_is_seen_from_both_ends(described: Describe) -> None:
    assert links(described("k9001"), "targets", "in")[ID + "t1"].state == "direct"


def test_what_follows_from_a_rule_is_told_from_what_was_given(described: Describe) -> None:
    relations = {(r.predicate.rpartition("#")[2], r.direction): r for r in described("k9001").relations}
    assert relations["narrower", "out"].links[0].origins == {"inferred"}
    assert relations["broader", "in"].links[0].origins == {"given"}


def test_what_a_register_s_row_states_is_told_to_be_a_register_s(dataset: Dataset) -> None:
    held = Dataset.of(dataset.quads())
    stated = Triple(NamedNode(ID + "t1"), NamedNode(NS + "fundedFrom"), NamedNode(ID + "ESF"))
    claimed = Triple(NamedNode(ID + "t1"), NamedNode(NS + "fundedFrom"), NamedNode(ID + "ERDF"))
    held.add(layout.record("t9"), [stated])
    held.add(layout.claimed("t9"), [claimed])
    queries = QueryFolder(Path(sparql.__file__).with_name("resource"))
    funds = links(describe(held, queries, ID + "t1"), "fundedFrom")
    assert {iri: link.origins for iri, link in funds.items()} == {ID + "ESF": {"register"}}


def test_coverage_names_state_count_and_through_what(described: Describe) -> None:
    cells = {cell.other.removeprefix(ID): cell for cell in described("k9001").covered_by}
    assert {code: cell.state for code, cell in cells.items()} == {
        "t1": "direct",
        "2014-2020": "partial",
        "t2": "unknown",
    }
    assert (cells["2014-2020"].count, cells["2014-2020"].out_of) == ("1", "2")
    assert set(cells["2014-2020"].through) == {ID + "S90001", ID + "p2"}


def test_what_something_says_nothing_of_is_counted(described: Describe) -> None:
    assert described("t2").silent == {"unknown": 1}
    assert described("t2").covers == ()


def test_what_nothing_is_known_of_is_not_found(described: Describe) -> None:
    with pytest.raises(NotFound):
        described("nothing")


statements = st.builds(
    Statement,
    assertion=st.uuids().map(str),
    status=st.sampled_from(["accepted", "rejected", "proposed"]),
    polarity=st.sampled_from(["affirmed", "denied"]),
    band=st.just("A"),
)


@given(st.lists(statements, max_size=5))
def test_the_strongest_state_holds_and_disagreement_is_conflict(given_: list[Statement]) -> None:
    link = Link(NamedNode("a:b"), {s.assertion: s for s in given_})
    accepted = {s.polarity for s in given_ if s.status == "accepted"}
    expected = {
        frozenset({"affirmed", "denied"}): "conflict",
        frozenset({"affirmed"}): "direct",
        frozenset({"denied"}): "denied",
    }.get(frozenset(accepted))
    if expected is None:
        expected = "proposed" if any(s.status == "proposed" for s in given_) else "rejected"
    assert link.state == expected
    assert link.state in (*STATES, "rejected")

"""What a finding rests on, drawn by hand and against taking each thing away and computing anew."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from pyoxigraph import Store
from rdflib import Graph

from graph.analysis import robustness
from graph.analysis.analysis import Finding
from graph.analysis.claims import Claims
from graph.analysis.coverage import cell
from graph.analysis.held import Held
from graph.analysis.overlay import Overlay, edges
from graph.analysis.picture import Bars, Flow
from graph.analysis.policy_layer import DOWN, PolicyLayer
from graph.analysis.reach import Reach
from graph.analysis.robustness import SAYING, carriers
from graph.errors import InvalidParameter
from graph.identifiers import ID, NS
from graph.store.dataset import Dataset
from graph.terms import state
from tests.graph.analysis.conftest import Draw
from tests.graph.analysis.layers import layers

# Two documents say that t1 targets g1, the second in band C; only the first says g2, which it says in band B;
# p1, which t1 funds, targets g3 by the second document, and g4 is narrower than g2.
DRAWING = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/kytkos/id/> .
@prefix kyt: <https://w3id.org/kytkos/ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

id:t1 a kyt:Theme ; kyt:targets id:g1 , id:g2 ; kyt:funds id:p1 .
id:p1 a kyt:Project ; kyt:targets id:g3 .
id:g1 a kyt:TargetGroup .
id:g2 a kyt:TargetGroup .
id:g3 a kyt:TargetGroup .
id:g4 a kyt:TargetGroup ; skos:broader id:g2 .
id:d1 a kyt:Document ; kyt:describes id:t1 .
id:d2 a kyt:Document .
id:v1 a kyt:DocumentVersion ; dct:isVersionOf id:d1 ; kyt:hasSection id:q1 .
id:v2 a kyt:DocumentVersion ; dct:isVersionOf id:d2 .
id:q1 a kyt:Section ; kyt:sectionKey "target-groups" ; kyt:found true .
""" + "".join(
    f"id:a{n} a kyt:Assertion ; rdf:subject id:{who} ; rdf:predicate kyt:{how} ; rdf:object id:{what} ; "
    f"kyt:decisionState kyt:status-accepted ; kyt:polarity kyt:polarity-affirmed ; "
    f"kyt:band kyt:band-{band} ; prov:wasDerivedFrom id:v{version} .\n"
    for n, (who, how, what, band, version) in enumerate(
        (
            ("t1", "targets", "g1", "A", 1),
            ("t1", "targets", "g1", "C", 2),
            ("t1", "targets", "g2", "B", 1),
            ("p1", "targets", "g3", "C", 2),
            ("t1", "funds", "p1", "A", 2),
        )
    )
)


@pytest.fixture
def held(draw: Draw) -> Held:
    return Held(draw(Graph().parse(data=DRAWING)))


def ask(held: Held, thing: str, other: str = "", show: str = "carriers") -> Finding:
    return robustness.find(held, {"thing": ID + thing, "other": other, "show": show})


def said(found: Finding) -> set[tuple[str, ...]]:
    return {
        tuple(str(getattr(term, "value", "")).removeprefix(ID).removeprefix(NS) for term in row)
        for row in found.rows
    }


def test_what_two_documents_say_rests_on_the_link_and_on_neither_document(held: Held) -> None:
    assert said(ask(held, "t1", "g1")) == {
        ("t1", "g1", "state-direct", "carrier-link", "t1", "targets", "g1", "state-not-stated")
    }


def test_without_the_only_document_nothing_would_be_known(held: Held) -> None:
    assert said(ask(held, "t1", "g2")) == {
        ("t1", "g2", "state-direct", "carrier-link", "t1", "targets", "g2", "state-not-stated"),
        ("t1", "g2", "state-direct", "carrier-document", "d1", "", "", "state-unknown"),
    }


def test_what_is_covered_through_one_project_rests_on_it_its_link_and_what_funds_it(held: Held) -> None:
    assert {row[3:] for row in said(ask(held, "t1", "g3"))} == {
        ("carrier-project", "p1", "", "", "state-not-stated"),
        ("carrier-link", "p1", "targets", "g3", "state-not-stated"),
        ("carrier-link", "t1", "funds", "p1", "state-not-stated"),
        ("carrier-document", "d2", "", "", "state-not-stated"),
    }


def test_a_finding_of_a_group_is_of_all_who_cover_it(held: Held) -> None:
    assert {row[0] for row in said(ask(held, "g3"))} == {"t1", "p1"}


def test_what_is_not_stated_rests_on_having_read_the_document(held: Held) -> None:
    assert said(ask(held, "t1", "g4")) >= {
        ("t1", "g4", "state-weak", "carrier-document", "d1", "", "", "state-unknown")
    }


def test_a_finding_is_shown_over_the_bands(held: Held) -> None:
    assert said(ask(held, "t1", show="bands")) == {
        ("t1", "g1", "state-direct", "state-direct", "state-direct"),
        ("t1", "g2", "state-not-stated", "state-direct", "state-direct"),
        ("t1", "g3", "state-not-stated", "state-not-stated", "state-partial"),
    }


def test_a_finding_is_drawn_with_what_it_rests_on_and_what_it_would_be_without(held: Held) -> None:
    picture = ask(held, "t1", "g2").picture
    assert isinstance(picture, Flow)
    assert picture.layers[0] == (ID + "g2",)
    assert [set(layer) for layer in picture.layers[1:]] == [
        {ID + "d1", ID + "g2"},
        {"without-unknown", "without-not-stated"},
    ]
    assert set(picture.links) == {
        (ID + "g2", ID + "d1", 1, "direct"),
        (ID + "d1", "without-unknown", 1, "unknown"),
        (ID + "g2", ID + "g2", 1, "direct"),
        (ID + "g2", "without-not-stated", 1, "not-stated"),
    }


def test_bands_are_drawn_as_the_numbers_of_cells_in_each_state(held: Held) -> None:
    picture = ask(held, "t1", show="bands").picture
    assert isinstance(picture, Bars)
    direct, partial, not_stated = (state(name) for name in ("direct", "partial", "not-stated"))
    assert {bar.name: bar.parts for bar in picture.bars} == {
        "bandAState": ((direct, 1), (not_stated, 2)),
        "bandABState": ((direct, 2), (not_stated, 1)),
        "bandABCState": ((direct, 2), (partial, 1)),
    }


def test_links_that_carry_most_are_at_the_head(held: Held) -> None:
    assert robustness.heads(held.reach, held.claims) == {"a2": 1, "a3": 2, "a4": 1}


def test_what_covers_nothing_is_no_finding(held: Held) -> None:
    found = ask(held, "g4")
    assert (found.rows, [remark.key for remark in found.remarks]) == ((), ["nothing"])


def test_two_ends_that_make_no_cell_are_refused(held: Held) -> None:
    with pytest.raises(InvalidParameter, match="one of the two must cover"):
        ask(held, "g1", "g2")


@settings(max_examples=25, deadline=None)
@given(layer=layers())
def test_taking_a_carrier_away_changes_the_state_and_nothing_else_does(layer: PolicyLayer) -> None:
    reach = Reach(layer)
    pairs = [(who, what) for who in reach.coverers for what in reach.covered]
    states = {pair: cell(reach, *pair).state for pair in pairs}
    found = {
        (pair, c.edges[0]): left
        for pair, c, left in carriers(reach, Claims(()), pairs)
        if c.sort == "link" and left
    }
    by_hand = {}
    for link in {edge for thing in layer.graph for edge in edges(layer, thing)}:
        # What a covered thing includes is a matter of its scheme, and no link that a finding rests on.
        if link.relation in (*SAYING, *DOWN) and link.start not in reach.covered:
            overlay = Overlay(layer)
            overlay.cut([link])
            without = Reach(overlay.layer)
            # An objective is asked about as long as it has parts, of whatever kind: then it has no state.
            for pair in (pair for pair in pairs if pair[0] in without.members):
                left = cell(without, *pair).state
                if left != states[pair]:
                    by_hand[pair, link] = left
    assert found == by_hand


def test_a_release_without_things_carries_nothing() -> None:
    assert ask(Held(Dataset(Store())), "t1").rows == ()

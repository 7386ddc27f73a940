"""A copy of a policy layer to try changes on."""

from __future__ import annotations

from hypothesis import given, settings

from graph.analysis.claims import Edge
from graph.analysis.overlay import Overlay, edges
from graph.analysis.policy_layer import PART, PART_OF, PolicyLayer
from graph.analysis.reach import Reach
from graph.identifiers import ID, NS
from tests.graph.analysis.layers import layers


def drawn(layer: PolicyLayer) -> set[tuple[object, ...]]:
    return {(*ends, key) for *ends, key in layer.graph.edges(keys=True)}


@settings(deadline=None)
@given(layer=layers())
def test_the_layer_given_never_changes_and_what_was_cut_comes_back(layer: PolicyLayer) -> None:
    before, overlay = drawn(layer), Overlay(layer)
    gone = edges(layer, ID + "t0")
    with overlay.without(gone, {ID + "v1"}) as without:
        assert edges(without, ID + "t0") == []
        assert not any(without.sections.values())
    assert (drawn(overlay.layer), overlay.layer.sections) == (before, layer.sections)
    overlay.drop(ID + "t0")
    assert drawn(layer) == before


@settings(deadline=None)
@given(layer=layers())
def test_a_reach_of_an_overlay_is_that_of_the_layer_it_makes(layer: PolicyLayer) -> None:
    overlay, reach, changed = Overlay(layer), Reach(layer), set[str]()
    for thing in (ID + "t0", ID + "p0"):
        changed |= {thing, *(end for edge in edges(overlay.layer, thing) for end in (edge.start, edge.end))}
        overlay.drop(thing)
        quick, whole = reach.over(overlay.layer, changed), Reach(overlay.layer)
        assert quick.members == whole.members
        for who in whole.coverers:
            assert all(quick.named(who, s) == whole.named(who, s) for s in ("stated", "denied", "proposed"))


def test_a_part_goes_with_its_inverse() -> None:
    link = Edge(ID + "t1", PART, ID + "s1")
    assert link.ways == (link, Edge(ID + "s1", PART_OF, ID + "t1"))
    assert Edge(ID + "t1", NS + "targets", ID + "g1").ways == (Edge(ID + "t1", NS + "targets", ID + "g1"),)

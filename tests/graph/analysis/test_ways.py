"""Ways lead over accepted links of the kinds allowed, the shortest first, and never through a period."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.analysis.policy_layer import RELATED, Layer, PolicyLayer
from graph.analysis.ways import LONGEST, ways
from graph.errors import NotFound
from graph.identifiers import ID, NS


def layer(
    *links: tuple[str, str, str], standing: str = "stated", periods: tuple[str, ...] = ()
) -> PolicyLayer:
    graph: Layer = nx.MultiDiGraph()
    for start, relation, end in links:
        name = relation if relation.startswith("http") else NS + relation
        graph.add_edge(ID + start, ID + end, key=(name, standing))
    for period in periods:
        graph.nodes[ID + period]["kinds"] = {NS + "ProgrammingPeriod"}
    return PolicyLayer(graph)


def found(held: PolicyLayer, start: str, end: str, most: int = 10) -> list[str]:
    told = ways(held, ID + start, ID + end, most)
    return [" ".join(thing.removeprefix(ID) for thing in things) for things, _ in told.found]


def test_a_link_is_followed_in_either_direction_and_told_as_it_is() -> None:
    held = layer(("t", "targets", "g"), ("p", "targets", "g"))
    assert found(held, "t", "p") == ["t g p"]
    (_, steps), *_ = ways(held, ID + "t", ID + "p").found
    assert [(step.subject, step.object) for step in steps] == [(ID + "t", ID + "g"), (ID + "p", ID + "g")]


def test_only_the_shortest_ways_are_given_and_as_many_as_asked() -> None:
    held = layer(
        *(("t", "targets", f"g{n}") for n in range(4)), *(("p", "targets", f"g{n}") for n in range(4))
    )
    assert found(held, "t", "p") == [f"t g{n} p" for n in range(4)]
    assert found(held, "t", "p", 2) == ["t g0 p", "t g1 p"]
    assert not ways(held, ID + "t", ID + "p", 2).is_whole
    assert ways(held, ID + "t", ID + "p", 4).is_whole


def test_no_way_leads_through_a_period_but_one_may_end_there() -> None:
    held = layer(("a", "period", "y"), ("b", "period", "y"), periods=("y",))
    assert found(held, "a", "b") == []
    assert found(held, "a", "y") == ["a y"]
    assert found(held, "y", "b") == ["y b"]


@pytest.mark.parametrize("standing", ["proposed", "denied"])
def test_what_is_not_accepted_leads_nowhere(standing: str) -> None:
    assert found(layer(("t", "targets", "g"), standing=standing), "t", "g") == []


def test_related_concepts_lead_nowhere() -> None:
    assert found(layer(("a", RELATED, "b")), "a", "b") == []


def test_a_way_is_no_longer_than_the_longest() -> None:
    held = layer(*((f"n{n}", "funds", f"n{n + 1}") for n in range(LONGEST + 1)))
    assert found(held, "n0", f"n{LONGEST}")
    assert found(held, "n0", f"n{LONGEST + 1}") == []


def test_a_thing_is_its_own_way() -> None:
    assert found(layer(("t", "targets", "g")), "t", "t") == ["t"]


def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        ways(layer(("t", "targets", "g")), ID + "t", ID + "nosuch")

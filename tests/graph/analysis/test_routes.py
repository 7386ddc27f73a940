"""Routes of coverage: what each joins, and the cells along it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from graph.analysis.held import Held
from graph.analysis.routes import cells, coverers, route, routes
from graph.errors import InvalidParameter
from graph.identifiers import ID
from graph.store.dataset import Dataset

Draw = Callable[[Graph], Dataset]
DRAWINGS = Path(__file__).parent / "drawings"
#: o1 carries out S10001 and S10002, o2 S10003; the method is used by S10001 only.
MEMBERS = """
id:S10001 kyt:hasImplementer id:o1 ; kyt:usesMethod id:x1 .
id:S10002 kyt:hasImplementer id:o1 .
id:S10003 kyt:hasImplementer id:o2 .
"""
#: Two passages of d1 deny that t1 targets g1, one that it does g2; one of its part and g3 is not decided.
PASSAGES = """
id:d1 a kyt:Document ; kyt:describes id:t1 .
id:v1 a kyt:DocumentVersion ; dct:isVersionOf id:d1 ; kyt:hasSection id:q1 .
id:q1 a kyt:Section ; kyt:sectionKey "target-groups" ; kyt:found true .
id:a1 kyt:evidence id:e1 , id:e2 ; prov:wasDerivedFrom id:v1 .
id:a2 kyt:evidence id:e3 ; prov:wasDerivedFrom id:v1 .
id:a3 kyt:evidence id:e4 ; prov:wasDerivedFrom id:v1 .
"""


@pytest.mark.parametrize(
    ("along", "who", "what", "by_hand"),
    [
        ("implementers", "o1", "g1", ("partial", {"S10001", "S10002"}, 2)),
        ("implementers", "o1", "g2", ("partial", {"S10002"}, 2)),
        ("implementers", "o1", "g3", ("unknown", set(), 0)),
        ("implementers", "o2", "g1", ("not-stated", set(), 0)),
        ("methods", "x1", "g1", ("partial", {"S10001"}, 1)),
        ("methods", "x1", "g2", ("weak", set(), 0)),
        ("direct", "m1", "g1", ("unknown", set(), 0)),
        ("direct", "S10001", "g1", ("direct", set(), 0)),
        ("hierarchy", "m1", "g1", ("partial", {"S10001", "S10002"}, 3)),
    ],
)
def test_a_cell_along_a_route_is_what_the_hand_found(
    along: str, who: str, what: str, by_hand: tuple[str, set[str], int], draw: Draw
) -> None:
    held = _held(draw, "projects", MEMBERS)
    cell = cells(held, routes()[along])(ID + who, ID + what)
    through = {thing.removeprefix(ID) for thing in cell.through}
    assert (cell.state, through, cell.out_of) == by_hand


def test_a_coordination_project_is_none_of_the_projects_that_cover(draw: Draw) -> None:
    held = _held(draw, "projects", "id:c1 a kyt:CoordinationProject ; kyt:targets id:g1 .")
    found = {kind: coverers(held, routes()["hierarchy"], kind) for kind in ("Project", "CoordinationProject")}
    assert ID + "c1" not in found["Project"]
    assert ID + "c1" in found["CoordinationProject"]


@pytest.mark.parametrize("who", ["t1", "d1"])
def test_passages_count_for_what_they_are_about_and_for_their_document(who: str, draw: Draw) -> None:
    held = _held(draw, "disputed", PASSAGES)
    cell_of = cells(held, routes()["evidence"])
    found = {what: cell_of(ID + who, ID + what) for what in ("g1", "g2", "g4")}
    assert [(cell.state, cell.count) for cell in found.values()] == [
        ("denied", 2),
        ("denied", 1),
        ("not-stated", 0),
    ]


def test_the_part_of_a_passage_is_its_own(draw: Draw) -> None:
    held = _held(draw, "disputed", PASSAGES)
    cell_of = cells(held, routes()["evidence"])
    assert cell_of(ID + "s1", ID + "g3").state == cell_of(ID + "d1", ID + "g3").state == "proposed"
    assert cell_of(ID + "t1", ID + "g3").state == "not-stated"


def test_coverers_of_a_route_are_those_that_something_leads_to(draw: Draw) -> None:
    held = _held(draw, "projects", MEMBERS)
    assert coverers(held, routes()["implementers"], "Organization") == [ID + "o1", ID + "o2"]


def test_a_route_that_cannot_be_names_those_that_can() -> None:
    with pytest.raises(InvalidParameter, match="routes that do: implementers, ministries"):
        route("hierarchy", "Organization", "TargetGroup")


def _held(draw: Draw, name: str, more: str) -> Held:
    prefix = "@prefix prov: <http://www.w3.org/ns/prov#> .\n"
    text = prefix + (DRAWINGS / f"{name}.ttl").read_text() + more
    return Held(draw(Graph().parse(data=text, format="turtle")))

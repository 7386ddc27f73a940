"""What two themes or projects have in common, drawn by hand and against the catalogue's questions."""

from __future__ import annotations

from itertools import combinations_with_replacement
from pathlib import Path

import pytest
from hypothesis import given, settings
from pyoxigraph import Store
from rdflib import DCTERMS, Graph, URIRef

from graph.analysis import overlap
from graph.analysis.analysis import Finding
from graph.analysis.held import Held
from graph.analysis.overlay import Overlay
from graph.analysis.pair import Pair, Side
from graph.analysis.picture import Web
from graph.analysis.policy_layer import PolicyLayer
from graph.errors import InvalidParameter
from graph.identifiers import ID, NS
from graph.store.dataset import Dataset, Term
from graph.store.query_file import bind, load
from tests.graph.analysis.conftest import Draw
from tests.graph.analysis.layers import layers

CATALOGUE = Path(__file__).resolve().parents[3] / "sparql" / "catalogue"

# Themes: t1 and t2 share the group g1, the coordination project c1, and through a part of t2 the method m1.
# Both refer to i1, t2 only as background. so1 shares the group g1, by its goal s2, and no coordination.
# t3 shares only the phenomenon f1 with t1, and another ministry answers for it; of t4 nothing was read.
# Four projects with one method and one group: p1 and p2 in one place at one time, p3 elsewhere and p4 later.
DRAWING = Graph().parse(
    data="""
@prefix dct: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/kytkos/id/> .
@prefix kyt: <https://w3id.org/kytkos/ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix schema: <http://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

id:2014-2020 a kyt:ProgrammingPeriod .
id:2021-2027 a kyt:ProgrammingPeriod .
id:t1 a kyt:Theme ; kyt:targets id:g1 ; kyt:usesMethod id:m1 ; kyt:coordinatedBy id:c1 ; kyt:concerns id:f1 ;
  kyt:hasResponsibleMinistry id:o1 .
id:t2 a kyt:Theme ; kyt:targets id:g1 ; dct:hasPart id:s1 ; kyt:coordinatedBy id:c1 ;
  kyt:hasResponsibleMinistry id:o1 .
id:s1 a kyt:SubTheme ; kyt:usesMethod id:m1 ; kyt:targets id:g1 .
id:t3 a kyt:Theme ; kyt:targets id:g2 ; kyt:usesMethod id:m2 ; kyt:concerns id:f1 ;
  kyt:hasResponsibleMinistry id:o2 .
id:t4 a kyt:Theme .
id:c1 a kyt:CoordinationProject .
id:m1 a kyt:Method . id:m2 a kyt:Method .
id:f1 a kyt:Phenomenon .
id:g1 a kyt:TargetGroup ; kyt:groupRole kyt:role-participants .
id:g2 a kyt:TargetGroup ; kyt:groupRole kyt:role-participants .
id:p1 a kyt:Project ; kyt:period id:2014-2020 ; kyt:targets id:g1 ; kyt:usesMethod id:m1 ; dct:spatial id:r1 ;
  kyt:hasImplementationPeriod id:w1 .
id:p2 a kyt:Project ; kyt:period id:2014-2020 ; kyt:targets id:g1 ; kyt:usesMethod id:m1 ; dct:spatial id:r1 ;
  kyt:hasRecord id:e2 .
id:p3 a kyt:Project ; kyt:period id:2014-2020 ; kyt:targets id:g1 ; kyt:usesMethod id:m1 ; dct:spatial id:r2 ;
  kyt:hasImplementationPeriod id:w1 .
id:p4 a kyt:Project ; kyt:period id:2014-2020 ; kyt:targets id:g1 ; kyt:usesMethod id:m1 ;
  kyt:hasRecord id:e4 , id:e2 .
id:t1 kyt:claimsAlignmentWith id:i1 . id:t2 kyt:citesAsBackground id:i1 .
id:i1 a kyt:NationalProgramme .
id:so1 a kyt:SpecificObjective ; kyt:period id:2021-2027 ; dct:hasPart id:s2 .
id:s2 a kyt:StrategicGoal ; kyt:targets id:g1 .
id:w1 kyt:startYear 2015 ; kyt:endYear 2016 .
id:e2 schema:startDate "2016-12-31"^^xsd:date ; schema:endDate "2018-01-01"^^xsd:date .
id:e4 schema:startDate "2019-01-01"^^xsd:date ; schema:endDate "2020-01-01"^^xsd:date .
id:j1 a kyt:JustifiedOverlap ; kyt:between id:p1 , id:p3 ; prov:wasAttributedTo id:o1 ;
  kyt:asOf "2020-01-01"^^xsd:date ; dct:source id:d1 .
id:d1 a kyt:Document ; kyt:describes id:t1 .
id:v1 a kyt:DocumentVersion ; dct:isVersionOf id:d1 ; kyt:hasSection id:q1 .
id:q1 a kyt:Section ; kyt:sectionKey "content" ; kyt:found true .
"""
)


@pytest.fixture(scope="module")
def held(draw: Draw) -> Held:
    return Held(draw(DRAWING))


def ask(held: Held, first: str = "Theme", second: str = "Theme", **more: str) -> Finding:
    return overlap.find(held, {"first": first, "second": second, "only": "", "show": "pairs", **more})


def named(found: Finding, *columns: str) -> dict[str, tuple[str, ...]]:
    """Return these columns of each row by its two ends."""
    places = [found.columns.index(column) for column in columns]
    rows = [bare(row) for row in found.rows]
    return {f"{row[0]} {row[1]}": tuple(row[place] for place in places) for row in rows}


def test_every_pair_has_the_type_that_is_evidenced(held: Held) -> None:
    assert named(ask(held), "type") == {
        "t1 t2": ("overlap-overlap",),
        "t1 t3": ("overlap-fragmentation",),
        "t2 t3": ("overlap-not-found",),
        "t1 t4": ("overlap-cannot-tell",),
        "t2 t4": ("overlap-cannot-tell",),
        "t3 t4": ("overlap-cannot-tell",),
    }


def test_duplication_needs_activity_group_place_and_time(held: Held) -> None:
    found = named(ask(held, "Project", "Project"), "type", "placeState", "timeState")
    assert found == {
        "p1 p2": ("overlap-duplication", "state-direct", "state-direct"),
        "p1 p3": ("overlap-overlap", "state-not-stated", "state-direct"),
        "p1 p4": ("overlap-overlap", "state-unknown", "state-conflict"),
        "p2 p3": ("overlap-overlap", "state-not-stated", "state-direct"),
        "p2 p4": ("overlap-overlap", "state-unknown", "state-conflict"),
        "p3 p4": ("overlap-overlap", "state-unknown", "state-conflict"),
    }


NUTS = "http://data.europa.eu/nuts/code/"


@pytest.mark.parametrize(
    ("first", "second", "state", "type_"),
    [
        ("FI1C1", "FI1C1", "direct", "duplication"),
        ("FI1C1", "FI1C", "partial", "overlap"),
        ("FI1", "FI1C1", "partial", "overlap"),
        ("FI1C1", "FI1D", "not-stated", "overlap"),
    ],
)
def test_a_place_in_a_region_is_the_same_as_it_in_part(
    first: str, second: str, state: str, type_: str, draw: Draw
) -> None:
    drawing = Graph() + DRAWING
    for project, code in (("p1", first), ("p2", second)):
        drawing.set((URIRef(ID + project), DCTERMS.spatial, URIRef(NUTS + code)))
    found = named(ask(Held(draw(drawing)), "Project", "Project"), "type", "placeState")
    assert found["p1 p2"] == (f"overlap-{type_}", f"state-{state}")


def test_a_place_of_a_project_is_its_themes_in_part(draw: Draw) -> None:
    drawing = Graph() + DRAWING
    for theme, project in (("t1", "p1"), ("t2", "p2")):
        drawing.add((URIRef(ID + theme), URIRef(NS + "funds"), URIRef(ID + project)))
    found = named(ask(Held(draw(drawing)), "Theme", "Theme"), "placeState")
    assert found["t1 t2"] == ("state-partial",)


def test_what_is_missing_to_tell_duplication_is_said(held: Held) -> None:
    remarks = {remark.key: dict(remark.values) for remark in ask(held, "Project", "Project").remarks}
    assert remarks == {
        "need": {"alike": 6, "apart": 6, "justified": 1},
        "place": {"lacking": 3, "pairs": 6},
    }


def test_a_justified_overlap_names_its_statement(held: Held) -> None:
    found = named(ask(held, "Project", "Project"), "justified")
    assert {ends: said for ends, (said,) in found.items() if said} == {"p1 p3": "j1"}


def test_coordination_is_of_both_or_through_what_they_stand_under(held: Held) -> None:
    assert named(ask(held), "coordination", "coordinationState")["t1 t2"] == ("c1", "state-direct")
    parts = named(ask(held, "SubTheme", "Theme"), "coordination", "coordinationState")
    assert parts["s1 t1"] == ("c1", "state-partial")
    assert parts["s1 t4"] == ("", "state-unknown")


def test_what_stands_under_another_is_not_compared_with_it(held: Held) -> None:
    assert "s1 t2" not in named(ask(held, "SubTheme", "Theme"), "type")


def test_what_is_shared_is_listed_with_the_weaker_state(held: Held) -> None:
    found = ask(held, show="shared", only="t2")
    assert {bare(row)[2:8] for row in found.rows} == {
        ("TargetGroup", "role-participants", "g1", "state-direct", "state-direct", "state-direct"),
        ("PolicyInstrument", "", "i1", "state-weak", "state-direct", "state-weak"),
        ("Method", "", "m1", "state-partial", "state-direct", "state-partial"),
        ("http://www.w3.org/ns/org#Organization", "", "o1", "state-direct", "state-direct", "state-direct"),
    }


def test_things_of_one_coordination_are_drawn_together(held: Held) -> None:
    picture = ask(held).picture
    assert isinstance(picture, Web)
    assert {node[0].removeprefix(ID): node[2] for node in picture.nodes} == {"t1": 1, "t2": 1, "t3": 0}
    assert picture.links[0] == (ID + "t1", ID + "t2", 4.0)


def test_kinds_of_which_nothing_is_there_are_said_to_be_missing(held: Held) -> None:
    found = ask(held, "MeasurePackage", "MeasurePackage")
    assert (found.rows, [remark.key for remark in found.remarks]) == ((), ["nothing"])


def test_shared_groups_and_methods_are_those_of_the_catalogue(held: Held) -> None:
    rows = [texts(row) for row in ask(held, show="shared", only="t1").rows]
    between = {"first": "t1", "second": "t2"}
    groups = asked(held, "shared-groups", **between, role="kyt:role-participants")
    methods = asked(held, "shared-methods", **between)
    assert {row[4:8] for row in rows if row[2] == NS + "TargetGroup"} == groups != set()
    assert {row[4:8] for row in rows if row[2] == NS + "Method"} == methods != set()


def test_shared_instruments_are_those_of_the_catalogue(held: Held) -> None:
    mine = set()
    for row in (texts(row) for row in ask(held, show="shared").rows):
        if row[2] == NS + "PolicyInstrument":
            mine |= {(row[4], row[0], row[6]), (row[4], row[1], row[7])}
    assert (
        {(what, who, state) for what, who, _, _, state in asked(held, "shared-instruments")} == mine != set()
    )


def test_groups_shared_without_coordination_are_those_of_the_catalogue(held: Held) -> None:
    kinds = ("Theme", "SpecificObjective", "MeasurePackage")
    mine = set()
    for first, second in combinations_with_replacement(kinds, 2):
        apart = {
            (row[0], row[1])
            for row in map(texts, ask(held, first, second).rows)
            if row[overlap.PAIRS.index("coordinationState")] != NS + "state-direct"
        }
        for row in map(texts, ask(held, first, second, show="shared").rows):
            if (row[0], row[1]) in apart and row[2] == NS + "TargetGroup":
                mine.add((row[0], row[1], row[4], row[5]))
    assert asked(held, "shared-groups-without-coordination") == mine != set()


def test_without_its_coordination_project_what_it_brought_together_is_apart(held: Held) -> None:
    overlay = Overlay(held.layer)
    overlay.drop(ID + "c1")
    after = named(ask(Held(held.dataset, overlay.layer)), "coordinationState")
    before = named(ask(held), "coordinationState")
    lost = {tuple(ends.split()) for ends, state in before.items() if state != after[ends]}
    joined = {(one, other) for one, other, *_ in asked(held, "loss-if-coordination-ends", coordination="c1")}
    assert {(ID + one, ID + other) for one, other in lost} == {tuple(sorted(ends)) for ends in joined}


@settings(deadline=None)
@given(layer=layers())
def test_two_things_share_the_same_whichever_is_named_first(layer: PolicyLayer) -> None:
    held = Held(Dataset(Store()), layer)
    for one in held.layer.of_kind("Theme"):
        for other in held.layer.of_kind("Theme"):
            pair, turned = (Pair(Side(held, a), Side(held, b)) for a, b in ((one, other), (other, one)))
            assert (pair.shared, pair.four, pair.type) == (turned.shared, turned.four, turned.type)
            assert pair.coordination == turned.coordination


def bare(row: tuple[Term | None, ...]) -> tuple[str, ...]:
    return tuple(text.removeprefix(ID).removeprefix(NS) for text in texts(row))


def texts(row: tuple[Term | None, ...]) -> tuple[str, ...]:
    return tuple(str(getattr(term, "value", "")) for term in row)


def test_only_a_thing_that_is_there_and_of_the_kind_has_pairs(draw: Draw) -> None:
    held = Held(draw(DRAWING))
    for code in ("g1", "nothing"):
        with pytest.raises(InvalidParameter, match=f"{code} is none of these: Theme"):
            ask(held, only=code)


def asked(held: Held, name: str, **given: str) -> set[tuple[str, ...]]:
    return set(held.dataset.texts(bind(load(CATALOGUE / f"{name}.rq"), given)))

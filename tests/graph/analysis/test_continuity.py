"""What becomes of things from one period to the next, drawn by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from pyoxigraph import Store
from rdflib import Graph

from graph.analysis import continuity
from graph.analysis.analysis import Finding
from graph.analysis.claims import Edge
from graph.analysis.continuity import passages
from graph.analysis.held import Held
from graph.analysis.overlay import Overlay
from graph.analysis.picture import Flow
from graph.analysis.policy_layer import PolicyLayer
from graph.analysis.succession import side
from graph.errors import InvalidParameter
from graph.identifiers import ID, NS
from graph.store.dataset import Dataset, Term
from tests.graph.analysis.conftest import Draw
from tests.graph.analysis.layers import layers

PREFIXES = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/kytkos/id/> .
@prefix kyt: <https://w3id.org/kytkos/ns#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

id:2014-2020 a kyt:ProgrammingPeriod ; kyt:startYear 2014 ; kyt:endYear 2020 .
id:2021-2027 a kyt:ProgrammingPeriod ; kyt:startYear 2021 ; kyt:endYear 2027 .
id:m1 a kyt:MeasurePackage ; kyt:funds id:p1 .
id:p1 a kyt:Project .
id:t1 a kyt:Theme .
id:d1 a kyt:Document ; kyt:describes id:m1 .
id:d2 a kyt:Document ; kyt:describes id:t1 .
id:v1 a kyt:DocumentVersion ; dct:isVersionOf id:d1 ; kyt:hasSection id:q1 .
id:v2 a kyt:DocumentVersion ; dct:isVersionOf id:d2 ; kyt:hasSection id:q2 , id:q3 .
id:q1 a kyt:Section ; kyt:sectionKey "results" ; kyt:found true .
id:q2 a kyt:Section ; kyt:sectionKey "target-groups" ; kyt:found true .
id:q3 a kyt:Section ; kyt:sectionKey "content" ; kyt:found true .
"""

# Earlier, p1 serves a..g; later, t1 serves: a itself; b1 for b, which is narrower; c1 and c2 for c; d0, the
# broader of d; ef, the broader of e and f; nothing for g; h is new, and i is one of the broader g's kind.
GROUPS = """
id:p1 kyt:targets id:a , id:b , id:c , id:d , id:e , id:f , id:g .
id:t1 kyt:targets id:a , id:b1 , id:c1 , id:c2 , id:d0 , id:ef , id:h .
id:b1 skos:broader id:b . id:c1 skos:broader id:c . id:c2 skos:broader id:c .
id:d skos:broader id:d0 . id:e skos:broader id:ef . id:f skos:broader id:ef .
""" + "".join(f"id:{code} a kyt:TargetGroup .\n" for code in ("a", "b", "c", "d", "e", "f", "g", "h"))
GROUPS += "".join(f"id:{code} a kyt:TargetGroup .\n" for code in ("b1", "c1", "c2", "d0", "ef"))
FOUND = {
    ("a", "a", "continued", "direct"),
    ("b", "b1", "narrowed", "partial"),
    ("c", "c1", "split", "partial"),
    ("c", "c2", "split", "partial"),
    ("d", "d0", "broadened", "weak"),
    ("e", "ef", "merged", "weak"),
    ("f", "ef", "merged", "weak"),
    ("g", "", "not-found", "not-stated"),
    ("", "h", "new", "not-stated"),
}


def ask(
    held: Held, kind: str = "TargetGroup", earlier: str = "2014-2020", later: str = "2021-2027"
) -> Finding:
    return continuity.find(held, {"kind": kind, "earlier": ID + earlier, "later": ID + later})


def said(found: Finding) -> set[tuple[str, ...]]:
    return {bare(row)[:4] for row in found.rows}


def bare(row: tuple[Term | None, ...]) -> tuple[str, ...]:
    texts = (str(getattr(term, "value", "")).removeprefix(ID).removeprefix(NS) for term in row)
    return tuple(text.removeprefix("continuity-").removeprefix("state-") for text in texts)


def drawn(draw: Draw, text: str) -> Held:
    return Held(draw(Graph().parse(data=PREFIXES + text)))


def assertion(code: str, subject: str, relation: str, target: str, words: str = "") -> str:
    """Say a link as an accepted assertion and as the plain triple that it makes."""
    return (
        f"id:{subject} kyt:{relation} id:{target} .\n"
        f"id:{code} a kyt:Assertion ; rdf:subject id:{subject} ; rdf:predicate kyt:{relation} ; "
        f"rdf:object id:{target} ; kyt:decisionState kyt:status-accepted ; "
        f"kyt:polarity kyt:polarity-affirmed ; prov:wasDerivedFrom id:v1 ; kyt:evidence id:{code}e .\n"
        f"id:{code}e a oa:SpecificResource ; oa:hasSelector id:{code}s .\n"
        f'id:{code}s a oa:TextQuoteSelector ; oa:exact "{words}" .\n'
    )


def test_groups_are_found_again_the_same_or_changed(draw: Draw) -> None:
    found = ask(drawn(draw, GROUPS))
    assert said(found) == FOUND
    assert found.remarks == ()


def test_what_is_found_again_is_drawn_between_the_periods(draw: Draw) -> None:
    picture = ask(drawn(draw, GROUPS)).picture
    assert isinstance(picture, Flow)
    assert [len(layer) for layer in picture.layers] == [7, 7]
    assert (ID + "e", ID + "ef", 1, "weak") in picture.links


def test_dropped_is_said_only_under_a_statement_that_all_are_there(draw: Draw) -> None:
    statement = """
id:k1 a kyt:CompletenessStatement ; kyt:completeFor id:2021-2027 ; kyt:completeRelation kyt:targets .
"""
    assert said(ask(drawn(draw, GROUPS + statement))) == {
        *(FOUND - {("g", "", "not-found", "not-stated")}),
        ("g", "", "dropped", "absent"),
    }


def test_a_group_that_the_periods_count_by_other_ages_is_not_comparable(draw: Draw) -> None:
    ages = """
id:a kyt:countedBy id:n1 , id:n2 .
id:n1 skos:inScheme id:x1 ; kyt:ageTo 24 .
id:n2 skos:inScheme id:x2 ; kyt:ageFrom 18 ; kyt:ageTo 29 .
"""
    found = ask(drawn(draw, GROUPS + ages))
    (row,) = (bare(row) for row in found.rows if bare(row)[0] == "a")
    assert row[:5] == ("a", "a", "not-comparable", "direct", "conflict")


def test_a_circle_of_broader_groups_is_a_conflict(draw: Draw) -> None:
    circle = """
id:p1 kyt:targets id:a . id:t1 kyt:targets id:b .
id:a a kyt:TargetGroup ; skos:broader id:b . id:b a kyt:TargetGroup ; skos:broader id:a .
"""
    assert said(ask(drawn(draw, circle))) == {("a", "b", "not-comparable", "conflict")}


def test_what_one_thing_names_and_denies_is_a_conflict(draw: Draw) -> None:
    held = drawn(draw, GROUPS)
    overlay = Overlay(held.layer)
    overlay.add(Edge(ID + "t1", NS + "targets", ID + "a", "denied"))
    overlay.add(Edge(ID + "t1", NS + "targets", ID + "g", "denied"))
    found = said(ask(Held(held.dataset, overlay.layer)))
    assert {row for row in found if row[0] in ("a", "g")} == {
        ("a", "a", "continued", "conflict"),
        ("g", "", "not-found", "denied"),
    }


def test_of_a_period_of_which_nothing_was_read_nothing_is_told(draw: Draw) -> None:
    held = drawn(draw, "id:p1 kyt:targets id:a . id:a a kyt:TargetGroup .")
    layer = PolicyLayer(held.layer.graph, {})
    found = ask(Held(held.dataset, layer))
    assert said(found) == {("a", "", "cannot-tell", "unknown")}
    assert [remark.key for remark in found.remarks] == ["unread", "unread"]


def test_themes_are_compared_by_the_groups_and_methods_in_them(draw: Draw) -> None:
    themes = """
id:m2 a kyt:MeasurePackage ; kyt:targets id:x , id:y .
id:m3 a kyt:MeasurePackage ; kyt:targets id:z .
id:m4 a kyt:MeasurePackage ; kyt:usesMethod id:k .
id:m5 a kyt:MeasurePackage ; kyt:targets id:u , id:v .
id:p1 kyt:targets id:a . id:m1 kyt:targets id:b .
id:t1 kyt:targets id:a , id:b .
id:t2 a kyt:Theme ; kyt:targets id:x .
id:t3 a kyt:Theme ; kyt:targets id:y .
id:t4 a kyt:Theme ; kyt:targets id:u , id:w .
id:t5 a kyt:Theme ; kyt:targets id:z , id:w1 ; kyt:usesMethod id:k .
""" + "".join(f"id:{code} a kyt:TargetGroup .\n" for code in ("a", "b", "x", "y", "z", "u", "v", "w", "w1"))
    found = ask(drawn(draw, themes), "Theme")
    assert {(*bare(row)[:4], *bare(row)[7:9]) for row in found.rows} == {
        ("m1", "t1", "continued", "direct", "2", "2"),
        ("m2", "t2", "split", "partial", "1", "2"),
        ("m2", "t3", "split", "partial", "1", "2"),
        ("m3", "t5", "merged", "partial", "1", "1"),
        ("m4", "t5", "merged", "partial", "1", "1"),
        ("m5", "t4", "in-part", "partial", "1", "2"),
    }


def test_a_number_in_both_periods_is_told_and_makes_nothing_the_same(draw: Draw) -> None:
    numbers = """
id:o1 a kyt:SpecificObjective ; kyt:period id:2014-2020 ; kyt:programmeNumber "5.1" .
id:o2 a kyt:SpecificObjective ; kyt:period id:2021-2027 ; kyt:programmeNumber "5.1" .
"""
    found = ask(drawn(draw, numbers), "SpecificObjective")
    assert {row[2] for row in said(found)} == {"cannot-tell"}
    assert {(r.key, r.values["number"]) for r in found.remarks if r.key == "number"} == {("number", "5.1")}


def test_organisations_are_found_under_their_successors(draw: Draw) -> None:
    text = """
id:e1 a org:ChangeEvent ; org:originalOrganization id:a ; dct:date "2020-01-01" .
id:e1 org:resultingOrganization id:b .
id:e2 a org:ChangeEvent ; org:originalOrganization id:c ; dct:date "2025-12-31" .
"""
    text += assertion("s1", "p1", "hasImplementer", "a") + assertion(
        "s2", "t1", "hasResponsibleMinistry", "b"
    )
    text += assertion("s3", "p1", "cooperatesWith", "c")
    found = ask(drawn(draw, text), "Organization")
    assert said(found) == {("a", "b", "continued", "direct"), ("c", "", "not-found", "not-stated")}
    assert [dict(r.values) for r in found.remarks] == [{"organisation": ID + "c", "date": "2025-12-31"}]


def test_results_live_on_by_their_name_or_as_a_method(draw: Draw) -> None:
    text = assertion("s1", "p1", "produced", "r1", "Peer model") + assertion(
        "s2", "p1", "produced", "r2", "Guide"
    )
    text += assertion("s3", "p1", "produced", "r3", "Handbook of outreach work")
    text += assertion("s4", "p1", "usesMethod", "k1", "peer work") + assertion(
        "s5", "t1", "usesMethod", "k1", "peer model"
    )
    text += assertion("s6", "p1", "usesMethod", "k2", "Outreach") + assertion(
        "s7", "t1", "usesMethod", "k2", "work"
    )
    assert said(ask(drawn(draw, text), "Result")) == {
        ("r1", "k1", "continued", "direct"),
        ("r2", "", "not-found", "not-stated"),
        ("r3", "k2", "in-part", "weak"),
    }


def test_periods_the_wrong_way_round_are_refused(draw: Draw) -> None:
    with pytest.raises(InvalidParameter, match="begins after the later period"):
        ask(drawn(draw, GROUPS), earlier="2021-2027", later="2014-2020")


def test_one_period_given_twice_is_refused(draw: Draw) -> None:
    with pytest.raises(InvalidParameter, match="the same as the earlier period"):
        ask(drawn(draw, GROUPS), earlier="2014-2020", later="2014-2020")


def test_periods_that_overlap_are_told(draw: Draw) -> None:
    between = "id:2018-2022 a kyt:ProgrammingPeriod ; kyt:startYear 2018 ; kyt:endYear 2022 .\n"
    found = ask(drawn(draw, GROUPS + between), earlier="2014-2020", later="2018-2022")
    assert "overlapping" in {remark.key for remark in found.remarks}


@pytest.mark.parametrize("kind", ["TargetGroup", "Intermediary", "Theme", "SpecificObjective"])
@settings(deadline=None)
@given(layer=layers())
def test_of_two_periods_that_are_one_all_is_continued(layer: PolicyLayer, kind: str) -> None:
    held = Held(Dataset(Store()), layer)
    period = side(held, kind, ID + "2014-2020")
    found = list(passages(held, kind, period, period, {}))
    assert [(p.earlier, p.later, p.type) for p in found] == [(one, one, "continued") for one in period.things]


@settings(deadline=None)
@given(layer=layers())
def test_every_thing_of_either_period_is_told_of(layer: PolicyLayer) -> None:
    overlay = Overlay(layer)
    overlay.put(ID + "2021-2027", "ProgrammingPeriod")
    for one in ("t1", "t2", "s1", "p2"):
        overlay.cut([Edge(ID + one, NS + "period", ID + "2014-2020")])
        overlay.add(Edge(ID + one, NS + "period", ID + "2021-2027"))
    held = Held(Dataset(Store()), overlay.layer)
    earlier, later = (side(held, "TargetGroup", ID + period) for period in ("2014-2020", "2021-2027"))
    found = list(passages(held, "TargetGroup", earlier, later, {}))
    assert {p.earlier for p in found} - {""} == set(earlier.things)
    assert {p.later for p in found} - {""} <= set(later.things)
    assert not {p.later for p in found if p.type == "new"} & {p.later for p in found if p.earlier}

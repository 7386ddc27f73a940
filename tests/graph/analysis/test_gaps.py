"""Gaps by their types, on graphs whose gaps were found by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from rdflib import Graph

from graph.analysis.gaps import SORTS, Gap, find, gaps
from graph.analysis.held import Held
from graph.analysis.programming import Programming
from graph.identifiers import ID, NS
from graph.store.dataset import Dataset

Draw = Callable[[Graph], Dataset]
DRAWINGS = Path(__file__).parent / "drawings" / "gaps"
PERIOD = "2021-2027"

#: thing, type, state, where, read, out of, what would close it; the links without evidence stand apart.
BY_HAND = {
    ("g2", "group-not-in-project", "not-stated", "t1", 1, 1, "statement"),
    ("g2", "group-in-no-subtheme", "not-stated", "t1", 1, 1, "statement"),
    ("g3", "group-not-in-project", "not-stated", "t1", 1, 1, "statement"),
    ("g3", "group-in-no-subtheme", "not-stated", "t1", 1, 1, "statement"),
    ("g3", "no-project", "unknown", "t3", 0, 0, "projects"),
    ("g4", "only-partial", "partial", "t1", 1, 3, "statement"),
    ("g4", "subtheme-group-not-in-theme", "not-stated", "u1", 1, 1, "statement"),
    ("g5", "only-weak", "weak", "t1", 1, 3, "statement"),
    ("g6", "unreviewed", "proposed", "t1", 1, 3, "review"),
    ("g7", "no-theme", "denied", "t1", 1, 3, "statement"),
    ("g8", "no-theme", "not-stated", "", 1, 3, "statement"),
    ("g9", "orphan", "not-stated", "", 1, 3, "statement"),
    ("g10", "handled-elsewhere", "not-stated", "", 0, 0, ""),
    ("t2", "orphan", "unknown", "t2", 0, 1, "document"),
}


@pytest.fixture
def look(draw: Draw) -> Callable[..., tuple[Gap, ...]]:
    def looked(name: str, kind: str = "groups", more: str = "") -> tuple[Gap, ...]:
        return gaps(Programming(_held(draw, name, more), PERIOD, SORTS[kind]))

    return looked


Look = Callable[..., tuple[Gap, ...]]


def test_the_gaps_of_a_period_are_those_found_by_hand(look: Look) -> None:
    found = look("period")
    assert {_short(gap) for gap in found if gap.gap != "unevidenced"} == BY_HAND


def test_a_link_without_a_passage_is_told(look: Look) -> None:
    bare = {(_code(g.at), _code(g.thing)) for g in look("period") if g.gap == "unevidenced"}
    assert bare == {("t1", "g2"), ("t1", "g3"), ("t3", "g3"), ("u1", "g1"), ("u1", "g4"), ("p1", "g1")}


def test_a_gap_names_what_was_read_and_who_could_close_it(look: Look) -> None:
    (gap,) = (g for g in look("period") if g.gap == "only-partial")
    assert (gap.proof, gap.answerable) == (ID + "v1", ID + "o1")


def test_what_is_handled_elsewhere_names_the_statement_and_who_handles_it(look: Look) -> None:
    (gap,) = (g for g in look("period") if g.gap == "handled-elsewhere")
    assert (gap.proof, gap.answerable) == (ID + "y1", ID + "o9")


def test_a_recommendation_is_outside_the_set_only_where_the_set_is_declared_complete(look: Look) -> None:
    outside = {(_code(g.thing), g.gap) for g in look("recommendations", "instruments")}
    assert {("c3", "not-in-csr-set"), ("i2", "not-in-csr-set"), ("c2", "only-weak")} <= outside
    assert {("i1", "only-partial"), ("c1", "no-project")} <= outside


def test_nothing_is_outside_a_set_that_nobody_declared_complete(draw: Draw) -> None:
    text = (DRAWINGS / "recommendations.ttl").read_text()
    open_set = "".join(line for line in text.splitlines(keepends=True) if "CompletenessStatement" not in line)
    assert open_set != text
    held = Held(draw(Graph().parse(data=open_set, format="turtle")))
    found = find(held, {"kind": "instruments", "type": "all", "period": PERIOD})
    assert NamedNode(NS + "gap-not-in-csr-set") not in {row[1] for row in found.rows}
    assert "set" in {remark.key for remark in found.remarks}


def test_nothing_is_said_of_gaps_where_no_document_was_read(look: Look) -> None:
    unread = "id:g1 a kyt:TargetGroup . id:t1 a kyt:Theme ; kyt:period id:2021-2027 ."
    assert {(_code(g.thing), g.gap, g.state) for g in look("", more=unread)} == {
        ("g1", "cannot-tell", "unknown"),
        ("t1", "orphan", "unknown"),
    }


def test_sources_that_disagree_leave_no_gap_closed(look: Look) -> None:
    denial = """id:a9 a kyt:Assertion ; rdf:subject id:t1 ; rdf:predicate kyt:targets ; rdf:object id:g1 ;
      kyt:decisionState kyt:status-accepted ; kyt:polarity kyt:polarity-denied ."""
    found = {_short(gap)[:4] for gap in look("period", more=denial)}
    assert ("g1", "cannot-tell", "conflict", "t1") in found


def test_groups_in_a_circle_are_as_good_as_each_other(look: Look) -> None:
    circle = "id:g1 skos:broader id:g5 ."
    found = {_short(gap)[:3] for gap in look("period", more=circle)}
    assert ("g5", "only-partial", "partial") in found


def test_a_period_without_themes_has_no_gaps_and_says_so(draw: Draw) -> None:
    held = _held(draw, "period")
    found = find(held, {"kind": "groups", "type": "all", "period": "2014-2020"})
    assert found.rows == ()
    assert [remark.key for remark in found.remarks] == ["empty"]


def test_a_type_without_gaps_says_so_and_of_an_empty_register_what_would_fill_it(draw: Draw) -> None:
    asked = {"kind": "groups", "period": PERIOD}
    known = find(_held(draw, "period"), {**asked, "type": "cannot-tell"})
    assert not known.rows
    assert [remark.key for remark in known.remarks][-1] == "noneOfType"
    silent = find(_held(draw, "recommendations"), {**asked, "type": "handled-elsewhere"})
    assert not silent.rows
    assert [remark.key for remark in silent.remarks][-2:] == ["noneOfType", "nobody"]


def test_one_type_is_chosen_by_its_name(draw: Draw) -> None:
    found = find(_held(draw, "period"), {"kind": "groups", "type": "only-weak", "period": PERIOD})
    (row,) = found.rows
    assert row[:2] == (NamedNode(ID + "g5"), NamedNode(NS + "gap-only-weak"))


def _held(draw: Draw, name: str, more: str = "") -> Held:
    text = (DRAWINGS / f"{name or 'period'}.ttl").read_text()
    prefixes = "".join(line for line in text.splitlines(keepends=True) if line.startswith("@prefix"))
    return Held(draw(Graph().parse(data=(text if name else prefixes) + more, format="turtle")))


def _short(gap: Gap) -> tuple[str, str, str, str, int, int, str]:
    return (_code(gap.thing), gap.gap, gap.state, _code(gap.at), gap.read, gap.out_of, gap.missing)


def _code(iri: str) -> str:
    return iri.removeprefix(ID)

"""Analyses of a large release that walk the projects that say anything: the same as walked over all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import NamedNode
from rdflib import DCTERMS, RDF, Graph, URIRef

from graph.analysis import lending, passing
from graph.analysis.held import Held
from graph.analysis.listing import analysis
from graph.analysis.policy_layer import PART
from graph.errors import KytkosError, NotFound, TooManyProjects
from graph.identifiers import ID, NS
from graph.store.dataset import Dataset
from graph.terms import state
from tests.graph.analysis.test_coverage import drawings
from tests.graph.analysis.test_portfolio_cells import counting, with_periods

Draw = Callable[[Graph], Dataset]
DRAWINGS = sorted((Path(__file__).parent / "drawings").glob("*.ttl"))
KINDS = ("TargetGroup", "Intermediary", "Theme", "SpecificObjective", "Method", "Result", "Organization")


def asked(walked: Held) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what is asked of a release both ways."""
    for kind in KINDS:
        yield "continuity", {"kind": kind, "earlier": ID + "2014-2020", "later": ID + "2021-2027"}
    for thing in walked.reach.coverers:
        yield "robustness", {"thing": thing}
    for thing in walked.reach.covered:
        yield "robustness", {"thing": thing, "show": "bands"}
    yield "chain", {"all": "yes"}
    for start, sort in walked.reach.covered.items():
        if sort == "PolicyInstrument":
            yield "chain", {"start": start}


def compared(walked: Held) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what is asked of pairs, and of changes."""
    for kind in ("Theme", "SubTheme", "SpecificObjective"):
        for show in ("pairs", "shared"):
            yield "overlap", {"first": "Theme", "second": kind, "show": show}
    for thing in walked.layer.of_kind("Theme", "SpecificObjective", "Project"):
        yield "whatif", {"change": f"remove {thing.removeprefix(ID)}"}
    for thing in walked.layer.of_kind("Theme"):
        yield "whatif", {"change": f"remove {thing.removeprefix(ID)}", "show": "gaps"}


def found(held: Held, name: str, given: Mapping[str, str]) -> object:
    """Return what is found, in whichever order links were read, or why nothing is."""
    try:
        finding = analysis(name).find(held, given)
    except KytkosError as problem:
        return str(problem)
    return set(finding.rows), len(finding.rows), sorted(map(repr, finding.remarks))


def iri(term: object) -> str:
    return str(getattr(term, "value", ""))


def same(dataset: Dataset, folder: Path) -> None:
    walked, counted = Held(dataset), counting(dataset, folder)
    for name, chosen in (*asked(walked), *compared(walked)):
        assert found(walked, name, chosen) == found(counted, name, chosen), (name, chosen)


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_what_says_anything_is_enough_to_walk(path: Path, draw: Draw, tmp_path: Path) -> None:
    same(draw(with_periods(Graph().parse(path))), tmp_path)


def test_a_part_leads_to_its_whole_also_through_what_is_of_no_kind(draw: Draw, tmp_path: Path) -> None:
    drawing = with_periods(Graph())
    for code in ("g0", "g2"):
        drawing.add((URIRef(ID + code), RDF.type, URIRef(NS + "RecommendationPart")))
    drawing.add((URIRef(ID + "v0"), RDF.type, URIRef(NS + "DocumentVersion")))
    drawing.add((URIRef(ID + "g0"), DCTERMS.isPartOf, URIRef(ID + "v0")))
    drawing.add((URIRef(ID + "v0"), DCTERMS.isPartOf, URIRef(ID + "g2")))
    same(draw(drawing), tmp_path)


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawing=drawings())
def test_what_says_anything_is_enough_to_walk_any_graph(drawing: Graph, draw: Draw, tmp_path: Path) -> None:
    same(draw(with_periods(drawing)), tmp_path)


def test_uptake_lists_what_has_results_and_counts_the_others(draw: Draw, tmp_path: Path) -> None:
    dataset = draw(with_periods(Graph().parse(DRAWINGS[0].parent / "uptake.ttl")))
    walked, counted = Held(dataset), counting(dataset, tmp_path)
    for period in ("all", "2014-2020", "2021-2027"):
        one, other = (
            analysis("uptake").find(held, {"period": period, "asOf": "2030"}) for held in (walked, counted)
        )
        silent = [row for row in one.rows if row[3] is None and row[-1] == NamedNode(state("unknown"))]
        assert set(one.rows) - set(silent) == set(other.rows)
        said = {remark.key: remark.values for remark in other.remarks}
        assert said.get("others", {}).get("count", 0) == len(silent)


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_why_not_lists_the_same_but_projects_that_bear_on_nothing(
    path: Path, draw: Draw, tmp_path: Path
) -> None:
    dataset = draw(with_periods(Graph().parse(path)))
    walked, counted = Held(dataset), counting(dataset, tmp_path)
    for coverer in walked.reach.coverers:
        for covered in walked.reach.covered:
            pair = {"coverer": coverer, "covered": covered}
            one, other = (analysis("whynot").find(held, pair) for held in (walked, counted))
            lacking = set(one.rows) - set(other.rows)
            assert set(other.rows) <= set(one.rows)
            assert all(iri(row[0]) in walked.layer.of_kind("Project") for row in lacking)
            assert bool(lacking) <= ("unlisted" in {remark.key for remark in other.remarks})
            assert {r.key for r in one.remarks} == {r.key for r in other.remarks} - {"unlisted"}


def crowded(projects: int) -> Graph:
    """Draw two themes of one objective: one with many projects that each serve a group, one with one."""
    drawing = with_periods(Graph())

    def say(code: str, kind: str, *links: tuple[str, str]) -> None:
        drawing.add((URIRef(ID + code), RDF.type, URIRef(NS + kind)))
        for relation, end in links:
            drawing.add((URIRef(ID + code), URIRef(relation), URIRef(ID + end)))

    say("g1", "TargetGroup")
    say("g2", "TargetGroup")
    say("i1", "NationalProgramme")
    say("o1", "SpecificObjective", (PART, "t1"), (PART, "t2"))
    members = [f"p{number}" for number in range(projects)]
    own = (NS + "claimsAlignmentWith", "i1")
    say("t1", "Theme", own, *((NS + "funds", code) for code in members))
    say("t2", "Theme", (NS + "funds", "q1"))
    for code in (*members, "q1"):
        say(code, "Project", (NS + "targets", "g1"), (NS + "period", "2014-2020"))
    say("p0", "Project", (NS + "targets", "g2"))
    return drawing


def test_what_has_too_many_projects_is_left_out_and_counted_or_refused(
    draw: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lending, "LENT", 3)
    dataset = draw(crowded(6))
    walked, counted = Held(dataset), counting(dataset, tmp_path)
    for asked_of in ("t1", "o1", "2014-2020"):
        with pytest.raises(TooManyProjects, match="more than 3"):
            analysis("robustness").find(counted, {"thing": ID + asked_of})
    small, group = {"thing": ID + "t2"}, {"thing": ID + "g1"}
    assert set(analysis("robustness").find(counted, small).rows) == set(
        analysis("robustness").find(walked, small).rows
    )
    told = analysis("robustness").find(counted, group)
    assert {remark.key: dict(remark.values) for remark in told.remarks}["leftOut"] == {"count": 3}
    assert {iri(row[0]) for row in told.rows} == {ID + "t2", ID + "q1"}
    changed = analysis("whatif").find(counted, {"change": "remove t2"})
    assert {iri(row[0]) for row in changed.rows} == {ID + "t2"}
    with pytest.raises(TooManyProjects):
        analysis("whatif").find(counted, {"change": "remove t2", "show": "gaps", "period": "2014-2020"})


def test_a_chain_names_some_projects_and_counts_all(
    draw: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passing, "LISTED", 2)
    dataset = draw(crowded(6))
    walked, counted = (
        analysis("chain").find(held, {"start": ID + "i1"})
        for held in (Held(dataset), counting(dataset, tmp_path))
    )
    project = NamedNode(NS + "Project")
    assert len([row for row in walked.rows if row[1] == project]) == 6
    assert len([row for row in counted.rows if row[1] == project]) == 2
    assert set(counted.rows) <= set(walked.rows)
    assert {row[2] for row in walked.rows if row[1] != project} == {
        row[2] for row in counted.rows if row[1] != project
    }
    (said,) = (remark for remark in counted.remarks if remark.key == "projects")
    assert dict(said.values) == {"start": ID + "i1", "count": 6, "listed": 2}


def test_a_project_is_compared_with_those_that_have_most_in_common(
    draw: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lending, "NEAREST", 2)
    dataset = draw(crowded(4))
    walked, counted = Held(dataset), counting(dataset, tmp_path)
    kinds = {"first": "Project", "second": "Project"}
    one, other = (analysis("overlap").find(held, {**kinds, "only": "p0"}) for held in (walked, counted))
    assert len(other.rows) == 2
    assert set(other.rows) <= set(one.rows)
    (said,) = (remark for remark in other.remarks if remark.key == "nearest")
    assert dict(said.values) == {"count": 4, "listed": 2}
    with pytest.raises(TooManyProjects, match="overlap"):
        analysis("overlap").find(counted, kinds)
    with pytest.raises(NotFound):
        analysis("overlap").find(counted, {**kinds, "only": "nothing"})

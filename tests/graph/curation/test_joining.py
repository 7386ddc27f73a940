from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.assertion import Assertion, Decision
from graph.curation.deciding import Curator
from graph.curation.joining import JOIN, candidates, joined
from graph.curation.review import Review
from graph.curation.states import Verdicts
from graph.ingest.tables.intake import Dates, take_in
from graph.ingest.tables.mapping import parse
from graph.store.workspace import Workspace
from tests.graph.invented import link, version

MAPPING = """
register: Keksitty
dates: d.m.yyyy
columns:
  - {heading: Koodi, is: code}
  - {heading: Nimi, is: title}
  - {heading: Alkaa, is: start}
  - {heading: Päättyy, is: end}
"""


def named(code: str, label: str, start: int = 70) -> Assertion:
    return link("funds", "k1", code, "Project", label, start, candidate=True)


PERIOD = link(
    "hasImplementationPeriod",
    "k1",
    "xperiod",
    "Interval",
    "2014-2020",
    10,
    values={"startYear": 2014, "endYear": 2020},
)


def held(path: Path, rows: list[str], *said: Assertion) -> Workspace:
    path.mkdir(exist_ok=True)
    workspace = Workspace(path)
    workspace.write_document(version(), (PERIOD, *said))
    table = path / "t.csv"
    table.write_text("\n".join(("Koodi,Nimi,Alkaa,Päättyy", *rows)), "utf-8")
    take_in(workspace, table, parse(MAPPING, "own"), Dates("2026-01-01"))
    return workspace


def found(workspace: Workspace) -> list[tuple[str, str, str]]:
    return [(a.subject, a.object, a.band) for a in candidates(tuple(workspace.documents()), workspace)]


def verdicts(workspace: Workspace, *decisions: Decision) -> Verdicts:
    return joined(workspace, tuple(workspace.documents()), decisions)


def test_equal_telling_names_of_the_same_years_are_one_project(tmp_path: Path) -> None:
    rows = [
        "S99001,Matkalla osallisuuteen,1.1.2015,31.12.2017",
        "S99002,Toinen hanke aivan,1.1.2015,1.1.2016",
    ]
    workspace = held(tmp_path / "w", rows, named("xone", "Matkalla osallisuuteen -hanke"))
    assert found(workspace) == [("xone", "S99001", "A")]
    given = verdicts(workspace)
    assert given.merged == {"xone": "S99001"}
    assert {link.assertion.object for link in given.links if link.assertion.relation == "funds"} == {"S99001"}


@pytest.mark.parametrize(
    ("rows", "name", "band"),
    [
        (["S99001,Matkalla osallisuuteen,1.1.2022,31.12.2023"], "Matkalla osallisuuteen", "B"),
        (["S99001,Matkalla osallisuuteen,,"], "Matkalla osallisuuteen", "B"),
        (["S99001,Matkalla osallisuutteen,1.1.2015,1.1.2016"], "Matkalla osallisuuteen", "C"),
        (["S99001,AKU - Kuviteltu hanke,1.1.2015,1.1.2016"], "AKU", "C"),
        (["S99001,Aku,1.1.2015,1.1.2016"], "AKU", "C"),
    ],
)
def test_what_is_less_sure_is_a_candidate_for_the_curator_and_merges_nothing(
    tmp_path: Path, rows: list[str], name: str, band: str
) -> None:
    workspace = held(tmp_path / "w", rows, named("xone", name))
    assert found(workspace) == [("xone", "S99001", band)]
    assert verdicts(workspace).merged == {}


def test_two_rows_of_one_name_are_both_candidates_only(tmp_path: Path) -> None:
    rows = [f"S9900{n},Matkalla osallisuuteen,1.1.2015,31.12.2017" for n in (1, 2)]
    workspace = held(tmp_path / "w", rows, named("xone", "Matkalla osallisuuteen"))
    assert found(workspace) == [("xone", "S99001", "B"), ("xone", "S99002", "B")]
    assert verdicts(workspace).merged == {}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Terveydeksi", "Terveystarkastus-hanke"),
        ("AKU", "Takuu ja PAKUplus"),
        ("AKU", "Vaaku palaa"),
        ("Polku", "Polkuja työelämään"),
    ],
)
def test_names_that_only_look_alike_are_never_joined(tmp_path: Path, name: str, title: str) -> None:
    workspace = held(tmp_path / "w", [f"S99001,{title},1.1.2015,1.1.2016"], named("xone", name))
    assert found(workspace) == []


def test_a_project_with_a_code_is_joined_by_its_code_alone(tmp_path: Path) -> None:
    said = replace(named("S99009", "Matkalla osallisuuteen"), candidate=False)
    workspace = held(tmp_path / "w", ["S99001,Matkalla osallisuuteen,1.1.2015,1.1.2016"], said)
    assert found(workspace) == []


def test_a_candidate_is_in_the_queue_accepted_it_makes_the_two_one_and_undone_two(tmp_path: Path) -> None:
    rows = ["S99001,AKU - Kuviteltu hanke,1.1.2015,1.1.2016"]
    review = Review(held(tmp_path / "w", rows, named("xone", "AKU")))
    (join,) = [link for link in review.state().verdicts.links if link.assertion.relation == JOIN]
    curator = Curator("editor", "graph editor", "the report says so")
    (taken,) = review.decide(curator, lambda desk: [desk.accept(join.assertion.code, {})])
    assert review.state().verdicts.merged == {"xone": "S99001"}
    assert review.state().verdicts.lost == ()
    review.decide(curator, lambda desk: [desk.undo(taken.id)])
    assert review.state().verdicts.merged == {}


def test_a_rejected_join_is_not_made_however_alike_the_names_are(tmp_path: Path) -> None:
    rows = ["S99001,Matkalla osallisuuteen,1.1.2015,31.12.2017"]
    review = Review(held(tmp_path / "w", rows, named("xone", "Matkalla osallisuuteen")))
    (join,) = [link for link in review.state().verdicts.links if link.assertion.relation == JOIN]
    curator = Curator("editor", "graph editor", "another project of the same name")
    review.decide(curator, lambda desk: [desk.reject(join.assertion.code)])
    assert review.state().verdicts.merged == {}

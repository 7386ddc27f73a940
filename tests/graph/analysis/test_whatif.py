"""What would be covered after a change, drawn by hand and against computing everything anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store
from rdflib import Graph

from graph.analysis import whatif
from graph.analysis.cell import Cells
from graph.analysis.change import apply, changes
from graph.analysis.coverage import coverage
from graph.analysis.held import Held
from graph.analysis.overlay import Overlay
from graph.analysis.policy_layer import PolicyLayer
from graph.errors import InvalidParameter
from graph.identifiers import ID, NS
from graph.store.dataset import Dataset
from tests.graph.analysis.conftest import Draw
from tests.graph.analysis.layers import layers

DRAWINGS = Path(__file__).parent / "drawings"
CHANGES = (
    "remove t0",
    "remove p0",
    "remove p0; remove t1",
    "add Project of=t1 targets=g1",
    "add SubTheme of=t0 targets=g0,g2 concerns=f1",
    "add t0 targets=g2",
    "shift s1 to t1",
    "shift p0 to t1; shift t1 to o1",
    "fund p0 by t2",
    "fund t1 by o1",
)
Delta = dict[tuple[str, str], tuple[str, str]]


def asked(change: str, show: str = "coverage", period: str = "2021-2027") -> dict[str, str]:
    return {"change": change, "show": show, "kind": "groups", "period": period}


def delta(held: Held, change: str) -> Delta:
    """Return the states before and after, by codes; nothing for a cell that is not there."""
    found = {}
    for row in whatif.find(held, asked(change)).rows:
        who, what, before, after, *_ = (str(getattr(term, "value", "")) for term in row)
        found[who.removeprefix(ID), what.removeprefix(ID)] = (
            before.removeprefix(NS + "state-"),
            after.removeprefix(NS + "state-"),
        )
    return found


@pytest.fixture
def projects(draw: Draw) -> Held:
    """A package m1 funds S10001 for g1, S10002 for g2, which is narrower, and S10003; no theme is loaded."""
    return Held(draw(Graph().parse(DRAWINGS / "projects.ttl")))


def test_a_project_taken_away_is_missed_by_its_package_and_period(projects: Held) -> None:
    assert delta(projects, "remove S10001") == {
        ("2014-2020", "g1"): ("direct", "partial"),
        ("S10001", "g1"): ("direct", ""),
        ("S10001", "g2"): ("weak", ""),
        ("m1", "g1"): ("partial", "partial"),
    }


def test_a_project_put_in_covers_for_itself_its_package_and_period(projects: Held) -> None:
    assert delta(projects, "add Project of=m1 targets=g3") == {
        ("2014-2020", "g3"): ("not-stated", "direct"),
        ("m1", "g3"): ("unknown", "partial"),
        ("new1", "g3"): ("", "direct"),
    }


def test_nothing_changed_changes_nothing_and_says_what_can_be_said(projects: Held) -> None:
    found = whatif.find(projects, asked(" ; "))
    assert (found.rows, [remark.key for remark in found.remarks]) == ((), ["nothing"])


def test_what_is_added_and_taken_away_again_leaves_all_as_it_was(projects: Held) -> None:
    found = whatif.find(projects, asked("add m1 targets=g3; remove m1 targets=g3"))
    assert (found.rows, [remark.key for remark in found.remarks]) == ((), ["same"])


def test_the_release_is_not_changed(projects: Held) -> None:
    before = projects.layer.graph.number_of_edges(), len(projects.dataset.store)
    whatif.find(projects, asked("remove S10001"))
    assert (projects.layer.graph.number_of_edges(), len(projects.dataset.store)) == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            "add m1 targets=g3",
            {
                ("change-closed", "g3", "gap-cannot-tell", "", "state-unknown", ""),
                ("change-opened", "g3", "gap-group-not-in-project", "m1", "", "state-not-stated"),
            },
        ),
        ("remove S10001", {("change-gone", "g1", "gap-unevidenced", "S10001", "state-direct", "")}),
        ("add MeasurePackage targets=g1", set()),
    ],
)
def test_gaps_that_would_open_close_or_go_are_told(
    projects: Held, change: str, told: set[tuple[str, ...]]
) -> None:
    found = whatif.find(projects, asked(change, "gaps", "2014-2020"))
    rows = ([str(getattr(term, "value", "")) for term in row] for row in found.rows)
    assert {tuple(text.removeprefix(ID).removeprefix(NS) for text in row) for row in rows} == told
    assert [remark.key for remark in found.remarks] == ([] if told else ["sameGaps"])


def test_a_project_without_which_nothing_was_read_is_told(projects: Held) -> None:
    found = whatif.find(projects, asked("remove S10003"))
    told = {(remark.key, remark.values["coverer"], remark.values["now"]) for remark in found.remarks}
    assert ("restTargetGroup", ID + "2014-2020", NS + "state-unknown") in told


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("delete m1", "is not a change; say: remove CODE; .*shift CODE to CODE"),
        ("remove k9", "k9 is not in this release"),
        ("remove g1", "g1 is none of: Theme"),
        ("remove m1; remove m1", "or was removed before"),
        ("remove m1 targets=g1", "m1 has no link targets to g1"),
        ("remove <m1>", "expected a code such as"),
        ("add m1 targets=m1", "m1 is none of: TargetGroup"),
        ("add m1 like=g1", "expected of=CODE"),
        ("add m1 of=m1", "shift CODE to CODE"),
        ("add Project of=g1", "g1 is none of: Programme"),
        ("shift m1 to S10001", "S10001 is m1 itself, or a part of it"),
        ("fund m1 by m1", "m1 is none of: Programme, PriorityAxis, SpecificObjective"),
        ("fund g1 by m1", "g1 is none of: Theme, MeasurePackage, Project"),
    ],
)
def test_what_cannot_be_is_refused_and_named(projects: Held, change: str, said: str) -> None:
    with pytest.raises(InvalidParameter, match=said):
        whatif.find(projects, asked(change))


@settings(deadline=None)
@given(layer=layers(), change=st.sampled_from(CHANGES))
def test_a_delta_is_the_difference_of_all_cells_computed_anew(layer: PolicyLayer, change: str) -> None:
    overlay = Overlay(layer)
    try:
        for one in changes(change):
            apply(overlay, one)
    except InvalidParameter:
        assume(False)
    before, after = coverage(layer), coverage(overlay.layer)
    held = Held(Dataset(Store()), layer)
    assert delta(held, change) == {
        (pair[0].removeprefix(ID), pair[1].removeprefix(ID)): (_state(before, pair), _state(after, pair))
        for pair in {**before, **after}
        if _seen(before, pair) != _seen(after, pair)
    }


def _state(cells: Cells, pair: tuple[str, str]) -> str:
    return cells[pair].state if pair in cells else ""


def _seen(cells: Cells, pair: tuple[str, str]) -> tuple[str, int] | None:
    held = cells.get(pair)
    return None if held is None or held.state in ("not-stated", "unknown") else (held.state, held.count)

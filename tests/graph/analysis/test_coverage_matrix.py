"""Coverage as a matrix: cells, counts with their units, intervals and money."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from rdflib import Graph

from graph.analysis.cell import Cell
from graph.analysis.coverage_matrix import find, interval
from graph.analysis.held import Held
from graph.analysis.listing import analysis
from graph.analysis.picture import Matrix, Spot
from graph.errors import InvalidParameter
from graph.identifiers import ID, NS
from graph.store.dataset import Dataset
from graph.terms import STATES

Draw = Callable[[Graph], Dataset]
DRAWINGS = Path(__file__).parent / "drawings"
CHOSEN = {
    "coverers": "Theme",
    "covered": "TargetGroup",
    "route": "hierarchy",
    "period": "all",
    "state": "any",
}


def test_a_cell_says_its_state_and_counts_each_unit_apart(draw: Draw) -> None:
    found = _found(draw, "projects", coverers="MeasurePackage")
    (row,) = (row for row in found if row["covered"] == "g1")
    counts = {name: row[name] for name in ("projects", "parts", "narrower", "passages", "outOf")}
    assert row["state"] == "state-partial"
    assert counts == {"projects": "2", "parts": "0", "narrower": "0", "passages": "0", "outOf": "3"}


def test_narrower_groups_are_counted_as_groups(draw: Draw) -> None:
    (row,) = (row for row in _found(draw, "narrower") if row["covered"] == "g1")
    assert (row["narrower"], row["projects"], row["outOf"]) == ("1", "0", "3")


def test_an_instruments_cell_says_its_rung(draw: Draw) -> None:
    rungs = {row["covered"]: row["rung"] for row in _found(draw, "ladder", covered="PolicyInstrument")}
    assert rungs == {
        "i1": "showsResultFor",
        "i2": "citesAsBackground",
        "i3": "showsResultFor",
        "i4": "citesAsBackground",
        "i5": "",
    }


def test_cells_are_chosen_by_state(draw: Draw) -> None:
    assert {row["covered"] for row in _found(draw, "narrower", state="partial")} == {"g1", "g2"}


def test_coverers_are_chosen_by_period(draw: Draw) -> None:
    rows = _found(
        draw, "projects", "id:S10001 kyt:period id:2021-2027 .", coverers="Project", period="2021-2027"
    )
    assert {row["coverer"] for row in rows} == {"S10001"}


def test_coverage_is_an_interval(draw: Draw) -> None:
    """By hand: g3 is direct, and g2 covered through its only narrower group; nothing is excluded."""
    held = _held(draw, "narrower")
    cells = {what: held.cells[ID + "t1", what] for what in held.reach.covered}
    known = interval(held, cells)
    assert (known.least, known.most, known.out_of) == (2, 4, 4)


def test_a_complete_list_and_a_denial_exclude(draw: Draw) -> None:
    held = _held(draw, "disputed")
    known = interval(held, {what: held.cells[ID + "t1", what] for what in held.reach.covered})
    assert (known.least, known.most, known.out_of) == (0, 3, 4)


@drawn(states=st.lists(st.sampled_from(STATES), max_size=12))
def test_an_interval_never_ends_before_it_begins(states: list[str]) -> None:
    held = Held(Dataset.of(()))
    cells = {str(place): Cell(frozenset({name})) for place, name in enumerate(states)}
    held.reach.narrower.update({what: set() for what in cells})
    known = interval(held, cells)
    assert 0 <= known.least <= known.most <= known.out_of == len(states)


def test_all_coverers_together_are_absent_only_where_each_is(draw: Draw) -> None:
    more = "id:t9 a kyt:Theme ."
    held = _held(draw, "completeness", more)
    overall = next(r for r in find(held, CHOSEN).remarks if r.key == "overall")
    assert overall.values["most"] == overall.values["outOf"]


def test_money_is_the_coverers_own_and_unlike_sums_are_not_added(draw: Draw) -> None:
    money = """
    id:t1 kyt:hasFunding id:m1 .
    id:m1 a kyt:MonetaryAmount ; kyt:amount 100.50 ; kyt:currency "EUR" ; kyt:stage kyt:stage-planned .
    """
    other = """
    id:t1 kyt:hasFunding id:m2 .
    id:m2 a kyt:MonetaryAmount ; kyt:amount 7 ; kyt:currency "EUR" ; kyt:stage kyt:stage-paid .
    """
    one, two = (find(_held(draw, "direct", text), CHOSEN) for text in (money, money + other))
    place = one.columns.index("money")
    assert {str(getattr(row[place], "value", "")) for row in one.rows if row[0] == NamedNode(ID + "t1")} == {
        "100.50"
    }
    assert {row[place] for row in two.rows} == {None}
    assert [r.values["count"] for r in two.remarks if r.key == "unlike"] == [2]


def test_an_empty_selection_says_so(draw: Draw) -> None:
    found = find(_held(draw, "direct"), {**CHOSEN, "period": "2014-2020"})
    assert (found.rows, [remark.key for remark in found.remarks], found.picture) == ((), ["empty"], None)


def test_groups_in_a_circle_are_told(draw: Draw) -> None:
    found = find(_held(draw, "narrower", "id:g1 skos:broader id:g3 ."), CHOSEN)
    assert [r.values["count"] for r in found.remarks if r.key == "circle"] == [3]


def test_the_picture_holds_every_cell(draw: Draw) -> None:
    picture = find(_held(draw, "direct"), CHOSEN).picture
    assert isinstance(picture, Matrix)
    assert picture.spots[ID + "t1", ID + "g1"] == Spot("direct", 0)


@pytest.mark.parametrize(
    "wrong", [{"coverers": "Ministry"}, {"route": "sideways"}, {"route": "methods"}, {"state": "yes"}]
)
def test_a_wrong_kind_route_or_state_is_refused_with_those_there_are(
    wrong: dict[str, str], draw: Draw
) -> None:
    with pytest.raises(InvalidParameter, match=r"expected one of|routes that do"):
        analysis("coverage").find(_held(draw, "direct"), wrong)


def _found(draw: Draw, name: str, more: str = "", **chosen: str) -> list[dict[str, str]]:
    found = find(_held(draw, name, more), {**CHOSEN, **chosen})
    return [dict(zip(found.columns, map(_short, row), strict=True)) for row in found.rows]


def _short(term: object) -> str:
    return str(getattr(term, "value", "")).removeprefix(ID).removeprefix(NS)


def _held(draw: Draw, name: str, more: str = "") -> Held:
    return Held(draw(Graph().parse(data=(DRAWINGS / f"{name}.ttl").read_text() + more, format="turtle")))

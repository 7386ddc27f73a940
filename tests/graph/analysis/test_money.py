"""Money of like kinds, on a graph drawn by hand and by laws that hold of any sums."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad
from rdflib import Graph

from graph.analysis.amount import Amount, Kind, total
from graph.analysis.analysis import Finding
from graph.analysis.division import Known, parts
from graph.analysis.held import Held
from graph.analysis.listing import analysis
from graph.analysis.money import lines_of
from graph.analysis.picture import Bars
from graph.errors import InvalidParameter
from graph.identifiers import GRAPH, ID, NS
from graph.store.dataset import Dataset

DRAWING = Path(__file__).parent / "drawings" / "money.ttl"
Draw = Callable[[Graph], Dataset]
KIND = Kind("scope", "composition", "EUR", NS + "stage-committed")
SPLITS = st.sampled_from(("none", "equal", "whole"))
#: Two projects of one group, whose sums say nothing of whose money they are.
_OPEN_TO_GROUPS = """
@prefix id: <https://w3id.org/kytkos/id/> .
@prefix kyt: <https://w3id.org/kytkos/ns#> .
id:g1 a kyt:TargetGroup .
id:p1 a kyt:Project ; kyt:targets id:g1 ; kyt:hasFunding id:m1 .
id:p2 a kyt:Project ; kyt:targets id:g1 ; kyt:hasFunding id:m2 .
id:m1 a kyt:MonetaryAmount ; kyt:amount 1 ; kyt:composition kyt:composition-not-stated .
id:m2 a kyt:MonetaryAmount ; kyt:amount 2 ; kyt:composition kyt:composition-not-stated .
"""
_OWNERS = st.dictionaries(
    st.sampled_from("abcdef"), st.frozensets(st.sampled_from("uvwxyz")).map(lambda held: tuple(sorted(held)))
)


@pytest.fixture
def held(draw: Draw) -> Held:
    return Held(draw(Graph().parse(DRAWING)))


def test_a_theme_is_told_what_is_planned_committed_paid_and_left(held: Held) -> None:
    rows = _by_thing(_found(held), "t1", scope="theme")
    assert [(row["stage"], row["amount"], row["left"]) for row in rows] == [
        ("stage-planned", "15000000.00", "9999999.99"),
        ("stage-committed", "5000000.01", "3999999.99"),
        ("stage-paid", "1000000.02", ""),
    ]
    assert [row["asOf"] for row in rows] == ["", "2024-12-31", "2024-12-31"]


def test_sums_of_unlike_kinds_stand_in_rows_of_their_own(held: Held) -> None:
    found = _found(held)
    assert [row["scope"] for row in _by_thing(found, "t1", stage="planned")] == [
        "fundingScope-coordination",
        "fundingScope-project",
        "fundingScope-theme",
    ]
    assert _said(found, "unlike") == [{"count": 6}]


def test_a_sum_without_a_currency_is_added_to_none_in_euros(held: Held) -> None:
    found = _found(held)
    (row,) = _by_thing(found, "t2", stage="planned", scope="theme")
    assert (row["amount"], row["currency"]) == ("13000000.00", "")
    assert _said(found, "no-currency") == [{"count": 1}]
    assert isinstance(found.picture, Bars)
    assert ID + "t2" not in {bar.name for bar in found.picture.bars}


def test_sums_that_leave_open_whose_money_they_are_stand_alone(draw: Draw) -> None:
    drawn = DRAWING.read_text("utf-8").replace("composition-eu-and-state", "composition-not-stated")
    found = _found(Held(draw(Graph().parse(data=drawn, format="turtle"))))
    (row,) = _by_thing(found, "t1", stage="planned", scope="theme")
    assert (row["amount"], row["left"], row["state"]) == ("15000000.00", "", "state-direct")
    by_group = _by_thing(
        _found(Held(draw(Graph().parse(data=_OPEN_TO_GROUPS, format="turtle"))), by="group"), "g1"
    )
    assert [(row["amount"], row["sums"], row["state"]) for row in by_group] == [("", "2", "state-unknown")]


def test_a_part_of_a_frame_is_not_added_to_it(held: Held) -> None:
    assert _said(_found(held), "inside") == [{"count": 1}]


@pytest.mark.parametrize(
    ("split", "shares"),
    [
        ("none", {"g1": ("100.00", "100.00", "200.01"), "g2": ("", "0.00", "100.01"), "": ("100.01",) * 3}),
        (
            "equal",
            {
                "g1": ("133.34", "100.00", "200.01"),
                "g2": ("33.34", "0.00", "100.01"),
                "g3": ("33.33", "0.00", "100.01"),
            },
        ),
        ("whole", {"g1": ("200.01", "100.00", "200.01"), "g3": ("100.01", "0.00", "100.01")}),
    ],
)
def test_groups_share_a_project_by_the_rule_named(
    held: Held, split: str, shares: dict[str, tuple[str, str, str]]
) -> None:
    found = _found(held, by="group", split=split)
    for group, expected in shares.items():
        (row,) = _by_thing(found, group, stage="committed", composition="eu", scope="project")
        assert (row["amount"], row["least"], row["most"]) == expected
    assert _said(found, f"split-{split}") == [{"count": 1}]


def test_sources_that_disagree_give_an_interval_and_no_sum(held: Held) -> None:
    (row,) = _by_thing(_found(held, by="project"), "p1", stage="paid")
    assert (row["amount"], row["least"], row["most"], row["state"]) == (
        "",
        "60.00",
        "70.00",
        "state-conflict",
    )


def test_an_earlier_date_gives_what_was_known_then(held: Held) -> None:
    found = _found(held, by="project", asOf="2024-05")
    (row,) = _by_thing(found, "p1", stage="paid")
    assert (row["amount"], row["asOf"], row["state"]) == ("40.00", "2023", "state-direct")
    assert _said(found, "undated") == [{"count": 8}]
    assert _said(found, "later") == [{"count": 4}]


@pytest.mark.parametrize(("project", "key"), [("p3", "negative"), ("p4", "no-sum")])
def test_a_negative_or_missing_sum_is_told_and_never_nought(held: Held, project: str, key: str) -> None:
    found = _found(held, by="project")
    (row,) = _by_thing(found, project)
    assert (row["amount"], row["most"], row["state"]) == ("", "", "state-unknown")
    assert [said["thing"] for said in _said(found, key)] == [ID + project]


def test_a_thing_without_a_sum_is_unknown_or_where_its_document_was_read_not_stated(held: Held) -> None:
    found = _found(held)
    states = {one: _by_thing(found, one)[0]["state"] for one in ("t3", "t4")}
    assert states == {"t3": "state-unknown", "t4": "state-not-stated"}
    assert _said(found, "declared") == [{"thing": ID + "t3"}]


def test_money_is_no_instruments_unless_it_is_coded_to_it(held: Held) -> None:
    found = _found(held, by="instrument")
    assert {row["thing"] for row in _named(found)} == {""}


def test_a_sum_of_some_of_a_themes_projects_is_partial(held: Held) -> None:
    (row,) = _by_thing(_found(held, split="whole"), "t1", stage="committed", scope="project")
    # p1 and p2 of three projects; the coordination project is none of them.
    assert (row["amount"], row["sums"], row["outOf"], row["state"]) == ("200.01", "2", "3", "state-partial")


def test_rows_of_one_register_are_one_source_as_of_its_date(draw: Draw) -> None:
    found = Graph().parse(DRAWING)
    found.parse(
        data=f"""
        @prefix dct: <http://purl.org/dc/terms/> .
        @prefix id: <{ID}> .
        @prefix kyt: <{NS}> .
        id:p5 a kyt:Project ; kyt:hasFunding id:m14 , id:m15 .
        id:m14 kyt:amount 7.00 ; kyt:currency "EUR" ; kyt:stage kyt:stage-paid ; dct:source id:r1 .
        id:m15 kyt:amount 9.00 ; kyt:currency "EUR" ; kyt:stage kyt:stage-paid ; dct:source id:r2 .
        id:r1 a kyt:RegisterRecord ; dct:source id:w1 .
        id:r2 a kyt:RegisterRecord ; dct:source id:w2 .
        id:w1 kyt:asOf "2024-01-01" .
        id:w2 kyt:asOf "2024-12-31" .
        """
    )
    (row,) = _by_thing(_found(Held(draw(found)), by="project"), "p5")
    # Two versions are two sources: they disagree until one replaces the other.
    assert (row["least"], row["most"], row["asOf"], row["sources"]) == ("7.00", "9.00", "2024-12-31", "2")


def test_sums_of_a_register_that_nobody_trusts_are_counted_and_not_added(held: Held) -> None:
    claimed = NamedNode(GRAPH + "claimed/w3")
    held.dataset.extend(
        [Quad(NamedNode(ID + "p1"), NamedNode(NS + "hasFunding"), NamedNode(ID + "m99"), claimed)]
    )
    assert _said(_found(held), "claimed") == [{"count": 1}]


@pytest.mark.parametrize("day", ["last year", "2024-13", "2023-02-29"])
def test_a_date_that_is_none_is_refused(day: str, held: Held) -> None:
    with pytest.raises(InvalidParameter, match="asOf"):
        _found(held, asOf=day)


@given(_OWNERS, st.lists(st.integers(0, 10**9), min_size=6, max_size=6), st.sampled_from(("none", "equal")))
def test_what_is_divided_adds_up_to_the_cent(
    owners: dict[str, tuple[str, ...]], cents: list[int], split: str
) -> None:
    known = _known(cents)
    lines = lines_of(parts(known, lambda holder: owners.get(holder, ()), split))
    assert sum(line.chosen.least for line in lines) == total(known.values(), KIND).least


@given(_OWNERS, st.lists(st.integers(0, 10**9), min_size=6, max_size=6), SPLITS)
def test_a_share_by_any_rule_lies_within_its_bounds(
    owners: dict[str, tuple[str, ...]], cents: list[int], split: str
) -> None:
    for line in lines_of(parts(_known(cents), lambda holder: owners.get(holder, ()), split)):
        assert line.bounds.most is not None
        if line.cents is not None:
            assert line.bounds.least <= line.cents <= line.bounds.most


@given(st.lists(st.integers(0, 10**9), min_size=6, max_size=6), st.permutations("abcdef"), st.integers(0, 6))
def test_any_partition_of_sums_adds_up_to_their_total(cents: list[int], names: list[str], cut: int) -> None:
    known = _known(cents)
    one, other = (total((known[name, KIND] for name in side), KIND) for side in (names[:cut], names[cut:]))
    assert total((one, other), KIND).least == total(known.values(), KIND).least == sum(cents)


def _known(cents: list[int]) -> Known:
    return {(name, KIND): Amount(KIND, sum_, sum_) for name, sum_ in zip("abcdef", cents, strict=True)}


def _found(held: Held, **given: str) -> Finding:
    return analysis("money").find(held, given)


def _named(found: Finding) -> list[dict[str, str]]:
    return [
        {
            name: str(getattr(cell, "value", "")).removeprefix(ID).removeprefix(NS)
            for name, cell in zip(found.columns, row, strict=True)
        }
        for row in found.rows
    ]


def _by_thing(found: Finding, thing: str, **kind: str) -> list[dict[str, str]]:
    begun = {"scope": "fundingScope-", "stage": "stage-", "composition": "composition-"}
    wanted = {name: begun[name] + value for name, value in kind.items()}
    return [row for row in _named(found) if row["thing"] == thing and wanted.items() <= row.items()]


def _said(found: Finding, key: str) -> list[dict[str, str | int]]:
    return [dict(remark.values) for remark in found.remarks if remark.key == key]

"""An answer asked again tells what is new and what is gone, and nothing else of it changes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some
from pyoxigraph import Literal, NamedNode

from graph.identifiers import NS
from graph.store.dataset import Dataset
from sparql.answers import Answer, answer
from sparql.repeated import CHANGE, GONE, NEW, SAME, SINCE, Row, asked, repeated

DIRECT, UNKNOWN = (NamedNode(f"{NS}state-{name}") for name in ("direct", "unknown"))


def told(dataset: Dataset, rows: list[Row], release: str) -> Answer:
    known = answer(dataset, "groups-without-earlier-project", {})
    return replace(known, columns=("thing", "state"), rows=tuple(rows), release=release)


def row(text: str, state: NamedNode = DIRECT) -> Row:
    return (Literal(text), state)


def test_rows_are_told_as_the_same_new_and_gone(dataset: Dataset) -> None:
    then = told(dataset, [row("a"), row("b", UNKNOWN)], "r1")
    got = repeated(then, told(dataset, [row("b"), row("a")], "r2"))
    assert got.columns == (CHANGE, "thing", "state")
    assert got.rows == ((NEW, *row("b")), (SAME, *row("a")), (GONE, *row("b", UNKNOWN)))
    assert got.release == "r2"
    assert got.parameters["sinceRelease"] == "r1"


def test_an_earlier_release_is_asked_the_same_where_it_is_named(dataset: Dataset) -> None:
    opened: list[str] = []

    def earlier(release: str) -> Dataset:
        opened.append(release)
        return dataset

    name, params = "recommendations-without-theme", {"since": "2020"}
    assert asked(dataset, name, params, "en", earlier).parameters["since"] == "2020"
    assert opened == []
    got = asked(dataset, name, {**params, SINCE: "r1"}, "en", earlier)
    assert (opened, got.columns[0], got.parameters["since"]) == (["r1"], CHANGE, "2020")


def test_states_are_counted_of_what_holds_now(dataset: Dataset) -> None:
    then = told(dataset, [row("a", UNKNOWN)], "r1")
    assert repeated(then, told(dataset, [row("a")], "r2")).states == {"direct": 1}


def test_the_same_release_changes_nothing(dataset: Dataset) -> None:
    known = answer(dataset, "groups-without-earlier-project", {})
    assert {held[0] for held in repeated(known, known).rows} == {SAME}


@given(some.lists(some.sampled_from("abc")), some.lists(some.sampled_from("abc")))
def test_what_is_the_same_and_new_is_the_later_answer_and_with_gone_the_earlier(
    dataset: Dataset, before: list[str], after: list[str]
) -> None:
    got = repeated(told(dataset, list(map(row, before)), "r1"), told(dataset, list(map(row, after)), "r2"))
    assert [held[1:] for held in got.rows if held[0] != GONE] == [*map(row, after)]
    old = sorted(str(held[1]) for held in got.rows if held[0] != NEW)
    assert old == sorted(str(Literal(text)) for text in before)

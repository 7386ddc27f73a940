"""Questions to a whole portfolio: over columns, in SPARQL, and by going through the projects one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis import co_occurrence, portfolio, spending, stratifying
from graph.analysis.amount import Kind
from graph.analysis.columns import UNDATED, Head, Ints
from graph.identifiers import ID, NS
from graph.terms import STATES

GROUPS, INSTRUMENTS, REGIONS, WHOLES = 5, 3, 3, 4
COVERED = GROUPS + INSTRUMENTS
KIND = Kind(NS + "fundingScope-project", NS + "composition-eu", "EUR", "")
#: Group 1 is inside 0, 2 inside 1, and instrument 6 (a part) inside 5.
INSIDE = {(0, 1), (0, 2), (1, 2), (5, 6)}


def links(held: st.DrawFn, most: int, ends: st.SearchStrategy[int], first: int, marks: int) -> Ints:
    row = st.tuples(st.integers(first, WHOLES + most - 1), ends, st.integers(min(marks, 1), marks))
    found = held(st.lists(row, max_size=14))
    return np.array(found, np.int64).reshape(-1, 3)


@st.composite
def portfolios(pick: st.DrawFn) -> stratifying.Said:
    """Make any small portfolio: a period (whole 0), two themes, and a sub-theme in the first of them."""
    projects = pick(st.integers(0, 7))
    nodes = WHOLES + projects
    any_project = st.integers(WHOLES, nodes - 1) if projects else st.nothing()
    parts = (
        pick(st.lists(st.tuples(st.integers(0, WHOLES - 1), any_project), max_size=12)) if projects else []
    )
    groups, instruments = st.integers(0, GROUPS - 1), st.integers(GROUPS, COVERED - 1)
    none = np.empty((0, 3), np.int64)
    rungs = links(pick, projects, instruments, 1, 5)
    stated = links(pick, projects, groups, 1, 3)
    unsure = np.array(pick(st.lists(st.booleans(), min_size=projects, max_size=projects)), bool)
    cents = pick(st.lists(CENTS, min_size=projects, max_size=projects))
    days = [pick(st.lists(DAY, min_size=projects, max_size=projects)) for _ in range(2)]
    places = st.tuples(any_project, st.integers(0, REGIONS - 1), st.just(0))
    return stratifying.Said(
        head=Head(
            tuple(f"{ID}w{n}" for n in range(WHOLES)),
            tuple(f"{ID}c{n}" for n in range(COVERED)),
            GROUPS,
            tuple(f"{ID}r{n}" for n in range(REGIONS)),
            (KIND,),
        ),
        projects=np.array([f"p{n}".encode() for n in range(projects)], np.bytes_),
        is_period=np.arange(WHOLES) == 0,
        tells=np.arange(WHOLES) == 0,
        below=np.array([(1, 3), *parts], np.int64).reshape(-1, 2),
        inside=np.array(sorted(INSIDE), np.int64),
        told=np.array(pick(st.lists(st.tuples(*[st.booleans()] * 2), min_size=nodes, max_size=nodes)), bool),
        stated=np.concatenate([stated, rungs[rungs[:, 2] > 1] * (1, 1, 0)]),
        proposed=links(pick, projects, groups, 0, 0),
        denied=none,
        near=none,
        rungs=rungs,
        complete=none,
        regions=np.array(pick(st.lists(places, max_size=8)) if projects else [], np.int64).reshape(-1, 3),
        first_day=np.array(days[0], np.int32),
        last_day=np.array(days[1], np.int32),
        cents=np.where(unsure, 0, np.array(cents, np.int64))[None, :].astype(np.int64),
        unsure=unsure[None, :],
    )


#: Some so large that they leave no room for counts beside them in a number.
CENTS = st.integers(0, 10**9) | st.just(2**59)
DAY = st.sampled_from([UNDATED, 0, 100, 200, 300])


class Slow:
    """The same portfolio, gone through project by project."""

    def __init__(self, said: stratifying.Said) -> None:
        self.said = said
        self.projects = range(len(said.projects))
        self.covers = self._by(said.stated)
        self.proposes = self._by(said.proposed)
        self.places = self._by(said.regions)
        self.below: dict[int, set[int]] = {whole: set() for whole in range(WHOLES)}
        for above, thing in said.below.tolist():
            self.below[above].add(thing)
        self.members = {whole: self._members(whole) for whole in range(WHOLES)}

    def _by(self, held: Ints) -> dict[int, set[int]]:
        return {p: {int(e) for w, e, _ in held if w == p + WHOLES} for p in self.projects}

    def _members(self, whole: int) -> set[int]:
        found = set(self.below[whole])
        for one in self.below[whole]:
            if one < WHOLES:
                found |= self._members(one)
        return found

    def reaches(self, project: int, what: int) -> bool:
        return bool(self.covers[project] & {what, *(low for top, low in INSIDE if top == what)})

    def of(self, whole: int) -> Iterator[int]:
        return (node - WHOLES for node in sorted(self.members[whole]) if node >= WHOLES)

    def rung(self, project: int, what: int) -> int:
        sayers = {project + WHOLES, *(w for w in range(WHOLES) if project + WHOLES in self.members[w])}
        return max((int(r) for who, end, r in self.said.rungs if who in sayers and end == what), default=0)


@settings(max_examples=60, deadline=None)
@given(said=portfolios(), first=st.integers(0, 350), length=st.integers(0, 300))
def test_coverage_counts_distinct_projects_and_their_money_in_a_time(
    said: stratifying.Said, first: int, length: int
) -> None:
    columns, slow = stratifying.columns(said), Slow(said)
    begin, end = (date.fromordinal(date(1970, 1, 1).toordinal() + day) for day in (first, first + length))
    found = portfolio.coverage(columns, 0, portfolio.during(columns, begin, end))
    for whole in range(WHOLES):
        undated = [p for p in slow.of(whole) if UNDATED in (said.first_day[p], said.last_day[p])]
        for what in range(COVERED):
            through = [
                p
                for p in slow.of(whole)
                if slow.reaches(p, what)
                and p not in undated
                and said.first_day[p] <= first + length
                and said.last_day[p] >= first
            ]
            assert found.projects[whole, what] == len(through)
            assert found.cents[whole, what] == sum(int(said.cents[0, p]) for p in through)
            assert found.unsure[whole, what] == sum(bool(said.unsure[0, p]) for p in through)
            state = STATES[found.states[whole, what]]
            assert not (undated and state == "not-stated"), "an undated project may be the one"
            assert not through or state in ("direct", "partial")


@settings(max_examples=60, deadline=None)
@given(said=portfolios(), region=st.integers(0, REGIONS - 1))
def test_gaps_are_what_no_project_reaches_anywhere_and_in_a_region(
    said: stratifying.Said, region: int
) -> None:
    columns, slow = stratifying.columns(said), Slow(said)
    there = [p for p in slow.projects if region in slow.places[p]]
    for chosen, among in ((None, list(slow.projects)), (portfolio.in_region(columns, region), there)):
        found = portfolio.reached(columns, chosen)
        for what in range(COVERED):
            assert found.projects[what] == sum(slow.reaches(p, what) for p in among)
            state = STATES[found.states[what]]
            assert (state == "direct") == any(what in slow.covers[p] for p in among)
            assert (state in ("direct", "partial")) == any(slow.reaches(p, what) for p in among)
            tells = any(said.told[WHOLES + p, int(what >= GROUPS)] for p in among)
            assert state != ("unknown" if tells else "not-stated")
    reached = portfolio.by_region(columns)[region].tolist()
    assert reached == [any(slow.reaches(p, what) for p in there) for what in range(COVERED)]


@settings(max_examples=60, deadline=None)
@given(said=portfolios())
def test_money_of_an_instrument_counts_each_project_once_on_its_highest_rung(said: stratifying.Said) -> None:
    columns, slow = stratifying.columns(said), Slow(said)
    found = spending.spent(columns, 0)
    for what in range(INSTRUMENTS):
        for rung in range(1, found.cents.shape[1] + 1):
            answering = [p for p in slow.projects if slow.rung(p, GROUPS + what) == rung]
            assert found.projects[what, rung - 1] == len(answering)
            assert found.cents[what, rung - 1] == sum(int(said.cents[0, p]) for p in answering)
            assert found.unsure[what, rung - 1] == sum(bool(said.unsure[0, p]) for p in answering)


@settings(max_examples=60, deadline=None)
@given(said=portfolios())
def test_groups_are_together_in_the_projects_that_cover_both(said: stratifying.Said) -> None:
    found = co_occurrence.together(stratifying.columns(said))
    covers = Slow(said).covers.values()
    for one in range(GROUPS):
        for other in range(GROUPS):
            assert found[one, other] == sum({one, other} <= held for held in covers)


@given(said=portfolios())
def test_columns_do_not_depend_on_the_order_or_repetition_of_what_is_said(said: stratifying.Said) -> None:
    again = replace(said, stated=np.concatenate([said.stated[::-1], said.stated]), below=said.below[::-1])
    one, other = stratifying.columns(said), stratifying.columns(again)
    assert one.projects.tolist() == other.projects.tolist()
    assert one.stated.ends.tolist() == other.stated.ends.tolist()
    assert one.stratum_wholes.ends.tolist() == other.stratum_wholes.ends.tolist()


def test_a_title_only_table_leaves_coverage_unknown_and_never_none() -> None:
    none = np.empty((0, 3), np.int64)
    said = stratifying.Said(
        head=Head((ID + "t1",), (ID + "g1",), 1, (), ()),
        projects=np.array([b"p1", b"p2"]),
        is_period=np.array([False]),
        tells=np.array([True]),
        below=np.array([(0, 1), (0, 2)]),
        inside=np.empty((0, 2), np.int64),
        told=np.zeros((3, 2), bool),
        **dict.fromkeys(("stated", "proposed", "denied", "near", "rungs", "complete", "regions"), none),
        first_day=np.zeros(2, np.int32),
        last_day=np.zeros(2, np.int32),
        cents=np.empty((0, 2), np.int64),
        unsure=np.empty((0, 2), bool),
    )
    found = portfolio.coverage(stratifying.columns(said))
    assert STATES[found.states[0, 0]] == "unknown"
    read = replace(said, told=np.array([(False, False), (True, False), (False, False)]))
    assert STATES[portfolio.coverage(stratifying.columns(read)).states[0, 0]] == "not-stated"


@settings(max_examples=20, deadline=None)
@given(said=portfolios())
def test_a_stratum_that_is_cut_counts_the_same(said: stratifying.Said) -> None:
    columns = stratifying.columns(said)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stratifying, "LARGEST", 2)
        cut = stratifying.columns(said)
    assert cut.sizes.max(initial=0) <= 2
    assert cut.projects.tolist() == columns.projects.tolist()
    one, other = (portfolio.coverage(held, 0) for held in (columns, cut))
    for name in ("states", "rungs", "projects", "out_of", "cents", "unsure"):
        assert np.array_equal(getattr(one, name), getattr(other, name))

"""The drawing of a thing's links: it fits, it leaves out what it says it leaves out, and never overlaps."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from api.around import Around, around
from api.shown import Group
from sparql.description import Link, Statement

ACCEPTED = {"a": Statement("a", "accepted", "affirmed", "A")}


def name(iri: str) -> str:
    return iri.removeprefix("x:")


def group(direction: str, count: int, hidden: int = 0, *, is_said: bool = True) -> Group:
    said = ACCEPTED if is_said else {}
    links = tuple(Link(NamedNode(f"x:{n}"), dict(said), {"given"}) for n in range(count))
    return Group("x:p", direction, links, (), hidden)


def drawn(*groups: Group, title: str = "A thing") -> Around:
    held = around(groups, title, name)
    assert held is not None
    return held


sides = st.sampled_from(["in", "out"])
several = st.lists(st.builds(group, sides, st.integers(1, 9), st.integers(0, 3)), min_size=1, max_size=12)


@given(several)
def test_no_two_lines_of_text_on_a_side_stand_in_each_others_way(groups: list[Group]) -> None:
    held = drawn(*groups)
    for side in ("in", "out"):
        fans = [fan for fan in held.fans if fan.direction == side]
        lines = [y for fan in fans for y in (fan.y, *(end.y for end in fan.ends))]
        assert lines == sorted(lines)
        assert all(below - above >= 20 for above, below in pairwise(lines))
        assert all(0 < y < held.height for y in lines)


@given(several)
def test_what_is_not_drawn_is_counted(groups: list[Group]) -> None:
    held = drawn(*groups)
    assert held.count == sum(len(given.links) + given.hidden for given in groups)
    assert held.drawn == sum(len(fan.ends) for fan in held.fans) <= held.count


def test_what_documents_say_goes_before_what_is_given() -> None:
    first, _ = drawn(group("out", 2, is_said=False), group("out", 3)).fans
    assert len(first.ends) == 3


def test_values_are_not_drawn_and_nothing_makes_no_drawing() -> None:
    assert (
        around([Group("x:p", "out", (Link(Literal("12"), dict(ACCEPTED)),), (), 0)], "A thing", name) is None
    )
    assert around([], "A thing", name) is None


@given(st.text(min_size=1, max_size=3000).filter(str.strip))
def test_a_name_of_any_length_fits_its_box(title: str) -> None:
    lines = drawn(group("out", 1), title=title).lines
    assert 1 <= len(lines) <= 4
    assert all(len(line) <= 22 for line in lines)

"""A text with mentions marked keeps every character, however they nest, overlap or cross paragraphs."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from api.highlighted import Paragraph, Span, grouped, paragraphs

TEXT = "Yksi kaksi kolme.\n\nNeljä viisi\n\nkuusi."


def shown(found: list[Paragraph]) -> list[str]:
    return ["|".join(piece.text for piece in paragraph.pieces) for paragraph in found]


def test_a_text_without_mentions_is_its_paragraphs() -> None:
    assert shown(paragraphs(TEXT, ())) == ["Yksi kaksi kolme.", "Neljä viisi", "kuusi."]


def test_a_mention_stands_alone() -> None:
    (group,) = grouped([Span(5, 10)])
    found = paragraphs(TEXT, (group,))
    assert shown(found)[0] == "Yksi |kaksi| kolme."
    assert [piece.number for piece in found[0].pieces] == [0, 1, 0]
    assert found[0].groups == (group,)


def test_nested_mentions_are_one_group_of_nested_depths() -> None:
    groups = grouped([Span(5, 10), Span(0, 16), Span(5, 10)])
    (group,) = groups
    assert group.spans == (Span(0, 16), Span(5, 10))
    pieces = paragraphs(TEXT, groups)[0].pieces
    assert [(piece.text, piece.depth) for piece in pieces] == [
        ("Yksi ", 1),
        ("kaksi", 2),
        (" kolme", 1),
        (".", 0),
    ]
    assert [piece.begins for piece in pieces] == [(Span(0, 16),), (Span(5, 10),), (), ()]


def test_overlapping_mentions_are_cut_where_each_begins_and_ends() -> None:
    pieces = paragraphs(TEXT, grouped([Span(0, 10), Span(5, 16)]))[0].pieces
    assert [(piece.text, piece.depth) for piece in pieces[:3]] == [("Yksi ", 1), ("kaksi", 2), (" kolme", 1)]


def test_mentions_that_only_touch_are_two_groups() -> None:
    assert len(grouped([Span(0, 5), Span(5, 10)])) == 2


def test_a_mention_over_an_empty_line_holds_its_paragraphs_together() -> None:
    found = paragraphs(TEXT, grouped([Span(11, 24)]))
    assert shown(found) == ["Yksi kaksi |kolme.\n\nNeljä| viisi", "kuusi."]


def test_a_stretch_has_its_own_mentions_only() -> None:
    groups = grouped([Span(0, 4), Span(19, 24), Span(15, 22)])
    found = paragraphs(TEXT, groups, 19, 30)
    assert shown(found) == ["Neljä viisi"]
    assert not found[0].groups


spans = st.lists(st.builds(Span, st.integers(-5, 60), st.integers(-5, 60)), max_size=12)


@given(st.text(alphabet="aä \n", max_size=60), spans)
def test_nothing_of_a_text_is_lost_or_told_twice(text: str, found: list[Span]) -> None:
    groups = grouped(found)
    shown = [piece.text for paragraph in paragraphs(text, groups) for piece in paragraph.pieces]
    assert "".join("".join(shown).split()) == "".join(text.split())


@given(spans)
def test_groups_do_not_overlap_and_hold_every_span(found: list[Span]) -> None:
    groups = grouped(found)
    assert {span for group in groups for span in group.spans} == {s for s in found if 0 <= s.start < s.end}
    assert all(one.end <= two.start for one, two in pairwise(groups))

"""SPARQL split into tokens."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store.tokens import Kind, place, tokens

WORDS = ("'''", '"""', "?x", "$y", "a:b", "1.", "e3", "@en", "\\u0041", "%41", "_:b", "SERVICE", "\ud800")
PIECES = st.sampled_from((*WORDS, *"'\"\\<>#\n :{}().é\x00-"))


def heard(text: str) -> list[tuple[Kind, str]]:
    return [(token.kind, token.text) for token in tokens(text) if not token.is_silent]


@given(st.text() | st.lists(PIECES).map("".join))
def test_the_tokens_joined_are_the_text(text: str) -> None:
    assert "".join(token.text for token in tokens(text)) == text


@given(st.lists(PIECES).map("".join))
def test_every_token_says_where_it_starts(text: str) -> None:
    assert all(text.startswith(token.text, token.start) for token in tokens(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("'it \\' # is'", Kind.STRING),
        ('"""a "quoted" \n word"""', Kind.STRING),
        ("<http://example.org/#x>", Kind.IRI),
        ("# to the end", Kind.COMMENT),
        ("a.b:c.d", Kind.NAME),
        ("a:b\\,c%41", Kind.NAME),
        (":", Kind.NAME),
        ("_:b1.2", Kind.BLANK),
        ("?x1", Kind.VARIABLE),
        ("$äiti", Kind.VARIABLE),
        ("@en-GB", Kind.LANGUAGE),
        ("1.5e-3", Kind.NUMBER),
        (".5", Kind.NUMBER),
        ("SELECT", Kind.WORD),
        ("^^", Kind.PUNCTUATION),
    ],
)
def test_a_terminal_is_one_token(text: str, kind: Kind) -> None:
    assert [(token.kind, token.text) for token in tokens(text)] == [(kind, text)]


def test_a_less_than_sign_before_a_space_is_an_operator() -> None:
    assert heard("?a < ?b") == [
        (Kind.VARIABLE, "?a"),
        (Kind.PUNCTUATION, "<"),
        (Kind.VARIABLE, "?b"),
    ]


def test_the_stop_after_a_name_is_not_part_of_it() -> None:
    assert heard("a:b. 1.")[1] == (Kind.PUNCTUATION, ".")
    assert heard("a:b. 1.")[2:] == [(Kind.NUMBER, "1"), (Kind.PUNCTUATION, ".")]


@pytest.mark.parametrize(
    "piece",
    ["a.", "\\'", "'''a", "<a", "1.", "_:a.", "a:%", "@a-", "<\\u00", "#", "?", "\\", "a-", "''", "("],
)
def test_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        began = time.process_time()
        for _ in tokens(text):
            pass
        return time.process_time() - began

    assert seconds(40_000) < 12 * seconds(10_000) + 0.2


def test_a_place_is_told_by_line_and_column() -> None:
    assert place("ab\ncd", 0) == (1, 1)
    assert place("ab\ncd", 4) == (2, 2)

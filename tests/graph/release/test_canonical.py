"""Canonical N-Quads."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from graph.release import canonical
from graph.store import layout

S, P, G = NamedNode("x:s"), NamedNode("x:p"), NamedNode(layout.ACCEPTED)


def quad(value: Literal, graph: NamedNode = G) -> Quad:
    return Quad(S, P, value, graph)


@pytest.mark.parametrize(
    ("character", "written"),
    [
        ("\b", "\\b"),
        ("\t", "\\t"),
        ("\n", "\\n"),
        ("\f", "\\f"),
        ("\r", "\\r"),
        ('"', '\\"'),
        ("\\", "\\\\"),
        ("\x00", "\\u0000"),
        ("\x1f", "\\u001F"),
        ("\x7f", "\\u007F"),
        ("\x80", "\x80"),
        ("\u2028", "\u2028"),
        ("ä", "ä"),
        ("😀", "😀"),
    ],
)
def test_characters_are_escaped_as_rdfc_1_0_says(character: str, written: str) -> None:
    (line,) = canonical.lines([quad(Literal(character))])
    assert line.decode() == f'<x:s> <x:p> "{written}" <{layout.ACCEPTED}> .\n'


def test_a_plain_string_has_no_datatype_and_a_number_has() -> None:
    string, number = canonical.lines([quad(Literal("1")), quad(Literal(1))])
    assert b"XMLSchema" not in string
    assert b'"1"^^<http://www.w3.org/2001/XMLSchema#integer>' in number


@given(st.lists(st.text(st.characters(codec="utf-8")).map(Literal)), st.randoms())
def test_lines_are_sorted_and_without_repetition_whatever_the_order(
    values: list[Literal], order: object
) -> None:
    quads = [quad(value) for value in values]
    shuffled = [*quads, *quads]
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    written = canonical.lines(shuffled)
    assert written == sorted(set(written)) == canonical.lines(quads)
    read = pyoxigraph.parse(b"".join(written), format=RdfFormat.N_QUADS)
    assert set(map(str, read)) == set(map(str, quads))


def test_the_identity_covers_what_is_stated_and_nothing_derived_beside_it() -> None:
    stated = [quad(Literal("1")), quad(Literal("1"), NamedNode(layout.assertions("v1")))]
    identity = canonical.identity(stated)
    for graph in (layout.COVERAGE, layout.CATALOGUE, layout.rule("parts")):
        assert canonical.identity([*stated, quad(Literal("2"), NamedNode(graph))]) == identity
    for graph in (*layout.IDENTIFYING, layout.assertions("v2")):
        assert canonical.identity([*stated, quad(Literal("2"), NamedNode(graph))]) != identity


def test_the_identity_of_nothing_is_the_hash_of_nothing() -> None:
    assert canonical.identity([]) == canonical.sha256([])

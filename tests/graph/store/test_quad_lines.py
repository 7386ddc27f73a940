"""Lines go into a store as quads do, with those of the default graph."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.release.canonical import lines
from graph.store import quad_lines
from graph.store.dataset import Dataset
from graph.store.layout import ACCEPTED, DECISIONS, ENTITIES, record

NAMES = st.sampled_from([NamedNode(f"x:{letter}") for letter in "abc"])
GRAPHS = st.sampled_from([NamedNode(name) for name in (ENTITIES, ACCEPTED, DECISIONS, record("t1"))])
TEXTS = st.text(max_size=12).map(Literal) | st.text(max_size=3).map(lambda text: Literal(text, language="fi"))
QUADS = st.lists(st.builds(Quad, NAMES, NAMES, NAMES | TEXTS, GRAPHS), max_size=12)


@given(quads=QUADS, size=st.integers(1, 200))
def test_lines_read_in_pieces_of_any_size_are_the_same_store(quads: list[Quad], size: int) -> None:
    written = b"".join(lines(quads))
    read = list(quad_lines.chunks(io.BytesIO(written)))
    assert b"".join(read) == written
    assert all(piece.endswith(b"\n") for piece in read)
    store = Store()
    quad_lines.load(store, (line for line in written.splitlines(keepends=True)))
    assert set(store) == set(Dataset.of(quads).store)


def test_what_is_no_line_is_told() -> None:
    with pytest.raises(SyntaxError):
        quad_lines.load(Store(), [b"<x:a> <x:b> <x:c> <x:d>"])


def test_a_line_tells_its_subject_and_graph() -> None:
    (line,) = lines([Quad(NamedNode("x:a"), NamedNode("x:b"), Literal("c <d> ."), NamedNode(ENTITIES))])
    assert (quad_lines.subject_of(line), quad_lines.graph_of(line)) == (b"<x:a>", ENTITIES)

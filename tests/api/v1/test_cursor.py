"""A cursor is read back for what it was given, and for nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.v1 import cursor
from graph.errors import InvalidArgument


@given(st.integers(0, 10**12), st.tuples(st.text(), st.text()))
def test_a_cursor_leads_to_its_offset(offset: int, asked: tuple[str, str]) -> None:
    assert cursor.read(cursor.write(offset, asked), asked) == offset


@given(st.text())
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(InvalidArgument):
        cursor.read(text, ("asked",))


def test_a_cursor_of_something_else_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="another question"):
        cursor.read(cursor.write(5, ("a",)), ("b",))


def test_no_cursor_is_the_beginning() -> None:
    assert cursor.read(None, ()) == 0

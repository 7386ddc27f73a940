"""Words fit where they are drawn, and say where something of them was left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.export.drawing.letters import broken, shortened, width

TEXT = st.text(st.characters(codec="utf-8"), max_size=80)


@given(TEXT, st.integers(20, 400))
def test_a_shortened_text_fits_and_is_a_beginning(text: str, room: int) -> None:
    held = shortened(text, 12, room)
    assert width(held, 12) <= room
    assert text.startswith(held.removesuffix("…").rstrip()) or held == text


@given(TEXT, st.integers(20, 400), st.integers(1, 4))
def test_a_text_is_broken_into_lines_that_fit(text: str, room: int, most: int) -> None:
    lines = broken(text, 12, room, most)
    assert len(lines) <= most
    assert all(width(line, 12) <= room for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert " ".join(lines) == " ".join(text.split())

"""Of too many things those that most is said of are kept, in the order they are in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.picture import Matrix, Spot
from graph.export.drawing.cut import cut, kept


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 9)), st.integers(0, 8))
def test_the_heaviest_are_kept_in_their_order(weights: dict[str, int], most: int) -> None:
    held = kept(weights, weights, most)
    assert len(held) == min(most, len(weights))
    assert [name for name in weights if name in held] == list(held)
    left = [weights[name] for name in weights if name not in held]
    assert not held or not left or min(weights[name] for name in held) >= max(left)


def test_a_wide_matrix_is_turned() -> None:
    part = cut(Matrix(("r",), ("a", "b"), {("r", "b"): Spot("weak", 3)}), 9, 9)
    assert (part.rows, part.columns, part.spots) == (("a", "b"), ("r",), {("b", "r"): Spot("weak", 3)})


def test_what_says_nothing_goes_first() -> None:
    spots = {("a", "c"): Spot("unknown"), ("b", "c"): Spot("weak"), ("d", "c"): Spot("absent")}
    assert cut(Matrix(("a", "b", "d"), ("c",), spots), 1, 1).rows == ("b",)

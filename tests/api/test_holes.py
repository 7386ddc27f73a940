"""A part that is written with holes and filled is the part as it is written with the values themselves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from api.holes import HOLES, Holed


def written(address: str, name: str) -> Markup:
    return Markup('<a href="/page/{0}?at={0}">100 % {1}</a>').format(address, name)


@given(st.text("abc19", min_size=1), st.text())
def test_a_filled_part_is_the_part_with_its_values(address: str, name: str) -> None:
    holed = Holed(written(HOLES[0], HOLES[1]))
    assert holed.filled(address, name) == written(address, name)


def test_rows_are_filled_one_after_another() -> None:
    holed = Holed(written(HOLES[0], HOLES[1]))
    rows = [("a", escape("<b>")), ("c", escape("&"))]
    assert holed.all_filled(rows) == "".join(written(*row) for row in rows)


def test_a_part_may_have_one_hole_or_none() -> None:
    assert Holed("<p>50 %</p>").filled() == "<p>50 %</p>"
    assert Holed(Markup("<p>{}</p>").format(HOLES[0])).filled("<") == "<p>&lt;</p>"

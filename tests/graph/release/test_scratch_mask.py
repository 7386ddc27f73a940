"""A value taken out of scratch graphs."""

from __future__ import annotations

import pytest

from graph.release.mask import Mask
from graph.release.scratch_mask import masked

MASK = Mask("Veera V")


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ('<a:s> <a:p> "Hei Veera V!" .', '<a:s> <a:p> "Hei █████ █!" .'),
        ('<a:s> <a:p> "veera\\nv"@fi <a:g> .', '<a:s> <a:p> "█████\\n█"@fi <a:g> .'),
        ('<a:s> <a:p> "Veera V"^^<a:t> .', '<a:s> <a:p> "█████ █"^^<a:t> .'),
        ('<a:s> <a:p> "Veera W" .', '<a:s> <a:p> "Veera W" .'),
        ("# a comment", "# a comment"),
        ("# Veera V", ""),
    ],
)
def test_literals_are_covered_and_all_else_stays(line: str, left: str) -> None:
    assert masked(f"{line}\n".encode(), MASK).decode() == (left and f"{left}\n")


@pytest.mark.parametrize(
    "line",
    [
        "<a:veera> <a:p> <a:o> .",
        "<a:s> <a:veera> <a:o> .",
        "<a:s> <a:p> <a:veera> .",
        "<a:s> <a:p> <a:o> <a:veera> .",
        '<a:s> <a:p> "1"^^<a:veera> .',
        '<a:s> <a:p> <<( <a:s> <a:p> "Veera" )>> .',
        "_:veera <a:p> <a:o> .",
    ],
)
def test_a_triple_that_names_something_by_the_value_goes(line: str) -> None:
    assert masked(f"{line}\n<a:s> <a:p> 'x' .\n".replace("'", '"').encode(), Mask("veera")) == (
        b'<a:s> <a:p> "x" .\n'
    )

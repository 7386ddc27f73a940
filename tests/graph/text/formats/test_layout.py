"""Pieces are written as one text that the blocks read back as they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.text.blocks import blocks
from graph.text.formats.layout import Part, Piece, Row, address, bold, written

WORDS = st.lists(st.sampled_from(("Meri", "kutsuu", "väkeä", "rannalle")), min_size=2, max_size=6).map(
    " ".join
)
PIECES = st.builds(Piece, st.sampled_from(("heading", "item")), WORDS, st.integers(1, 2))
ROWS = st.lists(WORDS, min_size=2, max_size=4).map(
    lambda cells: Row(tuple((Piece("paragraph", c),) for c in cells))
)


@given(st.lists(st.one_of(PIECES, ROWS), min_size=1, max_size=8))
def test_headings_items_and_cells_are_blocks_of_their_kind(parts: list[Part]) -> None:
    text = written(parts)
    found = [(block.kind, text[block.start : block.end]) for block in blocks(text)]
    kinds = {"heading": "heading", "item": "list-item"}
    expected: list[tuple[str, str]] = []
    for part in parts:
        if isinstance(part, Piece):
            expected.append((kinds[part.kind], part.text))
        else:
            expected += [("cell", p.text) for cell in part.cells for p in cell if isinstance(p, Piece)]
    assert found == expected


def test_a_note_stands_after_the_table_that_refers_to_it() -> None:
    cell, note = Piece("paragraph", "nimi"), Piece("note", "¹ selitys")
    row = Row(((cell, note), (Piece("paragraph", "arvo"),)))
    assert written([row, row]) == "nimi\tarvo\nnimi\tarvo\n\n¹ selitys\n¹ selitys\n"


def test_a_cell_with_a_list_is_layout() -> None:
    row = Row(((Piece("paragraph", "nimi"),), (Piece("item", "kohta"),)))
    assert written([row]) == "nimi\n\n- kohta\n"


def test_only_the_bold_words_that_open_an_item_keep_their_marks() -> None:
    words = f"{bold('Nimi')} ja {bold('muu')}"
    assert written([Piece("item", words), Piece("paragraph", words)]) == "- **Nimi** ja muu\n\nNimi ja muu\n"
    assert written([Piece("item", bold("Nimi"))]) == "- Nimi\n"


def test_an_address_is_told_once() -> None:
    assert address("https://example.org/a", "hanke") == " <https://example.org/a>"
    assert address("https://example.org/a/", "www: example.org/a") == ""
    assert address("javascript:x", "hanke") == ""

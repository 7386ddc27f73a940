"""Blocks are what the layout says they are, in any of the layouts the forms come in."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text.blocks import Block, blocks, trim, within

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "documents"


def cut(text: str) -> list[tuple[str, str]]:
    return [(b.kind, " ".join(text[b.start : b.end].split())) for b in blocks(text)]


def test_markdown_headings_lists_and_paragraphs() -> None:
    text = (
        "# Teema\n\nMeri kutsuu\nväkeä.\n\n- yksi\n  - kaksi\n* kolme\n1. neljä\n2. viisi\n\n"
        "**Lihava otsikko**\n\nLoppu.\n"
    )
    assert cut(text) == [
        ("heading", "Teema"),
        ("paragraph", "Meri kutsuu väkeä."),
        ("list-item", "yksi"),
        ("list-item", "kaksi"),
        ("list-item", "kolme"),
        ("list-item", "neljä"),
        ("list-item", "viisi"),
        ("heading", "**Lihava otsikko**"),
        ("paragraph", "Loppu."),
    ]
    assert [b.level for b in blocks(text)][:4] == [1, 0, 0, 1]


def test_the_rows_of_a_table_are_cells_whatever_parts_their_columns() -> None:
    expected = [("cell", "Aika"), ("cell", "2021-2027"), ("cell", "Raha"), ("cell", "7 milj. €")]
    for table in (
        "Aika\t2021-2027\nRaha\t7 milj. €\n",
        "| Aika | 2021-2027 |\n|------|:---------:|\n| Raha | 7 milj. € |\n",
        "<table><tr><td>Aika</td><td>2021-2027</td></tr><tr><td>Raha</td><td>7 milj. €</td></tr></table>",
        "<tr>\n<th>Aika</th>\n<td>2021-2027</td>\n</tr>\n<tr><th>Raha</th><td>7 milj.\n€</td></tr>",
    ):
        assert cut(table) == expected
        assert [b.level for b in blocks(table)] == [0, 1, 0, 1]


def test_hard_wrapped_lines_are_one_paragraph_also_over_a_gap_in_mid_word_or_sentence() -> None:
    text = (
        "Hankkeet yhdistävät ke- \n\nhittämistä ja nykyisen palvelujärjes-\ntelmän reunoja, \n \n"
        "joilla asutaan. \n \nToinen kappale alkaa."
    )
    kinds = [b.kind for b in blocks(text)]
    assert kinds == ["paragraph", "paragraph"]
    assert text[blocks(text)[1].start :] == "Toinen kappale alkaa."


def test_an_item_takes_in_its_lines_up_to_the_next_bullet() -> None:
    text = (
        "• Majakan valo (VALO), \n\nhttps://example.org/projekti.php?pro-\n\njektikoodi=S29901 \n\n \n"
        "• Saaret - saari-\nhanke\n"
    )
    assert cut(text) == [
        ("list-item", "Majakan valo (VALO), https://example.org/projekti.php?pro- jektikoodi=S29901"),
        ("list-item", "Saaret - saari- hanke"),
    ]


def test_a_footnote_in_the_middle_of_a_list_stands_by_itself() -> None:
    expected = ["list-item", "footnote", "list-item"]
    for mark in ("¹ ", "1  ", "[^1]: ", "<sup>1</sup> "):
        text = (
            f"- ensin tulee tämä.\n\n{mark}suunniteltu kehys ja maksettu ra-\nhoitus\n - sitten tulee tuo.\n"
        )
        assert [b.kind for b in blocks(text)] == expected


def test_page_breaks_and_page_numbers_are_in_no_block() -> None:
    text = "Ensimmäinen sivu päättyy.\n\n3\n\f\n4 (12)\n\nToinen sivu alkaa.\nSivu 5\n"
    assert cut(text) == [("paragraph", "Ensimmäinen sivu päättyy."), ("paragraph", "Toinen sivu alkaa.")]


def test_a_dash_inside_a_wrapped_sentence_opens_no_item() -> None:
    text = "Toimitaan yhdyspinnoilla\n– esim. satamissa ja\n– joskus merellä. Loppu."
    assert [b.kind for b in blocks(text)] == ["paragraph"]
    item = "• Toimitaan yhdyspinnoilla\n– esim. satamissa.\n• Toinen"
    assert [b.kind for b in blocks(item)] == ["list-item", "list-item"]


@pytest.mark.parametrize(
    "title", ["3) Toiminnan kohderyhmät", "3. Toiminnan kohderyhmät", "Toiminnan kohderyhmät"]
)
def test_a_short_line_between_gaps_is_a_heading_and_a_lead_in_is_none(title: str) -> None:
    assert cut(f"{title}\n\nKohderyhmänä ovat merimiehet.\n")[0] == ("heading", title)
    assert cut("Tavoitteina ovat:\n\n- yksi\n")[0][0] == "paragraph"
    assert cut("Kansallisina indikaattoreina toimivat\n\n- 1) yksi\n- 2) kaksi\n")[0][0] == "paragraph"


def test_html_blocks_are_told_by_their_tags() -> None:
    text = (
        "<h2>Otsikko</h2><p>Kappale <b>lihava</b>.</p>"
        "<ul><li>yksi</li><li>kaksi</li></ul><p>Rivi<br>toinen</p>"
    )
    assert cut(text) == [
        ("heading", "Otsikko"),
        ("paragraph", "Kappale <b>lihava</b>."),
        ("list-item", "yksi"),
        ("list-item", "kaksi"),
        ("paragraph", "Rivi<br>toinen"),
    ]


def test_what_html_does_not_show_is_in_no_block() -> None:
    text = (
        "<!DOCTYPE html><html><head><title>x</title><style>p { y }</style></head>"
        "<body><!-- z --><p>Meri kutsuu.</p><script>w()</script></body></html>"
    )
    assert cut(text) == [("paragraph", "Meri kutsuu.")]


def test_blocks_within_a_passage_are_cut_at_its_borders() -> None:
    text = "Eka kappale.\n\nToka kappale.\n"
    assert within(blocks(text), 4, 20) == (Block("paragraph", 4, 12), Block("paragraph", 14, 20))
    assert within(blocks(text), 12, 14) == ()


@given(st.text(alphabet="aÄ .,-\n\t|#*1)<>bp/•¹:\f", max_size=120))
def test_blocks_are_in_order_apart_and_trimmed(text: str) -> None:
    found = blocks(text)
    assert all(b.start < b.end for b in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(trim(text, b.start, b.end) == (b.start, b.end) for b in found)


@given(st.lists(st.sampled_from(["meri", "majakka,", "saari.", "Laiva"]), min_size=1, max_size=30))
def test_every_word_is_in_a_block(words: list[str]) -> None:
    text = "\n".join(words)
    assert " ".join(t for _, t in cut(text)).split() == words


def test_the_examples_have_all_kinds_of_blocks() -> None:
    kinds = {k for p in EXAMPLES.glob("*.*") for k, _ in cut(p.read_text(encoding="utf-8"))}
    assert kinds == {"heading", "paragraph", "list-item", "cell", "footnote"}

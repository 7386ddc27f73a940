"""An HTML page's text is what it shows, well formed or not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnreadableDocument
from graph.text.formats.html import text


def shown(page: str) -> str:
    return text(Path("a.html"), page.encode())


def test_headings_paragraphs_lists_and_tables_come_in_order() -> None:
    page = (
        "<h2>Luku</h2><p>Yksi\n  kaksi</p><ul><li>a<ol><li>b</ol><li>c</ul><table><tr><th>n<td>v</table>loppu"
    )
    assert shown(page) == "## Luku\n\nYksi kaksi\n\n- a\n  1. b\n- c\n\nn\tv\n\nloppu\n"


def test_head_scripts_styles_and_comments_stay_out() -> None:
    head = "<head><meta name=author content='Author'><title>T</title></head>"
    assert shown(f"{head}<script>x<y</script><!-- c --><p>näkyvä") == "näkyvä\n"


def test_entities_are_characters_and_raised_numbers_are_notes() -> None:
    assert shown("<p>t&auml;m&#228;<sup>2</sup></p>") == "tämä²\n"


def test_a_link_tells_its_address() -> None:
    assert shown('<p><a href="https://example.org/a">hanke</a></p>') == "hanke <https://example.org/a>\n"
    assert shown('<p><a href="mailto:a@example.org">posti</a></p>') == "posti\n"


def test_the_declared_encoding_is_used() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>äiti</p>'
    assert text(Path("a.html"), page.encode("latin-1")) == "äiti\n"


def test_an_encoding_that_is_not_declared_is_refused_with_its_place() -> None:
    with pytest.raises(UnreadableDocument, match="byte 3"):
        text(Path("a.html"), "<p>äiti</p>".encode("latin-1"))


def test_deep_nesting_ends() -> None:
    assert shown("<div>" * 20_000 + "sana") == "sana\n"


@given(st.text(alphabet="<>/abdhiloprtuv ='\"&;!-", max_size=200))
def test_any_page_is_read(page: str) -> None:
    assert isinstance(shown(page), str)

"""Addresses within the site keep a chosen language and stay behind a proxy's path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.reader import Reader


@pytest.mark.parametrize(
    ("reader", "path", "query", "link"),
    [
        (Reader("fi"), "/page/t1", {}, "/page/t1"),
        (Reader("sv", is_chosen=True), "/page/t1", {}, "/page/t1?lang=sv"),
        (Reader("fi", root="/kytkos"), "/page/t1", {}, "/kytkos/page/t1"),
        (Reader("sv", is_chosen=True), "/sparql", {"query": "a b&c"}, "/sparql?query=a+b%26c&lang=sv"),
        (Reader("fi"), "/page/32020H1104(01)", {}, "/page/32020H1104(01)"),
    ],
)
def test_a_link_keeps_language_and_place(reader: Reader, path: str, query: dict[str, str], link: str) -> None:
    assert reader.link(path, query) == link


def test_the_same_page_in_another_language_keeps_its_fields() -> None:
    reader = Reader("fi", path="/search", query=(("q", "ä"), ("lang", "fi")))
    assert reader.here_in("sv") == "/search?q=%C3%A4&lang=sv"


@given(st.text())
def test_no_path_breaks_out_of_an_address(path: str) -> None:
    try:
        link = Reader("fi").link("/" + path)
    except UnicodeEncodeError:
        return
    assert not set(link) & set("\"'<> \n?#")

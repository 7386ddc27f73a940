"""Content negotiation, by RFC 9110 section 12.5."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import NotAcceptable
from sparql.negotiation import choose, coding, language, prefers_html

OFFERED = ("application/json", "application/xml", "text/csv")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("text/*", "text/csv"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/csv;q=0.4, application/xml;q=0.5", "application/xml"),
        ("application/json;q=0.1, */*;q=0.2", "application/xml"),
        ("*/*;q=0.9, application/json;q=0", "application/xml"),
        ("text/*;q=0.9, text/csv;q=0.1, application/xml;q=0.2", "application/xml"),
        ("image/png, text/csv;q=0.1", "text/csv"),
        ("text/csv;q=nonsense, application/xml", "application/xml"),
        (";;;,,/ ,=", "application/json"),
        ("text/csv; charset=latin-1, application/xml;q=0.5", "application/xml"),
        ("text/csv; charset=utf-8, application/xml;q=0.5", "text/csv"),
        (BROWSER, "application/xml"),
    ],
)
def test_the_best_liked_offer_is_chosen(accept: str | None, chosen: str) -> None:
    assert choose(accept, OFFERED) == chosen


@pytest.mark.parametrize("accept", ["image/png", "text/html", "text/csv;q=0", "*/*;q=0"])
def test_what_is_not_offered_is_refused_naming_what_is(accept: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        choose(accept, OFFERED)
    assert all(offer in refused.value.remedy for offer in OFFERED)


@given(st.text(max_size=200))
def test_any_header_gives_an_offer_or_a_refusal(accept: str) -> None:
    with suppress(NotAcceptable):
        assert choose(accept, OFFERED) in OFFERED


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, "fi"),
        ("sv", "sv"),
        ("sv-FI,sv;q=0.9,fi;q=0.8", "sv"),
        ("de,en;q=0.5", "en"),
        ("en;q=0, sv;q=0.1", "sv"),
        ("xx", "fi"),
        ("en;q=high", "fi"),
    ],
)
def test_the_best_liked_language_is_chosen_and_finnish_otherwise(header: str | None, chosen: str) -> None:
    assert language(header, ("fi", "sv", "en")) == chosen


@pytest.mark.parametrize(
    ("accept", "reader"),
    [
        (BROWSER, True),
        ("text/html", True),
        ("*/*", False),
        (None, False),
        ("application/json", False),
        ("text/turtle, text/html;q=0.5", False),
    ],
)
def test_pages_go_only_to_who_asks_for_html_by_name(accept: str | None, reader: bool) -> None:
    assert prefers_html(accept) is reader


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, ""),
        ("", ""),
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br", "br"),
        ("br;q=0.4, GZIP;q=0.5", "gzip"),
        ("br;q=0, gzip;q=0, *", ""),
        ("br;q=0, *", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("deflate", ""),
        ("identity, gzip;q=0.5", ""),
        ("identity;q=0.2, gzip;q=0.5", "gzip"),
    ],
)
def test_an_answer_is_packed_in_what_its_reader_likes_best(header: str | None, chosen: str) -> None:
    assert coding(header, ("br", "gzip")) == chosen


def test_asking_for_the_charset_that_every_text_has_narrows_nothing() -> None:
    assert choose("text/turtle; charset=UTF-8", ("application/rdf+xml", "text/turtle")) == "text/turtle"
    with pytest.raises(NotAcceptable):
        choose("text/turtle; charset=latin-1", ("text/turtle",))

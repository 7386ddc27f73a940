"""Spans of years stay on one line, and nothing but the text of a page is changed for that."""

from __future__ import annotations

import pytest

from api.unbroken import unbroken


def test_a_span_of_years_is_kept_together() -> None:
    kept, plain = '<span class="short">2014–2020</span>', '<span class="short">2014-2020</span>'
    assert (
        unbroken("<p>From 2014–2020, and <b>2014-2020</b>.</p>") == f"<p>From {kept}, and <b>{plain}</b>.</p>"
    )


@pytest.mark.parametrize(
    "page",
    [
        '<input value="2014–2020">',
        '<a title="of 2014–2020" href="/x">it</a>',
        "<option>2014–2020</option>",
        '<option value="x" selected>of 2014–2020</option>',
        "<title>2014–2020 · Kytkös</title>",
        "<textarea>2014–2020</textarea>",
        '<script type="application/ld+json">{"name": "2014–2020"}</script>',
        '<svg><text x="1">2014–2020</text></svg>',
        "<p>characters 12014–20209, 2014–20, 1200–1400–1600</p>",
        "<p>https://w3id.org/kytkos/id/2014-2020</p>",
        "<p>characters 1743–1763</p>",
        "<p>on 2026-11-23, 0027-2014-2020-x</p>",
        "nothing of the kind",
    ],
)
def test_what_is_no_text_or_no_span_stays_as_it_is(page: str) -> None:
    assert unbroken(page) == page

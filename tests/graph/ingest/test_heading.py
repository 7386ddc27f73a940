"""A heading is known by its letters, whatever stands around, before and between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ingest.heading import Heading, Wordings, match, middles, number_of, squeeze

LONG = "Miehistön vointi ja tarpeet"
HEADING = Heading("crew", LONG, (LONG, "Miehistön vointi"), 3)
OTHER = Heading("cargo", "Lastin kunto ja määrä", ("Lastin kunto ja määrä",), 4)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Miehistön vointi ja tarpeet", None),
        ("3) Miehistön vointi ja tarpeet", 3),
        ("## 3. Miehistön vointi ja tarpeet ##", 3),
        ("**7) Miehistön vointi ja tarpeet:**", 7),
        ("<b>Miehistön vointi ja tarpeet</b>¹", None),
        ("iii. MIEHISTÖN VOINTI JA TARPEET", None),
        ("Osa 2: Miehistön vointi ja tarpeet", 2),
        ("3)\nMiehistön vointi\nja tar-\npeet", 3),
        ("Miehist0n vo1nti ja tarpeet", None),
        ("Miehistön vointi  jatarpeet", None),
        ("Miehist&ouml;n vointi ja tarpeet", None),
    ],
)
def test_a_heading_is_found_whole_with_its_number(text: str, number: int | None) -> None:
    found = match(f"{text}\nHyvä.", 0, Wordings((OTHER, HEADING)))
    assert found is not None
    assert found.heading is HEADING
    assert found.whole
    assert found.number == number
    assert found.end == len(text)


def test_the_longest_wording_that_fits_is_taken() -> None:
    found = match("Miehistön vointi\n\nHyvä on.", 0, Wordings((HEADING,)))
    assert found is not None
    assert (found.end, found.likeness) == (16, 100)


def test_a_text_that_runs_on_is_told_from_a_new_sentence() -> None:
    running = match("Miehistön vointi ja tarpeet on kysytty.", 0, Wordings((HEADING,)))
    opened = match("Miehistön vointi ja tarpeet Kokki on nuhainen.", 0, Wordings((HEADING,)))
    assert running is not None
    assert opened is not None
    assert (running.whole, running.ended) == (False, False)
    assert (opened.whole, opened.ended) == (False, True)


@pytest.mark.parametrize("text", ["", "-", "Kokki on nuhainen.", "Lasti", "3)", "█████ vointi ja tarpeet"])
def test_another_text_is_no_heading(text: str) -> None:
    assert match(text, 0, Wordings((HEADING, OTHER))) is None


def test_numbers_are_read_and_years_are_none() -> None:
    texts = ("4) a", "**12. b**", "2021 c", "a) d", "10.1 Työ")
    assert [number_of(text, 0) for text in texts] == [4, 12, None, None, None]


def test_headings_can_begin_inside_a_line() -> None:
    text = "Loppui tähän. 3) Miehistön vointi"
    assert [text[i:] for i in middles(text)] == ["3) Miehistön vointi", "Miehistön vointi"]


@given(st.text(max_size=60), st.text(alphabet=" *#_<>-/\n", max_size=6))
def test_marks_and_spaces_do_not_count(text: str, marks: str) -> None:
    assert squeeze(marks.join(text)) == squeeze(text)

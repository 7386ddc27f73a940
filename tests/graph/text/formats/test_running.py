"""Running lines are those that pages have in common, at one place."""

from __future__ import annotations

from graph.text.formats.page import Line
from graph.text.formats.running import without_running


def line(text: str, base: float) -> Line:
    return Line(text, 60, 200, base, 10, 60)


def texts(*pages: list[Line]) -> list[list[str]]:
    return [[held.text for held in page] for page in without_running(list(pages))]


def test_what_one_page_alone_has_stays() -> None:
    assert texts([line("Otsikko", 800), line("teksti", 400)]) == [["Otsikko", "teksti"]]


def test_headers_of_odd_and_even_pages_go() -> None:
    pages = [[line(f"Ohjelma {'ab'[n % 2]}", 800), line(f"teksti {'abcd'[n]}", 400)] for n in range(4)]
    assert texts(*pages) == [[f"teksti {letter}"] for letter in "abcd"]


def test_the_same_words_at_another_height_or_in_the_middle_stay() -> None:
    first = [line("Kunnat", 800), line("ja valtio", 400), line("loppu", 50)]
    second = [line("Kunnat", 740), line("ja valtio", 400), line("alku", 50)]
    assert texts(first, second) == [["Kunnat", "ja valtio", "loppu"], ["Kunnat", "ja valtio", "alku"]]


def test_page_numbers_go_and_an_empty_page_is_no_harm() -> None:
    assert texts([line("a", 400), line("Sivu 1", 30)], [], [line("b", 400), line("Sivu 2", 30)]) == [
        ["a"],
        [],
        ["b"],
    ]

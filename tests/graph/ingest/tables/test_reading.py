"""What a title names is proposed; what only looks like it is not."""

from __future__ import annotations

import pytest

from graph.ingest.lemmas import Lemmatiser
from graph.ingest.tables.reading import RowReader
from graph.ingest.vocabulary import Vocabulary
from graph.store.proposed import Proposed
from graph.store.table import Record


@pytest.fixture(scope="module")
def rows(vocabulary: Vocabulary, lemmas: Lemmatiser) -> RowReader:
    return RowReader(vocabulary, lemmas)


def read(rows: RowReader, title: str, summary: str = "", language: str = "fi") -> tuple[Proposed, ...]:
    values = {"title": title, "summary": summary} if summary else {"title": title}
    return rows.links(Record(7, 8, "imported", "X1", values), language)


@pytest.mark.parametrize(
    ("title", "rule", "words"),
    [
        ("Keksitty - maahanmuuttajien polku satamaan", "rows.title-group", "maahanmuuttajien"),
        ("Keksitty tuki nuorten vanhempien arkeen", "rows.title-group", "nuorten vanhempien"),
        ("Uutta osaamista keksityille pk-yrityksille", "rows.title-intermediary", "pk-yrityksille"),
        ("Keksitty sosiaalisen kuntoutuksen malli", "rows.title-method", "sosiaalisen kuntoutuksen"),
        ("Keksitty keino: työhyvinvointia satamiin", "rows.title-phenomenon", "työhyvinvointia"),
        ("Keksitty nuorisotakuu satamassa", "rows.title-instrument", "nuorisotakuu"),
        (
            "Vaikeasti työllistyvien tukeminen satamassa",
            "rows.title-theme",
            "Vaikeasti työllistyvien tukeminen",
        ),
    ],
)
def test_a_title_names_whom_a_project_is_for_what_it_does_and_what_it_cites(
    rows: RowReader, title: str, rule: str, words: str
) -> None:
    found = {link.rule: title[link.start : link.end] for link in read(rows, title)}
    assert found[rule] == words


@pytest.mark.parametrize(
    "title",
    [
        "Ohjaamo Keksitty",
        "Lapin yliopiston keksitty koe",
        "Omalle polulle korkeakoulussa",
        "Keksityn ultraäänen tutkimus ja mallintaminen",
        "Betonin keksitty pumppu",
    ],
)
def test_one_body_a_place_and_what_is_too_wide_are_not_proposed(rows: RowReader, title: str) -> None:
    assert not read(rows, title)


def test_a_thing_named_in_title_and_summary_is_proposed_once_by_its_title(rows: RowReader) -> None:
    summary = "Hanke tarjoaa maahanmuuttajille ohjausta. Kohderyhmänä ovat nuoret."
    found = read(rows, "Maahanmuuttajien keksitty satama", summary)
    assert [link.field for link in found if link.object == "k1105" or "muutt" in link.rule] in (["title"], [])
    assert len({(link.relation, link.object) for link in found}) == len(found)
    assert {link.field for link in found} == {"title", "summary"}
    assert all(link.band == "C" for link in found if link.field == "summary")
    assert all(link.row == 7 for link in found)


def test_what_a_summary_denies_is_not_proposed(rows: RowReader) -> None:
    summary = "Toiminta ei kohdistu nuoriin."
    assert not [link for link in read(rows, "Keksitty satama", summary) if link.relation == "targets"]


@pytest.mark.parametrize(
    ("language", "title"), [("sv", "Påhittat stöd för unga"), ("en", "Invented: young people at sea")]
)
def test_titles_are_read_in_three_languages(rows: RowReader, language: str, title: str) -> None:
    assert [link.rule for link in read(rows, title, language=language)] == ["rows.title-group"]

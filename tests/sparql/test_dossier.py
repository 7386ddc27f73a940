"""Dossiers and reports: no sentence without what it stands on, the same bytes, in three languages."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from string import Formatter
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml.ns import qn
from pyoxigraph import NamedNode, Quad

from graph.analysis.held import Held
from graph.errors import NotFound, OtherKind
from graph.identifiers import ID, NS
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import RDF
from sparql.composed import Composed
from sparql.dossier import dossier, subject
from sparql.labels import Labels
from sparql.product_forms import FORMS
from sparql.report import report
from sparql.scribe import Scribe, words
from sparql.words import LANGUAGES, Language

Compose = Callable[[Scribe], Composed]
#: A group, a theme and a report of the invented release.
PRODUCTS: dict[str, Compose] = {
    "group": lambda scribe: dossier(scribe, subject(scribe.held, "k9001")),
    "theme": lambda scribe: dossier(scribe, subject(scribe.held, "Keksitty teema")),
    "unread": lambda scribe: dossier(scribe, subject(scribe.held, "t2")),
    "hostile": lambda scribe: dossier(scribe, subject(scribe.held, "k9003")),
    "report": lambda scribe: report(scribe, "2021-2027"),
    "earlier": lambda scribe: report(scribe, "2014-2020"),
}


@pytest.fixture(scope="module")
def held(dataset: Dataset) -> Held:
    return Held(dataset)


def compose(held: Held, product: str, language: Language = "fi") -> Composed:
    return PRODUCTS[product](Scribe(held, Labels(held.dataset), language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("product", PRODUCTS)
def test_every_sentence_and_row_has_a_source(held: Held, product: str, language: Language) -> None:
    made = compose(held, product, language)
    stated = list(made.stated)
    assert stated
    for one in stated:
        assert one.sources
        assert all(source.strip(" .") for source in one.sources)
    for section in made.sections:
        assert section.heading.strip()
        assert all(said.text.strip() for said in section.statements)


def test_a_statement_that_stands_on_nothing_is_refused(held: Held) -> None:
    scribe = Scribe(held, Labels(held.dataset), "en")
    with pytest.raises(ValueError, match="source"):
        scribe.say("named-none", ())
    with pytest.raises(ValueError, match="source"):
        scribe.row((), ())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("product", ["group", "report"])
def test_the_same_release_gives_the_same_bytes(dataset: Dataset, product: str, form: str) -> None:
    once, again = (FORMS[form].write(compose(Held(dataset), product)) for _ in range(2))
    assert once == again


def test_a_dossier_names_who_names_it_with_the_words_and_their_place(held: Held) -> None:
    made = compose(held, "group")
    (listing,) = next(s.listings for s in made.sections if s.heading == "Kuka nimeää")
    named = {row.cells[0].text: row for row in listing.rows}
    assert [cell.text for cell in named["Keksitty teema"].cells[2:]] == [
        "varsinainen kohderyhmä",
        "–",
        "todettu",
    ]
    assert (
        named["Keksitty teema"]
        .sources[0]
        .startswith("“keksityt henkilöt” – Keksityn teeman kuvaus, kohderyhmät")
    )


def test_names_of_another_language_are_marked_with_it(held: Held) -> None:
    made = compose(held, "group", "en")
    said = [one for section in made.sections for one in section.statements]
    (also,) = (one for one in said if one.text.startswith("Other names"))
    assert {word.language for word in also.words if word.language} == {"fi", "sv"}
    assert '<span lang="fi">keksityt henkilöt</span>' in FORMS["html"].write(made).decode()


def test_what_is_unknown_says_who_could_tell(held: Held) -> None:
    made = compose(held, "group", "en")
    (listing,) = next(s.listings for s in made.sections if s.heading == words()["heading"]["unknown"]["en"])
    (row,) = (row for row in listing.rows if row.cells[0].text == "Lukematon teema")
    assert "No document that describes" in row.cells[2].text
    assert row.cells[3].text.startswith("whoever holds the description")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_rungs_mean_is_said_in_the_language_of_the_paper(held: Held, language: Language) -> None:
    said = [one for section in compose(held, "group", language).sections for one in section.statements]
    meanings = words()["rung"].values()
    rungs = [one for one in said if any(one.text.endswith(meaning[language]) for meaning in meanings)]
    assert len(rungs) == len(meanings)


def test_a_report_prints_the_rung_of_what_stands_on_one(dataset: Dataset) -> None:
    theme, act = NamedNode(ID + "t1"), NamedNode(ID + "k9009")
    said = (
        (act, NamedNode(RDF + "type"), NamedNode(NS + "PolicyInstrument")),
        (theme, NamedNode(NS + "claimsAlignmentWith"), act),
    )
    accepted = NamedNode(layout.ACCEPTED)
    more = Dataset.of([*dataset.quads(), *(Quad(*triple, accepted) for triple in said)], "r123")
    made = report(Scribe(Held(more), Labels(more), "en"), "2021-2027")
    tables = [table for section in made.sections for table in section.listings]
    told = {cell.text: cell.state for table in tables for row in table.rows for cell in row.cells}
    assert told["stated (rung 2)"] == "direct"


def test_it_opens_with_its_scope_and_ends_with_release_hashes_and_who_accepted(held: Held) -> None:
    made = compose(held, "theme", "en")
    assert made.sections[0].heading == "What this answer rests on"
    assert any("1 read of" in said.text or "read of" in said.text for said in made.sections[0].statements)
    last = made.sections[-1].statements
    assert last[0].text == "Release r123."
    assert "not checked by the ministry" in last[-1].text
    hashes = [re.findall(r"result ([0-9a-f]{16})", said.text) for said in last[1:-1]]
    assert hashes
    assert all(hashes)


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_page_steps_no_heading_over_and_leads_every_mark_to_a_note(held: Held, product: str) -> None:
    page = FORMS["html"].write(compose(held, product, "sv")).decode()
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert '<html lang="sv">' in page
    assert "<script" not in page
    assert page.count("<caption>") == page.count("<table>")
    marks, ids = re.findall(r'href="#([^"]+)"', page), set(re.findall(r'id="([^"]+)"', page))
    assert marks
    assert set(marks) <= ids


@pytest.mark.parametrize("product", ["group", "report"])
def test_a_document_opens_and_each_mark_has_its_footnote(held: Held, product: str) -> None:
    made = compose(held, product)
    written = FORMS["docx"].write(made)
    opened = docx.Document(BytesIO(written))
    assert opened.paragraphs[0].text == made.title
    with zipfile.ZipFile(BytesIO(written)) as parts:
        text = ElementTree.fromstring(parts.read("word/document.xml"))
        notes = ElementTree.fromstring(parts.read("word/footnotes.xml"))
    marks = [mark.get(qn("w:id")) for mark in text.iter(qn("w:footnoteReference"))]
    assert len(marks) == len(list(made.stated))
    assert set(marks) < {note.get(qn("w:id")) for note in notes}


def test_every_template_is_in_three_languages_with_the_same_blanks() -> None:
    for group, held in words().items():
        for key, said in held.items():
            assert set(said) == set(LANGUAGES), (group, key)
            blanks = [{name for _, name, _, _ in Formatter().parse(text)} for text in said.values()]
            assert blanks[0] == blanks[1] == blanks[2], (group, key)


def test_what_is_no_group_theme_or_instrument_is_refused_by_name(held: Held) -> None:
    with pytest.raises(OtherKind, match=r"'S90001' is a .+, and no target group, theme or policy instrument"):
        subject(held, "S90001")
    with pytest.raises(OtherKind):
        subject(held, "Nimetön hanke")
    with pytest.raises(NotFound, match="target group"):
        subject(held, "no such thing")
    assert subject(held, "KEKSITYT henkilöt") == ID + "k9001"
    with pytest.raises(NotFound, match="period"):
        report(Scribe(held, Labels(held.dataset), "fi"), "2028-2034")


def test_an_empty_release_says_that_nothing_is_read() -> None:
    empty = Dataset.of(())
    made = report(Scribe(Held(empty), Labels(empty), "en"), "2021-2027")
    assert made.sections[0].statements[0].text.startswith("Nothing has been read")


@pytest.mark.parametrize(
    ("language", "said"), [("fi", "15 000 000,50"), ("en", "15,000,000.50"), ("sv", "15 000 000,50")]
)
def test_sums_are_written_as_the_language_does(held: Held, language: Language, said: str) -> None:
    scribe = Scribe(held, Labels(held.dataset), language)
    assert scribe.amount("15000000.50").replace("\N{NO-BREAK SPACE}", " ") == said
    assert scribe.amount("–") == "–"

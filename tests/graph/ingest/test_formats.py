"""A document says the same in every format: sections, header rows and links are as in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from graph.ingest.reader import Reader, Reading
from graph.text.source import decode, load
from tests.graph.text.formats.making import EXAMPLES, docx, html, odt, parts, pdf

NAMES = ("report-beekeepers.txt", "theme-lamplighters.txt", "theme-seafarers.md")
LAID_OUT: dict[str, Callable[..., bytes]] = {
    "a.docx": docx,
    "table.docx": partial(docx, tables=True),
    "a.odt": odt,
    "a.html": html,
}
#: What a PDF's layout does not tell: where the objective's name ends and the theme's begins, and where, with
#: hyphens at the end of lines of 36 letters, an unknown word or an address ends. These files have no bold
#: type, which would tell where an item's name ends.
LOST = {
    ("theme-lamplighters.txt", 2): {"eurooppalainen lyhtytakuu"},
    ("theme-seafarers.md", 1): {"Merimiesten ja majakkasaarten väen osallisuus"},
}
LOST["theme-seafarers.md", 2] = LOST["theme-seafarers.md", 1] | {
    "Nuorten kansimiesten osaamisen vahvistaminen",
    "52021DC9990",
}

Link = tuple[str, str, str, str, str, str]


def links(reading: Reading) -> Counter[Link]:
    return Counter((a.section, a.relation, a.kind, a.label, a.role, a.polarity) for a in reading.assertions)


def keys(reading: Reading) -> list[str]:
    return [section.key for section in reading.sections.found]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("made", LAID_OUT)
def test_sections_and_links_are_those_of_the_text(reader: Reader, name: str, made: str) -> None:
    text = reader.read(load(EXAMPLES / name))
    read = reader.read(decode(Path(made), LAID_OUT[made](parts(name))))
    assert keys(read) == keys(text)
    assert read.sections.missing == text.sections.missing
    assert links(read) == links(text)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("columns", [1, 2])
def test_a_pdf_has_the_sections_of_the_text_and_all_links_but_those_listed(
    reader: Reader, name: str, columns: int
) -> None:
    text = reader.read(load(EXAMPLES / name))
    read = reader.read(decode(Path("a.pdf"), pdf(parts(name), columns=columns, running=True)))
    assert keys(read) == keys(text)
    lost = links(text) - links(read)
    assert {label for _, _, _, label, _, _ in lost} == LOST.get((name, columns), set())


@pytest.mark.parametrize("made", [*LAID_OUT, "a.pdf"])
def test_names_and_numbers_of_contact_persons_are_overwritten(reader: Reader, made: str) -> None:
    data = LAID_OUT.get(made, pdf)(parts("theme-lamplighters.txt"))
    read = reader.read(decode(Path(made), data))
    for word in ("Merisuola", "Lyhtylä", "+999", "@"):
        assert word not in read.text
    assert "Authorsson" not in read.text


def test_the_media_type_and_the_hash_of_the_file_are_in_the_version(reader: Reader) -> None:
    data = pdf(parts("report-beekeepers.txt"))
    source = decode(Path("a.pdf"), data)
    version = reader.read(source).version
    assert version.media_type == "application/pdf"
    assert version.sha256 == source.data_sha256
    assert version.characters == len(source.text)


def test_links_of_a_pdf_have_pages_and_a_page_that_is_a_picture_is_told(reader: Reader) -> None:
    read = reader.read(decode(Path("a.pdf"), pdf(parts("theme-lamplighters.txt"), scans=1)))
    pages = [a.page for a in read.assertions]
    assert pages == [1 + read.text.count("\f", 0, a.start) for a in read.assertions]
    assert len(set(pages)) > 1
    scan = read.text.count("\f") + 1
    assert ("picture", f"page {scan}") in {(lost["reason"], lost["part"]) for lost in read.version.missing}


def test_links_of_other_formats_have_no_pages(reader: Reader) -> None:
    assert {a.page for a in reader.read(load(EXAMPLES / "theme-lamplighters.txt")).assertions} == {None}

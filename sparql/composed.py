"""A work product as values: sections of statements and tables, each of them with what it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.export.figure import figure
from graph.export.paper import Block, Grid, Heading, Line, Paper, Said, Statements
from sparql.words import Language


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that a template made of rows, and at least one source of it."""

    words: tuple[Said, ...]
    sources: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentence."""
        return "".join(said.text for said in self.words)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, and at least one source of it."""

    cells: tuple[Said, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A table; one without rows is not written."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What is said under one heading: statements first."""

    heading: str
    statements: tuple[Statement, ...]
    listings: tuple[Listing, ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """A dossier or report; ``notes`` heads its notes, ``back`` says what leads from one to the text."""

    language: Language
    name: str
    title: str
    sections: tuple[Section, ...]
    notes: str
    back: str

    @property
    def stated(self) -> Iterator[Statement | Row]:
        """Every statement and every row, in their order."""
        for section in self.sections:
            yield from section.statements
            for listing in section.listings:
                yield from listing.rows


def paper(held: Composed) -> Paper:
    """Return a work product as a paper, its sources as notes."""
    blocks = (block for section in held.sections for block in _blocks(section, held.language))
    return Paper(held.language, held.title, tuple(blocks), held.notes, held.back)


def _blocks(section: Section, language: Language) -> Iterator[Block]:
    yield Heading(section.heading)
    if section.statements:
        yield Statements(tuple(Line(said.words, _note(said.sources)) for said in section.statements))
    for listing in section.listings:
        if listing.rows:
            notes = tuple(_note(row.sources) for row in listing.rows)
            rows = tuple(tuple(_read(said, language) for said in row.cells) for row in listing.rows)
            yield Grid(listing.caption, listing.heads, rows, notes)


def _read(said: Said, language: Language) -> Said:
    return replace(said, text=figure(said.text, language)) if said.is_number else said


def _note(sources: tuple[str, ...]) -> str:
    return " ".join(source if source.endswith(".") else f"{source}." for source in sources)

"""An analysis' answer as a paper to hand in: its scope first, its definition, marks and quotes as notes."""

from __future__ import annotations

from collections.abc import Iterator

from graph.export.paper import Block, Figure, Grid, Heading, Listed, Paper, Paragraph, Said
from sparql.labels import Labels
from sparql.quotes import quotes
from sparql.rendering import Cell
from sparql.spoken import Spoken


def paper(held: Spoken, labels: Labels, figure: str, most: int | None = None) -> Paper:
    """Return an answer as a paper, with at most so many rows; ``figure`` is its picture or empty."""
    return Paper(held.language, held.title, tuple(_blocks(held, labels, figure, most)))


def _blocks(held: Spoken, labels: Labels, figure: str, most: int | None) -> Iterator[Block]:
    yield Paragraph(held.answer.question)
    yield from _list(held.tell("scope"), (*held.scope, held.tell("absence"), held.tell("unofficial")))
    yield from _list(held.tell("parameters"), (f"{name}: {value}" for name, value in held.given))
    yield from _list(held.tell("remarks"), held.remarks)
    yield from _list(held.tell("states"), (f"{name}: {count}" for _, name, count in held.states))
    if figure:
        yield Heading(held.tell("picture"))
        yield Figure(figure)
    yield Heading(held.tell("table"))
    yield from _table(held, most)
    quoted = quotes(held, labels)
    if quoted:
        yield Heading(held.tell("evidence"))
        yield Listed(tuple(Said(text) for text in quoted), is_numbered=True)
    yield Heading(held.tell("notes"))
    yield Listed(tuple(Said(f"{name}: {said}") for name, said in held.notes), is_numbered=not quoted)


def _table(held: Spoken, most: int | None) -> Iterator[Block]:
    rows = held.sheet.rows[:most]
    if not rows:
        yield Paragraph(held.tell("none"))
        return
    count = len(held.sheet.rows)
    if len(rows) < count:
        yield Paragraph(held.tell("cut", shown=len(rows), count=count))
    said = tuple(tuple(_said(cell, held.language) for cell in row) for row in rows)
    yield Grid(held.tell("rows", count=count), held.heads, said)


def _said(cell: Cell | None, language: str) -> Said:
    if cell is None:
        return Said("–")
    text = f"{cell.text} ({cell.code})" if cell.code else cell.shown(language)
    return Said(text, cell.language if cell.language != language else "", cell.is_number, cell.state)


def _list(heading: str, lines: Iterator[str] | tuple[str, ...]) -> Iterator[Block]:
    said = tuple(map(Said, lines))
    if said:
        yield Heading(heading)
        yield Listed(said)

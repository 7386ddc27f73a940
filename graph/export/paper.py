"""A text to hand in, as plain values: headings, paragraphs, lists, tables, figures and notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

#: Of Word documents, which papers are written as.
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Said:
    """Words and the language they are in, where that is not the paper's; a number is set to the right.

    Words that name a state of a cell say which, so that it is shown by its shape, too.
    """

    text: str
    language: str = ""
    is_number: bool = False
    state: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the second level; the title is the first."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Lines of a list; numbered ones are notes."""

    lines: tuple[Said, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A statement, in words of one language or several, and the note on what it rests on."""

    words: tuple[Said, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements one below the other, each with its note."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a caption, and a head that stands on every page; each row has a note, or none has."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing, as SVG that carries its own description; only forms that can show it do."""

    svg: str


Block: TypeAlias = Heading | Paragraph | Listed | Statements | Grid | Figure


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in one language.

    Where it has notes, ``notes`` heads them, and ``back`` says what leads from one to the text.
    """

    language: str
    title: str
    blocks: tuple[Block, ...]
    notes: str = ""
    back: str = ""

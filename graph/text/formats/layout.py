"""Layout: the pieces of a document in body order, and the one text they are written as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["heading", "paragraph", "item", "note", "row"]

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
#: A private character, taken away before the text is written.
_BOLD = "\ue000"
_NAME = re.compile(rf"{_BOLD}([^{_BOLD}]+?)(\s*){_BOLD}")
_PROSE = 400
_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of some kind; ``level`` is a heading's depth or an item's nesting."""

    kind: Kind
    text: str
    level: int = 0
    mark: str = "-"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a cell holds pieces, and rows where tables are nested."""

    cells: tuple[tuple[Part, ...], ...]


Part = Piece | Row


def written(parts: Iterable[Part]) -> str:
    """Write a document as text: headings with ``#``, items with their marks, the cells of a row between tabs.

    A note stands after the list, the table or the paragraph that refers to it. A row that holds prose or
    lists is layout, not data: its cells are written one below the other.
    """
    chunks: list[list[str]] = []
    notes: list[str] = []
    last = ""
    for piece in _flat(parts):
        if piece.kind == "note":
            notes.append(_line(piece))
        elif piece.kind == last and last in ("row", "item"):
            chunks[-1].append(_line(piece))
        else:
            chunks += [notes, [_line(piece)]]
            notes, last = [], piece.kind
    return "\n\n".join("\n".join(chunk) for chunk in [*chunks, notes] if chunk) + "\n"


def raised(number: str) -> str:
    """Write the number of a note as it stands in the text, above the line."""
    return number.strip().translate(_SUPERSCRIPT)


def bold(shown: str) -> str:
    """Mark words as bold; of an item, whose name often is, the marks are kept as ``**``."""
    return f"{_BOLD}{shown}{_BOLD}" if shown.strip() else shown


def address(target: str, shown: str) -> str:
    """Write the address that a link's words do not show, since the codes of projects stand in addresses."""
    bare = target.partition("://")[2].rstrip("/")
    return f" <{target}>" if target.startswith("http") and bare not in shown else ""


def tidy(text: str) -> str:
    """Take white space from the ends of a paragraph and of its lines, and its empty lines."""
    return "\n".join(line for raw in text.split("\n") if (line := raw.strip(" \t\r\v\f")))


def _line(piece: Piece) -> str:
    if piece.kind == "heading":
        return f"{'#' * min(max(piece.level, 1), 6)} {' '.join(piece.text.split())}"
    if piece.kind == "item":
        return f"{'  ' * piece.level}{piece.mark} {piece.text}"
    return piece.text


def _emphasised(piece: Piece) -> Piece:
    """Keep the bold words that open an item, and take the marks of all others away."""
    text = piece.text.replace(_BOLD * 2, "")
    opening = _NAME.match(text) if piece.kind == "item" else None
    if opening and text[opening.end() :].strip():
        text = f"**{opening[1]}**{opening[2]}{text[opening.end() :]}"
    return replace(piece, text=text.replace(_BOLD, ""))


def _flat(parts: Iterable[Part]) -> Iterator[Piece]:
    for part in parts:
        if isinstance(part, Piece):
            yield from (_emphasised(part),) if part.text else ()
        else:
            yield from _row(part)


def _row(row: Row) -> Iterator[Piece]:
    cells = [tuple(_flat(cell)) for cell in row.cells]
    held = [tuple(p for p in cell if p.kind != "note") for cell in cells]
    if sum(1 for cell in held if cell) < 2 or any(_is_prose(cell) for cell in held):
        for cell in cells:
            yield from cell
        return
    columns = ("\n".join(p.text for p in cell).replace("\t", " ") for cell in held)
    yield Piece("row", "\t".join(c for c in columns if c))
    yield from (p for cell in cells for p in cell if p.kind == "note")


def _is_prose(cell: tuple[Piece, ...]) -> bool:
    listed = any(p.kind in ("item", "row") for p in cell)
    return listed or len(cell) > _SEVERAL or sum(len(p.text) for p in cell) > _PROSE

"""A page: lines made of placed words, cells and columns made of lines, and the text they are printed as."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

#: Of a line's height: how far words of one line may be out of line, and what parts columns.
_LEVEL = 0.5
_WIDE = 2.0
_APART = 0.7
_AFTER_MARK = 5.0
#: A cell may begin this many line heights above the one beside it, where that is centred.
_CENTRED = 4
_PROSE_LINES = 8
_PROSE = 400
_LEADING = 1.25
_RESIZED = 0.08
_SMALL = 0.93
_ROOM = 2.0
_INDENT = 0.8
_ITEM = 1.2
_MARK = re.compile(r"[-–•◦‣▪●○·*o\uf0b7]|\(?(?:\d{1,2}|[a-h])[.)]")
_FULL_STOP = re.compile(r"[.:;!?)][”\"’]?$")
_ADDRESS_END = re.compile(r"\bhttps?://\S+\w$")
_SENTENCE_END = re.compile(r"[.!?][”\"’)]?$")
_NOTE = re.compile(r"(\d{1,2}) ?(?=[^\W\d_]{2})")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place in points; ``apart`` where no space is drawn before it, ``drawn`` for a shape."""

    text: str
    left: float
    right: float
    base: float
    size: float
    apart: bool = False
    bold: bool = False
    drawn: bool = False


@dataclass(slots=True)
class Line:
    """Words beside each other without a column's gap.

    ``inner`` is where the words after its mark begin; so many characters as ``bold`` says open it in bold.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    inner: float
    bold: int = 0


@dataclass(slots=True)
class Cell:
    """Lines below each other: a paragraph, a column of a page or a cell of a table."""

    lines: list[Line]

    @property
    def left(self) -> float:
        """Where the leftmost line begins."""
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        """Where the rightmost line ends."""
        return max(line.right for line in self.lines)


@dataclass(frozen=True, slots=True)
class Ending:
    """How what was printed ends: its last line, between which edges, and whether that is in a list."""

    line: Line
    margin: float
    edge: float
    listed: bool

    def goes_on_in(self, cell: Cell) -> bool:
        """Tell a cell on the next page that has nothing but the items of the list before it."""
        above, first = self.line, cell.lines[0]
        if first.base < above.base or cell.left <= self.margin + _ITEM * first.size:
            return False
        level = abs(first.left - above.left) <= _LEVEL * first.size
        return level if self.listed else above.text.endswith(":")


Row = list[Cell]


def lines(words: Iterable[Word]) -> list[Line]:
    """Join words into lines, in the order in which the page draws them."""
    found: list[Line] = []
    for word in words:
        line = found[-1] if found else None
        if line and _beside(line, word):
            marked = bool(_MARK.fullmatch(line.text))
            if marked:
                line.base, line.size, line.inner = word.base, word.size, word.left
            opens = word.bold and (marked or line.bold == len(line.text))
            line.text += f" {word.text}"
            line.right = word.right
            line.bold = len(line.text) if opens else line.bold
        else:
            bold = len(word.text) if word.bold else 0
            found.append(Line(word.text, word.left, word.right, word.base, word.size, word.left, bold))
    return found


def printed(pages: Iterable[list[Line]], *, drawn: bool = False) -> Iterator[str]:
    """Print pages: tabs between the cells of a table's row, columns of prose one after the other.

    Where no marks of items are ``drawn``, items without a mark are told by their indent.
    """
    before: Ending | None = None
    for page in pages:
        text, before = _page(page, before, drawn=drawn)
        yield text


def _page(page: list[Line], before: Ending | None, *, drawn: bool) -> tuple[str, Ending | None]:
    """Print a page after another, and tell how it ends."""
    margin = max((line.right for line in page), default=0.0)
    leading, size = _leading(page), statistics.median([line.size for line in page] or [1.0])
    said: list[str] = []
    for row in rows(page):
        if _is_table_row(row):
            said.append(_table_row(row, margin))
            before = None
        else:
            before = None if drawn else _mark_row(row, leading, before)
            said.append(_columns(row, leading, size))
    return "\n\n".join(said), before


def rows(page: list[Line]) -> list[Row]:
    """Make cells of lines and rows of cells, by where each line stands to the one before it."""
    found: list[Row] = []
    for line in page:
        row = found[-1] if found else None
        if row is None or _begins_row(row, line):
            found.append([Cell([line])])
        elif _begins_cell(row, line):
            row.append(Cell([line]))
        else:
            row[-1].lines.append(line)
    return found


def _beside(line: Line, word: Word) -> bool:
    size = max(line.size, word.size)
    gap = word.left - line.right
    if abs(word.base - line.base) > _LEVEL * size or gap < -_LEVEL * size:
        return False
    return gap < size * (_AFTER_MARK if _MARK.fullmatch(line.text) else _APART if word.apart else _WIDE)


def _begins_cell(row: Row, line: Line) -> bool:
    cell, last = row[-1], row[-1].lines[-1]
    return line.base > last.base - _LEVEL * line.size and line.left >= last.right and line.left > cell.left


def _begins_row(row: Row, line: Line) -> bool:
    cell, last, top = row[-1], row[-1].lines[-1], row[0].lines[0]
    if line.base > last.base - _LEVEL * line.size:
        beside = line.left >= cell.right - _LEVEL * line.size
        return not beside or line.base > top.base + _CENTRED * line.size
    if line.right <= cell.left or line.left >= cell.right + line.size:
        return True
    return len(row) > 1 and line.left < cell.left - 1.5 * line.size


def _is_table_row(row: Row) -> bool:
    return len(row) > 1 and not any(
        len(cell.lines) > _PROSE_LINES or sum(len(line.text) for line in cell.lines) > _PROSE for cell in row
    )


def _table_row(row: Row, margin: float) -> str:
    """Print labels on one line each; of the value after them, lines that end early stay lines."""
    *labels, value = row
    return "\t".join([*(_joined(cell, cell.left) for cell in labels), _joined(value, margin)])


def _joined(cell: Cell, edge: float) -> str:
    """Join wrapped lines; a hyphen at the end of a line stays there, for the normal form to judge."""
    text = cell.lines[0].text
    for above, line in pairwise(cell.lines):
        kept = text.endswith("-") or _ends_early(above, line, edge)
        text += ("\n" if kept else " ") + line.text
    return text


def _ends_early(above: Line, line: Line, edge: float) -> bool:
    """Tell a line that ends before the edge though the next one's first word would have fitted."""
    word = line.text.partition(" ")[0]
    room = edge - above.right - (len(word) + 1) * (line.right - line.left) / len(line.text)
    return room > _ROOM * line.size


def _columns(row: Row, leading: float, size: float) -> str:
    text = ""
    for cell in row:
        body = _paragraphs(cell, leading, size)
        text += ("\n\n" if _FULL_STOP.search(text) else "\n") + body if text else body
    return text


def _paragraphs(cell: Cell, leading: float, size: float) -> str:
    _emphasise(cell.lines)
    text = _noted(cell.lines[0], size)
    edge = cell.right
    for above, line in pairwise(cell.lines):
        gap = above.base - line.base > _LEADING * leading
        resized = abs(above.size - line.size) > _RESIZED * above.size
        ended = _FULL_STOP.search(above.text) and not line.text[0].islower()
        parted = gap or resized or (ended and (_ends_early(above, line, edge) or _is_outdented(above, line)))
        text += ("\n\n" if parted else "\n") + _noted(line, size)
    return text


def _mark_row(row: Row, leading: float, before: Ending | None) -> Ending | None:
    """Mark the items of a row's cells; only a row of one cell goes on with the one before it."""
    alone = len(row) == 1
    endings = [_mark_items(cell, leading, before if alone else None) for cell in row]
    return endings[-1] if alone else None


def _mark_items(cell: Cell, leading: float, before: Ending | None) -> Ending:
    """Give lines indented after a lead-in the mark of an item, which some programs draw as a picture."""
    last = before if before and before.goes_on_in(cell) else None
    margin, edge = (last.margin, max(cell.right, last.edge)) if last else (cell.left, cell.right)
    begins, listed = [], bool(last and last.listed)
    for above, line in zip([last.line if last else None, *cell.lines], cell.lines, strict=False):
        if line.left <= margin + _ITEM * line.size or _is_marked(line):
            listed = False
        elif above is None or _begins_item(above, line, edge, leading, listed=listed):
            begins.append(line)
            listed = True
    for line in begins:
        line.text = f"- {line.text}"
        line.bold += len("- ") if line.bold else 0
    return Ending(cell.lines[-1], margin, edge, listed)


def _begins_item(above: Line, line: Line, edge: float, leading: float, *, listed: bool) -> bool:
    """Tell an item from the rest of one, or the first item from an indented line after a sentence."""
    parted = _ends_early(above, line, edge) and not above.text.endswith("-")
    if not listed:
        return above.text.endswith(":") or (parted and not _SENTENCE_END.search(above.text))
    ended = above.text.endswith(";") or (_ADDRESS_END.search(above.text) and not line.text[0].islower())
    return bool(ended) or parted or above.base - line.base > _LEADING * leading


def _is_marked(line: Line) -> bool:
    return bool(_MARK.fullmatch(line.text.partition(" ")[0]))


def _emphasise(held: list[Line]) -> None:
    """Mark the bold words that open an item, over its lines, unless all of it is bold: they are its name."""
    for i, line in enumerate(held):
        mark = _MARK.match(line.text)
        if mark is None or line.bold <= mark.end() or line.text[mark.end()] != " ":
            continue
        last = i
        while held[last].bold == len(held[last].text) and last + 1 < len(held) and held[last + 1].bold:
            last += 1
        end = held[last]
        if end.bold < len(end.text) or (last + 1 < len(held) and not _MARK.match(held[last + 1].text)):
            end.text = f"{end.text[: end.bold]}**{end.text[end.bold :]}"
            line.text = f"{line.text[: mark.end() + 1]}**{line.text[mark.end() + 1 :]}"


def _is_outdented(above: Line, line: Line) -> bool:
    """Tell a line left of the one before it, as the one that follows a list is."""
    return line.left < above.inner - _INDENT * line.size


def _noted(line: Line, size: float) -> str:
    """Raise the number that opens a footnote, told by its small print."""
    if line.size > _SMALL * size or not _NOTE.match(line.text):
        return line.text
    return _NOTE.sub(lambda m: m[1].translate(_RAISED) + " ", line.text, count=1)


def _leading(page: list[Line]) -> float:
    steps = [a.base - b.base for a, b in pairwise(page)]
    down = [step for a, step in zip(page, steps, strict=False) if 0.5 * a.size < step < 2.5 * a.size]
    return statistics.median_low(down) if down else 1.0

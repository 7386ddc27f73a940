"""Papers as one HTML page that needs nothing else: for a reader's own folder, a mail or an archive."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from html import escape
from itertools import accumulate

from graph.export.paper import Block, Figure, Grid, Heading, Line, Listed, Paper, Paragraph, Said, Statements

MEDIA_TYPE = "text/html"

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.55 system-ui, "Segoe UI", Roboto, Arial, sans-serif; color: #1c2530; background: #fff;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1, h2 { line-height: 1.2; }
h2 { margin-top: 2.25rem; font-size: 1.3rem; }
.scroll { overflow-x: auto; }
.scroll:focus-visible { outline: 3px solid #0b4f5c; }
table { border-collapse: collapse; font-size: .925rem; }
caption { text-align: start; font-weight: 650; padding-bottom: .4rem; }
th, td { border: 1px solid #c9c4b8; padding: .35rem .6rem; text-align: start; vertical-align: top;
  overflow-wrap: normal; }
thead th { background: #efede7; }
.number { text-align: end; font-variant-numeric: tabular-nums; }
.drawn { background: #fff; color: #1c2530; color-scheme: light; }
sup { line-height: 0; }
.notes { font-size: .9rem; }
.state { white-space: nowrap; }
.state::before { margin-inline-end: .35em; }
.state-direct::before { content: "●"; }
.state-partial::before { content: "◐"; }
.state-weak::before { content: "◔"; }
.state-proposed::before { content: "◇"; }
.state-denied::before { content: "⊘"; }
.state-conflict::before { content: "≠"; }
.state-absent::before { content: "∅"; }
.state-not-stated::before { content: "○"; }
.state-unknown::before { content: "?"; }
@media (prefers-color-scheme: dark) {
  body { color: #e8e6e1; background: #14181d; }
  a { color: #8fd0dc; }
  a:visited { color: #c9b3e6; }
  th, td { border-color: #4a525c; }
  thead th { background: #242b33; }
  .scroll:focus-visible { outline-color: #8fd0dc; }
}
@media print {
  :root { color-scheme: light; }
  body { max-width: none; margin: 0; color: #000; background: #fff; }
  thead th { background: #efede7; }
  a { color: inherit; }
  .scroll { overflow: visible; }
  thead { display: table-header-group; }
  tr, li { break-inside: avoid; }
  h2 { break-after: avoid; }
}
"""

_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
#: What may be done with the page where a server sends it: its own style, and nothing else (CSP 3, 8.1).
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)

#: Ways back from a note to its marks; of one that is marked more often, to the first of them.
_BACK = 3


def as_html(paper: Paper) -> bytes:
    """Write a paper as a page."""
    title = escape(paper.title)
    page = (
        f'<!doctype html>\n<html lang="{escape(paper.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{body(paper)}\n</main>\n</body>\n</html>\n"
    )
    return page.encode()


def body(paper: Paper) -> str:
    """Write what is below the title of a paper, its notes last: each once, with the way back to its marks.

    Its headings are found as ``part-1`` and so on, and the last as ``notes``.
    """
    notes: dict[str, list[str]] = {}
    parts = accumulate(int(isinstance(block, Heading)) for block in paper.blocks)
    written = [_written(block, part, notes) for part, block in zip(parts, paper.blocks, strict=True)]
    if notes:
        written += [f'<h2 id="notes">{escape(paper.notes)}</h2>', _noted(notes, paper.back)]
    return "\n".join(written)


def _noted(notes: Mapping[str, list[str]], back: str) -> str:
    items = "\n".join(
        f'<li id="note-{number}">{escape(note)} {" ".join(_back(mark, back) for mark in marks[:_BACK])}</li>'
        for number, (note, marks) in enumerate(notes.items(), 1)
    )
    return f'<ol class="notes">\n{items}\n</ol>'


def _back(mark: str, back: str) -> str:
    place = mark.removeprefix("mark-").replace("-", ".")
    return f'<a href="#{mark}" aria-label="{escape(back)} {place}">↩</a>'


def _mark(note: str, notes: dict[str, list[str]]) -> str:
    """Return the mark that leads to a note, which is numbered where it is first met."""
    if not note:
        return ""
    marks = notes.setdefault(note, [])
    number = int(marks[0].split("-")[1]) if marks else len(notes)
    mark = f"mark-{number}-{len(marks) + 1}"
    marks.append(mark)
    return f'<sup><a id="{mark}" href="#note-{number}">{number}</a></sup>'


def _line(line: Line, notes: dict[str, list[str]]) -> str:
    words = "".join(_span(said) for said in line.words)
    return f"<li>{words}{_mark(line.note, notes)}</li>"


def _written(block: Block, part: int, notes: dict[str, list[str]]) -> str:
    if isinstance(block, Heading):
        return f'<h2 id="part-{part}">{escape(block.text)}</h2>'
    if isinstance(block, Paragraph):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Listed):
        name = "ol" if block.is_numbered else "ul"
        return f"<{name}>{''.join(f'<li{_language(s)}>{escape(s.text)}</li>' for s in block.lines)}</{name}>"
    if isinstance(block, Statements):
        lines = "\n".join(_line(line, notes) for line in block.lines)
        return f'<ul class="statements">\n{lines}\n</ul>'
    if isinstance(block, Figure):
        return f'<div class="scroll drawn" tabindex="0">{block.svg}</div>'
    assert isinstance(block, Grid)
    return _table(block, notes)


def _table(grid: Grid, notes: dict[str, list[str]]) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in grid.heads)
    marks = [_mark(note, notes) for note in grid.notes] or [""] * len(grid.rows)
    rows = "\n".join(_row(row, mark) for row, mark in zip(grid.rows, marks, strict=True))
    caption = escape(grid.caption)
    return (
        f'<div class="table scroll" role="region" aria-label="{caption}" tabindex="0">\n<table>\n'
        f"<caption>{caption}</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _row(row: Sequence[Said], mark: str) -> str:
    cells = [_cell(said) for said in row]
    if mark:
        first = row[0]
        cells[0] = f'<th scope="row"><span{_language(first)}>{escape(first.text)}</span>{mark}</th>'
    return f"<tr>{''.join(cells)}</tr>"


def _cell(said: Said) -> str:
    if said.state:
        return f"<td>{_span(said)}</td>"
    number = ' class="number"' if said.is_number else ""
    return f"<td{number}{_language(said)}>{escape(said.text)}</td>"


def _span(said: Said) -> str:
    state = f' class="state state-{escape(said.state)}"' if said.state else ""
    told = f"{state}{_language(said)}"
    return f"<span{told}>{escape(said.text)}</span>" if told else escape(said.text)


def _language(said: Said) -> str:
    return f' lang="{escape(said.language)}"' if said.language else ""

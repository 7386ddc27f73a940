"""Papers as one HTML page that needs nothing else: for a reader's own folder, a mail or an archive."""

from __future__ import annotations

import base64
import hashlib
from html import escape

from graph.export.paper import Block, Figure, Grid, Heading, Listed, Paper, Paragraph, Said

MEDIA_TYPE = "text/html"

_STYLE = """
:root { color-scheme: light; }
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
@media print { .scroll { overflow: visible; } thead { display: table-header-group; } }
"""

_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
#: What may be done with the page where a server sends it: its own style, and nothing else (CSP 3, 8.1).
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def as_html(paper: Paper) -> bytes:
    """Write a paper as a page."""
    body = "\n".join(_written(block) for block in paper.blocks)
    title = escape(paper.title)
    page = (
        f'<!doctype html>\n<html lang="{escape(paper.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )
    return page.encode()


def _written(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h2>{escape(block.text)}</h2>"
    if isinstance(block, Paragraph):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Listed):
        name = "ol" if block.is_numbered else "ul"
        return f"<{name}>{''.join(f'<li{_language(s)}>{escape(s.text)}</li>' for s in block.lines)}</{name}>"
    if isinstance(block, Figure):
        return f'<div class="scroll" tabindex="0">{block.svg}</div>'
    assert isinstance(block, Grid)
    return _table(block)


def _table(grid: Grid) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in grid.heads)
    rows = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in grid.rows)
    return (
        f'<div class="scroll" role="region" aria-label="{escape(grid.caption)}" tabindex="0">\n<table>\n'
        f"<caption>{escape(grid.caption)}</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _cell(said: Said) -> str:
    number = ' class="number"' if said.is_number else ""
    return f"<td{number}{_language(said)}>{escape(said.text)}</td>"


def _language(said: Said) -> str:
    return f' lang="{escape(said.language)}"' if said.language else ""

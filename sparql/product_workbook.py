"""A work product as a workbook: what it says on the first sheet, then a sheet for each of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO

from graph.export import workbook
from graph.export.cover import Cover, Part
from graph.export.paper import Said
from graph.export.table import Row, Table, Value
from sparql.composed import Composed, Listing

#: What the name of a sheet may not hold (Excel's specifications and limits).
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def as_xlsx(held: Composed) -> bytes:
    """Write each statement and each row with what it stands on in a cell of its own."""
    written = BytesIO()
    workbook.write(written, _cover(held), _tables(held))
    return written.getvalue()


def _cover(held: Composed) -> Cover:
    parts = [
        Part((section.heading, ""), tuple((said.text, _sources(said.sources)) for said in section.statements))
        for section in held.sections
        if section.statements
    ]
    return Cover(_named(held.title), (Part((held.title, held.notes), ()), *parts))


def _tables(held: Composed) -> Iterator[Table]:
    listings = [listing for section in held.sections for listing in section.listings if listing.rows]
    for number, listing in enumerate(listings, 1):
        name = _named(f"{number} {listing.caption}")
        yield Table(name, "", (*listing.heads, held.notes), _rows(listing))


def _rows(listing: Listing) -> Iterator[Row]:
    for row in listing.rows:
        yield (*(_value(said) for said in row.cells), _sources(row.sources))


def _value(said: Said) -> Value:
    return int(said.text) if said.is_number and said.text.isdecimal() else said.text


def _sources(sources: Sequence[str]) -> str:
    return "; ".join(sources)


def _named(text: str) -> str:
    """Return a name that a sheet may have; a number after it still fits."""
    return " ".join(_FORBIDDEN.sub(" ", text).split())[:28].strip()

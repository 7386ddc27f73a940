"""A dossier or report as a workbook: each statement and row with its sources, and always the same bytes."""

from __future__ import annotations

from io import BytesIO

import openpyxl

from graph.export.paper import Said
from sparql.composed import Composed, Listing, Row, Section, Statement
from sparql.product_forms import FORMS

MADE = Composed(
    "fi",
    "dossier-k1",
    "Kooste: sepitetyt [ryhmät]: kaikki",
    (
        Section(
            "Mitä tästä tiedetään",
            (Statement((Said("Ryhmiä on "), Said("2", is_number=True)), ("lähde 1", "lähde 2")),),
            (
                Listing(
                    "Ryhmät: 2/2",
                    ("ryhmä", "määrä"),
                    (
                        Row((Said("=1+1"), Said("12", is_number=True)), ("lähde 3",)),
                        Row((Said("muut"), Said("1,5", is_number=True)), ("lähde 4",)),
                    ),
                ),
                Listing("Tyhjä", ("ryhmä",), ()),
            ),
        ),
        Section("Ryhmät", (), (Listing("Ryhmät: 2/2", ("ryhmä",), (Row((Said("x"),), ("lähde 5",)),)),)),
    ),
    "Lähteet",
    "takaisin",
)


def test_statements_and_rows_stand_with_their_sources() -> None:
    opened = openpyxl.load_workbook(BytesIO(FORMS["xlsx"].write(MADE)))
    said, first, second = opened.worksheets
    lines = [[cell.value for cell in row] for row in said.iter_rows()]
    assert lines[0] == ["Kooste: sepitetyt [ryhmät]: kaikki", "Lähteet"]
    assert ["Ryhmiä on 2", "lähde 1; lähde 2"] in lines
    assert [[cell.value for cell in row] for row in first.iter_rows()] == [
        ["ryhmä", "määrä", "Lähteet"],
        ["=1+1", 12, "lähde 3"],
        ["muut", "1,5", "lähde 4"],
    ]
    assert first["A2"].data_type == "s"
    assert (first.title, second.title) == ("1 Ryhmät 2 2", "2 Ryhmät 2 2")


def test_the_same_work_product_is_the_same_bytes() -> None:
    assert FORMS["xlsx"].write(MADE) == FORMS["xlsx"].write(MADE)

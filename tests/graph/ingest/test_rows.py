"""The rows of the header table are read in every layout they come in."""

from __future__ import annotations

from itertools import pairwise

import pytest

from graph.ingest import form as forms
from graph.ingest.rows import rows
from graph.ingest.sections import header_rows, sections
from graph.text.blocks import blocks
from tests.examples.variants import LINES, example

THEME, REPORT = (next(f for f in forms.load() if f.key == key) for key in ("theme", "report"))


def rows_of(text: str, form: forms.Form = THEME) -> dict[str, str]:
    found = header_rows(text, form, sections(text, blocks(text), form))
    return {row.key: " ".join(text[row.start : row.end].split()) for row in found}


HEADER = {
    "title": "Valoa katulyhtyjen sytyttäjille",
    "contact-intermediate": "[Nimi, sähköpostiosoite, puh.nro]",
    "contact-coordination": "[Nimi, sähköpostiosoite, puh.nro]",
    "contact-ministry": "Valaistusministeriö: [Nimi]",
    "period": "2022 - 2027",
    "funding": "2,5 milj. €",
}


@pytest.mark.parametrize(
    "row",
    [
        "{}\t{}\n",
        "<b>{}</b>\t{}\n",
        "**{}**\t{}\n",
        "**{}:** {}\n\n",
        "| {} | {} |\n",
        "| **{}** | {} |\n",
        "{}\n{}\n",
        "{} \n\n \n\n{} \n \n",
        "{}: {}\n",
        "{}   {}\n",
        "<tr><td>{}</td><td>{}</td></tr>\n",
        "<tr>\n<th>{}</th>\n<td>{}</td>\n</tr>\n",
        "{} {} ",
    ],
)
def test_the_header_table_is_read_in_every_layout(row: str) -> None:
    labels = {r.key: r.label for r in THEME.rows}
    text = example("theme-lamplighters.txt")
    table = "".join(row.format(labels[key], value) for key, value in HEADER.items())
    assert rows_of(table + "\n\n" + text[text.index("1) Yhteys") :]) == HEADER


def test_a_header_broken_over_lines_keeps_its_rows() -> None:
    assert rows_of(example("report-mossisles.txt"), REPORT) == {
        "title": "Erityistavoite 5.3: Sammalsaarten karta- noiden väen osallisuus",
        "contact": "Sammal Suopursu, SSM",
        "contact-ministry": "SSM: Matti Merisuola",
        "period": "2014-2020",
        "funding": "Täytetään SSMissä",
    }


def test_a_row_without_a_value_is_empty_and_an_unknown_label_belongs_to_the_value_before() -> None:
    text = "Toteutusaika\t\nRahoituskehysarvio (EU+valtio)\t2 milj. €\nLisätieto\tmereltä\n"
    assert rows_of(text + "\n1) Yhteys strategioihin\n\nTeksti.\n") == {
        "period": "",
        "funding": "2 milj. € Lisätieto mereltä",
    }


def test_only_the_text_before_the_first_section_has_rows() -> None:
    for name in LINES:
        form = THEME if name.startswith("theme") else REPORT
        text = example(name)
        assert rows(text, form, 0) == ()
        last = max(row.end for row in rows(text, form, len(text)) if row.key == "funding")
        assert last < 900


def test_values_lie_between_their_labels() -> None:
    for name in LINES:
        form = THEME if name.startswith("theme") else REPORT
        found = rows(example(name), form, 900)
        assert all(row.label_start < row.start <= row.end for row in found)
        assert all(a.end <= b.label_start for a, b in pairwise(found))

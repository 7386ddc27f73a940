"""Workbooks, read back by another library."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from graph.export import workbook
from graph.export.cover import Cover, Part
from graph.export.download import Source, of_form
from graph.export.table import Row, Table

COVER = Cover("Rajaus", (Part(("Otsikko", "Title"), (("luettu", "read"),)),))


def written(*rows: Row) -> Workbook:
    output = BytesIO()
    workbook.write(output, COVER, [Table("Theme", "", ("code", "name"), iter(rows))])
    return load_workbook(output)


@pytest.fixture(scope="module")
def path(source: Source, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "release.xlsx"
    of_form("xlsx").write(source, path)
    return path


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return load_workbook(path)


def records(book: Workbook, name: str) -> list[dict[str, object]]:
    head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_the_scope_is_the_first_sheet_in_three_languages(book: Workbook, source: Source) -> None:
    assert book.sheetnames[0] == "Scope"
    text = [cell for row in book["Scope"].iter_rows(values_only=True) for cell in row if cell]
    for language in ("fi", "sv", "en"):
        assert f"{language}: rajaus" in text
    address = f"{source.manifest.base}release/{source.manifest.id}"
    assert sum(address in str(line) for line in text) == 3
    assert any(str(line).startswith("not-stated: ") for line in text)


def test_each_sheet_can_be_filtered_and_keeps_its_header_in_view(book: Workbook) -> None:
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_a_kind_has_names_in_three_languages_with_the_language_truly_shown(book: Workbook) -> None:
    themes = records(book, "Theme")
    assert themes
    for theme in themes:
        assert str(theme["iri"]).endswith(f"/{theme['code']}")
        for language in ("Fi", "Sv", "En"):
            assert theme[f"name{language}"]
    shown = {(theme["nameSvLanguage"], theme["nameSv"] == theme["nameFi"]) for theme in themes}
    assert {is_same for language, is_same in shown if language == "fi"} <= {True}


def test_a_link_shows_its_state_role_words_and_decision(book: Workbook, source: Source) -> None:
    links = [link for link in records(book, "targets") if link["origin"] == "document"]
    assert links
    for link in links:
        assert link["state"] in ("direct", "denied", "proposed", "not-stated")
        assert link["role"] == "participants"
        assert link["quote"]
        assert link["document"]
        assert isinstance(link["start"], int)
        assert link["decidedInRole"] if link["decision"] == "accepted" else True
    asked = "ASK { GRAPH ?g { <%s> a <https://w3id.org/kytkos/ns#Assertion> } }"
    assert source.dataset.ask(asked % f"https://w3id.org/kytkos/id/{links[0]['assertion']}")


def test_each_accepted_link_of_the_release_is_in_the_workbook(book: Workbook, source: Source) -> None:
    asked = "SELECT ?s ?o WHERE { ?s <https://w3id.org/kytkos/ns#targets> ?o }"
    stated = {tuple(iri.rpartition("/")[2] for iri in row) for row in source.dataset.texts(asked)}
    held = {(r["subject"], r["object"]) for r in records(book, "targets") if r["state"] == "direct"}
    assert held == stated


def test_the_same_release_gives_the_same_bytes(source: Source, path: Path, tmp_path: Path) -> None:
    of_form("xlsx").write(source, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", '=HYPERLINK("http://x")'])
def test_what_a_spreadsheet_would_run_is_text_and_stays_as_it_is(text: str) -> None:
    cell = written((text, 5))["Theme"]["A2"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix


def test_numbers_are_numbers_and_nothing_is_an_empty_cell() -> None:
    sheet = written((5, None))["Theme"]
    assert (sheet["A2"].value, sheet["B2"].value) == (5, None)


def test_a_table_without_rows_is_a_sheet_with_its_header() -> None:
    assert list(written()["Theme"].iter_rows(values_only=True)) == [("code", "name")]


def test_what_no_sheet_can_hold_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_ROWS", 2)
    book = written(("a", 1), ("b", 2), ("c", 3), ("d", 4))
    assert book.sheetnames == ["Rajaus", "Theme", "Theme 2"]
    assert [cell.value for cell in book["Theme 2"]["A"]] == ["code", "c", "d"]

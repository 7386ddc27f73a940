from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from graph.curation.log import DecisionLog
from graph.curation.trust import trusted
from graph.export.formula import harmless
from graph.store.workspace import Workspace
from tests.conftest import Run, runner

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "tables" / "projects.csv"
EURA = ("--mapping", "fi-eura-2014-2020")


@pytest.fixture
def call(tmp_path: Path) -> Run:
    """Run a command on an empty workspace."""
    return runner(tmp_path / "data")


def test_an_import_tells_how_it_read_what_became_of_each_row_and_that_it_adds_up(call: Run) -> None:
    done = call("import", str(EXAMPLE), *EURA, "--as-of", "2016")
    assert done.exit_code == 0
    assert "utf-8, comma between fields" in done.stdout
    assert "refused  line 8: it has no code" in done.stdout
    assert "rows  7 read = 1 imported + 4 doubtful + 2 refused" in done.stdout
    assert "-744 held back" in done.stdout
    assert "Meikäläinen" not in done.stdout


def test_the_same_again_is_unchanged(call: Run) -> None:
    first, again = (call("import", str(EXAMPLE), *EURA) for _ in range(2))
    assert "held  version 1" in first.stdout
    assert "kytkos propose fi-eura-2014-2020" in first.stdout
    assert "unchanged  version 1" in again.stdout


def test_a_register_is_authoritative_by_one_decision_that_says_why(call: Run, tmp_path: Path) -> None:
    refused = call("import", str(EXAMPLE), *EURA, "--authoritative")
    assert refused.exit_code == 2
    reason = ("--authoritative", "--reason", "The authority keeps it.")
    assert "decision e" in call("import", str(EXAMPLE), *EURA, *reason).stdout
    assert "as decided before" in call("import", str(EXAMPLE), *EURA, *reason).stdout
    assert Workspace(tmp_path / "data").decisions.read_text("utf-8").count('"trust"') == 1
    assert "trust" in call("review", "log").stdout


def test_a_register_is_trusted_for_named_relations_only(call: Run, tmp_path: Path) -> None:
    call("import", str(EXAMPLE), *EURA)
    given = ("isPartOf", "hasRecord", "--reason", "Its sums are not checked.")
    assert call("review", "trust", "fi-eura-2014-2020", *given).exit_code == 0
    assert call("review", "trust", "another", *given).exit_code == 5
    assert call("review", "trust", "fi-eura-2014-2020", "targets", "--reason", "x").exit_code == 2
    decided = trusted(DecisionLog(Workspace(tmp_path / "data")).read())
    assert decided == {"fi-eura-2014-2020": frozenset({"isPartOf", "hasRecord"})}


def test_without_a_mapping_one_is_proposed_that_imports_the_table(call: Run, tmp_path: Path) -> None:
    proposed = call("import", str(EXAMPLE))
    assert proposed.exit_code == 0
    assert not list((tmp_path / "data").rglob("*.jsonl"))
    mapping = tmp_path / "own.yaml"
    mapping.write_text(proposed.stdout, "utf-8")
    done = call("import", str(EXAMPLE), "--mapping", str(mapping))
    assert done.exit_code == 0, done.stderr
    assert "7 read" in done.stdout


HEADINGS = {
    "fi": ["Hankekoodi", "Hankkeen nimi", "Tuensaaja", "Alkamispäivä", "Päättymispäivä", "Yhteyshenkilö"],
    "sv": ["Projektkod", "Projektets namn", "Stödmottagare", "Startdatum", "Slutdatum", "Kontaktperson"],
    "en": ["Operation code", "Operation name", "Beneficiary", "Start date", "End date", "Contact person"],
}


@pytest.mark.parametrize("language", HEADINGS)
def test_headings_are_understood_in_three_languages_and_contact_persons_left_out(
    call: Run, tmp_path: Path, language: str
) -> None:
    book, path = openpyxl.Workbook(), tmp_path / "t.xlsx"
    book.worksheets[0].append(HEADINGS[language])
    book.worksheets[0].append(["X1", "Keksitty", "Keksitty Oy", "1.2.2023", "31.12.2024", "Maija Malli"])
    book.save(path)
    proposed = call("import", str(path)).stdout
    assert f"language: {language}" in proposed
    for field in ("code", "title", "beneficiary", "start", "end"):
        assert f"\n  is: {field}\n" in proposed
    assert f"# - heading: {HEADINGS[language][-1]}" in proposed
    assert "Malli" not in proposed


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("none.csv", *EURA), 3),
        ((str(EXAMPLE), "--mapping", "none"), 2),
        ((str(EXAMPLE), *EURA, "--as-of", "31.12.2016"), 2),
    ],
)
def test_what_cannot_be_imported_is_one_message_with_a_remedy(
    call: Run, words: tuple[str, ...], code: int
) -> None:
    done = call("import", *words)
    assert done.exit_code == code
    assert "Traceback" not in done.stderr


def test_a_title_that_begins_as_a_formula_stays_text_and_leaves_harmless(call: Run, tmp_path: Path) -> None:
    call("import", str(EXAMPLE), *EURA)
    (held,) = Workspace(tmp_path / "data").table_files()
    title = '=HYPERLINK("https://example.org")'
    assert title.replace('"', '\\"') in held.read_text("utf-8")
    assert harmless(title).startswith("'=")

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import RDF, SKOS, Graph

from kytkos.reference import COMMAND, files, main
from ontology.constraint import shapes
from ontology.context import PREFIXES
from ontology.source import graph, paths

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = files()
PAGE = WRITTEN[Path("docs/reference/ontology.md")]


@pytest.mark.parametrize("path", WRITTEN, ids=str)
def test_what_is_on_disk_is_what_the_turtle_says(path: Path) -> None:
    assert (ROOT / path).read_text("utf-8") == WRITTEN[path], f"run: {COMMAND}"


def test_the_page_is_the_same_each_time() -> None:
    assert files() == WRITTEN


def test_the_page_names_every_term_every_value_and_every_shape() -> None:
    lists = Graph().parse(paths("schemes")[0], format="turtle")
    due = {str(s) for s in graph("terms").subjects(RDF.type) if str(s).startswith(PREFIXES["kyt"])}
    due |= {str(s) for s in lists.subjects(SKOS.prefLabel)}
    due |= {str(s) for s in shapes(graph("shapes"))}
    there = set(PAGE.replace("|", " ").replace(",", " ").split())
    missing = {iri for iri in due if f"kyt:{iri.removeprefix(PREFIXES['kyt'])}" not in there}
    assert missing == set()


def test_no_row_of_a_table_has_stray_columns() -> None:
    widths = []
    for line in PAGE.splitlines():
        if line.startswith("|"):
            widths.append(line.replace("\\|", "").count("|"))
        elif widths:
            assert len(set(widths)) == 1
            widths = []


def test_check_passes_on_what_was_just_written(tmp_path: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(main, ["--root", str(tmp_path)]).exit_code == 0
    assert runner.invoke(main, ["--root", str(tmp_path), "--check"]).exit_code == 0


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=[pytest.mark.slow] if turn else []) for turn, path in enumerate(WRITTEN)],
)
def test_check_fails_on_an_edited_file_and_says_the_command(tmp_path: Path, path: Path) -> None:
    runner = CliRunner()
    runner.invoke(main, ["--root", str(tmp_path)])
    (tmp_path / path).write_text("edited by hand", encoding="utf-8")
    result = runner.invoke(main, ["--root", str(tmp_path), "--check"])
    assert result.exit_code == 1
    assert str(path) in result.output
    assert COMMAND in result.output
    assert (tmp_path / path).read_text("utf-8") == "edited by hand"


def test_check_names_every_edited_file(tmp_path: Path) -> None:
    for path in WRITTEN:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("edited by hand", encoding="utf-8")
    result = CliRunner().invoke(main, ["--root", str(tmp_path), "--check"])
    assert result.exit_code == 1
    assert [path for path in WRITTEN if str(path) not in result.output] == []

"""Each analysis is a command made from its declaration: things by code or name, every form, scope first."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from graph.analysis.analysis import Analysis
from graph.analysis.held import Held
from graph.analysis.listing import analyses
from graph.analysis.quality_of_graph import summary
from kytkos.cli import main
from kytkos.commands.analysing import commands
from kytkos.notebook import dataset_at
from sparql.analyses import analyse
from sparql.analysis_forms import FORMS, as_text
from sparql.labels import Labels
from sparql.spoken import speak
from sparql.words import LANGUAGES, Language
from tests.conftest import Run, runner

EVERY = pytest.mark.parametrize("asked", analyses(), ids=lambda held: held.declared.name)
#: What is asked of analyses that answer nothing of themselves.
NEEDED = {
    "coverage": {"state": "direct"},
    "whynot": {"coverer": "k2802", "covered": "k1034"},
    "whatif": {"change": "remove k2802"},
}
SHARED = {"form", "output", "lang", "release_id", "data"}


@pytest.fixture(scope="module")
def run(released: Path) -> Run:
    """Run a command on the released workspace, which analyses do not change."""
    return runner(released)


def test_every_file_of_the_catalogue_is_an_analysis_and_a_command() -> None:
    names = {held.declared.name for held in analyses()}
    assert {command.name for command in commands()} == names
    assert names <= main.commands.keys()


@EVERY
def test_a_command_has_the_parameters_of_its_analysis_and_says_what_it_asks(asked: Analysis) -> None:
    declared = asked.declared
    command = main.commands[declared.name]
    named = {str(held.name).replace("_", "") for held in command.params if held.name not in SHARED}
    assert named == {parameter.name.lower() for parameter in declared.params}
    assert {held.name for held in command.params} >= SHARED
    assert command.help == declared.question["en"]
    needed = {held.name for held in command.params if isinstance(held, click.Argument)}
    assert len(needed) == sum(parameter.default is None for parameter in declared.params)


def test_what_analyses_ask_is_read_without_an_engine() -> None:
    heavy = "pyoxigraph rdflib fastapi numpy networkx docx"
    script = (
        "import sys\nfrom click.testing import CliRunner\nfrom kytkos.cli import main\n"
        "assert 'What covers what' in CliRunner().invoke(main, ['--help'], terminal_width=400).output\n"
        f"print([m for m in {heavy.split()!r} if m in sys.modules])"
    )
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "[]"


def test_an_answer_opens_with_its_scope_and_ends_with_what_it_is_cited_by(run: Run) -> None:
    lines = run("coverage", "--lang", "en").stdout.splitlines()
    assert lines[0] == "Coverage"
    assert lines[1].strip().startswith("Documents:")
    assert [line.partition(":")[0] for line in lines[-4:]] == [
        "Release",
        "Hash of the query",
        "Hash of the result",
        "Permanent address",
    ]


def test_tables_and_pictures_say_how_good_the_graph_is_and_where_they_are_found_again(run: Run) -> None:
    told = json.loads(run("gaps", "--format", "json", "--lang", "en").stdout)
    written = run("gaps", "--format", "csv", "--lang", "en").stdout.lstrip("\ufeff")
    first, second = list(csv.DictReader(io.StringIO(written)))[:2]
    assert first["quality"].startswith("Quality of the graph")
    assert (first["queryHash"], first["resultHash"]) == (told["query_hash"], told["result_hash"])
    assert (first["permanent"], second["permanent"]) == (told["permanent"], "")
    drawing = run("gaps", "--format", "svg", "--lang", "en").stdout
    assert told["permanent"].replace("&", "&amp;") in drawing
    assert told["result_hash"] in drawing


def test_a_form_is_printed_or_written_to_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "gaps.docx"
    ran = run("gaps", "--format", "docx", "--output", str(file))
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert run("gaps", "--format", "docx").stdout_bytes == file.read_bytes()
    assert "[table|" + "|".join(FORMS) + "]" in run("gaps", "--help").stdout.replace("\n", "").replace(
        " ", ""
    )


@pytest.fixture(scope="module")
def held(released: Path) -> Held:
    """The release that commands ask, opened once: each command opens it again."""
    return Held(dataset_at(released))


@pytest.mark.parametrize("lang", LANGUAGES)
@EVERY
def test_every_form_says_scope_definition_and_where_it_is_found_again(
    asked: Analysis, lang: Language, held: Held
) -> None:
    labels, name = Labels(held.dataset), asked.declared.name
    found = analyse(held, asked, NEEDED.get(name, {}), lang)
    told = speak(found, summary(held), labels, lang)
    defended = {*told.scope, told.definition, told.reading, *told.remarks, told.result_hash}
    written = {suffix: form.write(told, labels) for suffix, form in FORMS.items() if suffix != "svg"}
    sheets = workbook(written["xlsx"])
    texts = {"table": as_text(told, labels).decode(), "html": unescape(written["html"].decode())}
    for form, text in {**texts, "xlsx": sheets}.items():
        assert not [said for said in defended if said not in text], form
        assert not [value for _, value in told.given if value not in text], form
    first = next(iter(csv.DictReader(io.StringIO(written["csv"].decode("utf-8-sig")))))
    assert (first["scope"], first["release"]) == (" ".join(told.scope), held.dataset.release)
    assert json.loads(written["json"])["result_hash"] == first["resultHash"] == told.result_hash
    if told.picture is not None:
        assert told.result_hash in FORMS["svg"].write(told, labels).decode()


def workbook(written: bytes) -> str:
    """Return the texts of both sheets, a line for each cell; numbers are numbers."""
    sheets = load_workbook(io.BytesIO(written))
    cells = [cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if isinstance(cell, str) and re.fullmatch(r"-?\d+\.\d+", cell)]
    return "\n".join(str(cell) for cell in cells if cell is not None)


def test_options_narrow_the_answer(run: Run) -> None:
    held = json.loads(run("coverage", "--coverers", "Project", "--format", "json").stdout)
    assert held["parameters"]["coverers"] == "Project"
    assert held["release"] in held["permanent"]


def test_a_thing_is_given_by_code_or_name(run: Run) -> None:
    row = json.loads(run("coverage", "--format", "json", "--lang", "fi").stdout)["rows"][0]
    codes = (row["coverer"]["code"], row["covered"]["code"])
    by_code = run("whynot", *codes, "--format", "json", "--lang", "fi")
    by_name = run("whynot", row["coverer"]["label"], codes[1], "--format", "json", "--lang", "fi")
    assert by_code.exit_code == 0
    assert by_code.stdout == by_name.stdout


@pytest.mark.parametrize(("name", "option"), [("robustness", "--other"), ("overlap", "--only")])
def test_one_other_thing_is_given_by_name_too_and_told_by_name(name: str, option: str, run: Run) -> None:
    row = json.loads(run("coverage", "--state", "direct", "--format", "json").stdout)["rows"][0]
    thing = row["covered"] if option == "--other" else row["coverer"]
    words = (name, *(("--thing", row["coverer"]["code"]) if option == "--other" else ()), option)
    by_code, by_name = (run(*words, thing[key]).stdout for key in ("code", "label"))
    assert by_code == by_name
    assert f": {thing['label']}\n" in by_code


def test_a_name_of_another_kind_is_told_from_a_name_that_nothing_has(run: Run) -> None:
    told = json.loads(run("coverage", "--state", "direct", "--format", "json").stdout)["rows"][0]
    swapped = run("whynot", told["covered"]["label"], told["coverer"]["label"])
    assert swapped.exit_code == 2
    assert f"{told['covered']['label']} is none of these: Theme" in swapped.stderr
    assert "no thing of this code or name" in run("whynot", "no such name", "k1034").stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("coverage", "--coverers", "Nothing"), 2),
        (("coverage", "--nosuch", "1"), 2),
        (("whynot", "nosuch", "alsonot"), 2),
        (("whynot",), 2),
        (("coverage", "--release", "nosuch"), 5),
        (("whatif", "--change", "invent everything"), 2),
        (("continuity", "--later", "2014-2020"), 2),
        (("overlap", "--only", "nosuch"), 2),
        (("money", "--as-of", "2024-13"), 2),
    ],
)
def test_what_cannot_be_answered_is_one_message(released: Path, words: tuple[str, ...], code: int) -> None:
    ran = CliRunner().invoke(main, [*words, "--data", str(released)])
    assert ran.exit_code == code
    assert ran.stderr
    assert "Traceback" not in ran.stderr

"""Documents of every format go from file to workspace by the same commands."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.store.workspace import Workspace
from kytkos.cli import main
from tests.conftest import Run, runner
from tests.graph.text.formats.making import Part, docx, html, odt, packed, parts, pdf

UNSEEN = Path(__file__).resolve().parents[1] / "examples" / "unseen"
MAKERS: dict[str, Callable[[list[Part]], bytes]] = {".docx": docx, ".odt": odt, ".html": html, ".pdf": pdf}


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """One invented document in every format."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for suffix, make in MAKERS.items():
        (folder / f"theme{suffix}").write_bytes(make(parts("theme-lamplighters.txt")))
    return sorted(folder.iterdir())


def test_ingest_takes_every_format_and_goes_on_after_a_bad_file(files: list[Path], tmp_path: Path) -> None:
    bad = tmp_path / "bomb.docx"
    bad.write_bytes(packed({"word/document.xml": "<a>" + " " * 4 * 2**20 + "</a>"}))
    told = runner(tmp_path / "data")("ingest", str(bad), *map(str, files))
    assert told.exit_code == 3
    assert "bomb.docx" in told.stderr
    held = {d.version.sha256: d.version for d in Workspace(tmp_path / "data").documents()}
    assert set(held) == {hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert len({version.media_type for version in held.values()}) == len(files)


@pytest.mark.slow
def test_offsets_that_read_prints_count_in_what_text_prints(files: list[Path]) -> None:
    for path in files:
        text = CliRunner().invoke(main, ["text", str(path)]).output
        printed = CliRunner().invoke(main, ["read", str(path), "--format", "jsonl"]).stdout
        lines = [json.loads(line) for line in printed.splitlines()]
        said = [line for line in lines if line["relation"] == "targets"]
        assert said
        assert all(line["mention"] == " ".join(text[line["start"] : line["end"]].split()) for line in said)
        assert "@example.org" not in text
        assert "Authorsson" not in text


#: Sets of documents never seen, so many that a release of all that is read of them has few cells.
SETS = sorted(folder for folder in UNSEEN.iterdir() if folder.is_dir())
FEW = 4


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, len(SETS), FEW))
def test_whatever_is_read_of_documents_never_seen_can_be_accepted_and_released(
    first: int, tmp_path: Path
) -> None:
    run = runner(tmp_path / "data")
    suffixes = (".txt", ".md", ".docx", ".pdf")
    files = sorted(
        p for folder in SETS[first : first + FEW] for p in folder.iterdir() if p.suffix in suffixes
    )
    assert run("ingest", *map(str, files)).exit_code == 0
    codes = [line.split()[0] for line in run("review", "list", "--limit", "0").stdout.splitlines()]
    assert run("review", "accept", *codes, "--reason", "the document says so").exit_code == 0
    built = run("release", "--yes")
    assert built.exit_code == 0, built.stderr


@pytest.mark.slow
def test_groups_and_instruments_that_no_scheme_knows_are_answered_for_as_they_were_reviewed(
    files: list[Path], tmp_path: Path
) -> None:
    run = runner(tmp_path / "data")
    report = tmp_path / "report.pdf"
    report.write_bytes(pdf(parts("report-beekeepers.txt")))
    theme = next(path for path in files if path.suffix == ".docx")
    assert run("ingest", str(theme), str(report)).exit_code == 0
    link = {line.split("«")[1].split("»")[0]: line.split() for line in _queue(run)}
    of_work, workers = link["hämärässä työskentelevien"][4], link["hämärätyön ammattilaiset"][4]
    decided = [
        ("edit", link["lyhtyjen sytyttäjien"][0], "--label", "lyhdynsytyttäjät"),
        ("split", link["13-17-vuotiaiden iltakulkijoiden"][0], "--label", "iltakulkijat"),
        ("merge", of_work, workers),
    ]
    for words in decided:
        assert run("review", *words, "--reason", "one name for one group").exit_code == 0
    codes = [line.split()[0] for line in _queue(run)]
    assert run("review", "accept", *codes, "--reason", "the document says so").exit_code == 0
    assert run("release", "--yes").exit_code == 0
    assert _GROUPS.items() <= _states(run, "TargetGroup").items()
    assert _states(run, "PolicyInstrument")["eurooppalainen lyhtytakuu"] == "stated"


#: What a release of both documents answers of the theme and groups that reviewers named, split and merged.
_GROUPS = {
    "katulyhtyjen sytyttäjät": "stated",
    "hämärätyön ammattilaiset": "stated",
    "lyhdynsytyttäjät": "partly",
    "iltakulkijat": "partly",
}


def _queue(run: Run) -> list[str]:
    return run("review", "list", "--limit", "0").stdout.splitlines()


def _states(run: Run, covered: str) -> dict[str, str]:
    """Return what is known of the invented theme and each thing, by its name."""
    told = run("coverage", "--covered", covered, "--lang", "en", "--format", "csv").stdout
    rows = csv.DictReader(told.removeprefix("\ufeff").splitlines())
    return {row["covered"]: row["state"] for row in rows if row["coverer"].startswith("Valoa")}

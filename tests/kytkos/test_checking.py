"""Data of somebody's own: begun, judged, and made into a release."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kytkos.cli import main
from tests.conftest import runner

ROOT = Path(__file__).resolve().parents[2]
SEAFARERS = ROOT / "tests" / "examples" / "documents" / "theme-seafarers.md"


def check(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["check", str(folder), *words], catch_exceptions=False)


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    done = check(folder, "--begin")
    assert done.exit_code == 0, done.output
    return folder


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    mine = tmp_path / "facts" / "groups.csv"
    mine.parent.mkdir()
    mine.write_text("code,kind\n", "utf-8")
    done = check(tmp_path, "--begin")
    assert f"kept  {mine}" in done.output
    assert mine.read_text("utf-8") == "code,kind\n"


def test_every_broken_file_is_told_with_its_place(tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    (facts / "a.ttl").write_text("id:me-1 a kyt:Programme .", "utf-8")
    (facts / "b.csv").write_text("code,kind\nme-1,Nonsense\n", "utf-8")
    done = check(tmp_path)
    assert done.exit_code == 1
    assert "a.ttl: not Turtle" in done.output
    assert "b.csv:2: 'Nonsense' is no kind" in done.output


@pytest.mark.slow
def test_the_folder_to_begin_with_holds_and_becomes_a_release(begun: Path) -> None:
    run = runner(begun)
    done = check(begun)
    assert done.exit_code == 0, done.output
    assert "0 violations, 0 warnings" in done.output
    assert run("release").exit_code == 0
    why = run("why", "me-3", "me-102", "--lang", "en").output
    assert "From harbour to work – targets – unemployed seafarers" in why


@pytest.mark.slow
def test_documents_are_read_with_the_groups_of_the_folder(begun: Path) -> None:
    source = begun / "sources" / "theme.md"
    text = SEAFARERS.read_text("utf-8")
    source.write_text(text, "utf-8")
    done = check(begun)
    assert f"readable  {source}: theme" in done.output
    (begun / "sources" / "scan.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert "refused" in check(begun).output


@pytest.mark.slow
def test_what_the_shapes_miss_keeps_a_release_back(begun: Path) -> None:
    programme = begun / "facts" / "programme.ttl"
    programme.write_text(programme.read_text("utf-8").replace("    kyt:fundedFrom id:k2701 ;\n", ""), "utf-8")
    done = check(begun, "--lang", "en")
    assert done.exit_code == 1
    assert "violation: id:me-1 kyt:fundedFrom" in done.output

"""Documents of every format go from file to workspace by the same commands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.store.workspace import Workspace
from kytkos.cli import main
from tests.conftest import runner
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


@pytest.mark.slow
def test_whatever_is_read_of_documents_never_seen_can_be_accepted_and_released(tmp_path: Path) -> None:
    run = runner(tmp_path / "data")
    files = sorted(path for suffix in (".docx", ".pdf") for path in UNSEEN.glob(f"*/*{suffix}"))
    assert run("ingest", *map(str, files)).exit_code == 0
    codes = [line.split()[0] for line in run("review", "list", "--limit", "0").stdout.splitlines()]
    assert run("review", "accept", *codes, "--reason", "the document says so").exit_code == 0
    built = run("release", "--yes")
    assert built.exit_code == 0, built.stderr

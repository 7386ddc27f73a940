"""Free-form texts and drafts on the command line: from a file to links, and nothing kept of a draft."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from graph.store.workspace import Workspace
from tests.conftest import runner

SWEDISH = """# Utlysning: Arbete för alla

Projektet stöder långtidsarbetslösa. Målgruppen är också skuldsatta småföretagare.
Kontaktperson: Maja Påhittad, maja.pahittad@example.org
"""


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = tmp_path / "call.txt"
    path.write_text(SWEDISH, encoding="utf-8")
    return path


def test_a_text_of_no_form_is_refused_and_the_remedy_names_the_way(call: Path, tmp_path: Path) -> None:
    told = runner(tmp_path / "data")("ingest", str(call))
    assert told.exit_code == 3
    assert "--form free" in told.output


@pytest.mark.slow
def test_a_swedish_text_goes_from_file_to_release_with_its_own_names(call: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    run = runner(data)
    assert run("ingest", "--form", "free", str(call)).exit_code == 0
    (held,) = Workspace(data).documents()
    assert (held.version.form, held.version.language) == ("free", "sv")
    codes = [a.code for a in held.assertions]
    assert len(codes) > 1
    assert run("review", "accept", *codes, "--reason", "stated").exit_code == 0
    told = run("release")
    assert told.exit_code == 0, told.output
    (dump,) = data.glob("releases/*/release.nq.gz")
    assert '"skuldsatta småföretagare"@sv' in gzip.decompress(dump.read_bytes()).decode()


def test_a_draft_is_answered_in_the_language_asked_for_and_leaves_the_workspace_as_it_was(
    call: Path, published: Path
) -> None:
    before = {path: path.read_bytes() for path in published.rglob("*") if path.is_file()}
    told = runner(published)("draft", str(call), "--lang", "en")
    assert told.exit_code == 0
    assert told.output.startswith("What this draft is linked to, as read")
    assert "Read as: Swedish" in told.output
    assert {path: path.read_bytes() for path in published.rglob("*") if path.is_file()} == before


def test_a_draft_as_json_opens_with_its_release_and_holds_no_personal_data(
    call: Path, published: Path
) -> None:
    told = json.loads(runner(published)("draft", str(call), "--format", "json").output)
    assert told["release"] == Workspace(published).releases.joinpath("current").read_text().strip()
    assert "Påhittad" not in told["text"]


@pytest.mark.parametrize("text", ["", "   \n", "word\0word and more words of it"])
def test_what_is_no_text_is_refused_as_a_document_is(text: str, published: Path) -> None:
    told = runner(published)("draft", "-", given=text)
    assert told.exit_code == 3
    assert "draft: " in told.output


def test_a_draft_against_an_empty_dataset_says_that_it_is_empty(call: Path, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    told = runner(tmp_path / "nothing")("draft", str(call), "--lang", "en")
    assert told.exit_code == 0
    assert "the release is empty" in told.output

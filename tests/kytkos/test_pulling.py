from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kytkos.cli import main
from tests.conftest import runner
from tests.graph.ingest.pull.public_service import answering, serving


def test_a_pull_tells_the_import_that_takes_it_in(tmp_path: Path) -> None:
    path = tmp_path / "fi.jsonl"
    with serving(3) as server:
        words = ["pull", str(path), "--country", "FI", "--from", server.url, "--pause", "0"]
        done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert done.exit_code == 0
    assert "pulled  3 projects" in done.stdout
    (following,) = [line for line in done.stdout.splitlines() if line.startswith("next  kytkos ")]
    imported = runner(tmp_path / "data")(*following.removeprefix("next  kytkos ").split())
    assert "3 read = 3 imported" in imported.stdout
    assert "of kohesio-fi" in imported.stdout


def test_a_service_that_says_no_is_one_message_that_says_how_to_go_on(tmp_path: Path) -> None:
    with serving(3) as server:
        server.failures = [answering(403)]
        words = ["pull", str(tmp_path / "t.jsonl"), "--country", "FI", "--from", server.url]
        done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert done.exit_code == 1
    assert "it answered 403" in done.stderr
    assert "Run the same command again" in done.stderr


@pytest.mark.parametrize("words", [("--country", "Finland"), (), ("--country", "FI", "--page", "0")])
def test_a_choice_that_is_none_is_refused(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = CliRunner().invoke(main, ["pull", str(tmp_path / "t.jsonl"), *words], catch_exceptions=False)
    assert done.exit_code == 2

"""A release is cited from the command line, with the identifier that it was given."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from click.testing import CliRunner

from graph.release.shelf import Shelf
from graph.release.verification import verify
from kytkos.cli import main


def test_a_release_is_cited_by_the_identifier_it_was_given(released: Path, tmp_path: Path) -> None:
    data = str(shutil.copytree(released, tmp_path / "data"))

    def cite(*words: str) -> str:
        done = CliRunner().invoke(main, ["cite", "--data", data, "--lang", "en", *words])
        assert done.exit_code == 0, done.output
        return done.stdout

    current = Shelf(Path(data) / "releases").current()
    assert current is not None
    assert cite().endswith(f"/release/{current.name}\n")
    assert cite("--identifier", "doi:10.99999/invented.1").endswith("https://doi.org/10.99999/invented.1\n")
    assert "doi = {10.99999/invented.1}" in cite("--format", "bibtex")
    assert json.loads(cite("--format", "csl"))[0]["DOI"] == "10.99999/invented.1"
    assert verify(current) == ()


def test_what_is_no_identifier_is_told_and_not_noted(released: Path, tmp_path: Path) -> None:
    data = str(shutil.copytree(released, tmp_path / "data"))
    done = CliRunner().invoke(main, ["cite", "--data", data, "--identifier", "none"])
    assert done.exit_code == 2
    assert "not an identifier" in done.stderr

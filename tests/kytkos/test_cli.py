"""The command line, used as an analyst would: from files to answers, on a workspace of its own."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kytkos.cli import main

EXAMPLES = Path(__file__).parents[1] / "examples" / "documents"
THEME = EXAMPLES / "theme-lamplighters.txt"
Run = Callable[..., Result]


def test_help_names_every_command_and_the_exit_codes() -> None:
    told = CliRunner().invoke(main, ["--help"]).output
    assert all(name in told for name in main.commands)
    assert "Exit codes" in told


def test_help_loads_no_engine_and_no_lemmatiser() -> None:
    heavy = "pyoxigraph rdflib fastapi uvicorn pandas simplemma networkx pyshacl rich"
    script = f"import sys, kytkos.cli; print([m for m in {heavy.split()!r} if m in sys.modules])"
    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout
    assert printed.strip() == "[]"


def test_an_empty_folder_is_an_empty_dataset(tmp_path: Path) -> None:
    asked = CliRunner().invoke(
        main, ["sparql", "ASK { ?s ?p ?o }", "--format", "json", "--data", str(tmp_path)]
    )
    assert json.loads(asked.output)["boolean"] is False


def test_text_keeps_every_offset_and_no_contact() -> None:
    raw = THEME.read_bytes().decode()
    told = CliRunner().invoke(main, ["text", str(THEME)]).output
    assert len(told) == len(raw)
    assert "@example.org" in raw
    assert "@example.org" not in told


def test_read_stores_nothing_and_prints_one_object_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(main, ["read", str(THEME), "--format", "jsonl"])
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    asked = {"kind", "label", "start", "end", "section", "role", "polarity", "relation", "subject", "object"}
    assert all(asked | {"band", "rule", "candidate"} <= set(line) for line in lines)
    assert {line["kind"] for line in lines} >= {"Section", "TargetGroup"}
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_accepted_undone_and_rejected_and_the_log_keeps_all(run: Run) -> None:
    lines = run("review", "list", "--limit", "0").stdout.splitlines()
    code = next(line.split()[0] for line in lines if "declaresMissing" in line)
    decision = run("review", "accept", code, "--reason", "the list names it").stdout.strip()
    assert code in run("review", "list", "--state", "accepted").stdout
    assert run("review", "undo", decision, "--reason", "read again").exit_code == 0
    assert code not in run("review", "list", "--state", "accepted").stdout
    run("review", "reject", code, "--reason", "a place, not a group")
    log = run("review", "log").stdout
    assert [word for word in ("accept", "undo", "reject") if word not in log] == []


def test_an_unknown_link_cannot_be_decided_on(run: Run) -> None:
    told = run("review", "accept", "anothing", "--reason", "x")
    assert told.exit_code == 5
    assert "anothing" in told.stderr


def test_what_no_rule_found_can_be_added_as_read_prints_it(run: Run) -> None:
    line = run("review", "list", "--state", "all", "--limit", "0").stdout
    assert "curator" not in line
    printed = CliRunner().invoke(main, ["read", str(THEME), "--format", "jsonl"]).stdout.splitlines()
    found = next(json.loads(entry) for entry in printed if json.loads(entry)["kind"] == "TargetGroup")
    added = {**found, "object": "k1001", "label": "lisätty", "rule": "curator", "candidate": False}
    told = run("review", "add", json.dumps(added), "--reason", "stated in the next sentence")
    assert told.exit_code == 0, told.output
    assert "curator" in run("review", "list", "--state", "accepted", "--limit", "0").stdout


def test_releases_are_listed_compared_and_asked(later: Run) -> None:
    listed = later("releases").stdout.splitlines()
    assert [line[0] for line in listed] == [" ", "*"]
    first, second = (line[1:].split()[0] for line in listed)
    compared = later("diff", first, second)
    assert compared.exit_code == 1
    assert "+ <" in compared.stdout
    counting = ("sparql", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "--format", "csv")
    before, after = (int(later(*counting, "--release", held).stdout.split()[1]) for held in (first, second))
    assert 0 < before < after
    again = later("query", "links-nobody-checked", "--since", first, "--lang", "en", "--format", "csv").stdout
    changes = [line.split(",")[0] for line in again.splitlines()[1:]]
    assert {"new", "gone"} <= set(changes)


def test_questions_and_analyses_are_found_by_words_in_any_order(ask: Run) -> None:
    told = ask("query", "--about", "left money", "--lang", "en").stdout.splitlines()
    assert [line.split()[0] for line in told] == ["funding", "money"]
    assert ask("query", "--about", "nosuchword").stdout == ""


def test_an_export_is_canonical_and_the_same_twice(ask: Run, tmp_path: Path) -> None:
    for name in ("a.nq.gz", "b.nq.gz"):
        assert ask("export", "--output", str(tmp_path / name)).exit_code == 0
    assert (tmp_path / "a.nq.gz").read_bytes() == (tmp_path / "b.nq.gz").read_bytes()
    lines = gzip.decompress((tmp_path / "a.nq.gz").read_bytes()).splitlines()
    assert lines == sorted(set(lines))


def test_a_wrong_query_names_its_place(ask: Run) -> None:
    told = ask("sparql", "SELECT * WHERE {\n ?s ?p }")
    assert told.exit_code == 2
    assert "line 2" in told.stderr


def test_a_misspelt_question_is_told_with_those_spelt_nearly_so(ask: Run) -> None:
    told = ask("query", "groups-without-earlier-projets")
    assert told.exit_code == 5
    assert "Did you mean: groups-without-earlier-project" in told.stderr


def test_what_the_law_asks_is_erased_everywhere(ask: Run, published: Path) -> None:
    release, word = ask("releases").stdout, "katulyhtyjen sytyttäji"
    assert "release.nq.gz" in {path.name for path in holding(published, word)}
    told = ask("redact", "-", "--reason", "request of the person", "--yes", given=word + "\n")
    assert told.exit_code == 0, told.output
    assert holding(published, word) == []
    assert word not in told.output
    assert ask("releases").stdout != release


def holding(folder: Path, word: str) -> list[Path]:
    """Return the files of a folder that hold a word, packed or not."""
    return [path for path in folder.rglob("*") if path.is_file() and word.encode() in unpacked(path)]


def unpacked(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data

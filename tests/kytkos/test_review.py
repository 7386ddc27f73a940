"""Review from the command line: from file to reviewed release, and to the next version of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.decisions import misread, wrapped
from kytkos.commands import releasing
from tests.conftest import EXAMPLES, Run

THEME = EXAMPLES / "theme-lamplighters.txt"


def listed(run: Run, state: str = "proposed") -> list[list[str]]:
    lines = run("review", "list", "--limit", "0", "--state", state).stdout.splitlines()
    return [line.split() for line in lines]


def group(run: Run) -> list[str]:
    """Return the words of the line of a proposed target group that no scheme knows."""
    return next(words for words in listed(run) if words[3] == "targets" and words[4].startswith("x"))


def found(run: Run, relation: str, target: str) -> str:
    return next(words[1] for words in listed(run, "all") if words[3:5] == [relation, target])


def test_an_edit_takes_a_link_s_place_and_one_undo_takes_it_back(run: Run) -> None:
    code, *_, target = group(run)[:5]
    decision = run(
        "review", "edit", code, "--relation", "targetsIndirectly", "--reason", "said so"
    ).stdout.strip()
    assert (found(run, "targets", target), found(run, "targetsIndirectly", target)) == (
        "rejected",
        "accepted",
    )
    run("review", "undo", decision, "--reason", "misread")
    assert found(run, "targets", target) == "proposed"


def test_a_merge_moves_a_candidate_s_links_and_a_split_takes_one_back(run: Run) -> None:
    target = group(run)[4]
    assert run("review", "merge", target, "k1005", "--reason", "the same people").exit_code == 0
    assert target not in {words[4] for words in listed(run, "all")}
    moved = next(words[0] for words in listed(run) if words[4] == "k1005")
    told = run("review", "split", moved, "--label", "muut", "--reason", "another group after all")
    assert told.exit_code == 0
    assert moved not in {words[0] for words in listed(run, "all")}
    log = run("review", "log").stdout
    assert " merge " in log
    assert " split " in log


@pytest.mark.parametrize(
    "words",
    [
        ("edit", "CODE"),
        ("merge", "xnothing", "k1005"),
        ("split", "CODE"),
        ("split", "CODE", "--mention", "0", "--label", "x"),
        ("reanchor", "enothing", "CODE"),
        ("accept", "CODE", "--broader", "no code"),
    ],
)
def test_what_cannot_be_decided_is_told_with_a_remedy_and_not_written(
    run: Run, words: tuple[str, ...]
) -> None:
    given = [group(run)[0] if word == "CODE" else word for word in words]
    told = run("review", *given, "--reason", "because")
    assert told.exit_code in (2, 5)
    assert "\n  " in told.stderr
    assert run("review", "log").stdout == ""


def test_a_reviewed_document_that_is_re_wrapped_keeps_its_decisions(ask: Run, tmp_path: Path) -> None:
    before = len(listed(ask, "accepted"))
    again = tmp_path / "again.txt"
    again.write_text(wrapped(48)(THEME.read_text())[0])
    told = ask("ingest", str(again))
    assert "a new version of" in told.stdout
    assert "lost" not in ask("review", "list").stderr
    assert "0 decisions without evidence" in ask("review", "lost").stderr
    assert len(listed(ask, "accepted")) == before


def test_decisions_that_lost_their_evidence_are_listed_with_what_to_do(ask: Run, tmp_path: Path) -> None:
    text = THEME.read_text()
    at = text.index("hämärätyön perheiden")
    changed = tmp_path / "changed.txt"
    changed.write_text(text[:at] + "kokonaan muiden" + text[at + 20 :])
    work = next(
        words[2] for words in listed(ask, "all") if words[3] == "describes" and "katulyhtyjen" in words[6]
    )
    assert "decisions lost their evidence" in ask("ingest", str(changed), "--work", work).stdout
    told = ask("review", "lost").stdout
    assert "«hämärätyön perheiden»" in told
    assert "kytkos review undo" in told or "kytkos review reanchor" in told


@pytest.mark.slow
def test_a_release_shows_what_it_changes_and_a_dry_run_changes_nothing(ask: Run) -> None:
    current = ask("releases").stdout
    code = next(words[0] for words in listed(ask) if words[3] == "hasImplementationPeriod")
    ask("review", "accept", code, "--reason", "the form says so")
    dry = ask("release", "--dry-run")
    assert "accept: the form says so" in dry.stderr
    assert "would be now current" in dry.stderr
    assert ask("releases").stdout == current
    built = ask("release")
    assert "accept: the form says so" in built.stderr
    assert built.stdout.strip() in ask("releases").stdout
    assert "still current" in ask("release").stderr


@pytest.mark.slow
def test_on_a_terminal_a_release_asks_first(ask: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    code = next(words[0] for words in listed(ask) if words[3] == "hasImplementationPeriod")
    ask("review", "accept", code, "--reason", "the form says so")
    current = ask("releases").stdout
    monkeypatch.setattr(releasing, "is_terminal", lambda: True)
    assert ask("release", given="n\n").exit_code == 1
    assert ask("releases").stdout == current
    assert ask("release", given="y\n").exit_code == 0
    assert ask("releases").stdout != current


@pytest.mark.slow
def test_a_misread_copy_is_told_as_a_version_with_what_became_of_decisions(ask: Run, tmp_path: Path) -> None:
    copy = tmp_path / "scan.txt"
    copy.write_text(misread(0.01, 4)(THEME.read_text())[0])
    told = ask("ingest", str(copy)).stdout
    assert "% the same words" in told
    assert "found again by their words only" in told
    assert ask("validate").exit_code == 0


def test_accepted_links_that_findings_rest_on_alone_are_listed_first_with_how_many(ask: Run) -> None:
    lines = ask("review", "list", "--state", "accepted", "--limit", "0").stdout.splitlines()
    resting = ["on it alone" in line for line in lines]
    assert resting == sorted(resting, reverse=True)
    assert any(resting)
    assert not all(resting)

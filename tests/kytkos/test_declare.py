"""Registers, from the command to the answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graph.analysis.coverage import coverage
from graph.analysis.gaps import gaps
from graph.analysis.held import Held
from graph.analysis.programming import Programming
from graph.analysis.registers import justified_overlaps
from graph.identifiers import ID, NS
from graph.release.assembly import assemble
from graph.release.opening import opened
from graph.release.source import read
from graph.release.validation import validate
from graph.release.vocabulary import shipped
from graph.store.layout import DECISIONS
from graph.store.workspace import Workspace
from tests.conftest import Run
from tests.graph.released import follow

SOURCE = (
    "--by",
    "k2501",
    "--as-of",
    "2026-01-31",
    "--source",
    "https://example.org/page",
    "--reason",
    "it says so",
)


def declare(run: Run, *words: str) -> None:
    told = run("review", "declare", *words, *SOURCE)
    assert told.exit_code == 0, told.stderr
    code = told.stderr.split("accept ")[1].split()[0]
    listed = run("review", "list", "--state", "proposed").stdout
    assert code in listed
    assert run("review", "accept", code, "--reason", "checked").exit_code == 0


def released(data: Path) -> Held:
    """Hold what a release of the workspace would, valid as one must be."""
    dataset = assemble(read(Workspace(data)), shipped())
    follow(dataset)
    return Held(dataset)


@pytest.mark.slow
def test_what_a_command_declares_changes_the_answers(ask: Run, published: Path) -> None:
    before = Held(opened(Workspace(published)))
    theme, group, other = _unnamed(before)
    assert before.cells[theme, group].state == "not-stated"
    declare(ask, "elsewhere", _code(other), "k2501")
    declare(ask, "complete", _code(theme), "kyt:targets")
    declare(ask, "justified", "k2802", "k2801")
    after = released(published)
    assert after.cells[theme, group].state == "absent"
    assert _gaps(before)[other] != "handled-elsewhere"
    assert _gaps(after)[other] == "handled-elsewhere"
    assert justified_overlaps(after.dataset).keys() == {frozenset((ID + "k2801", ID + "k2802"))}
    assert not [f.told() for f in validate(after.dataset, shipped().shapes) if f.is_violation]


@pytest.mark.slow
def test_a_complete_list_turns_cannot_tell_into_no_with_its_source_until_it_is_undone(ask: Run) -> None:
    theme, group = next(pair for pair, state in _states(ask).items() if state == "unknown")
    told = ask("review", "declare", "complete", theme, "kyt:targets", *SOURCE)
    accepted = ask("review", "accept", told.stderr.split("accept ")[1].split()[0], "--reason", "checked")
    assert ask("release", "--yes").exit_code == 0
    assert _states(ask)[theme, group] == "absent"
    assert "https://example.org/page" in ask("why", theme, group, "--lang", "en").stdout
    assert ask("review", "undo", accepted.stdout.strip(), "--reason", "it was withdrawn").exit_code == 0
    assert ask("release", "--yes").exit_code == 0
    assert _states(ask)[theme, group] == "unknown"


def test_what_is_only_declared_is_in_no_answer(run: Run, data: Path) -> None:
    assert run("review", "declare", "justified", "k2801", "k2802", *SOURCE).exit_code == 0
    dataset = assemble(read(Workspace(data)), shipped())
    assert justified_overlaps(dataset).keys() == frozenset()
    assert list(
        dataset.store.quads_for_pattern(None, None, NamedNode(NS + "JustifiedOverlap"), NamedNode(DECISIONS))
    )


@pytest.mark.parametrize(
    "words", [("sideways", "k1", "k2"), ("elsewhere", "k1034", "no code"), ("complete", "k2801", "k1034")]
)
def test_a_wrong_statement_is_refused(words: tuple[str, ...], run: Run) -> None:
    assert run("review", "declare", *words, *SOURCE).exit_code == 2


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        (("elsewhere", "k1034", "k9999"), "k9999 is no organisation, fund or programme known here"),
        (("elsewhere", "k1034", "k1002"), "k1002 is no organisation, fund or programme known here"),
        (("complete", "k2801", "kyt:targets", "--by", "k9998"), "k9998 is no organisation known here"),
        (("complete", "k2801", "kyt:targets", "--by", "k2704"), "k2704 is no organisation known here"),
    ],
)
def test_who_is_not_known_is_refused_at_once(words: tuple[str, ...], unknown: str, run: Run) -> None:
    ran = run("review", "declare", *SOURCE, *words)
    assert ran.exit_code == 2
    assert unknown in ran.stderr
    assert "organisations-by-role" in ran.stderr
    assert not run("review", "list", "--state", "all").stdout.count("k9999")


def test_who_is_stated_in_the_facts_of_the_workspace_can_declare(run: Run, data: Path) -> None:
    (data / "facts").mkdir(exist_ok=True)
    (data / "facts" / "agency.csv").write_text("code,kind,prefLabel_fi\nh1,FormalOrganization,Virasto\n")
    ran = run("review", "declare", *SOURCE, "elsewhere", "k1034", "h1", "--by", "h1")
    assert ran.exit_code == 0, ran.stderr


def _states(run: Run) -> dict[tuple[str, str], str]:
    rows = json.loads(run("coverage", "--format", "json").stdout)["rows"]
    return {(row["coverer"]["code"], row["covered"]["code"]): row["state"]["state"] for row in rows}


def _unnamed(held: Held) -> tuple[str, str, str]:
    """Return a theme of which groups are told, and two groups that it does not name."""
    missing = [
        (who, what)
        for (who, what), cell in sorted(coverage(held.layer).items())
        if cell.state == "not-stated"
    ]
    theme = next(
        who
        for who, what in missing
        if held.layer.is_a(who, "Theme") and held.reach.covered[what] == "TargetGroup"
    )
    groups = [what for who, what in missing if who == theme and held.reach.covered[what] == "TargetGroup"]
    unnamed = Programming(held, "2021-2027", "TargetGroup").named
    return theme, groups[0], next(group for group in reversed(groups) if group not in unnamed)


def _gaps(held: Held) -> dict[str, str]:
    found = gaps(Programming(held, "2021-2027", "TargetGroup"))
    return {gap.thing: gap.gap for gap in found if not gap.at}


def _code(iri: str) -> str:
    return iri.removeprefix(ID)

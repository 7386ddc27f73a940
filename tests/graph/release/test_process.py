"""The process that builds for a server: it tells its steps, shows the change, and places only when told."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Any

from graph.curation.log import DecisionLog
from graph.release.process import serve
from graph.release.publisher import PLACE, STEPS
from graph.release.shelf import Shelf
from graph.release.vocabulary import Vocabulary
from graph.store.workspace import Workspace
from tests.graph.invented import TARGETED, UNDECIDED, decision, link, version


def told(held: Workspace, given: str) -> list[Mapping[str, Any]]:
    lines: list[Mapping[str, Any]] = []
    serve(held.path, StringIO(given), lines.append, Vocabulary())
    return lines


def test_every_step_is_told_in_its_order(held: Workspace) -> None:
    steps = [line["step"][0] for line in told(held, "") if "step" in line]
    assert list(dict.fromkeys(steps)) == list(STEPS)


def test_nothing_is_placed_unasked(held: Workspace) -> None:
    *_, last = told(held, "")
    assert last["shown"]["before"] == ""
    assert Shelf(held.releases).current() is None


def test_what_was_shown_is_placed(held: Workspace) -> None:
    *_, shown, placed = told(held, PLACE)
    current = Shelf(held.releases).current()
    assert current is not None
    assert current.name == placed["placed"] == shown["shown"]["release"]


def test_links_that_would_change_are_shown_by_name(held: Workspace) -> None:
    told(held, PLACE)
    log = DecisionLog(held)
    log.append(decision(3, "accept", UNDECIDED))
    log.append(decision(4, "reject", TARGETED))
    shown = told(held, "")[-1]["shown"]
    assert shown["links"] == [1, 1]
    assert shown["added"][0]["object"]["names"] == {"fi": UNDECIDED.label}
    assert shown["removed"][0]["object"]["names"] == {"fi": TARGETED.label}
    assert shown["added"][0]["decisions"] == ["e3 accept: sanotaan näin"]


def test_a_release_that_cannot_be_is_told_with_its_findings_and_nothing_is_placed(held: Workspace) -> None:
    nameless = link("targets", "xnameless", "xgroup", "TargetGroup", "sepitetyt", start=300)
    held.write_document(version(), (nameless,))
    DecisionLog(held).append(decision(3, "accept", nameless))
    failed = told(held, PLACE)[-1]
    assert failed["kinds"] == ["InvalidRelease", "KytkosError"]
    assert all("xnameless" in failed["findings"][language][0] for language in ("fi", "sv", "en"))
    assert Shelf(held.releases).current() is None


def test_a_damaged_workspace_is_told(held: Workspace) -> None:
    held.decisions.write_text("{broken}\n", encoding="utf-8")
    failed = told(held, PLACE)[-1]
    assert "decisions.jsonl:1" in failed["failed"]
    assert failed["kinds"][0] == "MalformedLine"
    assert failed["carried"]["line"] == 1
    assert failed["carried"]["path"].endswith("/decisions.jsonl")
    assert not failed["carried"]["path"].startswith("/")

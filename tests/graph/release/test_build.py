"""A release built from a workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.assertion import Assertion, Decision, DocumentVersion
from graph.curation.log import DecisionLog
from graph.identifiers import NS, resource, work_code
from graph.release.build import build
from graph.release.reader import open_current
from graph.release.vocabulary import Vocabulary
from graph.store.workspace import Workspace

SHA = "a" * 64
DOCUMENT = work_code(SHA)


def version() -> DocumentVersion:
    return DocumentVersion(DOCUMENT, SHA, "Keksitty", "theme", "fi", 500, "text/plain", "test")


def link(relation: str, target: str, label: str) -> Assertion:
    kind = {"describes": "Theme", "targets": "TargetGroup"}[relation]
    subject = DOCUMENT if relation == "describes" else "xtheme"
    return Assertion(kind, label, relation, subject, target, 5, 9, "", "rule", document=DOCUMENT)


def accept(number: int, assertion: Assertion) -> Decision:
    return Decision(
        f"c{number}",
        "2025-01-01T00:00:00Z",
        "editor",
        "editors of the graph",
        "accept",
        "says so",
        *assertion.key,
        quote=assertion.label,
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    held = Workspace(tmp_path)
    described, targeted = link("describes", "xtheme", "Teema"), link("targets", "xgroup", "joukko")
    held.write_document(version(), [described, targeted, link("targets", "xother", "muut")])
    log = DecisionLog(held)
    log.append(accept(1, described))
    log.append(accept(2, targeted))
    return held


def test_an_accepted_link_is_a_plain_triple_and_a_proposed_one_is_not(workspace: Workspace) -> None:
    build(workspace, vocabulary=Vocabulary())
    rows = open_current(workspace).select(f"SELECT ?g {{ ?t <{NS}targets> ?g }}").rows
    assert [str(row[0]) for row in rows] == [f"<{resource('xgroup')}>"]


def test_an_empty_folder_is_an_empty_dataset(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert open_current(workspace).select("SELECT * { ?s ?p ?o }").rows == ()
    build(workspace, vocabulary=Vocabulary())
    assert open_current(workspace).select("SELECT * { ?s ?p ?o }").rows == ()

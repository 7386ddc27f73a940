"""A release built from a workspace."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import BlankNode

from graph.curation.log import DecisionLog
from graph.errors import InvalidRelease, MalformedLine
from graph.identifiers import BASE, ID, NS
from graph.release import manifest
from graph.release.build import build, check
from graph.release.opening import opened
from graph.release.reader import DUMP, open_release
from graph.release.shelf import Shelf
from graph.release.verification import verify
from graph.release.vocabulary import Vocabulary, shipped
from graph.store import layout
from graph.store.workspace import Workspace
from tests.graph.invented import DESCRIBED, DOCUMENT, TARGETED, UNDECIDED, decision, version, workspace
from tests.graph.killing import killed_everywhere

ROOT = Path(__file__).resolve().parents[3]
BARE = Vocabulary()
BUILDING = """
import sys
from pathlib import Path
from graph.release.build import build
from graph.release.vocabulary import Vocabulary
from graph.store.workspace import Workspace
from ontology import source

words = Vocabulary(source.graph("terms"), source.graph("schemes"))
print(build(Workspace(Path(sys.argv[1])), vocabulary=words))
"""


@pytest.fixture
def held(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "held")


def current(held: Workspace) -> str:
    folder = Shelf(held.releases).current()
    assert folder is not None
    return folder.name


def targeted(held: Workspace) -> set[str]:
    rows = opened(held).texts(f"SELECT ?group {{ ?theme <{NS}targets> ?group }}")
    return {row[0].removeprefix(ID) for row in rows}


def test_an_accepted_link_is_a_plain_triple_and_a_proposed_one_is_not(held: Workspace) -> None:
    build(held, vocabulary=BARE)
    assert targeted(held) == {"xgroup"}


def test_a_denied_link_is_no_plain_triple(held: Workspace) -> None:
    held.write_document(version(), [DESCRIBED, replace(TARGETED, polarity="denied")])
    build(held, vocabulary=BARE)
    assert targeted(held) == set()


def test_an_empty_folder_is_an_empty_dataset(tmp_path: Path) -> None:
    empty = Workspace(tmp_path)
    assert opened(empty).texts("SELECT * { ?s ?p ?o }") == []
    build(empty, vocabulary=BARE)
    assert opened(empty).texts(f"SELECT * {{ ?s a <{NS}Document> }}") == []


def test_the_same_workspace_gives_the_same_release(held: Workspace) -> None:
    first = build(held, vocabulary=BARE)
    built = manifest.read(held.releases / first).built
    assert build(held, vocabulary=BARE) == first
    assert manifest.read(held.releases / first).built == built


@pytest.mark.slow
def test_the_release_is_the_same_whatever_the_hash_seed(held: Workspace) -> None:
    ids = {
        subprocess.run(
            [sys.executable, "-c", BUILDING, str(held.path)],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()[-1]
        for seed in ("1", "2")
    }
    assert ids == {current(held)}


def test_a_decision_gives_a_new_release_and_the_old_one_stays(held: Workspace) -> None:
    first = build(held, vocabulary=BARE)
    DecisionLog(held).append(decision(3, "accept", UNDECIDED))
    second = build(held, vocabulary=BARE)
    assert [listed.id for listed in Shelf(held.releases).list()] == [first, second]
    assert current(held) == second
    assert targeted(held) == {"xgroup", "xother"}
    assert open_release(held.releases / first).release == first


def test_there_is_no_blank_node_in_a_release(held: Workspace) -> None:
    (held.path / "facts").mkdir()
    (held.path / "facts" / "x.ttl").write_text("<x:a> <x:b> [ <x:c> [ <x:d> 1 ] ] .")
    build(held, vocabulary=BARE)
    quads = list(opened(held).quads())
    assert not any(isinstance(term, BlankNode) for quad in quads for term in quad)
    assert any(quad.predicate.value == "x:d" for quad in quads)


def test_no_step_between_rules_is_left_in_a_release(held: Workspace) -> None:
    build(held, vocabulary=BARE)
    assert layout.SCRATCH not in (Shelf(held.releases).list()[0].counts)


def test_the_manifest_says_what_a_release_is_and_holds(held: Workspace) -> None:
    built = manifest.read(held.releases / build(held, vocabulary=BARE))
    dataset = opened(held)
    assert built.identity.startswith(built.id)
    assert (built.base, built.provisional) == (BASE, True)
    assert built.counts[layout.ACCEPTED] == len(list(dataset.quads(layout.ACCEPTED))) == 2
    assert set(built.sources) == {
        f"documents/{DOCUMENT}/{held.document_path(version()).name}",
        "decisions.jsonl",
    }
    assert verify(held.releases / built.id) == ()


def test_progress_is_told_phase_by_phase(held: Workspace) -> None:
    told: list[tuple[str, int, int]] = []
    build(held, lambda *step: told.append(step), BARE)
    assert list(dict.fromkeys(phase for phase, _, _ in told)) == [
        "read",
        "describe",
        "infer",
        "validate",
        "write",
    ]
    assert all(0 <= done <= total for _, done, total in told)
    assert all((phase, total, total) in told for phase, _, total in told)


def test_a_broken_file_leaves_the_old_release_in_place(held: Workspace) -> None:
    first = build(held, vocabulary=BARE)
    with held.document_path(version()).open("a") as stream:
        stream.write("{}\n")
    with pytest.raises(MalformedLine, match=":6:"):
        build(held, vocabulary=BARE)
    assert current(held) == first


def test_data_that_fails_validation_leaves_the_old_release_in_place(held: Workspace) -> None:
    first = build(held, vocabulary=BARE)
    DecisionLog(held).append(decision(3, "reject", next(held.documents()).assertions[0]))
    with pytest.raises(InvalidRelease, match="xtheme"):
        build(held, vocabulary=BARE)
    assert [path.name for path in Shelf(held.releases).folders()] == [first]
    assert current(held) == first
    assert any(finding.is_violation for finding in check(held, vocabulary=BARE))


@pytest.mark.parametrize(
    "turtle",
    [b"<x:a> <x:b>", b"<x:a> <x:b> <relative> .", b'<x:a> <x:b> "\xe4" .', b"\x00\xff", b"x:a x:b x:c ."],
    ids=["cut", "relative", "latin-1", "binary", "prefix"],
)
def test_turtle_that_does_not_parse_is_told_by_file(held: Workspace, turtle: bytes) -> None:
    (held.path / "facts").mkdir()
    (held.path / "facts" / "broken.ttl").write_bytes(turtle)
    with pytest.raises(InvalidRelease, match=r"broken\.ttl"):
        build(held, vocabulary=BARE)


def test_the_invented_workspace_passes_the_ontology_s_shapes(held: Workspace) -> None:
    assert [finding.told() for finding in check(held, vocabulary=shipped()) if finding.is_violation] == []


@pytest.mark.slow
def test_two_builds_at_once_make_one_release(held: Workspace) -> None:
    builders = [
        subprocess.Popen(
            [sys.executable, "-c", BUILDING, str(held.path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    ids = {builder.communicate()[0].split()[-1] for builder in builders}
    assert ids == {current(held)}
    assert verify(held.releases / current(held)) == ()


ACT = """
from graph.curation.log import DecisionLog
from graph.ingest.lemmas import lemmatiser
from graph.release.build import build
from graph.release.vocabulary import Vocabulary
from graph.store.workspace import Workspace
from tests.graph.invented import UNDECIDED, decision

# Read once, before the processes that are killed are forked: each would read them anew.
lemmatiser().analyses("sana", "fi")

def act(path):
    build(Workspace(path), vocabulary=Vocabulary())
"""


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_releases_whole(held: Workspace, tmp_path: Path) -> None:
    first = build(held, vocabulary=BARE)
    DecisionLog(held).append(decision(3, "accept", UNDECIDED))
    copies = killed_everywhere(ACT, held.path, tmp_path / "copies")
    second = current(Workspace(copies[-1]))
    assert {current(Workspace(copy)) for copy in copies} == {first, second}
    for copy in copies:
        shelf = Shelf(Workspace(copy).releases)
        assert all(verify(folder) == () for folder in shelf.folders())
        assert build(Workspace(copy), vocabulary=BARE) == second
        assert {path.name for path in shelf.folder.iterdir()} - {
            first,
            second,
            "current",
            "releases.lock.held",
        } <= {path.name for path in shelf.folder.glob(".current.*.part")}
        assert (shelf.folder / second / DUMP).is_file()

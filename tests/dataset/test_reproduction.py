"""The dataset can be made again: the same documents give the same files, and every decision still holds."""

from __future__ import annotations

import shutil

import pytest

from graph.curation.intake import take_in
from graph.curation.log import DecisionLog
from graph.curation.states import Verdicts, decided
from graph.identifiers import version_code
from graph.ingest.reader import Reader
from graph.ingest.vocabulary import Vocabulary
from graph.store.workspace import Workspace
from graph.text.source import Source
from ontology.source import graph


@pytest.fixture(scope="module")
def again(corpus: list[Source], published: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A copy of the dataset into which its documents were read once more."""
    folder = tmp_path_factory.mktemp("again") / "dataset"
    shutil.copytree(published.path, folder, ignore=shutil.ignore_patterns("releases", "texts", "*.held"))
    workspace = Workspace(folder)
    reader = Reader(Vocabulary.from_graphs(graph("schemes"), graph("reference")))
    for source in corpus:
        take_in(workspace, reader, source, texts=False)
    return workspace


@pytest.fixture(scope="module")
def verdicts(again: Workspace) -> Verdicts:
    assertions = [a for held in again.documents() for a in held.assertions]
    return decided(assertions, DecisionLog(again).read())


def test_reading_the_documents_again_gives_every_file_byte_for_byte(
    again: Workspace, published: Workspace
) -> None:
    held = {path.relative_to(published.path): path.read_bytes() for path in published.document_files()}
    made = {path.relative_to(again.path): path.read_bytes() for path in again.document_files()}
    assert made.keys() == held.keys()
    assert [path.name for path in sorted(made) if made[path] != held[path]] == []


def test_no_decision_lost_its_evidence(verdicts: Verdicts) -> None:
    assert [decision.id for decision in verdicts.lost] == []


def test_nothing_that_is_read_is_undecided(verdicts: Verdicts) -> None:
    assert [link.assertion.code for link in verdicts.links if link.state == "proposed"] == []
    assert verdicts.contradicted == ()


def test_the_documents_are_those_that_the_dataset_names(corpus: list[Source], published: Workspace) -> None:
    assert {held.code for held in published.documents()} == {version_code(s.data_sha256) for s in corpus}

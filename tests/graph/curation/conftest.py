"""One reader, and example documents that were read and decided on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.assertion import Decision
from graph.curation.deciding import Curator, Desk
from graph.curation.intake import TakenIn, take_in
from graph.curation.review import Review
from graph.ingest.reader import Reader
from graph.ingest.vocabulary import Vocabulary
from graph.store.workspace import Workspace
from graph.text.source import decode
from ontology.source import graph
from tests.examples.variants import example

EDITOR = Curator("editor", "graph editor", "sanotaan näin")
Take = Callable[..., TakenIn]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(Vocabulary.from_graphs(graph("schemes"), graph("reference")))


@pytest.fixture
def held(tmp_path: Path) -> Workspace:
    """An empty workspace."""
    return Workspace(tmp_path)


@pytest.fixture
def take(reader: Reader, held: Workspace) -> Take:
    """Take a text, or a file's bytes, into the workspace."""

    def taken(document: str | bytes, name: str = "a.txt", work: str = "", *, texts: bool = True) -> TakenIn:
        data = document.encode() if isinstance(document, str) else document
        return take_in(held, reader, decode(Path(name), data), work, texts=texts)

    return taken


def accept_all(held: Workspace) -> tuple[Decision, ...]:
    """Decide on every link: every fifth is rejected, the others are accepted."""

    def made(desk: Desk) -> list[Decision]:
        codes = [link.assertion.code for link in Review(held).state().verdicts.links]
        return [desk.accept(c, {}) if n % 5 else desk.reject(c) for n, c in enumerate(codes)]

    return Review(held).decide(EDITOR, made)


def theme() -> str:
    """The text of an invented theme description."""
    return example("theme-lamplighters.txt")

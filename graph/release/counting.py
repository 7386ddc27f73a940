"""What a release holds, counted and said by the Vocabulary of Interlinked Datasets (VoID)."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from graph.store import layout
from graph.store.dataset import Dataset
from graph.store.query_file import QueryFile, load


def questions() -> tuple[QueryFile, ...]:
    """Return the queries whose answers describe a release."""
    folder = Path(str(files("graph.release") / "counts"))
    return tuple(load(path) for path in sorted(folder.glob("*.rq")))


def describe(dataset: Dataset) -> None:
    """Hold the counts in the catalogue's graph, which they leave out, as does a release's identity."""
    told = [triple for question in questions() for triple in dataset.construct(question.text)]
    dataset.add(layout.CATALOGUE, told)

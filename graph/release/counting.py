"""What a release holds, counted and said by the Vocabulary of Interlinked Datasets (VoID)."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from graph.identifiers import NS
from graph.store import layout
from graph.store.dataset import Dataset
from graph.store.query_file import QueryFile, load
from graph.terms import XSD


def questions() -> tuple[QueryFile, ...]:
    """Return the queries whose answers describe a release."""
    folder = Path(str(files("graph.release") / "counts"))
    return tuple(load(path) for path in sorted(folder.glob("*.rq")))


def describe(dataset: Dataset, warnings: int) -> None:
    """Hold the counts in the catalogue's graph, which they leave out, as does a release's identity.

    ``warnings`` are those that the shapes gave of what is counted.
    """
    told = [triple for question in questions() for triple in dataset.construct(question.text)]
    judged = Literal(str(warnings), datatype=NamedNode(XSD + "integer"))
    told.append(Triple(NamedNode(layout.CATALOGUE + "#release"), NamedNode(NS + "shapeWarnings"), judged))
    dataset.add(layout.CATALOGUE, told)

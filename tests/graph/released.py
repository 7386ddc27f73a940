"""A dataset with all that follows from what it states, as a release in memory has it."""

from __future__ import annotations

from itertools import chain

from graph.release.inference import infer
from graph.store import quad_lines
from graph.store.dataset import Dataset


def follow(dataset: Dataset) -> None:
    """Hold what the rules infer, and the cells of which nothing is said."""
    quad_lines.load(dataset.store, chain.from_iterable(infer(dataset).blocks(dataset)))

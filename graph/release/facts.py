"""The facts of a workspace that somebody wrote by hand, as Turtle or as tables."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rdflib import Graph

from graph.release import turtle
from graph.store import fact_table


def load(paths: Iterable[Path]) -> Graph:
    """Read the files into one graph; raises InvalidRelease, MalformedLine that name file and place."""
    facts = Graph()
    for path in paths:
        facts += turtle.load(path) if path.suffix == ".ttl" else fact_table.load(path)
    return facts

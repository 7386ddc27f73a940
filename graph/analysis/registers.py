"""The registers of a release: what owners of data declared, and a person reviewed, with source and day."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from graph.analysis.held import Held
from graph.store.dataset import Dataset
from graph.store.query_file import load

_QUERY = Path(str(files("graph.analysis") / "queries" / "registers.rq"))


class Entry(NamedTuple):
    """One accepted statement, by IRIs.

    ``object`` is the relation declared complete, who handles the thing, or the other of two; ``relation`` is
    the term that says which register it is of: completeRelation, handledBy or between.
    """

    statement: str
    relation: str
    subject: str
    object: str
    owner: str
    as_of: str
    source: str


def entries(dataset: Dataset) -> tuple[Entry, ...]:
    """Return what all registers say."""
    return tuple(Entry(*row) for row in dataset.texts(load(_QUERY).text))


def handled_elsewhere(held: Held) -> Mapping[str, tuple[Entry, ...]]:
    """Return the entries that say who else handles a thing, by the thing's IRI."""
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in (Entry(*row) for row in held.rows("registers")):
        if entry.relation == "handledBy":
            found[entry.subject] = (*found.get(entry.subject, ()), entry)
    return found


def justified_overlaps(dataset: Dataset) -> Mapping[frozenset[str], str]:
    """Return the statement that justifies an overlap, by the two things that it is between; all as IRIs."""
    between = (entry for entry in entries(dataset) if entry.relation == "between")
    return {frozenset((entry.subject, entry.object)): entry.statement for entry in between}

"""What a release is built from: the files of a workspace, read once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph

from graph.assertion import Decision
from graph.curation.log import DecisionLog
from graph.curation.states import Link, decided
from graph.release import turtle
from graph.store.workspace import StoredDocument, Workspace


@dataclass(frozen=True, slots=True)
class Reading:
    """One document version with the links read in it, each in the state that the decisions give it."""

    document: StoredDocument
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """All that one release is built from, and the hashes of the files that say it."""

    readings: tuple[Reading, ...]
    decisions: tuple[Decision, ...]
    facts: Graph
    hashes: dict[str, str]


def read(workspace: Workspace) -> Source:
    """Read a workspace while nobody writes to it; raises MalformedLine, InvalidRelease."""
    with workspace.lock:
        documents = tuple(workspace.documents())
        decisions = DecisionLog(workspace).read()
        paths = [*workspace.document_files(), workspace.decisions, *workspace.facts()]
        hashes = {_name(workspace, path): _hash(path) for path in paths if path.exists()}
        facts = Graph()
        for path in workspace.facts():
            facts += turtle.load(path)
    readings = (Reading(held, _links(held, decisions)) for held in documents)
    return Source(tuple(readings), decisions, facts, hashes)


def _links(held: StoredDocument, decisions: Iterable[Decision]) -> tuple[Link, ...]:
    own = [d for d in decisions if d.action == "undo" or d.document == held.version.document]
    return decided(held.assertions, own).links


def _name(workspace: Workspace, path: Path) -> str:
    return path.relative_to(workspace.path).as_posix()


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

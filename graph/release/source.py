"""What a release is built from: the files of a workspace, read once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import Graph

from graph.assertion import Decision, DocumentVersion
from graph.curation.joining import joined
from graph.curation.log import DecisionLog
from graph.curation.states import Link
from graph.curation.trust import accepted_rules, trusted
from graph.curation.versions import latest, superseded
from graph.release import facts
from graph.release.proposals import Proposals
from graph.release.records import Register
from graph.store import table
from graph.store.table import TableVersion
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
    #: Versions that stand for their documents no more, and codes with what they were merged into.
    superseded: tuple[DocumentVersion, ...] = ()
    merged: Mapping[str, str] = field(default_factory=dict)
    #: The versions of registers that stand, with the relations each is trusted for, and those of before.
    registers: tuple[Register, ...] = ()
    former_tables: tuple[TableVersion, ...] = ()


def read(workspace: Workspace) -> Source:
    """Read a workspace while nobody writes to it; raises MalformedLine, InvalidRelease."""
    with workspace.lock:
        documents = tuple(workspace.documents())
        decisions = DecisionLog(workspace).read()
        paths = [
            *workspace.document_files(),
            workspace.decisions,
            *workspace.facts(),
            *workspace.table_files(),
            *workspace.proposed_files(),
        ]
        hashes = {_name(workspace, path): _hash(path) for path in paths if path.exists()}
        stated = facts.load(workspace.facts())
    standing = latest(documents)
    given = joined(workspace, standing, decisions)
    links: dict[str, list[Link]] = {}
    for link in given.links:
        links.setdefault(link.assertion.document, []).append(link)
    readings = tuple(Reading(held, tuple(links.get(held.version.document, ()))) for held in standing)
    older = tuple(held.version for held in superseded(documents))
    registers, former = _registers(workspace, decisions)
    return Source(readings, decisions, stated, hashes, older, given.merged, registers, former)


def _registers(
    workspace: Workspace, decisions: tuple[Decision, ...]
) -> tuple[tuple[Register, ...], tuple[TableVersion, ...]]:
    stand, trust = table.standing(workspace.table_files()), trusted(decisions)
    rules = accepted_rules(decisions)
    found = tuple(
        Register(
            version := table.head(path),
            table.Lines(path),
            trust.get(name, frozenset()),
            Proposals(workspace.proposed(name, version.code), rules.get(name, {})),
        )
        for name, path in stand.items()
    )
    return found, tuple(table.head(p) for p in workspace.table_files() if p not in stand.values())


def _name(workspace: Workspace, path: Path) -> str:
    return path.relative_to(workspace.path).as_posix()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

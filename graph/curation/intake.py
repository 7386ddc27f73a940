"""Documents taken into a workspace: as works of their own, or as new versions of what is held."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from graph.assertion import Decision, DocumentVersion
from graph.curation.log import DecisionLog
from graph.curation.reanchoring import Carried, NewVersion, carry_over
from graph.curation.versions import Match, known_as, latest, match
from graph.errors import NotFound
from graph.identifiers import work_code
from graph.ingest.reader import Reading
from graph.store.workspace import StoredDocument, Workspace
from graph.text.source import Source

#: Said instead of a document's code where a file is a document of its own, whatever it is like.
OWN = "new"


class ReadsDocuments(Protocol):
    """What reads a document, as the work that ``work`` names or as a work of its own."""

    def read(self, source: Source, work: str = "") -> Reading:
        """Read a document; raises UnreadableDocument."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A reading as it is held now; what it was ``like`` and, of a new version, what was ``carried`` over.

    ``is_new_version`` says that it stands for a document that another version stood for.
    """

    reading: Reading
    is_new_version: bool = False
    like: Match | None = None
    carried: Carried | None = None

    @property
    def lost(self) -> tuple[Decision, ...]:
        """The decisions whose words the new version has not."""
        return self.carried.lost if self.carried else ()


def take_in(
    workspace: Workspace, reader: ReadsDocuments, source: Source, work: str = "", *, texts: bool = True
) -> TakenIn:
    """Read a document into a workspace; ``work`` names the document it is a version of, or is ``new``.

    Without it, the same bytes are what they were, and a file that has nearly all words, form and title of a
    known document is a version of it. The version ingested last stands for a document. Raises
    UnreadableDocument, and NotFound for a document that is not there.
    """
    declared = _declared(workspace, source, work)
    known = known_as(source.data_sha256, workspace)
    reading = reader.read(source, declared or (known.document if known else ""))
    like = None if declared or known else match(reading.version, reading.assertions, workspace)
    if like and like.is_sure:
        reading = reader.read(source, like.work)
    with workspace.lock:
        taken = replace(_held(workspace, reading, declared), like=like)
        if texts:
            workspace.write_text(source.data_sha256, reading.text)
        moved_from = workspace.document_path(known) if known else None
        path = workspace.write_document(taken.reading.version, taken.reading.assertions)
        if moved_from and moved_from != path:
            moved_from.unlink()
    return taken


def _declared(workspace: Workspace, source: Source, work: str) -> str:
    if work == OWN:
        return work_code(source.data_sha256)
    known = {version.document for version in workspace.versions()} if work else set()
    if work and work not in known:
        raise NotFound("document", work, tuple(sorted(known)))
    return work


def _held(workspace: Workspace, reading: Reading, declared: str) -> TakenIn:
    """Give a reading its number among the versions of its document, and the decisions on the one before."""
    versions = [v for v in workspace.versions() if v.document == reading.version.document]
    if not versions:
        return TakenIn(reading)
    standing = _standing(workspace, reading.version)
    number = _number(reading.version, versions, declared)
    version = replace(reading.version, number=number)
    if (number or 1) < (standing.version.number or 1):
        return TakenIn(replace(reading, version=version))
    decisions = DecisionLog(workspace).read()
    before = workspace.text(standing.version.sha256)
    new = NewVersion(version, reading.assertions, reading.text)
    carried = carry_over(new, standing, decisions, before)
    written = replace(reading, version=version, assertions=carried.assertions)
    return TakenIn(written, standing.version.sha256 != version.sha256, None, carried)


def _standing(workspace: Workspace, version: DocumentVersion) -> StoredDocument:
    (standing,) = latest(held for held in workspace.documents() if held.version.document == version.document)
    return standing


def _number(version: DocumentVersion, versions: list[DocumentVersion], declared: str) -> int | None:
    """Return the version's number: its own where it was held before, unless it is declared to stand now."""
    last = max(held.number or 1 for held in versions)
    own = next((held for held in versions if held.sha256 == version.sha256), None)
    if own and (not declared or (own.number or 1) == last):
        return own.number
    return last + 1

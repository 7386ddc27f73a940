"""One document, several versions: which stands for it, and which new file is a version of which document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from graph.assertion import Assertion, Decision, DocumentVersion
from graph.curation.ledger import Versions
from graph.curation.log import DecisionLog
from graph.curation.quotes import fold
from graph.curation.states import Verdicts, decided
from graph.identifiers import version_code
from graph.store.workspace import StoredDocument, Workspace
from graph.text.fingerprint import likeness

#: Measured: misread letters at 1 % leave 0.83 or more of the words, at 2 % 0.68; two documents of one form
#: share 0.4 at most.
SURE, NEAR = 0.7, 0.45
_SAME_TITLE = 0.8
_PERIOD = "hasImplementationPeriod"


@dataclass(frozen=True, slots=True)
class Match:
    """The document that a file is like, how alike (0 to 1), and whether it is taken as a version of it."""

    work: str
    title: str
    likeness: float
    is_sure: bool


def latest(documents: Iterable[StoredDocument]) -> tuple[StoredDocument, ...]:
    """Return the version of each document that stands for it: the one ingested last."""
    standing: dict[str, StoredDocument] = {}
    for held in documents:
        known = standing.get(held.version.document)
        if known is None or _place(held.version) > _place(known.version):
            standing[held.version.document] = held
    return tuple(standing.values())


def superseded(documents: Iterable[StoredDocument]) -> tuple[StoredDocument, ...]:
    """Return the versions that stand for their documents no more."""
    held = tuple(documents)
    standing = {one.code for one in latest(held)}
    return tuple(one for one in held if one.code not in standing)


def verdicts(workspace: Workspace) -> Verdicts:
    """Give every link of the versions that stand its state."""
    return judged(latest(workspace.documents()), DecisionLog(workspace).read())


def judged(standing: Iterable[StoredDocument], decisions: Iterable[Decision]) -> Verdicts:
    """Give every link of these versions its state by the decisions of the log."""
    held = tuple(standing)
    return decided((a for one in held for a in one.assertions), decisions, places(held))


def places(standing: Iterable[StoredDocument]) -> Versions:
    """Return, of each document that has several versions, the one that offsets count in."""
    return {one.version.document: one.code for one in standing if one.version.number}


def missing(held: Iterable[StoredDocument]) -> tuple[Assertion, ...]:
    """Return a mention of each link that an older version has and the one that stands lacks."""
    documents = tuple(held)
    stated = {a.code for one in latest(documents) for a in one.assertions}
    gone = {a.code: a for one in superseded(documents) for a in one.assertions if a.code not in stated}
    return tuple(gone.values())


def match(version: DocumentVersion, assertions: Iterable[Assertion], workspace: Workspace) -> Match | None:
    """Find the document whose words a new file has nearly all; None where none is near.

    It is taken as a version of it only where form and title agree as well and no other period is given:
    documents of one form share their headings, and years of one report much more.
    """
    if not version.fingerprint:
        return None
    known = [v for v in workspace.versions() if v.fingerprint and v.form == version.form]
    scored = [(likeness(version.fingerprint, v.fingerprint), v) for v in known]
    best, near = max(scored, key=lambda s: s[0], default=(0.0, version))
    if best < NEAR:
        return None
    is_same = _same_title(fold(version.title), fold(near.title))
    is_sure = best >= SURE and is_same and not _other_period(near, assertions, workspace)
    return Match(near.document, near.title, best, is_sure)


def known_as(sha256: str, workspace: Workspace) -> DocumentVersion | None:
    """Return the version that these very bytes are held as."""
    held = sorted(workspace.path.glob(f"documents/*/{version_code(sha256)}.jsonl"))
    return next((v for v in workspace.versions() if held and v.sha256 == sha256), None)


def _same_title(one: str, other: str) -> bool:
    """Whether titles are alike, or one is where the other was broken off, as at the end of a line."""
    return fuzz.ratio(one, other) / 100 >= _SAME_TITLE or one.startswith(other) or other.startswith(one)


def _other_period(near: DocumentVersion, assertions: Iterable[Assertion], workspace: Workspace) -> bool:
    own = {a.object for a in assertions if a.relation == _PERIOD}
    held = (one for one in workspace.documents() if one.version.sha256 == near.sha256)
    other = {a.object for one in held for a in one.assertions if a.relation == _PERIOD}
    return bool(own and other) and own.isdisjoint(other)


def _place(version: DocumentVersion) -> tuple[int, str]:
    return (version.number or 1, version.sha256)

"""Projects that documents name and registers list: the same, or perhaps so, for a curator to judge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from graph.assertion import Assertion, Band, Decision
from graph.curation.states import Link, Verdicts, decided
from graph.curation.versions import judged
from graph.identifiers import digest, mint
from graph.store import table
from graph.store.table import Record, TableVersion
from graph.store.workspace import StoredDocument, Workspace
from graph.text.anchor import CHARACTERS, WORDS

JOIN = "sameProjectAs"
RULE = "record-name-and-period"
_PERIOD = "hasImplementationPeriod"
#: Scores (0 to 100): of names that are equal, of a short name that a title holds, and the least worth a look.
_EQUAL, _HELD, _LEAST = 100, 90, 88
_TELLING_WORDS, _TELLING_LETTERS = 2, 12
_ENDING = re.compile(r"[\s-]*(?:hanke|hankkeen|projekti|projekt|project)$")
_MARKS = re.compile(r"[^\w\s]+")


@dataclass(frozen=True, slots=True)
class _Named:
    """A project that documents know by name only: its names, and the years they say it ran."""

    code: str
    names: tuple[str, ...]
    years: tuple[int, int] | None


def joined(
    workspace: Workspace, standing: Iterable[StoredDocument], decisions: Iterable[Decision]
) -> Verdicts:
    """Give every link its state, as ``judged`` does, with projects of documents joined to those of registers.

    An accepted join makes the two one, and so does an undecided one of band A: equal telling names, found
    once, in the same years. All joins are among the links, to be accepted or rejected by whoever knows.
    """
    documents, taken = tuple(standing), tuple(decisions)
    joins = tuple(candidates(documents, workspace))
    if not joins:
        return judged(documents, taken)
    found = decided(joins, [d for d in taken if d.relation == JOIN or d.action == "undo"])
    merges = [_merge(link) for link in found.links if _is_one(link)]
    rest = judged(documents, (*merges, *(d for d in taken if d.relation != JOIN)))
    return Verdicts((*rest.links, *found.links), (*rest.lost, *found.lost), rest.merged)


def candidates(standing: Iterable[StoredDocument], workspace: Workspace) -> Iterator[Assertion]:
    """Yield a proposal for each row of a register whose project may be a document's; raises MalformedLine.

    Only projects that documents know by name alone are compared: a code decides by itself.
    """
    named = tuple(_named(standing))
    paths = table.standing(workspace.table_files()).values() if named else ()
    for path in paths:
        version = table.head(path)
        if version.kind == "Project":
            yield from _of_table(version, named, table.records(path))


def _of_table(
    version: TableVersion, named: tuple[_Named, ...], records: Iterable[Record]
) -> Iterator[Assertion]:
    found: dict[str, list[tuple[int, bool, Record]]] = {}
    for record in records:
        title = record.values.get("title", "")
        for project in named if title else ():
            score = max(_score(name, title) for name in project.names)
            if score >= _LEAST:
                is_equal = score == _EQUAL and _is_same_time(project, record)
                found.setdefault(project.code, []).append((score, is_equal, record))
    for code, rows in found.items():
        is_single = sum(is_equal for _, is_equal, _ in rows) == 1
        for score, is_equal, record in rows:
            band: Band = "A" if is_equal and is_single else "B" if score == _EQUAL else "C"
            yield _assertion(version, code, record, score, band)


def _assertion(version: TableVersion, code: str, record: Record, score: int, band: Band) -> Assertion:
    title = record.values["title"]
    own = record.code if version.codes == "own" else mint(version.kind, version.register, record.code)
    return Assertion(
        kind="Project",
        label=title,
        relation=JOIN,
        subject=code,
        object=own,
        start=record.row,
        end=record.row + 1,
        section="row",
        rule=RULE,
        band=band,
        mention=" ".join(title.split()[:WORDS])[:CHARACTERS],
        qualifiers={"score": score},
        document=version.register,
        language=version.language,
    )


def _named(standing: Iterable[StoredDocument]) -> Iterator[_Named]:
    names: dict[str, dict[str, None]] = {}
    years: dict[str, list[tuple[int, int]]] = {}
    for document in standing:
        span = [s for a in document.assertions if a.relation == _PERIOD and (s := _span(a))]
        for said in document.assertions:
            if said.kind == "Project" and said.candidate:
                names.setdefault(said.object, {})[said.label] = None
                years.setdefault(said.object, []).extend(span)
    for code, called in names.items():
        spans = years[code]
        known = (min(s for s, _ in spans), max(e for _, e in spans)) if spans else None
        yield _Named(code, tuple(called), known)


def _span(said: Assertion) -> tuple[int, int] | None:
    start, end = said.values.get("startYear"), said.values.get("endYear")
    return (start, end) if isinstance(start, int) and isinstance(end, int) else None


def _score(name: str, title: str) -> int:
    """Say how alike a document's name and a register's title are, 0 where no one would think them one."""
    one, other = _plain(name), _plain(title)
    if one == other:
        return _EQUAL if _is_telling(one) else _HELD
    held = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title)
    if held and (name.isupper() or _is_telling(one)):
        return _HELD
    return int(fuzz.ratio(one, other, score_cutoff=_LEAST)) if _is_telling(one) else 0


def _plain(name: str) -> str:
    return _ENDING.sub("", " ".join(_MARKS.sub(" ", name.casefold()).split()))


def _is_telling(name: str) -> bool:
    return len(name.split()) >= _TELLING_WORDS and len(name) >= _TELLING_LETTERS


def _is_same_time(project: _Named, record: Record) -> bool:
    start, end = record.values.get("start", "")[:4], record.values.get("end", "")[:4]
    if project.years is None or not (start and end):
        return False
    return int(start) <= project.years[1] and int(end) >= project.years[0]


def _is_one(link: Link) -> bool:
    return link.state == "accepted" or (link.state == "proposed" and link.assertion.band == "A")


def _merge(link: Link) -> Decision:
    """Return the merge that a join stands for: made by the rule anew each time, and in no log."""
    said = link.assertion
    reason = f"named alike in {said.document}, row {said.start}"
    named = "e" + digest(JOIN, said.subject, said.object)
    merge = Decision(named, "", "rule", RULE, "merge", reason, subject=said.subject, object=said.object)
    return replace(merge, at=link.decisions[-1].at) if link.decisions else merge

"""A release built from a workspace: aside first, in place only when it is whole and valid."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from graph.analysis.columns import to_files
from graph.errors import InvalidRelease
from graph.identifiers import BASE
from graph.ingest.lemmas import Lemmatiser, lemmatiser
from graph.release import canonical, columns, cubing, lemmas, opening, records
from graph.release.aside import Aside
from graph.release.assembly import assemble
from graph.release.inference import described, infer
from graph.release.manifest import Manifest
from graph.release.opening import MOST_IN_MEMORY
from graph.release.portfolio import Portfolio
from graph.release.progress import Progress
from graph.release.quality import left_out
from graph.release.reader import DUMP
from graph.release.rows import Rows, read_rows
from graph.release.runs import MOST_HELD, blocks_of
from graph.release.shelf import Shelf
from graph.release.silence import Silence
from graph.release.source import Source, read
from graph.release.validation import Finding, validate
from graph.release.vocabulary import Vocabulary, shipped
from graph.release.writing import Written, joined, write
from graph.store import layout, memory, quad_lines
from graph.store.dataset import Dataset
from graph.store.files import chunks
from graph.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Prepared:
    """A release that is valid and not in place yet: its manifest, its files, and what it states.

    Of a ``large`` one the dump and the store are in a folder aside, and the dataset is without its rows.
    """

    manifest: Manifest
    files: Mapping[str, bytes]
    dataset: Dataset
    large: Aside | None = None


def build(
    workspace: Workspace,
    progress: Progress = lambda _phase, _done, _total: None,
    vocabulary: Vocabulary | None = None,
    words: Lemmatiser | None = None,
) -> str:
    """Build a release, make it the current one and return its id.

    The same workspace gives the same id on any machine. Raises MalformedLine for a file of the workspace
    that is broken and InvalidRelease for data that does not pass validation; either leaves the former
    release in its place.
    """
    with Shelf(workspace.releases).writing():
        return _placed(workspace, prepare(workspace, progress, vocabulary, words))


def prepare(
    workspace: Workspace,
    progress: Progress = lambda _phase, _done, _total: None,
    vocabulary: Vocabulary | None = None,
    words: Lemmatiser | None = None,
    most_held: int = MOST_HELD,
) -> Prepared:
    """Build a release and put nothing in place; raises as ``build`` does.

    It is built on disk once its rows take more than ``most_held`` bytes.
    """
    source, dataset, silence, findings = _judged(workspace, progress, vocabulary or shipped())
    failures = [finding for finding in findings if finding.is_violation]
    if failures:
        languages = {tag for finding in failures for tag in finding.messages}
        told = {tag: tuple(finding.said(tag) for finding in failures) for tag in sorted(languages)}
        raise InvalidRelease(tuple(finding.told() for finding in failures), told)
    for register in source.registers:
        dataset.add(layout.ENTITIES, records.described(register.version, register.trusted))
        dataset.add(layout.ENTITIES, register.proposals.described(register.version))
    known = words or lemmatiser()
    lemmas.hold(dataset, known)
    rows = read_rows(source, dataset, silence, known, workspace.releases, progress, most_held)
    portfolio = columns.read(dataset, rows.portfolio)
    # What columns were made of may be much.
    rows = replace(rows, portfolio=Portfolio())
    dataset.extend(cubing.quads(portfolio))
    stated, dump = _dumped(dataset, rows, len(findings), progress)
    files = {**dump, **to_files(portfolio)}
    # The store's loader needs the room.
    del portfolio
    hashes = {name: canonical.sha256([held]) for name, held in files.items()}
    if rows.aside:
        hashes[DUMP] = canonical.sha256(chunks(rows.aside.release / DUMP))
        if sum(stated.counts.values()) > MOST_IN_MEMORY:
            _stored(rows.aside, progress)
    built = _manifest(source, stated, hashes, workspace.base, len(findings))
    return Prepared(replace(built, left_out=left_out(workspace)), files, dataset, rows.aside)


def place(workspace: Workspace, prepared: Prepared) -> str:
    """Make a release that was prepared the current one and return its id."""
    with Shelf(workspace.releases).writing():
        return _placed(workspace, prepared)


def _placed(workspace: Workspace, prepared: Prepared) -> str:
    shelf = Shelf(workspace.releases)
    large = prepared.large
    shelf.put(prepared.manifest, prepared.files, large.release if large else None)
    shelf.make_current(prepared.manifest.id)
    if large:
        large.end()
    return prepared.manifest.id


def check(
    workspace: Workspace,
    progress: Progress = lambda _phase, _done, _total: None,
    vocabulary: Vocabulary | None = None,
) -> tuple[Finding, ...]:
    """Judge a workspace as a release would be judged, and put nothing in place; raises MalformedLine."""
    return _judged(workspace, progress, vocabulary or shipped())[-1]


def _judged(
    workspace: Workspace, progress: Progress, words: Vocabulary
) -> tuple[Source, Dataset, Silence, tuple[Finding, ...]]:
    progress("read", 0, 1)
    source = read(workspace)
    progress("read", 1, 1)
    dataset = assemble(source, words, lambda done, total: progress("describe", done, total))
    dataset.add(layout.INFERRED, described(lemmas.rule()))
    silence = infer(dataset, lambda done, total: progress("infer", done, total))
    progress("validate", 0, 1)
    findings = validate(dataset, words.shapes)
    progress("validate", 1, 1)
    return source, dataset, silence, findings


def _dumped(
    dataset: Dataset, rows: Rows, warnings: int, progress: Progress
) -> tuple[Written, dict[str, bytes]]:
    """Write the dump: aside where there are many rows, else in memory, where the dataset gets them, too."""
    blocks = blocks_of(canonical.lines(dataset.quads()))
    groups = rows.runs.groups(blocks, lambda done, total: progress("write", done, total))
    if rows.aside is None:
        parts = [io.BytesIO() for _ in range(3)]
        written = write(groups, parts, warnings)
        quad_lines.load(dataset.store, rows.runs.held())
        return written, {DUMP: b"".join(part.getvalue() for part in parts)}
    noted = rows.aside.finished(DUMP)
    if noted is None or not (rows.aside.release / DUMP).is_file():
        noted = asdict(joined(groups, rows.aside.release / DUMP, warnings))
        rows.aside.finish(DUMP, noted)
    rows.runs.clear()
    return Written(**noted), {}


def _stored(aside: Aside, progress: Progress) -> None:
    if not opening.has_store(aside.release):
        memory.give_back()
        opening.make(aside.release, lambda done, total: progress("store", done, total))


def _manifest(source: Source, stated: Written, hashes: dict[str, str], base: str, warnings: int) -> Manifest:
    return Manifest(
        id=stated.identity[:12],
        identity=stated.identity,
        base=base,
        provisional=base == BASE,
        built=datetime.now(UTC).isoformat(timespec="microseconds"),
        warnings=warnings,
        counts=dict(sorted(stated.counts.items())),
        sources=source.hashes,
        files=hashes,
    )

"""A release built from a workspace: aside first, in place only when it is whole and valid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from graph.analysis.columns import to_files
from graph.errors import InvalidRelease
from graph.identifiers import BASE
from graph.ingest.lemmas import Lemmatiser, lemmatiser
from graph.release import canonical, columns, counting, lemmas, records
from graph.release.assembly import assemble
from graph.release.inference import described, infer
from graph.release.manifest import Manifest
from graph.release.quality import left_out
from graph.release.reader import DUMP, packed
from graph.release.shelf import Shelf
from graph.release.source import Source, read
from graph.release.validation import Finding, validate
from graph.release.vocabulary import Vocabulary, shipped
from graph.store import layout
from graph.store.dataset import Dataset
from graph.store.workspace import Workspace

#: Told as (phase, done, total) while a release is built.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A release that is valid and not in place yet: its manifest, its files, and what it states."""

    manifest: Manifest
    files: Mapping[str, bytes]
    dataset: Dataset


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
) -> Prepared:
    """Build a release and put nothing in place; raises as ``build`` does."""
    source, dataset, findings = _judged(workspace, progress, vocabulary or shipped())
    failures = [finding for finding in findings if finding.is_violation]
    if failures:
        languages = {tag for finding in failures for tag in finding.messages}
        told = {tag: tuple(finding.said(tag) for finding in failures) for tag in sorted(languages)}
        raise InvalidRelease(tuple(finding.told() for finding in failures), told)
    records.hold(dataset, source.registers, source.merged)
    progress("write", 0, 1)
    lemmas.hold(dataset, words or lemmatiser())
    counting.describe(dataset, len(findings))
    built, files = _written(dataset, source, workspace.base, len(findings))
    progress("write", 1, 1)
    return Prepared(replace(built, left_out=left_out(workspace)), files, dataset)


def place(workspace: Workspace, prepared: Prepared) -> str:
    """Make a release that was prepared the current one and return its id."""
    with Shelf(workspace.releases).writing():
        return _placed(workspace, prepared)


def _placed(workspace: Workspace, prepared: Prepared) -> str:
    shelf = Shelf(workspace.releases)
    shelf.put(prepared.manifest, dict(prepared.files))
    shelf.make_current(prepared.manifest.id)
    return prepared.manifest.id


def check(
    workspace: Workspace,
    progress: Progress = lambda _phase, _done, _total: None,
    vocabulary: Vocabulary | None = None,
) -> tuple[Finding, ...]:
    """Judge a workspace as a release would be judged, and put nothing in place; raises MalformedLine."""
    return _judged(workspace, progress, vocabulary or shipped())[2]


def _judged(
    workspace: Workspace, progress: Progress, words: Vocabulary
) -> tuple[Source, Dataset, tuple[Finding, ...]]:
    progress("read", 0, 1)
    source = read(workspace)
    progress("read", 1, 1)
    dataset = assemble(source, words, lambda done, total: progress("describe", done, total))
    dataset.add(layout.INFERRED, described(lemmas.rule()))
    infer(dataset, lambda done, total: progress("infer", done, total))
    progress("validate", 0, 1)
    findings = validate(dataset, words.shapes)
    progress("validate", 1, 1)
    return source, dataset, findings


def _written(dataset: Dataset, source: Source, base: str, warnings: int) -> tuple[Manifest, dict[str, bytes]]:
    dump = packed(b"".join(canonical.lines(dataset.quads())))
    identity = canonical.identity(dataset.quads())
    files = {DUMP: dump, **to_files(columns.read(dataset))}
    built = Manifest(
        id=identity[:12],
        identity=identity,
        base=base,
        provisional=base == BASE,
        built=datetime.now(UTC).isoformat(timespec="microseconds"),
        warnings=warnings,
        counts=dict(Counter(getattr(quad.graph_name, "value", "") for quad in dataset.quads())),
        sources=source.hashes,
        files={name: canonical.sha256([held]) for name, held in files.items()},
    )
    return built, files

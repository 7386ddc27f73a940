"""A release built from a workspace: aside first, in place only when it is whole and valid."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from pyoxigraph import NamedNode, Quad, Triple
from rdflib import Graph, URIRef

from graph.assertion import Decision
from graph.curation.log import DecisionLog
from graph.curation.states import Verdicts, decided
from graph.identifiers import BASE, ID
from graph.release import canonical, description, entities, turtle
from graph.release.inference import infer
from graph.release.manifest import Manifest
from graph.release.reader import DUMP
from graph.release.shelf import Shelf
from graph.release.vocabulary import Vocabulary, shipped
from graph.store import layout
from graph.store.dataset import Dataset
from graph.store.workspace import StoredDocument, Workspace

Progress = Callable[[str, int, int], None]
_PHASES = ("read", "describe", "infer", "validate", "write")


@dataclass(frozen=True, slots=True)
class Source:
    """What a release is built from, read once: documents with their verdicts, decisions, facts."""

    documents: tuple[tuple[StoredDocument, Verdicts], ...]
    decisions: tuple[Decision, ...]
    facts: Graph
    hashes: dict[str, str]


def build(
    workspace: Workspace,
    progress: Progress = lambda _phase, _done, _total: None,
    vocabulary: Vocabulary | None = None,
) -> str:
    """Build a release, make it the current one and return its id.

    The same workspace gives the same id on any machine. Raises MalformedLine for a file of the workspace
    that is broken and InvalidRelease for one that does not pass validation; either leaves the former
    release in its place.
    """
    words = vocabulary or shipped()
    shelf = Shelf(workspace.releases)
    shelf.folder.mkdir(exist_ok=True)
    with shelf.lock:
        shelf.clear()
        progress(_PHASES[0], 0, len(_PHASES))
        source = _read(workspace)
        progress(_PHASES[1], 1, len(_PHASES))
        dataset = assemble(source, words)
        infer(dataset, lambda done, total: progress("infer", done, total))
        progress(_PHASES[4], 4, len(_PHASES))
        built, files = _written(dataset, source, workspace.base)
        shelf.place(built, files)
        progress(_PHASES[4], 5, len(_PHASES))
    return built.id


def assemble(source: Source, vocabulary: Vocabulary) -> Dataset:
    """Bring everything that is stated, and nothing inferred yet, into one dataset."""
    return Dataset.of(_quads(source, vocabulary))


def _read(workspace: Workspace) -> Source:
    with workspace.lock:
        documents = tuple(workspace.documents())
        decisions = DecisionLog(workspace).read()
        facts, hashes = Graph(), _hashes(workspace)
        for path in workspace.facts():
            facts += turtle.load(path)
    verdicts = ((held, decided(held.assertions, _concerning(decisions, held))) for held in documents)
    return Source(tuple(verdicts), decisions, facts, hashes)


def _concerning(decisions: Iterable[Decision], held: StoredDocument) -> list[Decision]:
    return [d for d in decisions if d.action == "undo" or d.document == held.version.document]


def _hashes(workspace: Workspace) -> dict[str, str]:
    paths = [*sorted(workspace.path.glob("documents/*/*.jsonl")), workspace.decisions, *workspace.facts()]
    return {
        str(path.relative_to(workspace.path)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
        if path.exists()
    }


def _quads(source: Source, vocabulary: Vocabulary) -> Iterator[Quad]:
    yield from _in(layout.ONTOLOGY, turtle.triples(vocabulary.terms))
    yield from _in(layout.SCHEMES, turtle.triples(vocabulary.schemes))
    yield from _in(layout.ENTITIES, turtle.triples(vocabulary.reference + source.facts))
    known = _known(vocabulary.schemes, vocabulary.reference, source.facts)
    for held, verdicts in source.documents:
        yield from _in(layout.ENTITIES, description.document(held.version))
        for link in verdicts.links:
            yield from _in(layout.assertions(held.code), description.statement(link, held.version))
            yield from _in(layout.ACCEPTED, description.plain(link))
    yield from _entities(source, known)
    yield from _in(layout.DECISIONS, _decisions(source))


def _entities(source: Source, known: frozenset[str]) -> Iterator[Quad]:
    links = [
        (link, held.code, held.version.language)
        for held, verdicts in source.documents
        for link in verdicts.links
    ]
    accepted = entities.gather(entry for entry in links if entry[0].state == "accepted")
    for code, entity in accepted.items():
        yield from _in(layout.ENTITIES, entities.described(code, entity, known=code in known))
    for version in {version: None for _, version, _ in links}:
        others = entities.gather(entry for entry in links if entry[1] == version)
        for code, entity in others.items():
            if code not in accepted and code not in known:
                yield from _in(layout.assertions(version), entities.described(code, entity, known=False))


def _decisions(source: Source) -> Iterator[Triple]:
    about: dict[str, list[str]] = {}
    for _, verdicts in source.documents:
        for link in verdicts.links:
            for taken in link.decisions:
                about.setdefault(taken.id, []).append(link.assertion.code)
    for taken in source.decisions:
        yield from description.decision(taken, tuple(about.get(taken.id, ())))


def _known(*graphs: Graph) -> frozenset[str]:
    iris = (str(s) for graph in graphs for s in graph.subjects() if isinstance(s, URIRef))
    return frozenset(iri[len(ID) :] for iri in iris if iri.startswith(ID))


def _in(graph: str, triples: Iterable[Triple]) -> Iterator[Quad]:
    name = NamedNode(graph)
    for triple in triples:
        yield Quad(triple.subject, triple.predicate, triple.object, name)


def _written(dataset: Dataset, source: Source, base: str) -> tuple[Manifest, dict[str, bytes]]:
    dump = b"".join(canonical.lines(dataset.quads()))
    identity = canonical.identity(dataset.quads())
    counts: dict[str, int] = {}
    for quad in dataset.quads():
        name = quad.graph_name.value  # type: ignore[union-attr]
        counts[name] = counts.get(name, 0) + 1
    built = Manifest(
        id=identity[:12],
        identity=identity,
        base=base,
        provisional=base == BASE,
        built=datetime.now(UTC).isoformat(timespec="seconds"),
        software="",
        counts=counts,
        sources=source.hashes,
        files={DUMP: canonical.sha256([dump])},
    )
    return built, {DUMP: dump}

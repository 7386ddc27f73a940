"""Everything that is stated, and nothing inferred yet, brought into one dataset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Triple
from rdflib import Graph, URIRef

from graph.curation.declarations import declared
from graph.identifiers import ID
from graph.release import declarations, description, entities, records, turtle
from graph.release.source import Source
from graph.release.vocabulary import Vocabulary
from graph.store import layout
from graph.store.dataset import Dataset


def assemble(
    source: Source, vocabulary: Vocabulary, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> Dataset:
    """Say in RDF what the vocabulary and the source hold, each in its named graph."""
    dataset = Dataset.of(())
    steps: tuple[tuple[str, Iterable[Triple]], ...] = (
        (layout.ONTOLOGY, turtle.triples(vocabulary.terms)),
        (layout.SCHEMES, turtle.triples(vocabulary.schemes)),
        (layout.ENTITIES, turtle.triples(vocabulary.reference + source.facts)),
        (layout.DECISIONS, _decisions(source)),
    )
    for done, (graph, triples) in enumerate(steps):
        progress(done, len(steps) + 1)
        dataset.add(graph, triples)
    dataset.extend(_quads(source, _known(vocabulary.schemes, vocabulary.reference, source.facts)))
    progress(len(steps) + 1, len(steps) + 1)
    return dataset


def _quads(source: Source, known: frozenset[str]) -> Iterator[Quad]:
    for reading in source.readings:
        version, graph = reading.document.version, layout.assertions(reading.document.code)
        yield from _in(layout.ENTITIES, description.document(version))
        for link in reading.links:
            yield from _in(graph, description.statement(link, version))
            yield from _in(layout.ACCEPTED, description.plain(link))
    yield from _in(layout.ENTITIES, _replaced(source))
    yield from _entities(source, known)
    yield from declarations.statements(declared(source.decisions))


def _replaced(source: Source) -> Iterator[Triple]:
    standing = {reading.document.version.document: reading.document.version for reading in source.readings}
    for version in source.superseded:
        yield from description.superseded(version, standing[version.document])
    tables = {register.version.register: register.version for register in source.registers}
    for table in source.former_tables:
        yield from records.superseded(table, tables[table.register])
    for code, into in source.merged.items():
        yield from description.merged(code, into)


def _entities(source: Source, known: frozenset[str]) -> Iterator[Quad]:
    """Name what accepted links speak of for all, and what others speak of beside those links only."""
    links = [(link, reading.document) for reading in source.readings for link in reading.links]
    accepted = entities.gather(entry for entry in links if entry[0].state == "accepted")
    for code, entity in accepted.items():
        yield from _in(layout.ENTITIES, entities.described(code, entity, known=code in known))
    for reading in source.readings:
        graph = layout.assertions(reading.document.code)
        for code, entity in entities.gather((link, reading.document) for link in reading.links).items():
            if code not in accepted and code not in known:
                yield from _in(graph, entities.described(code, entity, known=False))


def _decisions(source: Source) -> Iterator[Triple]:
    about: dict[str, list[str]] = {}
    for reading in source.readings:
        for link in reading.links:
            for taken in link.decisions:
                about.setdefault(taken.id, []).append(link.assertion.code)
    for each in declared(source.decisions):
        for taken in each.decisions:
            about.setdefault(taken.id, []).append(each.declaration.code)
    for register in source.registers:
        for taken in source.decisions:
            if taken.action == "trust" and taken.document == register.version.register:
                about.setdefault(taken.id, []).append(register.version.code)
    for taken in source.decisions:
        yield from description.decision(taken, about.get(taken.id, ()))


def _known(*graphs: Graph) -> frozenset[str]:
    iris = (str(s) for graph in graphs for s in graph.subjects() if isinstance(s, URIRef))
    return frozenset(iri[len(ID) :] for iri in iris if iri.startswith(ID))


def _in(graph: str, triples: Iterable[Triple]) -> Iterator[Quad]:
    name = NamedNode(graph)
    for triple in triples:
        yield Quad(triple.subject, triple.predicate, triple.object, name)

"""The vocabulary a reader knows: concepts of the schemes and reference data, with all their labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.term import Literal, Node

from graph.identifiers import ID, NS
from graph.terms import KINDS

_KIND_OF = {iri: kind for kind, iri in KINDS.items()} | {
    "http://www.w3.org/ns/org#FormalOrganization": "Organization",
    NS + "InternationalTreaty": "InternationalTreaty",
    NS + "ProgrammingPeriod": "ProgrammingPeriod",
}
_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)


@dataclass(frozen=True, slots=True)
class Label:
    """One name of a concept in one language."""

    text: str
    language: str
    code: str
    preferred: bool


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing with a code: its kinds, its name to show, and what else is known of it as plain strings."""

    code: str
    kinds: tuple[str, ...]
    label: str
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def fact(self, name: str) -> str:
        """Return the first value of a property by its local name, or the empty string."""
        return next(iter(self.facts.get(name, ())), "")


@dataclass(frozen=True)
class Vocabulary:
    """Concepts by code, and all their labels."""

    concepts: Mapping[str, Concept]
    labels: tuple[Label, ...]

    @classmethod
    def from_graphs(cls, *graphs: Graph) -> Vocabulary:
        """Read every resource of a known kind that has a Finnish name from the given graphs."""
        concepts: dict[str, Concept] = {}
        labels: list[Label] = []
        whole = Graph()
        for graph in graphs:
            whole += graph
        for subject, kinds in sorted(_kinds(whole).items()):
            names = sorted(set(_labels(whole, subject)), key=lambda n: (not n.preferred, n.text))
            if names:
                code = _code(subject)
                shown = next((n.text for n in names if n.language == "fi"), names[0].text)
                concepts[code] = Concept(code, tuple(sorted(kinds)), shown, _facts(whole, subject))
                labels.extend(names)
        return cls(concepts, tuple(labels))

    def of_kind(self, *kinds: str) -> Iterator[Concept]:
        """Iterate over the concepts of the kinds, in the order of their codes."""
        return (c for kind in kinds for c in self._by_kind.get(kind, ()))

    @cached_property
    def _by_kind(self) -> dict[str, list[Concept]]:
        found: dict[str, list[Concept]] = {}
        for concept in self.concepts.values():
            for kind in concept.kinds:
                found.setdefault(kind, []).append(concept)
        return found

    def names_of(self, code: str) -> tuple[str, ...]:
        """Return every label of a concept."""
        return self._names.get(code, ())

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for label in self.labels:
            found[label.code] = (*found.get(label.code, ()), label.text)
        return found

    def without(self, labels: Iterable[tuple[str, str]]) -> Vocabulary:
        """Return the vocabulary without some (code, label text) pairs and what they leave nameless."""
        dropped = set(labels)
        kept = tuple(n for n in self.labels if (n.code, n.text) not in dropped)
        named = {n.code for n in kept}
        return Vocabulary({c: v for c, v in self.concepts.items() if c in named}, kept)


def _code(iri: str) -> str:
    return iri[len(ID) :] if iri.startswith(ID) else "kyt:" + iri[len(NS) :]


def _kinds(graph: Graph) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for subject, kind in graph.subject_objects(RDF.type):
        if str(subject).startswith((ID, NS)) and str(kind) in _KIND_OF:
            found.setdefault(str(subject), set()).add(_KIND_OF[str(kind)])
    return found


def _labels(graph: Graph, subject: str) -> Iterator[Label]:
    for predicate in _LABELS:
        for name in graph.objects(URIRef(subject), predicate):
            if isinstance(name, Literal):
                language = name.language or "fi"
                yield Label(str(name), language, _code(subject), predicate == SKOS.prefLabel)


def _facts(graph: Graph, subject: str) -> dict[str, tuple[str, ...]]:
    facts: dict[str, set[str]] = {}
    for predicate, value in graph.predicate_objects(URIRef(subject)):
        if predicate not in _LABELS:
            facts.setdefault(_local(str(predicate)), set()).add(_plain(value))
    return {name: tuple(sorted(values)) for name, values in sorted(facts.items())}


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _plain(value: Node) -> str:
    text = str(value)
    return _code(text) if text.startswith((ID, NS)) else text

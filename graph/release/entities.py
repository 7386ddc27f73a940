"""The things that links speak of: of which kind, named how, in which graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from graph.assertion import Scalar
from graph.curation.states import Link
from graph.identifiers import NS, is_minted, resource
from graph.release.description import valued
from graph.store.node import node
from graph.store.workspace import StoredDocument
from graph.terms import DCT, KINDS, RDF, SKOS, TARGETING

_TYPE = NamedNode(RDF + "type")
_PROJECTS = frozenset(("Project", "CoordinationProject"))


@dataclass
class Entity:
    """What the documents say of one thing, gathered over all links whose object it is."""

    kinds: dict[str, None] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    values: dict[str, Scalar] = field(default_factory=dict)
    #: What curators called it, by language, and the concepts they put it under.
    names: dict[str, str] = field(default_factory=dict)
    broader: dict[str, None] = field(default_factory=dict)
    #: In which role documents name it, where it is a group, and how often.
    roles: Counter[str] = field(default_factory=Counter)

    def take(self, link: Link, document: StoredDocument) -> None:
        """Add what one link's mentions say."""
        self.sources[document.code] = None
        self.names.update(link.names)
        self.broader.update({link.broader: None} if link.broader else {})
        if link.assertion.relation in TARGETING:
            self.roles[TARGETING[link.assertion.relation]] += 1
        for mention in link.mentions:
            self.kinds[mention.kind] = None
            self.labels.setdefault(mention.label, mention.language or document.version.language)
            for name, held in mention.values.items():
                self.values.setdefault(name, held)


def gather(read: Iterable[tuple[Link, StoredDocument]]) -> dict[str, Entity]:
    """Gather the objects of links, each given with the document it was read in, by their codes."""
    entities: dict[str, Entity] = {}
    for link, document in read:
        code = link.assertion.object
        if not code.startswith(('"', "kyt:")):
            entities.setdefault(code, Entity()).take(link, document)
    return entities


def described(code: str, entity: Entity, *, known: bool) -> Iterator[Triple]:
    """Say what an entity is; one that the vocabulary knows keeps the name and kind it has there.

    What a curator called it is preferred, or else the first label found; the rest are alternatives. A group
    has the role in which most links name it, participants before others: in another nothing would cover it.
    """
    thing = NamedNode(resource(code))
    for version in entity.sources:
        yield Triple(thing, NamedNode(DCT + "source"), node(version))
    if known:
        return
    for kind in entity.kinds:
        yield Triple(thing, _TYPE, NamedNode(KINDS[kind]))
    if not _PROJECTS.isdisjoint(entity.kinds) and not is_minted(code):
        # By it a register's row finds the project that a document told of first.
        yield Triple(thing, NamedNode(DCT + "identifier"), Literal(code))
    for wider in entity.broader:
        yield Triple(thing, NamedNode(SKOS + "broader"), NamedNode(resource(wider)))
    for label, language, name in _labels(entity):
        yield Triple(thing, NamedNode(SKOS + name), Literal(label, language=language))
    if entity.roles:
        role = max(TARGETING.values(), key=lambda name: entity.roles[name])
        yield Triple(thing, NamedNode(NS + "groupRole"), NamedNode(f"{NS}role-{role}"))
    yield from valued(thing, entity.values)


def _labels(entity: Entity) -> Iterator[tuple[str, str, str]]:
    """Yield each label with its language and the part it has: preferred or alternative."""
    yield from ((label, language, "prefLabel") for language, label in entity.names.items())
    for place, (label, language) in enumerate(entity.labels.items()):
        if label != entity.names.get(language):
            is_preferred = place == 0 and language not in entity.names
            yield label, language, "prefLabel" if is_preferred else "altLabel"

"""What a release knows, told as the models of the JSON API have it, in one reader's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from api.site import Site
from api.v1 import models
from graph.errors import InvalidArgument
from graph.identifiers import NS
from graph.store.dataset import Dataset, Term
from graph.store.parameter import Parameter
from graph.terms import LADDER, PREFIXES, SKOS, TARGETING
from sparql.description import Description, Link, Mention, Relation, value
from sparql.labels import Labels, local_name
from sparql.scope import Scope, sentences
from sparql.words import LANGUAGES, Language

_ROLES = {NS + name: role for name, role in TARGETING.items()}
_RUNGS = {NS + name: rung for rung, name in enumerate(LADDER, 1)}
_NAMES = (SKOS + "prefLabel", SKOS + "altLabel")


class Telling:
    """Tell of one release in one language."""

    def __init__(self, dataset: Dataset, labels: Labels, language: Language) -> None:
        self.dataset = dataset
        self._labels = labels
        self._language = language

    @classmethod
    def of(cls, here: Site, language: Language) -> Telling:
        """Tell of the release that a site shows."""
        return cls(here.dataset, here.labels, language)

    def bounds(self, scope: Scope) -> list[str]:
        """Say what answers are based on."""
        return list(sentences(scope, self._labels, self._language))

    def named(self, iri: str) -> dict[str, str]:
        """Return the members of a thing: code, IRI, and name with its language."""
        shown = self._labels.of(iri, self._language)
        return {"code": code_of(iri), "iri": iri, "label": shown.text, "lang": shown.language}

    def thing(self, iri: str) -> models.Thing:
        """Return a thing."""
        return models.Thing(**self.named(iri))

    def names(self, iri: str) -> dict[str, models.Name]:
        """Return the name of a thing for the readers of each language, as it is truly shown."""
        shown = ((language, self._labels.of(iri, language)) for language in LANGUAGES)
        return {language: models.Name(text=s.text, lang=s.language) for language, s in shown}

    def all_names(self, held: Description) -> list[models.Name]:
        """Return every name of a thing, the preferred ones first."""
        texts = (text for name in _NAMES for text in held.texts.get(name, ()))
        return [models.Name(text=text.value, lang=text.language or "") for text in texts]

    def end(self, term: Term) -> dict[str, models.Thing | models.Value]:
        """Return the other end of a link, as a thing or as a value."""
        if isinstance(term, NamedNode):
            return {"thing": self.thing(term.value)}
        return {"value": told_value(term)}

    def mention(self, held: Mention) -> models.Mention:
        """Return where a document says something."""
        return models.Mention(
            document=self.thing(held.version),
            section=local_name(held.section),
            start=held.start,
            end=held.end,
            words=held.words,
        )

    def link(self, predicate: str, held: Link) -> models.Link:
        """Return one link with the assertions behind it."""
        statements = [
            models.Statement(
                assertion=local_name(said.assertion),
                status=said.status,
                polarity=said.polarity,
                band=said.band,
                mentions=[self.mention(mention) for mention in said.mentions],
            )
            for said in held.statements.values()
        ]
        return models.Link(
            **self.end(held.other),  # type: ignore[arg-type]
            state=held.state,
            role=_ROLES.get(predicate),
            rung=_RUNGS.get(predicate),
            origins=sorted(held.origins),
            statements=statements,
        )

    def tally(self, relation: Relation) -> models.Tally:
        """Return a relation with the number of its links by state."""
        return models.Tally(
            relation=self.thing(relation.predicate),
            direction=direction(relation),
            count=relation.count,
            states=states(relation),
        )

    def relation(self, held: Relation, links: Sequence[Link]) -> models.Relation:
        """Return a relation with some of its links."""
        return models.Relation(
            relation=self.thing(held.predicate),
            direction=direction(held),
            count=held.count,
            states=states(held),
            links=[self.link(held.predicate, link) for link in links],
        )


def direction(held: Relation) -> models.Direction:
    """Return the direction of a relation as it is seen from the thing described."""
    return "out" if held.direction == "out" else "in"


def states(held: Relation) -> dict[str, int]:
    """Count a relation's links by state."""
    return dict(Counter(link.state for link in held.links))


def parameter(held: Parameter) -> models.Parameter:
    """Return a parameter of a question or an analysis."""
    return models.Parameter(
        name=held.name, type=held.type, kinds=list(held.classes), default=held.default, meaning=held.meaning
    )


def told_value(term: Term) -> models.Value:
    """Return a value with its language or datatype."""
    if isinstance(term, Literal):
        datatype = None if term.language else term.datatype.value
        return models.Value(value=term.value, lang=term.language, datatype=datatype)
    return models.Value(value=value(term) or str(term))


def code_of(iri: str) -> str:
    """Return the code of a thing, the prefixed name of a term, or else all of the IRI."""
    if iri.startswith(NS):
        return f"kyt:{iri[len(NS) :]}"
    for prefix, start in PREFIXES.items():
        if prefix not in ("id", "graph") and iri.startswith(start):
            return f"{prefix}:{iri[len(start) :]}"
    return local_name(iri)


def iri_of(text: str) -> str:
    """Return the IRI of a relation by its prefixed name, its name in our vocabulary or its IRI."""
    prefix, colon, name = text.partition(":")
    if not colon:
        return NS + text
    if prefix in PREFIXES:
        return PREFIXES[prefix] + name
    if prefix in ("http", "https"):
        return text
    raise InvalidArgument("relation", f"no prefix {prefix[:40]!r}: there are {', '.join(PREFIXES)}")

"""What an analysis found, in the words of one language: what every written form of it is made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from graph.analysis.analysis import Declared, Finding
from graph.analysis.fingerprint import query_hash, result_hash
from graph.analysis.held import Held
from graph.analysis.listing import analysis
from graph.analysis.picture import Picture
from graph.export.drawing.drawn import is_bare
from graph.export.figure import filled, span
from graph.identifiers import BASE, ID, NS
from graph.store.parameter import Parameter
from graph.terms import KINDS
from sparql.analyses import THINGS, Analysed, remarks, said
from sparql.answers import Answer
from sparql.labels import Label, Labels
from sparql.rendering import Sheet, sheet
from sparql.scope import sentences
from sparql.words import Language, words

_QUALITY = "quality"


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer with its words.

    ``given`` are the parameters, each with its name; ``states`` are how many rows are in which state, with
    its name; ``quality`` is of the release itself; ``offers`` are the parameters of remarks that
    propose to ask something.
    """

    language: Language
    declared: Declared
    answer: Answer
    title: str
    scope: tuple[str, ...]
    given: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    offers: Mapping[str, Mapping[str, str]]
    is_asked: bool
    heads: tuple[str, ...]
    sheet: Sheet
    states: tuple[tuple[str, str, int], ...]
    quality: tuple[str, ...]
    query_hash: str
    result_hash: str
    picture: Picture | None
    source: Held

    def tell(self, key: str, **values: object) -> str:
        """Return one of the words that answers of analyses are framed in."""
        return _say(self.language, key, **values)

    def word(self, key: str, labels: Labels) -> Label:
        """Name a thing by its IRI, or say one of the words of the analysis."""
        if "://" in key:
            return labels.of(key, self.language)
        return Label(head(self.declared, key, self.language), self.language)

    @property
    def notes(self) -> Iterator[tuple[str, str]]:
        """What an answer ends with, by name: definition, reading, source, and what makes it defensible."""
        yield self.tell("definition"), self.definition
        yield self.tell("reading"), self.reading
        yield self.tell("reference"), self.declared.reference
        yield from self.proof

    @property
    def permanent(self) -> str:
        """The path where this release gives the same, with every parameter."""
        asked = urlencode(sorted(self.answer.parameters.items()))
        path = f"release/{self.answer.release}/analysis/{self.answer.name}"
        return f"{path}?{asked}" if asked else path

    @property
    def proof(self) -> Iterator[tuple[str, str]]:
        """What makes it defensible, each with its name: quality, release, and the marks to cite."""
        if self.quality:
            yield self.tell("quality"), " ".join(self.quality)
        yield self.tell("release"), self.answer.release or "–"
        yield self.tell("query"), self.query_hash
        yield self.tell("result"), self.result_hash
        yield self.tell("permanent"), BASE + self.permanent

    @property
    def definition(self) -> str:
        """How it is defined."""
        return self.declared.definition[self.language]

    @property
    def reading(self) -> str:
        """How it is read, and when it means nothing."""
        return self.declared.reading[self.language]


def speak(found: Analysed, quality: Finding, labels: Labels, language: Language) -> Spoken:
    """Put what was found into words; the quality of the release stands beside it."""
    declared, got = found.declared, found.answer
    shown, told = sheet(got, labels, language), remarks(found, labels, language)
    return Spoken(
        language=language,
        declared=declared,
        answer=got,
        title=declared.title[language],
        scope=sentences(got.scope, labels, language),
        given=tuple(_given(declared, got.parameters, labels, language)),
        remarks=told,
        offers={text: r.asks for text, r in zip(told, found.finding.remarks, strict=True) if r.asks},
        is_asked=found.finding.is_asked,
        heads=tuple(head(declared, column, language) for column in shown.columns),
        sheet=shown,
        states=tuple((s, labels.of(f"{NS}state-{s}", language).text, n) for s, n in got.states.items()),
        quality=_quality(found, quality, labels, language),
        query_hash=query_hash(declared.name, got.parameters),
        result_hash=result_hash(found.finding),
        source=found.held,
        picture=None if is_bare(found.finding.picture) else found.finding.picture,
    )


def head(declared: Declared, name: str, language: Language) -> str:
    """Name a column, or say one of the words of an analysis."""
    said = declared.columns.get(name) or declared.words.get(name)
    return said[language] if said else name


def title_of(declared: Declared, name: str, language: Language) -> str:
    """Name a parameter: in words of the analysis, or in those that analyses have in common."""
    if said := declared.words.get(name):
        return said[language]
    return str(words(language)["parameter"].get(name) or head(declared, name, language))


def meaning(parameter: Parameter, language: Language) -> str:
    """Explain a parameter; files explain theirs in English only, and some have words in every language."""
    return parameter.meaning if language == "en" else str(words(language)["help"].get(parameter.name, ""))


def chosen(declared: Declared, parameter: Parameter, value: str, labels: Labels, language: Language) -> str:
    """Say the value of a parameter: a thing and a kind by their names, a choice by its words."""
    if value and (parameter.type == "resource" or parameter.name in THINGS):
        return labels.of(ID + value.removeprefix(ID).removeprefix("id:"), language).text
    if parameter.type == "state":
        return labels.of(f"{NS}state-{value}", language).text
    if parameter.type != "choice":
        return value
    if said := declared.words.get(value):
        return said[language]
    terms = (KINDS.get(value) or NS + value, f"{NS}gap-{value}", f"{NS}state-{value}")
    named = next((labels.of(iri, language).text for iri in terms if labels.all(iri)), span(value))
    return str(words(language)["choice"].get(value, named))


def _given(
    declared: Declared, values: Mapping[str, str], labels: Labels, language: Language
) -> Iterator[tuple[str, str]]:
    for parameter in declared.params:
        if value := values.get(parameter.name, ""):
            name = title_of(declared, parameter.name, language)
            yield name, chosen(declared, parameter, value, labels, language)


def _quality(found: Analysed, quality: Finding, labels: Labels, language: Language) -> tuple[str, ...]:
    """Say how good the release is, but to who asks just that."""
    if found.declared.name == _QUALITY:
        return ()
    declared = analysis(_QUALITY).declared
    return tuple(said(declared, remark, labels, language) for remark in quality.remarks)


def _say(language: Language, key: str, **values: object) -> str:
    text = str(words(language)["analysis"][key])
    return filled(text, language, values) if values else text

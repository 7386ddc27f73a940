"""How work products begin and end: with their scope, and with definitions, documents, release and hashes."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from graph.export.paper import Said
from graph.identifiers import BASE, NS
from graph.terms import DCT, LADDER, STATES, state
from sparql.composed import Section, Statement
from sparql.labels import local_name
from sparql.scope import sentences
from sparql.scribe import Scribe
from sparql.words import words

_FRAME = "analysis"


def opening(scribe: Scribe) -> Section:
    """Say what all of it rests on, what absence means, and that no ministry checked it."""
    said = sentences(scribe.scope, scribe.labels, scribe.language)
    framed = words(scribe.language)[_FRAME]
    lines = (*said, framed["absence"], framed["unofficial"])
    source = scribe.source("scope", release=scribe.release or "–")
    return Section(framed["scope"], tuple(scribe.say("remark", source, remark=line) for line in lines))


def closing(scribe: Scribe) -> Iterator[Section]:
    """Yield what the words mean, what was read, and what to cite it by."""
    yield Section(scribe.tell("heading", "states"), (*_states(scribe), *_rungs(scribe)))
    yield Section(scribe.tell("heading", "definitions"), tuple(_definitions(scribe)))
    yield Section(scribe.tell("heading", "references"), tuple(_documents(scribe)))
    yield Section(scribe.tell("heading", "proof"), tuple(_proof(scribe)))


def _states(scribe: Scribe) -> Iterator[Statement]:
    for name in STATES:
        meaning = scribe.labels.definition(state(name), scribe.language)
        if meaning:
            tag = meaning.language if meaning.language != scribe.language else ""
            source = scribe.source("reference", release=scribe.release, thing=scribe.state(name))
            yield scribe.say("state", source, state=scribe.state(name), meaning=Said(meaning.text, tag))


def _rungs(scribe: Scribe) -> Iterator[Statement]:
    for number, relation in enumerate(LADDER, 1):
        named = scribe.name(NS + relation)
        source = scribe.source("reference", release=scribe.release, thing=named)
        said = {"number": number, "relation": named, "meaning": scribe.tell("rung", relation)}
        yield scribe.say("rung", source, **said)


def _definitions(scribe: Scribe) -> Iterator[Statement]:
    told = {spoken.declared.name: spoken for spoken in scribe.asked.values()}
    for spoken in told.values():
        source = scribe.source("definition", reference=spoken.declared.reference)
        said = {"title": spoken.title, "definition": spoken.definition, "reading": spoken.reading}
        yield scribe.say("definition", source, **said)


def _documents(scribe: Scribe) -> Iterator[Statement]:
    store = scribe.held.dataset.store
    read = sorted({item.iri for item in scribe.scope.read_documents})
    for document in read:
        found = store.quads_for_pattern(None, NamedNode(DCT + "isVersionOf"), NamedNode(document), None)
        for version in sorted({quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)}):
            named = {"thing": scribe.name(document), "code": local_name(document)}
            yield scribe.say(
                "document",
                scribe.source("scope", release=scribe.release or "–"),
                **named,
                version=local_name(version),
                sha256=_text(scribe, version, NS + "sha256") or "–",
            )


def _proof(scribe: Scribe) -> Iterator[Statement]:
    source = scribe.source("scope", release=scribe.release or "–")
    yield scribe.say("release", source, release=scribe.release or "–")
    for spoken in scribe.asked.values():
        marks = {"query": spoken.query_hash, "result": spoken.result_hash}
        said = {"title": spoken.title, "given": scribe.given(spoken), "address": BASE + spoken.permanent}
        yield scribe.say("hashes", scribe.found(spoken), **marks, **said)
    unofficial = words(scribe.language)[_FRAME]["unofficial"]
    decisions = scribe.source("decisions", release=scribe.release or "–")
    yield scribe.say("unofficial", decisions, said=unofficial)


def _text(scribe: Scribe, thing: str, relation: str) -> str:
    found = scribe.held.dataset.store.quads_for_pattern(NamedNode(thing), NamedNode(relation), None, None)
    return next((quad.object.value for quad in found if isinstance(quad.object, Literal)), "")

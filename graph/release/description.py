"""What workspace files hold, said in RDF: documents, links with their evidence, entities, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from graph.assertion import Assertion, Decision, DocumentVersion, Scalar
from graph.curation.states import Link
from graph.identifiers import NS, digest, resource, version_code
from graph.store.node import node
from graph.terms import DCT, OA, OWL, PROV, RDF, RDFS, RELATIONS, SKOS, TARGETING, XSD

_TYPE = NamedNode(RDF + "type")
_LABEL = NamedNode(SKOS + "prefLabel")
#: Values that name a concept of a code list by the last part of its name.
_CODED = ("stage", "composition", "fundingScope", "indicatorKind", "indicatorStatus", "mode")
_YEARS = dict.fromkeys(("startYear", "endYear", "recommendationYear"), "integer")
_DATATYPES = {"amount": "decimal", **_YEARS}
_QUOTED_WORDS, _QUOTED_CHARACTERS = 12, 120


def document(version: DocumentVersion) -> Iterator[Triple]:
    """Say what a document is, and what was found of this version's parts."""
    work, this = _id(version.document), _id(version_code(version.sha256))
    yield Triple(work, _TYPE, _own("Document"))
    yield Triple(work, _LABEL, _text(version.title, version.language))
    yield Triple(work, _own("form"), Literal(version.form))
    yield Triple(work, _own("documentStatus"), Literal(version.status))
    yield from _version(version)
    for section in version.sections:
        yield from _section(version, this, section)
    for place, missing in enumerate(version.missing):
        yield from _missing(this, place, missing)


def superseded(version: DocumentVersion, by: DocumentVersion) -> Iterator[Triple]:
    """Say what a version is that another stands for; its links are in the releases of its time."""
    yield from _version(version)
    yield _replaced(version_code(version.sha256), version_code(by.sha256))


def merged(code: str, into: str) -> Iterator[Triple]:
    """Say that one thing is another from now on."""
    yield _replaced(code, into)
    yield Triple(_id(code), NamedNode(OWL + "deprecated"), _typed("true", "boolean"))


def statement(link: Link, version: DocumentVersion) -> Iterator[Triple]:
    """Say what a link says, how it was found and decided, and which words say it."""
    said, this = link.assertion, _id(version_code(version.sha256))
    assertion = _id(said.code)
    yield Triple(assertion, _TYPE, _own("Assertion"))
    yield Triple(assertion, NamedNode(RDF + "subject"), node(said.subject))
    yield Triple(assertion, NamedNode(RDF + "predicate"), NamedNode(RELATIONS[said.relation].iri))
    yield Triple(assertion, NamedNode(RDF + "object"), node(said.object))
    yield Triple(assertion, _own("decisionState"), _own(f"status-{link.state}"))
    yield Triple(assertion, _own("band"), _own(f"band-{min(m.band for m in link.mentions)}"))
    yield Triple(assertion, _own("polarity"), _own(f"polarity-{said.polarity}"))
    if said.relation in TARGETING:
        yield Triple(assertion, _own("role"), _own(f"role-{TARGETING[said.relation]}"))
    yield Triple(assertion, NamedNode(PROV + "wasDerivedFrom"), this)
    for mention in link.mentions:
        yield Triple(assertion, _own("rule"), Literal(mention.rule))
        # What this document says of the object: a thing the vocabulary knows keeps its own description.
        yield from valued(assertion, {**mention.values, **mention.qualifiers})
        yield from _evidence(assertion, mention, version)


def plain(link: Link) -> Iterator[Triple]:
    """Yield the plain triple of a link that is accepted, affirmed and of a relation that has one."""
    said = link.assertion
    relation = RELATIONS[said.relation]
    if link.state == "accepted" and said.polarity == "affirmed" and relation.plain:
        yield Triple(_id(said.subject), NamedNode(relation.iri), node(said.object))


def decision(taken: Decision, about: Iterable[str]) -> Iterator[Triple]:
    """Say what was decided, when, why and in which role; never who the person was."""
    this = _id(taken.id)
    yield Triple(this, _TYPE, _own("Decision"))
    yield Triple(this, NamedNode(PROV + "atTime"), _typed(taken.at, "dateTime"))
    yield Triple(this, _own("action"), Literal(taken.action))
    yield Triple(this, _own("decidedInRole"), Literal(taken.role))
    yield Triple(this, NamedNode(RDFS + "comment"), Literal(taken.reason))
    for code in about:
        yield Triple(this, _own("about"), _id(code))
    if taken.undoes:
        yield Triple(_id(taken.undoes), NamedNode(PROV + "wasInvalidatedBy"), this)


def quote(mention: Assertion) -> str:
    """Return the words of the mention that a release may show."""
    return " ".join((mention.mention or mention.label).split()[:_QUOTED_WORDS])[:_QUOTED_CHARACTERS]


def valued(thing: NamedNode, values: Mapping[str, Scalar]) -> Iterator[Triple]:
    """Say the values of a thing, each by the term of its name."""
    for name, held in values.items():
        yield Triple(thing, _own(name), _value(name, held))


def _value(name: str, held: Scalar) -> NamedNode | Literal:
    if isinstance(held, bool):
        return _typed("true" if held else "false", "boolean")
    if isinstance(held, str) and held.startswith("kyt:"):
        return node(held)
    if name in _CODED:
        return node(f"kyt:{name}-{held}")
    if name in _DATATYPES:
        return _typed(str(held), _DATATYPES[name])
    return _number(held) if isinstance(held, int) else Literal(held)


def _evidence(assertion: NamedNode, mention: Assertion, version: DocumentVersion) -> Iterator[Triple]:
    code = version_code(version.sha256)
    place = digest(assertion.value, code, str(mention.start), str(mention.end))
    passage, words, position = _id("e" + place), _id("q" + place), _id("p" + place)
    yield Triple(assertion, _own("evidence"), passage)
    yield Triple(passage, _TYPE, NamedNode(OA + "SpecificResource"))
    yield Triple(passage, NamedNode(OA + "hasSource"), _id(code))
    if any(section["key"] == mention.section for section in version.sections):
        yield Triple(passage, _own("inSection"), _section_id(code, mention.section))
    if mention.page:
        yield Triple(passage, _own("page"), _number(mention.page))
    yield Triple(passage, NamedNode(OA + "hasSelector"), position)
    yield Triple(position, _TYPE, NamedNode(OA + "TextPositionSelector"))
    yield Triple(position, NamedNode(OA + "start"), _number(mention.start))
    yield Triple(position, NamedNode(OA + "end"), _number(mention.end))
    if version.quote_policy != "none":
        yield Triple(passage, NamedNode(OA + "hasSelector"), words)
        yield Triple(words, _TYPE, NamedNode(OA + "TextQuoteSelector"))
        yield Triple(words, NamedNode(OA + "exact"), Literal(quote(mention)))


def _version(version: DocumentVersion) -> Iterator[Triple]:
    this = _id(version_code(version.sha256))
    yield Triple(this, _TYPE, _own("DocumentVersion"))
    yield Triple(this, _LABEL, _text(version.title, version.language))
    yield Triple(this, NamedNode(DCT + "isVersionOf"), _id(version.document))
    yield Triple(this, _own("sha256"), Literal(version.sha256))
    yield Triple(this, _own("characters"), _number(version.characters))
    yield Triple(this, _own("reader"), Literal(version.reader))
    yield Triple(this, _own("quotePolicy"), Literal(version.quote_policy))


def _replaced(code: str, by: str) -> Triple:
    return Triple(_id(code), NamedNode(DCT + "isReplacedBy"), _id(by))


def _section(version: DocumentVersion, this: NamedNode, raw: Mapping[str, Scalar]) -> Iterator[Triple]:
    section = _section_id(version_code(version.sha256), str(raw["key"]))
    yield Triple(this, _own("hasSection"), section)
    yield Triple(section, _TYPE, _own("Section"))
    yield Triple(section, _own("sectionKey"), Literal(str(raw["key"])))
    yield Triple(section, _LABEL, _text(str(raw.get("label", raw["key"])), version.language))
    yield Triple(section, _own("found"), _value("found", raw.get("found", False)))
    for name in ("start", "end"):
        if name in raw:
            yield Triple(section, NamedNode(OA + name), _number(int(raw[name])))


def _missing(this: NamedNode, place: int, raw: Mapping[str, Scalar]) -> Iterator[Triple]:
    missing = _id("m" + digest(this.value, str(raw["part"]), str(place)))
    yield Triple(this, _own("lacks"), missing)
    yield Triple(missing, _TYPE, _own("MissingPart"))
    yield Triple(missing, _own("part"), Literal(str(raw["part"])))
    yield Triple(missing, NamedNode(RDFS + "comment"), Literal(str(raw.get("reason", ""))))
    if "start" in raw:
        yield Triple(missing, NamedNode(OA + "start"), _number(int(raw["start"])))


def _section_id(version: str, key: str) -> NamedNode:
    return _id("s" + digest(version, key))


def _id(code: str) -> NamedNode:
    return NamedNode(resource(code))


def _own(name: str) -> NamedNode:
    return NamedNode(NS + name)


def _text(text: str, language: str) -> Literal:
    return Literal(text, language=language)


def _number(number: int) -> Literal:
    return _typed(str(number), "integer")


def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph
from rdflib import RDF, RDFS, Graph, URIRef

from ontology.context import PREFIXES, context
from ontology.source import graph

NS = PREFIXES["kyt"]
TERMS = graph("terms")
CONTEXT = context(TERMS)
EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.valid.ttl"))


def entries() -> dict[str, object]:
    listed = CONTEXT["@context"]
    assert isinstance(listed, dict)
    return listed


def iri_of(entry: object) -> str:
    compact = entry["@id"] if isinstance(entry, dict) else entry
    prefix, _, local = str(compact).partition(":")
    return PREFIXES[prefix] + local


def test_every_own_term_has_its_short_name() -> None:
    own = {str(s) for s in TERMS.subjects(RDF.type) if str(s).startswith(NS)}
    assert own
    assert {iri: iri_of(entries()[iri.removeprefix(NS)]) for iri in own} == {iri: iri for iri in own}


def test_every_short_name_stands_for_a_term() -> None:
    terms = {str(s) for s in TERMS.subjects(RDFS.label)}
    short = {key: entry for key, entry in entries().items() if not key.startswith("@") and key != "type"}
    named = {iri_of(entry) for key, entry in short.items() if not str(entry).startswith("http")}
    assert named <= terms


def test_what_is_written_with_the_context_reads_back_the_same_in_another_reader() -> None:
    before = Graph()
    for path in EXAMPLES:
        before.parse(path, format="turtle")
    written = before.serialize(format="json-ld", context=CONTEXT["@context"])
    after = {str(quad.triple) for quad in pyoxigraph.parse(written, format=pyoxigraph.RdfFormat.JSON_LD)}
    nt = before.serialize(format="nt")
    assert after == {str(quad.triple) for quad in pyoxigraph.parse(nt, format=pyoxigraph.RdfFormat.N_TRIPLES)}
    assert len(after) > len(EXAMPLES)


def test_a_resource_reads_as_plain_json() -> None:
    source = Graph()
    theme = URIRef("https://w3id.org/kytkos/id/k9005")
    source.add((theme, RDF.type, URIRef(NS + "Theme")))
    source.add((theme, URIRef(NS + "targets"), URIRef("https://w3id.org/kytkos/id/k9010")))
    written = json.loads(source.serialize(format="json-ld", context=CONTEXT["@context"], auto_compact=True))
    assert written["targets"] == "id:k9010"

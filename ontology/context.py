"""The JSON-LD context of all terms, made from the Turtle."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, Graph, URIRef

#: Prefixes of the context. Where two vocabularies have one name for a term, the first here has it.
PREFIXES = {
    "kyt": "https://w3id.org/kytkos/ns#",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "adms": "http://www.w3.org/ns/adms#",
    "time": "http://www.w3.org/2006/time#",
    "schema": "http://schema.org/",
}
_OTHER_PREFIXES = {
    "id": "https://w3id.org/kytkos/id/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_RESERVED = {"type", *PREFIXES, *_OTHER_PREFIXES}


def context(terms: Graph) -> dict[str, object]:
    """Return the context: prefixes, then each term by its local name.

    ``type`` stands for ``@type``; a term whose short name is taken is written with its prefix. Own relations
    between resources are coerced to IRIs; values keep the datatypes and languages they are written with.
    """
    named: dict[str, object] = {}
    for prefix, local, iri in _terms(terms):
        if local not in named and local not in _RESERVED:
            named[local] = _definition(terms, f"{prefix}:{local}", iri)
    prefixes = dict(sorted({**PREFIXES, **_OTHER_PREFIXES}.items()))
    return {"@context": {"@version": 1.1, **prefixes, "type": "@type", **dict(sorted(named.items()))}}


def _terms(terms: Graph) -> Iterator[tuple[str, str, URIRef]]:
    labelled = sorted(str(s) for s in terms.subjects(RDFS.label) if isinstance(s, URIRef))
    for prefix, namespace in PREFIXES.items():
        for iri in labelled:
            if iri.startswith(namespace):
                yield prefix, iri.removeprefix(namespace), URIRef(iri)


def _definition(terms: Graph, compact: str, iri: URIRef) -> object:
    if (iri, RDF.type, OWL.ObjectProperty) in terms:
        return {"@id": compact, "@type": "@id"}
    return compact

"""What a catalogue refers to and does not describe: of which class DCAT-AP 3 wants it, and its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from graph.terms import DCT, RDF, SKOS

DCAT = "http://www.w3.org/ns/dcat#"
DCATAP = "http://data.europa.eu/r5r/"
FOAF = "http://xmlns.com/foaf/0.1/"
SPDX = "http://spdx.org/rdf/terms#"
AUTHORITY = "http://publications.europa.eu/resource/authority/"

#: For some years at least: whoever runs a server may prune releases.
AVAILABLE = AUTHORITY + "planned-availability/AVAILABLE"
_TAXONOMY = AUTHORITY + "data-theme"
_LABEL, _TITLE = SKOS + "prefLabel", DCT + "title"
_NAMED = {
    f"{_TAXONOMY}/SOCI": (
        (_LABEL, "fi", "Väestö ja yhteiskunta"),
        (_LABEL, "sv", "Befolkning och samhälle"),
        (_LABEL, "en", "Population and society"),
    ),
    f"{_TAXONOMY}/GOVE": (
        (_LABEL, "fi", "Valtioneuvosto ja julkinen sektori"),
        (_LABEL, "sv", "Regeringen och den offentliga sektorn"),
        (_LABEL, "en", "Government and public sector"),
    ),
    _TAXONOMY: (
        (_LABEL, "fi", "Aineistojen aiheet"),
        (_LABEL, "sv", "Datateman"),
        (_LABEL, "en", "Data theme"),
        (_TITLE, "en", "Data theme"),
    ),
    AVAILABLE: ((_LABEL, "fi", "saatavilla"), (_LABEL, "sv", "tillgänglig"), (_LABEL, "en", "available")),
}
_RANGES = {
    DCT + "accessRights": DCT + "RightsStatement",
    DCT + "accrualPeriodicity": DCT + "Frequency",
    DCT + "conformsTo": DCT + "Standard",
    DCT + "format": DCT + "MediaTypeOrExtent",
    DCT + "language": DCT + "LinguisticSystem",
    DCT + "license": DCT + "LicenseDocument",
    DCT + "spatial": DCT + "Location",
    DCAT + "compressFormat": DCT + "MediaType",
    DCAT + "landingPage": FOAF + "Document",
    DCAT + "mediaType": DCT + "MediaType",
    DCAT + "theme": SKOS + "Concept",
    DCAT + "themeTaxonomy": SKOS + "ConceptScheme",
    DCATAP + "availability": SKOS + "Concept",
    FOAF + "homepage": FOAF + "Document",
    SPDX + "algorithm": SPDX + "ChecksumAlgorithm",
}


def with_classes(told: Iterable[Triple]) -> Iterator[Triple]:
    """Yield what a catalogue tells, then the class and the name of each thing that it only refers to.

    Who checks or harvests it has not the tables of the EU and of IANA at hand.
    """
    classes: dict[tuple[str, str], None] = {}
    for triple in told:
        yield triple
        kind = _RANGES.get(triple.predicate.value)
        if kind and isinstance(triple.object, NamedNode):
            classes[triple.object.value, kind] = None
    for iri, kind in classes:
        yield Triple(NamedNode(iri), NamedNode(RDF + "type"), NamedNode(kind))
        for predicate, language, name in _NAMED.get(iri, ()):
            yield Triple(NamedNode(iri), NamedNode(predicate), Literal(name, language=language))

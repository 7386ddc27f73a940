"""A concept scheme by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, URIRef

from graph.errors import NotFound
from graph.export.download import Source, make, scheme
from graph.export.skos import schemes
from tests.graph.export.conftest import Told


def test_a_scheme_has_what_skosmos_needs(source: Source, folder: Path, told: Told) -> None:
    code, iri = "k1000", schemes(source.dataset)["k1000"]
    read = Graph().parse(make(folder, scheme(source.dataset, code), told).path, format="turtle")
    top = URIRef(iri)
    assert (top, RDF.type, SKOS.ConceptScheme) in read
    concepts = set(read.subjects(SKOS.inScheme, top))
    assert concepts
    for concept in concepts:
        assert (concept, RDF.type, SKOS.Concept) in read
        assert {getattr(name, "language", "") for name in read.objects(concept, SKOS.prefLabel)} >= {"fi"}
    assert set(read.objects(top, SKOS.hasTopConcept)) == set(read.subjects(SKOS.topConceptOf, top)) != set()


def test_no_concept_of_another_scheme_comes_along(source: Source, folder: Path, told: Told) -> None:
    read = Graph().parse(make(folder, scheme(source.dataset, "k1000"), told).path, format="turtle")
    assert set(read.objects(None, SKOS.inScheme)) == {URIRef(schemes(source.dataset)["k1000"])}
    assert not [s for s in read.subjects() if "genid" in str(s)]


@pytest.mark.parametrize("code", ["", "k9999", "../k1000", "S20220"])
def test_an_unknown_scheme_is_told(source: Source, code: str) -> None:
    with pytest.raises(NotFound):
        scheme(source.dataset, code)

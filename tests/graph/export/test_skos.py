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


def test_every_scheme_is_as_skosmos_documents_it(source: Source, tmp_path: Path) -> None:
    # https://github.com/NatLibFi/Skosmos/wiki/Data-Model
    for code, iri in schemes(source.dataset).items():
        scheme(source.dataset, code).write(source, tmp_path / code)
        read, top = Graph().parse(tmp_path / code, format="turtle"), URIRef(iri)
        concepts = set(read.subjects(SKOS.inScheme, top))
        for label in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
            assert all(getattr(text, "language", None) for text in read.objects(None, label)), code
        for concept in concepts:
            names = list(read.objects(concept, SKOS.prefLabel))
            assert len(names) == len({getattr(name, "language", None) for name in names}) > 0
            assert not set(names) & set(read.objects(concept, SKOS.altLabel)), concept
        within = concepts.intersection
        for concept in concepts:
            for wider in within(read.objects(concept, SKOS.broader)):
                assert (wider, SKOS.narrower, concept) in read
                assert concept not in set(read.transitive_objects(wider, SKOS.broader))
            for other in within(read.objects(concept, SKOS.related)):
                assert (other, SKOS.related, concept) in read
        reached = {
            c
            for t in read.objects(top, SKOS.hasTopConcept)
            for c in read.transitive_objects(t, SKOS.narrower)
        }
        assert reached >= concepts, code


def test_no_concept_of_another_scheme_comes_along(source: Source, folder: Path, told: Told) -> None:
    read = Graph().parse(make(folder, scheme(source.dataset, "k1000"), told).path, format="turtle")
    assert set(read.objects(None, SKOS.inScheme)) == {URIRef(schemes(source.dataset)["k1000"])}
    assert not [s for s in read.subjects() if "genid" in str(s)]


@pytest.mark.parametrize("code", ["", "k9999", "../k1000", "S20220"])
def test_an_unknown_scheme_is_told(source: Source, code: str) -> None:
    with pytest.raises(NotFound):
        scheme(source.dataset, code)

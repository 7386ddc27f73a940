from __future__ import annotations

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from graph.terms import KINDS, LADDER, RELATIONS, STATES, TARGETING, state
from ontology.source import graph

KYT = Namespace("https://w3id.org/kytkos/ns#")
TERMS = graph("terms")
SHAPES = graph("shapes")
OWN = sorted({str(s) for s in TERMS.subjects(RDF.type, None) if str(s).startswith(KYT)})
REUSED = sorted({str(s) for s in TERMS.subjects(RDFS.label, None)} - set(OWN))


def languages(source: Graph, subject: Node, predicate: URIRef) -> list[str]:
    texts = [o for o in source.objects(subject, predicate) if isinstance(o, Literal)]
    assert all(str(text).strip() == str(text) != "" for text in texts)
    return sorted(str(text.language) for text in texts)


def named(*, with_plain: bool) -> dict[str, str]:
    """The terms that the line format names: relations say whether they are plain, classes do not."""
    return {
        str(name): str(term)
        for term, name in TERMS.subject_objects(KYT.nameInLines)
        if ((term, KYT.plainTriple, None) in TERMS) is with_plain
    }


@pytest.mark.parametrize("iri", OWN)
def test_every_own_term_is_named_in_three_languages_and_defined(iri: str) -> None:
    term = URIRef(iri)
    assert languages(TERMS, term, RDFS.label) == ["en", "fi", "sv"]
    assert "en" in languages(TERMS, term, SKOS.definition)
    assert (term, RDFS.isDefinedBy, URIRef(str(KYT).rstrip("#"))) in TERMS


@pytest.mark.parametrize("iri", REUSED)
def test_every_term_of_others_is_named_in_three_languages(iri: str) -> None:
    term = URIRef(iri)
    assert languages(TERMS, term, RDFS.label) == ["en", "fi", "sv"]


def test_no_definition_serves_two_terms() -> None:
    texts = sorted(str(text) for text in TERMS.objects(None, SKOS.definition))
    assert len(texts) == len(set(texts))


def test_no_term_infers_a_type_from_its_use() -> None:
    assert not list(TERMS.subject_objects(RDFS.domain))
    assert not list(TERMS.subject_objects(RDFS.range))


def test_the_ontology_says_its_version_and_licence() -> None:
    header = TERMS.value(None, RDF.type, OWL.Ontology)
    assert header is not None
    assert TERMS.value(header, OWL.versionInfo) is not None
    assert "publicdomain/zero" in str(list(TERMS.objects(header, None)))


def test_the_relations_python_knows_are_the_turtles() -> None:
    assert {name: relation.iri for name, relation in RELATIONS.items()} == named(with_plain=True)
    assert {name for name, relation in RELATIONS.items() if relation.plain} == {
        name
        for name, iri in named(with_plain=True).items()
        if (URIRef(iri), KYT.plainTriple, Literal(True)) in TERMS
    }
    assert all(name == relation.name for name, relation in RELATIONS.items())


def test_the_kinds_python_knows_are_the_turtles() -> None:
    assert named(with_plain=False) == KINDS


def test_the_ladder_python_knows_is_the_turtles() -> None:
    rungs = {int(str(rung)): str(term) for term, rung in TERMS.subject_objects(KYT.rung)}
    assert rungs == {place: str(KYT[name]) for place, name in enumerate(LADDER, start=1)}


def test_the_targeting_roles_python_knows_are_the_turtles() -> None:
    roles = dict(TERMS.subject_objects(KYT.targetingRole))
    assert roles == {KYT[name]: KYT[f"role-{role}"] for name, role in TARGETING.items()}


def test_the_states_python_knows_are_the_turtles_in_order() -> None:
    lists = graph("schemes")
    members = lists.subjects(SKOS.inScheme, KYT["list-state"])
    by_rank = sorted(members, key=lambda member: int(str(lists.value(member, KYT.rank))))
    assert [state(name) for name in STATES] == [str(member) for member in by_rank]


def test_an_assertion_may_use_every_relation_and_no_other() -> None:
    allowed = SHAPES.value(
        next(
            node
            for node in SHAPES.objects(KYT.AssertionShape, SH.property)
            if (node, SH.path, RDF.predicate) in SHAPES
        ),
        SH["in"],
    )
    assert allowed is not None
    assert {str(iri) for iri in Collection(SHAPES, allowed)} == {r.iri for r in RELATIONS.values()}


# A name leads to a text, and a part is checked from below by isPartOf.
@pytest.mark.parametrize("name", sorted(RELATIONS.keys() - {"altLabel", "hasPart"}))
def test_a_shape_says_what_every_relation_leads_to(name: str) -> None:
    relation = URIRef(RELATIONS[name].iri)
    targeted = (None, SH.targetObjectsOf, relation) in SHAPES
    assert targeted or (None, SH.path, relation) in SHAPES

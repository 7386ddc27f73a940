"""What the links of a release rest on."""

from __future__ import annotations

import pytest
from rdflib import Graph

from graph.analysis.claims import Claims, Edge, claims
from graph.identifiers import ID, NS
from tests.graph.analysis.conftest import Draw

# Of t1 one document says g1 and g2, another g1 again, in band C, and denies g3; g4 is rejected, s1 is a part.
SAID = (
    ("t1", "kyt:targets", "g1", "accepted", "affirmed", "A", 1),
    ("t1", "kyt:targets", "g1", "accepted", "affirmed", "C", 2),
    ("t1", "kyt:targets", "g2", "accepted", "affirmed", "B", 1),
    ("t1", "kyt:targets", "g3", "accepted", "denied", "A", 2),
    ("t1", "kyt:targets", "g4", "rejected", "affirmed", "A", 1),
    ("s1", "dct:isPartOf", "t1", "proposed", "affirmed", "A", 1),
)
DRAWING = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/kytkos/id/> .
@prefix kyt: <https://w3id.org/kytkos/ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
id:v1 dct:isVersionOf id:d1 . id:v2 dct:isVersionOf id:d2 .
""" + "".join(
    f"id:a{n} a kyt:Assertion ; rdf:subject id:{who} ; rdf:predicate {how} ; rdf:object id:{what} ; "
    f"kyt:decisionState kyt:status-{status} ; kyt:polarity kyt:polarity-{polarity} ; "
    f"kyt:band kyt:band-{band} ; prov:wasDerivedFrom id:v{version} .\n"
    for n, (who, how, what, status, polarity, band, version) in enumerate(SAID)
)


def link(what: str, standing: str = "stated") -> Edge:
    return Edge(ID + "t1", NS + "targets", ID + what, standing)


@pytest.fixture
def known(draw: Draw) -> Claims:
    return claims(draw(Graph().parse(data=DRAWING)))


def test_links_rest_on_the_assertions_that_say_them_in_their_standing(known: Claims) -> None:
    assert [(c.band, c.document) for c in known.of(link("g1"))] == [("A", ID + "d1"), ("C", ID + "d2")]
    assert known.of(link("g3")) == known.of(link("g4")) == ()
    assert [claim.assertion for claim in known.of(link("g3", "denied"))] == [ID + "a3"]


def test_a_part_rests_on_what_says_either_way(known: Claims) -> None:
    part = Edge(ID + "s1", "http://purl.org/dc/terms/isPartOf", ID + "t1", "proposed")
    assert [known.of(way) for way in part.ways] == [known.of(part)] * 2
    assert known.of(part)


def test_without_a_document_only_what_no_other_says_is_gone(known: Claims) -> None:
    assert link("g2") in known.without_document(ID + "d1")
    assert known.without_document(ID + "d2") == [link("g3", "denied")]
    assert known.versions(ID + "d2") == {ID + "v2"}


def test_a_link_is_of_its_best_band(known: Claims) -> None:
    assert known.beyond("A") == [link("g2")]
    assert known.beyond("AB") == []


def test_a_fact_of_the_vocabulary_rests_on_no_assertion(known: Claims) -> None:
    given = Claims(known.all, [link("g2")])
    assert given.of(link("g2")) == ()
    assert given.beyond("A") == []

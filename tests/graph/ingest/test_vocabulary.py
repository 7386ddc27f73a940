"""A vocabulary holds every concept with a name, all its names, and can forget some."""

from __future__ import annotations

import pytest
from rdflib import Graph

from graph.ingest.vocabulary import Vocabulary

TURTLE = """
@prefix kyt: <https://w3id.org/kytkos/ns#> .
@prefix id: <https://w3id.org/kytkos/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
id:k9001 a skos:Concept , kyt:TargetGroup ; skos:prefLabel "keksityt"@fi , "invented"@en ;
    skos:altLabel "keksitty väki"@fi ; kyt:groupRole kyt:role-participants ; skos:broader id:k9002 .
id:k9002 a kyt:TargetGroup ; skos:prefLabel "kaikki"@fi .
id:k9003 a kyt:Project , kyt:CoordinationProject ; skos:prefLabel "Keksintö"@fi .
id:k9004 a skos:ConceptScheme ; skos:prefLabel "ei kuulu tähän"@fi .
"""


@pytest.fixture
def small() -> Vocabulary:
    graph = Graph()
    graph.parse(data=TURTLE, format="turtle")
    return Vocabulary.from_graphs(graph)


def test_a_concept_is_shown_by_its_finnish_name(small: Vocabulary) -> None:
    assert small.concepts["k9001"].label == "keksityt"


def test_what_is_of_no_kind_of_ours_is_left_out(small: Vocabulary) -> None:
    assert set(small.concepts) == {"k9001", "k9002", "k9003"}


def test_a_thing_of_two_kinds_is_found_by_either(small: Vocabulary) -> None:
    assert [c.code for c in small.of_kind("Project")] == [
        c.code for c in small.of_kind("CoordinationProject")
    ]


def test_facts_name_other_resources_by_their_codes(small: Vocabulary) -> None:
    concept = small.concepts["k9001"]
    assert (concept.fact("broader"), concept.fact("groupRole"), concept.fact("nothing")) == (
        "k9002",
        "kyt:role-participants",
        "",
    )


def test_leaving_out_a_label_keeps_the_concept_under_its_others(small: Vocabulary) -> None:
    kept = small.without([("k9001", "keksitty väki")])
    assert set(kept.names_of("k9001")) == {"keksityt", "invented"}


def test_a_concept_left_without_names_goes_too(small: Vocabulary) -> None:
    assert "k9002" not in small.without([("k9002", "kaikki")]).concepts

"""What follows from what is stated."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Graph

from graph.identifiers import GRAPH, ID, NS
from graph.release import turtle
from graph.release.inference import infer, rules
from graph.store import layout
from graph.store.dataset import Dataset
from graph.store.tokens import Kind, tokens
from graph.terms import DCT

PREFIXES = """
@prefix dct: <http://purl.org/dc/terms/> . @prefix id: <https://w3id.org/kytkos/id/> .
@prefix kyt: <https://w3id.org/kytkos/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def inferred(text: str) -> set[tuple[str, str, str]]:
    """Apply the rules to Turtle, and return what they infer of the things named in it."""
    stated = Graph().parse(data=PREFIXES + text, format="turtle")
    name = NamedNode(layout.ACCEPTED)
    dataset = Dataset.of(Quad(t.subject, t.predicate, t.object, name) for t in turtle.triples(stated))
    infer(dataset)
    found = (
        [str(getattr(term, "value", "")) for term in quad.triple] for quad in dataset.quads(layout.INFERRED)
    )
    return {
        (s.removeprefix(ID), p.removeprefix(NS).removeprefix(DCT), o.removeprefix(ID))
        for s, p, o in found
        if s.startswith(ID)
    }


def test_a_part_and_its_whole_know_each_other() -> None:
    assert inferred("id:s1 dct:isPartOf id:t1 . id:t1 dct:hasPart id:s2 .") == {
        ("t1", "hasPart", "s1"),
        ("s2", "isPartOf", "t1"),
    }


def test_what_is_stated_is_not_inferred_again() -> None:
    assert inferred("id:s1 dct:isPartOf id:t1 . id:t1 dct:hasPart id:s1 .") == set()


def test_the_period_of_a_programme_goes_down_to_its_projects() -> None:
    text = """
    id:k1 a kyt:Programme ; kyt:period id:2014-2020 ; dct:hasPart id:o1 . id:o1 dct:isPartOf id:k1 .
    id:m1 dct:isPartOf id:o1 ; kyt:funds id:S10001 . id:o1 dct:hasPart id:m1 .
    """
    assert {found for found in inferred(text) if found[1] == "period"} == {
        (thing, "period", "2014-2020") for thing in ("o1", "m1", "S10001")
    }


def test_a_theme_and_a_measure_package_are_of_their_period_by_definition() -> None:
    text = """
    id:t1 a kyt:Theme ; kyt:coordinatedBy id:c1 .
    id:m1 a kyt:MeasurePackage ; kyt:funds id:S10001 .
    """
    assert inferred(text) == {
        *((thing, "period", "2021-2027") for thing in ("t1", "c1")),
        *((thing, "period", "2014-2020") for thing in ("m1", "S10001")),
    }


def test_a_period_that_is_stated_is_not_overruled() -> None:
    assert inferred("id:t1 a kyt:Theme ; kyt:period id:2014-2020 .") == set()


def test_every_rule_says_what_it_infers_in_three_languages_and_into_a_known_graph() -> None:
    for rule in rules():
        assert rule.rule == rule.name
        assert set(rule.question) == {"fi", "sv", "en"}
        assert GRAPH + rule.graph in (layout.INFERRED, layout.COVERAGE, layout.SCRATCH)


def test_the_rules_name_no_graph_that_the_layout_does_not() -> None:
    known = {layout.COVERAGE, layout.SCRATCH}
    for rule in rules():
        iris = {token.text[1:-1] for token in tokens(rule.text) if token.kind is Kind.IRI}
        assert {iri for iri in iris if iri.startswith(GRAPH) and "#" not in iri} <= known


def test_a_rule_s_triples_can_be_traced_to_it() -> None:
    stated = Graph().parse(data=PREFIXES + "id:s1 dct:isPartOf id:t1 .", format="turtle")
    name = NamedNode(layout.ACCEPTED)
    dataset = Dataset.of(Quad(t.subject, t.predicate, t.object, name) for t in turtle.triples(stated))
    infer(dataset)
    (quad,) = dataset.quads(layout.rule("parts"))
    assert quad.object == NamedNode(ID + "s1")


def shown(names: str) -> dict[str, Literal]:
    """The name that readers of each language are shown of a thing with these names."""
    stated = Graph().parse(data=PREFIXES + f"id:x1 {names} .", format="turtle")
    name = NamedNode(layout.ENTITIES)
    dataset = Dataset.of(Quad(t.subject, t.predicate, t.object, name) for t in turtle.triples(stated))
    infer(dataset)
    found = dataset.select(f"SELECT ?property ?name {{ <{ID}x1> ?property ?name }}").rows
    held = [(str(getattr(term, "value", "")), name) for term, name in found if isinstance(name, Literal)]
    read = [(iri.removeprefix(NS + "label"), name) for iri, name in held if iri.startswith(NS + "label")]
    assert len(read) == len(dict(read)) == 3, "one name a language"
    return dict(read)


@pytest.mark.parametrize(
    ("names", "fi", "sv", "en"),
    [
        ('skos:prefLabel "a"@fi, "b"@sv, "c"@en', '"a"@fi', '"b"@sv', '"c"@en'),
        ('skos:prefLabel "a"@fi ; skos:altLabel "b"@sv', '"a"@fi', '"a"@fi', '"a"@fi'),
        ('skos:prefLabel "b"@sv', '"b"@sv', '"b"@sv', '"b"@sv'),
        ('skos:prefLabel "b"@sv, "c"@en', '"b"@sv', '"b"@sv', '"c"@en'),
        ('skos:prefLabel "d"@de', '"d"@de', '"d"@de', '"d"@de'),
        ('skos:prefLabel "a@b"', '"a@b"', '"a@b"', '"a@b"'),
        ('skos:prefLabel "a"@fi ; rdfs:label "A"@fi, "B"@sv', '"a"@fi', '"B"@sv', '"a"@fi'),
        ('skos:prefLabel "a"@fi, "ä"@fi', '"a"@fi', '"a"@fi', '"a"@fi'),
    ],
)
def test_each_reader_is_shown_one_name_tagged_with_the_language_it_is_in(
    names: str, fi: str, sv: str, en: str
) -> None:
    got = shown(names)
    assert (str(got["Fi"]), str(got["Sv"]), str(got["En"])) == (fi, sv, en)


def test_what_belongs_to_a_period_has_its_years() -> None:
    text = "id:t1 kyt:period id:p . id:p kyt:startYear 2021 ; kyt:endYear 2027 ."
    assert inferred(text) == {("t1", "periodFirstYear", "2021"), ("t1", "periodLastYear", "2027")}


def test_years_of_implementation_span_those_that_sources_give() -> None:
    text = """
    id:t1 kyt:hasImplementationPeriod id:i1, id:i2 .
    id:i1 kyt:startYear 2022 ; kyt:endYear 2027 . id:i2 kyt:startYear 2021 ; kyt:endYear 2026 .
    """
    assert inferred(text) == {
        ("t1", "implementationFirstYear", "2021"),
        ("t1", "implementationLastYear", "2027"),
    }

"""A release judged before it is put in place."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Graph

from graph.identifiers import NS
from graph.release import turtle
from graph.release.validation import Finding, checks, validate
from graph.store import layout
from graph.store.dataset import Dataset

PREFIXES = """
@prefix dct: <http://purl.org/dc/terms/> . @prefix id: <https://w3id.org/kytkos/id/> .
@prefix kyt: <https://w3id.org/kytkos/ns#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
SHAPES = '''
kyt:S a sh:NodeShape ; sh:targetClass kyt:Theme ;
  sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:severity sh:Violation ;
    sh:message "Nimi puuttuu."@fi , "Namn saknas."@sv , "No name."@en ] ;
  sh:property [ sh:path skos:altLabel ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "Alt."@en ] .
kyt:W a sh:NodeShape ; sh:targetNode <https://w3id.org/kytkos/ns> ;
  sh:sparql [ sh:severity sh:Violation ; sh:message "Osoite."@fi , "An address."@en ;
    sh:select """SELECT $this (?s AS ?value) ?path
      { ?s ?path ?o FILTER(isLiteral(?o) && CONTAINS(STR(?o), '@')) }""" ] .
'''
NAMED = "skos:prefLabel 'x'@fi"
ASSERTED = f"""
id:v1 kyt:characters 100 . id:t1 a kyt:Theme ; {NAMED} . id:g1 a kyt:TargetGroup ; {NAMED} .
id:a1 a kyt:Assertion ; rdf:subject id:t1 ; rdf:object id:g1 ; kyt:decisionState kyt:status-accepted ;
  kyt:evidence id:e1 .
id:e1 oa:hasSource id:v1 ; oa:hasSelector id:p1 . id:p1 oa:start 10 ; oa:end 20 .
"""
OTHER = "<http://example.org/concept>"
ALIGNED = f"""
id:k1 a skos:Concept, kyt:TargetGroup ; {NAMED} ; skos:inScheme id:s1 .
id:k2 a skos:Concept, kyt:TargetGroup ; {NAMED} ; skos:inScheme id:s1 .
id:k3 a skos:Concept, kyt:TargetGroup ; {NAMED} ; skos:inScheme id:s2 .
id:m1 a skos:Concept, kyt:Method ; {NAMED} ; skos:inScheme id:s3 .
"""


def graph(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


def judged(text: str, shapes: str = "") -> tuple[Finding, ...]:
    """Judge Turtle that is held in the entities' graph and as a reading."""
    quads = [
        Quad(triple.subject, triple.predicate, triple.object, NamedNode(name))
        for triple in turtle.triples(graph(text))
        for name in (layout.ENTITIES, layout.assertions("v1"))
    ]
    return validate(Dataset.of(quads), graph(shapes))


def told(text: str, shapes: str = "") -> list[str]:
    return [finding.told() for finding in judged(text, shapes)]


def test_nothing_is_found_in_data_that_is_as_it_must_be() -> None:
    assert told(ASSERTED) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "id:g1 skos:broader id:g2 . id:g2 skos:broader id:g3 . id:g3 skos:broader id:g1 .",
            "broader than itself",
        ),
        ("id:t1 dct:isPartOf id:t1 .", "part of itself"),
        (ASSERTED.replace("oa:start 10 ;", ""), "no place in a text"),
        (ASSERTED.replace("oa:end 20", "oa:end 101"), "not in the document's text"),
        (ASSERTED.replace("oa:end 20", "oa:end 10"), "not in the document's text"),
        (ASSERTED.replace("id:g1 a kyt:TargetGroup ;", "id:g1"), "kind or name is not known"),
        (f"{ALIGNED} id:k1 skos:exactMatch {OTHER} ; skos:broadMatch {OTHER} .", "cannot be right"),
        (f"{ALIGNED} id:k1 skos:exactMatch id:k2 .", "cannot be right"),
        (f"{ALIGNED} id:k1 skos:closeMatch id:k1 .", "cannot be right"),
        (f"{ALIGNED} id:k1 skos:relatedMatch id:k9 .", "cannot be right"),
        (f"{ALIGNED} id:k1 skos:closeMatch id:m1 .", "cannot be right"),
    ],
)
def test_each_check_finds_what_it_is_for(text: str, words: str) -> None:
    found = judged(text)
    assert found
    assert all(words in finding.told() and finding.is_violation for finding in found)


def test_alignments_that_can_be_right_are_left_alone() -> None:
    said = f"id:k1 skos:exactMatch id:k3 ; skos:closeMatch {OTHER} ; skos:broadMatch <http://example.org/w> ."
    assert told(f"{ALIGNED} {said} id:k2 skos:closeMatch {OTHER} ; skos:relatedMatch id:m1 .") == []


def test_each_check_has_a_message_in_three_languages() -> None:
    assert all(set(check.question) == {"fi", "sv", "en"} for check in checks())


def test_a_shape_s_finding_names_resource_and_property_in_the_reader_s_language() -> None:
    violation, warning = judged("id:t1 a kyt:Theme .", SHAPES)
    assert violation.told("sv") == (
        "violation: id:t1 http://www.w3.org/2004/02/skos/core#prefLabel: Namn saknas."
    )
    assert (violation.is_violation, warning.is_violation) == (True, False)


def test_a_shape_about_everything_is_asked_of_all_graphs() -> None:
    dataset = Dataset.of(
        [Quad(NamedNode("x:s"), NamedNode("x:p"), Literal("a@example.org"), NamedNode(layout.DECISIONS))]
    )
    (found,) = validate(dataset, graph(SHAPES))
    assert (found.focus, found.detail, found.messages["fi"]) == ("x:s", "x:p", "Osoite.")


def test_findings_never_repeat_the_value() -> None:
    assert "a@example.org" not in " ".join(
        told(f"id:t1 a kyt:Theme ; {NAMED} ; skos:note 'a@example.org' .", SHAPES)
    )


def test_a_literal_or_a_path_without_a_name_is_not_told() -> None:
    shape = """kyt:S a sh:NodeShape ; sh:targetClass kyt:Theme ;
      sh:property [ sh:path ( dct:isPartOf skos:note ) ; sh:pattern "^a" ; sh:message "Odd."@en ] ."""
    text = "id:t1 a kyt:Theme ; dct:isPartOf id:t2 . id:t2 skos:note 'secret' ."
    assert told(text, shape) == ["violation: id:t1: Odd."]


def test_findings_are_in_the_same_order_each_time() -> None:
    text = " ".join(f"id:t{n} a kyt:Theme ." for n in range(5))
    assert told(text, SHAPES) == told(text, SHAPES)
    assert [finding.is_violation for finding in judged(text, SHAPES)] == [True] * 5 + [False] * 5


def test_what_rules_made_is_not_judged_by_shapes() -> None:
    cell = Quad(
        *(
            NamedNode("x:c"),
            NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
            NamedNode(NS + "Theme"),
        ),
        NamedNode(layout.COVERAGE),
    )
    assert validate(Dataset.of([cell]), graph(SHAPES)) == ()

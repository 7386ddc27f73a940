from __future__ import annotations

from rdflib import Graph, URIRef

from ontology.constraint import Constraint, constraints, shapes, targets

SHAPE = URIRef("https://example.org/S")
TURTLE = """
@prefix ex: <https://example.org/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
ex:Named a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 ; sh:severity sh:Warning ;
  dct:source ex:book ; sh:message "nimi"@fi, "name"@en .
ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:targetObjectsOf ex:p ;
  sh:property ex:Named ;
  sh:property [ sh:path [ sh:inversePath ex:of ] ; sh:in ( ex:a ex:b ) ;
    sh:severity sh:Violation ; dct:source ex:book ; sh:message "one of a and b"@en ] ;
  sh:or ( [ sh:class ex:A ] [ sh:property [ sh:path ex:q ; sh:maxCount 0 ] ] ) ;
  sh:severity sh:Violation ; dct:source ex:book ; sh:message "an A, or without q"@en .
ex:R a sh:NodeShape ; sh:targetNode ex:n ;
  sh:sparql [ sh:severity sh:Violation ; dct:source ex:book ; sh:message "no"@en ;
    sh:select "SELECT $this\\n WHERE { $this ?p 1 }" ] .
"""


def source() -> Graph:
    return Graph(bind_namespaces="none").parse(data=TURTLE, format="turtle")


def test_shapes_come_in_the_order_of_their_iris() -> None:
    assert shapes(source()) == [URIRef("https://example.org/R"), SHAPE]


def test_targets_say_their_kind() -> None:
    assert targets(source(), SHAPE) == ["targetClass ex:C", "targetObjectsOf ex:p"]


def test_a_property_a_named_one_and_the_shape_itself_are_constraints() -> None:
    assert constraints(source(), SHAPE) == [
        Constraint(
            path="",
            demand="or ([class ex:A], [property [ex:q maxCount 0]])",
            severity="Violation",
            source="ex:book",
            messages={"en": "an A, or without q"},
        ),
        Constraint(
            path="[inversePath ex:of]",
            demand="in (ex:a, ex:b)",
            severity="Violation",
            source="ex:book",
            messages={"en": "one of a and b"},
        ),
        Constraint(
            path="ex:name",
            demand="minCount 1",
            severity="Warning",
            source="ex:book",
            messages={"en": "name", "fi": "nimi"},
        ),
    ]


def test_a_query_is_a_constraint_written_on_one_line() -> None:
    [only] = constraints(source(), URIRef("https://example.org/R"))
    assert only.demand == "select SELECT $this WHERE { $this ?p 1 }"

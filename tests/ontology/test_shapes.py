from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef

from ontology.constraint import Constraint, constraints, shapes, targets
from ontology.source import graph

KYT = Namespace("https://w3id.org/kytkos/ns#")
EXAMPLES = Path(__file__).parent / "examples"
SHAPES = graph("shapes")
TERMS = graph("terms")
#: Shapes that forbid what they are for: what is right instead.
INSTEAD: dict[str, tuple[None, URIRef, URIRef | None]] = {
    "Example": (None, RDF.predicate, KYT.namedAsExampleOf),
    "SameAs": (None, SKOS.exactMatch, None),
}
NAMES = [shape.removeprefix(KYT).removesuffix("Shape") for shape in shapes(SHAPES)]


@cache
def subclasses() -> list[tuple[object, ...]]:
    return list(TERMS.triples((None, RDFS.subClassOf, None)))


def example(name: str, kind: str) -> Graph:
    data = Graph().parse(EXAMPLES / f"{name}.{kind}.ttl", format="turtle")
    for triple in subclasses():
        data.add(triple)  # type: ignore[arg-type]
    return data


def findings(data: Graph, name: str | None = None) -> Graph:
    """Validate by one shape, or by all; return the report."""
    only: list[URIRef | str] | None = [KYT[f"{name}Shape"], KYT.NameGiven, KYT.OnlyProposed] if name else None
    report: Graph = pyshacl.validate(data, shacl_graph=SHAPES, inference="none", use_shapes=only)[1]
    return report


def _constraints() -> Iterator[tuple[str, Constraint]]:
    for name in NAMES:
        for constraint in constraints(SHAPES, KYT[f"{name}Shape"]):
            yield name, constraint


@pytest.mark.parametrize("name", NAMES)
def test_a_valid_example_raises_nothing_from_any_shape(name: str) -> None:
    report = findings(example(name, "valid"))
    assert sorted(map(str, report.objects(None, SH.resultMessage))) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_valid_example_holds_what_the_shape_is_for(name: str) -> None:
    data, shape = example(name, "valid"), KYT[f"{name}Shape"]
    held = [
        *((None, RDF.type, c) for c in SHAPES.objects(shape, SH.targetClass)),
        *((None, p, None) for p in SHAPES.objects(shape, SH.targetSubjectsOf)),
        *((None, p, None) for p in SHAPES.objects(shape, SH.targetObjectsOf)),
    ]
    if name in INSTEAD:
        held = [INSTEAD[name]]
    assert not held or any(pattern in data for pattern in held)


@pytest.mark.parametrize("name", NAMES)
def test_an_invalid_example_raises_every_message_of_its_shape_in_three_languages(name: str) -> None:
    report = findings(example(name, "invalid"), name)
    # As text: pySHACL drops the language tags of what a query says.
    said = {str(message) for message in report.objects(None, SH.resultMessage)}
    for constraint in constraints(SHAPES, KYT[f"{name}Shape"]):
        due = set(constraint.messages.values())
        assert due <= said, f"not raised: {constraint.path} {constraint.demand}"


@pytest.mark.parametrize(("name", "constraint"), list(_constraints()))
def test_every_constraint_says_how_grave_it_is_and_on_whose_word(name: str, constraint: Constraint) -> None:
    assert set(constraint.messages) == {"fi", "sv", "en"}, f"{name}: {constraint.path}"
    assert constraint.severity in {"Violation", "Warning"}
    assert constraint.source.startswith(("<http", "kyt:"))


def test_every_class_has_a_shape() -> None:
    own = {str(c) for c in TERMS.subjects(RDF.type, OWL.Class)}
    missing = {c for c in own if (URIRef(f"{c}Shape"), SH.targetClass, URIRef(c)) not in SHAPES}
    assert own
    assert missing == set()


def test_every_example_belongs_to_a_shape() -> None:
    there = {path.name for path in EXAMPLES.iterdir()}
    assert there == {f"{name}.{kind}.ttl" for name in NAMES for kind in ("valid", "invalid")}


@pytest.mark.parametrize("name", NAMES)
def test_every_shape_says_what_it_applies_to_and_demands_something(name: str) -> None:
    assert targets(SHAPES, KYT[f"{name}Shape"])
    assert constraints(SHAPES, KYT[f"{name}Shape"])


def test_a_report_on_personal_data_does_not_repeat_it() -> None:
    data = example("PersonalData", "invalid")
    report = findings(data, "PersonalData").serialize(format="nt")
    assert report.count("ValidationResult>") == 3
    for secret in data.objects(None, RDFS.comment):
        assert str(secret) not in report
    assert "example.org" not in report


@pytest.mark.parametrize(
    "text",
    [
        "puh.0400000000",
        "040-000 0000",
        "+999 40 1234567",
        "(029 000 0000)",
        "keksitty@example.org",
    ],
)
def test_contact_details_are_seen_in_any_dress(text: str) -> None:
    data = Graph().add((KYT.x, RDFS.comment, Literal(text)))
    assert (None, SH.focusNode, None) in findings(data, "PersonalData")


@pytest.mark.parametrize(
    "text",
    [
        "2014-2020",
        "5.6.2019 / 20.5.2020",
        "15 000 000",
        "0123456-7",
        "C(2014) 10174",
        "52020DC0152",
        "2007-2013 ja 2014-2020",
        "00001234567890abcdef",
    ],
)
def test_codes_dates_and_sums_are_no_contact_details(text: str) -> None:
    data = Graph().add((KYT.x, RDFS.comment, Literal(text)))
    assert (None, SH.focusNode, None) not in findings(data, "PersonalData")

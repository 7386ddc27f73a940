"""Facts as a table: what a line says, and each line that says nothing known."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Literal, URIRef

from graph.errors import MalformedLine
from graph.identifiers import ID, NS
from graph.store.fact_table import load

HEAD = "code,kind,prefLabel_fi,altLabel_fi,broader,startYear,identifier,source"


def table(folder: Path, *lines: str, head: str = HEAD) -> Path:
    file = folder / "groups.csv"
    file.write_text("\n".join((head, *lines)) + "\n", "utf-8")
    return file


def test_a_line_says_what_turtle_would(tmp_path: Path) -> None:
    line = "me-1,Concept|TargetGroup,merenkulkijat,merimiehet|laivaväki,id:me-2,2021,007,https://example.org/list"
    graph = load(table(tmp_path, line))
    thing = URIRef(ID + "me-1")
    assert set(graph.objects(thing, RDF.type)) == {SKOS.Concept, URIRef(NS + "TargetGroup")}
    assert set(graph.objects(thing, SKOS.altLabel)) == {
        Literal("merimiehet", "fi"),
        Literal("laivaväki", "fi"),
    }
    assert graph.value(thing, SKOS.broader) == URIRef(ID + "me-2")
    assert graph.value(thing, URIRef(NS + "startYear")) == Literal(2021)
    assert Literal("007") in graph.objects(), "an identifier of digits stays a text"
    statuses = set(graph.objects(predicate=URIRef(NS + "labelStatus")))
    assert statuses == {URIRef(NS + "label-official")}, "names with a source are official ones"


def test_names_without_a_source_are_working_ones(tmp_path: Path) -> None:
    graph = load(table(tmp_path, "me-1,TargetGroup,merenkulkijat,,,,,"))
    assert set(graph.objects(predicate=URIRef(NS + "labelStatus"))) == {URIRef(NS + "label-working")}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("me 1,TargetGroup,,,,,,", "no code"),
        ("../me,TargetGroup,,,,,,", "no code"),
        ("me-1,Target,,,,,,", "no kind"),
        ("me-1,,,,,,,", "no kind"),
        ("me-1,broader,,,,,,", "no kind"),
        ("me-1,TargetGroup,a,b", "4 values stand under 8 columns"),
        ('me-1,TargetGroup,"a,,,,,', "not a table"),
    ],
)
def test_a_line_that_says_nothing_known_is_told_with_its_place(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(MalformedLine, match=told):
        load(table(tmp_path, line))


@pytest.mark.parametrize(
    "head", ["name,kind", "", "code,kind,nonsense_fi", "code,kind,source,source", "code,kind,x y"]
)
def test_a_first_line_that_names_no_columns_is_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(MalformedLine):
        load(table(tmp_path, head=head))


def test_a_table_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "groups.csv"
    file.write_bytes(f"{HEAD}\nme-1,TargetGroup,väki,,,,,\n".encode("latin-1"))
    with pytest.raises(MalformedLine, match="UTF-8"):
        load(file)

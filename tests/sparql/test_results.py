"""Results in each format keep languages, datatypes and unbound variables."""

from __future__ import annotations

import csv
import io
import json
import socket
from xml.etree import ElementTree

import pytest
from pyoxigraph import RdfFormat, parse

from graph.errors import ForbiddenQuery, InvalidQuery, MalformedRequest, NotAcceptable
from graph.store.dataset import Dataset
from sparql.protocol import Operation
from sparql.results import GRAPHS, TABLES, result

VALUES = """SELECT ?words ?number ?truth ?nothing { VALUES (?words ?number ?truth ?nothing) {
  ("hyvä, \\"kyllä\\""@fi 7 false UNDEF) ("=1+1" 0.5 true <http://example.org/x>) } }"""
ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
SRX = "{http://www.w3.org/2005/sparql-results#}"


def body(dataset: Dataset, query: str, accept: str | None) -> bytes:
    return result(dataset, Operation(query), accept).body


def test_json_keeps_language_datatype_and_what_is_unbound(dataset: Dataset) -> None:
    first, second = json.loads(body(dataset, VALUES, "application/json"))["results"]["bindings"]
    assert first["words"] == {"type": "literal", "value": 'hyvä, "kyllä"', "xml:lang": "fi"}
    assert first["number"]["datatype"].endswith("#integer")
    assert first["truth"]["value"] == "false"
    assert "nothing" not in first
    assert second["nothing"] == {"type": "uri", "value": "http://example.org/x"}


def test_xml_keeps_language_datatype_and_false(dataset: Dataset) -> None:
    tree = ElementTree.fromstring(body(dataset, VALUES, "application/sparql-results+xml"))
    literals = {
        binding.get("name"): binding.find(f"{SRX}literal")
        for binding in tree.iter(f"{SRX}result").__next__().iter(f"{SRX}binding")
    }
    words, truth = literals["words"], literals["truth"]
    assert words is not None
    assert truth is not None
    assert words.get("{http://www.w3.org/XML/1998/namespace}lang") == "fi"
    assert truth.text == "false"


def test_csv_is_plain_values(dataset: Dataset) -> None:
    rows = list(csv.reader(io.StringIO(body(dataset, VALUES, "text/csv").decode(), newline="")))
    assert rows == [
        ["words", "number", "truth", "nothing"],
        ['hyvä, "kyllä"', "7", "false", ""],
        ["=1+1", "0.5", "true", "http://example.org/x"],
    ]


def test_tsv_is_terms_with_languages(dataset: Dataset) -> None:
    lines = body(dataset, VALUES, "text/tab-separated-values").decode().splitlines()
    assert lines[0] == "?words\t?number\t?truth\t?nothing"
    assert lines[1].split("\t")[0] == '"hyvä, \\"kyllä\\""@fi'
    assert lines[2].endswith("<http://example.org/x>")


@pytest.mark.parametrize("accept", TABLES)
@pytest.mark.parametrize(("query", "answer"), [("ASK {}", b"true"), ("ASK { FILTER(false) }", b"false")])
def test_ask_is_answered_in_every_format_of_tables(
    dataset: Dataset, accept: str, query: str, answer: bytes
) -> None:
    assert answer in body(dataset, query, accept)


@pytest.mark.parametrize("accept", GRAPHS)
def test_every_format_of_graphs_holds_the_same_triples(dataset: Dataset, accept: str) -> None:
    read = {quad.triple for quad in parse(body(dataset, ALL, accept), format=GRAPHS[accept])}
    plain = body(dataset, ALL, "application/n-triples")
    assert read == {quad.triple for quad in parse(plain, format=RdfFormat.N_TRIPLES)}
    assert len(read) > 50


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        ("ASK {}", None, "application/sparql-results+json"),
        ("SELECT * {}", "*/*", "application/sparql-results+json"),
        ("SELECT * {}", "text/csv", "text/csv; charset=utf-8"),
        ("SELECT * {}", "text/turtle;q=0.9, application/xml;q=0.1", "application/xml; charset=utf-8"),
        ("DESCRIBE <a:b>", None, "text/turtle; charset=utf-8"),
        ("DESCRIBE <a:b>", "application/ld+json", "application/ld+json"),
        (ALL, "application/sparql-results+json, application/n-triples;q=0.2", "application/n-triples"),
    ],
)
def test_the_format_is_one_that_the_form_of_the_query_has(
    dataset: Dataset, query: str, accept: str | None, media_type: str
) -> None:
    assert result(dataset, Operation(query), accept).media_type == media_type


@pytest.mark.parametrize(
    ("query", "accept"), [("ASK {}", "image/png"), ("SELECT * {}", "text/turtle"), (ALL, "text/csv")]
)
def test_a_format_that_the_form_does_not_have_is_refused(dataset: Dataset, query: str, accept: str) -> None:
    with pytest.raises(NotAcceptable):
        body(dataset, query, accept)


@pytest.mark.parametrize(
    ("query", "line"),
    [("SELECT * {\n ?s ?p ?o .\n ?s foaf:name ?n }", 3), ("", 1), ("ASK {} ASK {}", 1), ("CLEAR ALL", 1)],
)
def test_a_malformed_query_is_refused_with_its_place(dataset: Dataset, query: str, line: int) -> None:
    with pytest.raises(InvalidQuery) as refused:
        body(dataset, query, None)
    assert refused.value.line == line
    assert refused.value.column


def test_what_is_wrong_is_said_readably(dataset: Dataset) -> None:
    with pytest.raises(InvalidQuery) as refused:
        body(dataset, "SELECT * { ?s ?p ?o . FILTER(?x }", None)
    assert refused.value.reason.startswith("expected one of ")
    assert "[" not in refused.value.reason


@pytest.mark.parametrize(
    ("query", "line", "column", "reason"),
    [
        ("ASK { ?s foaf:name ?n }", 1, 10, "the prefix foaf: is not declared"),
        (
            "PREFIX x: <u:>\nASK { ?s x:y ?o ;\n  kyt:targets ?t }",
            3,
            3,
            "the prefix kyt: is not declared: add PREFIX kyt: <https://w3id.org/kytkos/ns#>",
        ),
    ],
)
def test_a_prefix_that_is_not_declared_is_named_where_it_stands(
    dataset: Dataset, query: str, line: int, column: int, reason: str
) -> None:
    with pytest.raises(InvalidQuery) as refused:
        body(dataset, query, None)
    assert (refused.value.line, refused.value.column, refused.value.reason) == (line, column, reason)


def test_an_error_is_told_as_it_is_where_every_prefix_is_declared(dataset: Dataset) -> None:
    with pytest.raises(InvalidQuery, match="expected"):
        body(dataset, "PREFIX : <u:> ASK { ?s :y 'a:b' # c:d\n", None)


def test_service_is_refused_before_any_connection(dataset: Dataset) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(ForbiddenQuery):
            body(dataset, f"SELECT * {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}", None)
        listening.setblocking(False)
        with pytest.raises(BlockingIOError):
            listening.accept()


SCHEMES, ENTITIES = "https://w3id.org/kytkos/graph/schemes", "https://w3id.org/kytkos/graph/entities"
IS_GROUP = "ASK { ?s a <https://w3id.org/kytkos/ns#TargetGroup> }"
IN_GRAPH = "ASK { GRAPH ?g { ?s a <https://w3id.org/kytkos/ns#TargetGroup> } }"
FROM_SCHEMES = f"ASK FROM <{SCHEMES}> {{ ?s a <https://w3id.org/kytkos/ns#TargetGroup> }}"


@pytest.mark.parametrize(
    ("query", "default", "named", "expected"),
    [
        (IS_GROUP, (), (), b"true"),
        (IS_GROUP, (SCHEMES,), (), b"true"),
        (IS_GROUP, (ENTITIES,), (), b"false"),
        (IS_GROUP, (ENTITIES, SCHEMES), (), b"true"),
        (IS_GROUP, (), (SCHEMES,), b"false"),
        (IN_GRAPH, (), (SCHEMES,), b"true"),
        (IN_GRAPH, (), (ENTITIES,), b"false"),
        (IN_GRAPH, (SCHEMES,), (), b"false"),
        (FROM_SCHEMES, (), (), b"true"),
        (FROM_SCHEMES, (ENTITIES,), (), b"false"),
        (FROM_SCHEMES.replace(SCHEMES, ENTITIES), (SCHEMES,), (), b"true"),
        (FROM_SCHEMES.replace(SCHEMES, ENTITIES), (), (), b"false"),
    ],
)
def test_the_dataset_of_the_protocol_stands_before_that_of_the_query(
    dataset: Dataset, query: str, default: tuple[str, ...], named: tuple[str, ...], expected: bytes
) -> None:
    assert result(dataset, Operation(query, default, named), "text/csv").body == expected


def test_a_graph_of_the_dataset_that_is_no_iri_is_malformed(dataset: Dataset) -> None:
    with pytest.raises(MalformedRequest):
        result(dataset, Operation("ASK {}", ("not an iri",)), None)


def test_relative_iris_are_relative_to_the_address_asked() -> None:
    asked = Operation("ASK { FILTER(STR(<s>) = 'http://test/s') }", base="http://test/sparql")
    assert json.loads(result(Dataset.of(()), asked, None).body)["boolean"] is True


def test_an_address_that_is_no_base_is_malformed() -> None:
    with pytest.raises(MalformedRequest):
        result(Dataset.of(()), Operation("ASK {}", base="no iri"), None)


def test_a_function_that_there_is_not_is_told() -> None:
    with pytest.raises(InvalidQuery, match="a:none"):
        result(Dataset.of(()), Operation("SELECT * { FILTER(<a:none>(1)) }"), None)

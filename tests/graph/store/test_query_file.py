"""SPARQL files and the values bound in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from graph.errors import InvalidParameter, MalformedLine
from graph.identifiers import ID, NS
from graph.store.parameter import Parameter
from graph.store.query_file import QueryFile, bind, load

HEADER = """# name: by-group
# need: coverage
# fi: Mitkä?
# sv: Vilka?
# en: Which ones?
"""
ECHO = QueryFile(
    "echo", "SELECT ?value { BIND($text AS ?value) # $text '$text'\n }", params=(Parameter("text", "string"),)
)


def written(folder: Path, text: str) -> Path:
    path = folder / "query.rq"
    path.write_text(text, encoding="utf-8")
    return path


def answered(query: str) -> object:
    solutions = Store().query(query)
    assert isinstance(solutions, QuerySolutions)
    (solution,) = solutions
    return solution["value"]


def bound(type_: str, value: str) -> str:
    return bind(QueryFile("q", "$it", params=(Parameter("it", type_),)), {"it": value})


def test_the_header_gives_name_need_question_and_parameters(tmp_path: Path) -> None:
    param = "# param: group resource(TargetGroup|Phenomenon) = id:k1001 ; Group asked about\n"
    query = load(written(tmp_path, HEADER + param + "SELECT * { ?s ?p $group }"))
    assert (query.name, query.need, query.question["sv"]) == ("by-group", "coverage", "Vilka?")
    assert query.params == (
        Parameter("group", "resource", ("TargetGroup", "Phenomenon"), "id:k1001", "Group asked about"),
    )


def test_a_default_may_be_left_out_of_the_values(tmp_path: Path) -> None:
    param = "# param: group resource(TargetGroup) = id:k1001 ; Group\n"
    query = load(written(tmp_path, HEADER + param + "ASK { ?s ?p $group }"))
    assert bind(query).endswith(f"ASK {{ ?s ?p <{ID}k1001> }}")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEADER + "# param: group thing ; Group\nASK { ?s ?p $group }", 6),
        (HEADER + "# param: year year = soon ; Year\nASK { ?s ?p $year }", 6),
        (HEADER + "ASK {\n ?s ?p $group }", 7),
        (HEADER + "# param: group resource ; Group\nASK { ?s ?p '$group' }", 1),
    ],
)
def test_a_file_not_as_declared_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(MalformedLine) as refused:
        load(written(tmp_path, text))
    assert refused.value.line == line


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_a_string_comes_back_equal_and_never_breaks_out(value: str) -> None:
    assert answered(bind(ECHO, {"text": value})) == Literal(value)


@given(
    st.lists(st.sampled_from(["'", '"', "\\", "\n", "}", "> .", "\\u0027", "# ", "$text", "\r"])).map("".join)
)
def test_a_hostile_string_comes_back_equal(value: str) -> None:
    assert answered(bind(ECHO, {"text": value})) == Literal(value)


@pytest.mark.parametrize("value", ["k1001", "id:k1001", ID + "k1001"])
def test_a_resource_is_given_by_code_prefixed_name_or_iri(value: str) -> None:
    assert bound("resource", value) == f"<{ID}k1001>"


def test_a_celex_number_with_brackets_is_a_resource() -> None:
    assert bound("resource", "id:32020H1104(01)") == f"<{ID}32020H1104(01)>"


def test_a_term_of_a_code_list_is_a_resource_too() -> None:
    assert bound("resource", "kyt:uptake-in-use") == f"<{NS}uptake-in-use>"


@given(st.text(max_size=40))
def test_what_a_resource_is_bound_to_is_always_one_iri_of_ours(value: str) -> None:
    try:
        term = bound("resource", value)
    except InvalidParameter:
        return
    assert NamedNode(term[1:-1]).value.startswith((ID, NS))
    assert answered(f"SELECT ?value {{ BIND({term} AS ?value) }}") == NamedNode(term[1:-1])


@pytest.mark.parametrize(
    ("type_", "value", "term"),
    [
        ("integer", "-12", "-12"),
        ("year", "2021", "2021"),
        ("language", "sv", '"sv"'),
        ("state", "not-stated", f"<{NS}state-not-stated>"),
        ("state", "kyt:state-direct", f"<{NS}state-direct>"),
        ("term", "kyt:targets", f"<{NS}targets>"),
        ("term", NS + "targets", f"<{NS}targets>"),
    ],
)
def test_a_value_of_each_type_becomes_its_term(type_: str, value: str, term: str) -> None:
    assert bound(type_, value) == term


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("resource", "k1001> } #"),
        ("resource", "http://example.org/"),
        ("resource", ""),
        ("integer", "1e3"),
        ("integer", "١"),
        ("year", "21"),
        ("language", "Finnish please"),
        ("state", "none"),
        ("term", "targets> ."),
        ("string", "\ud800"),
        ("string", "x" * 3000),
    ],
)
def test_a_value_not_of_its_type_is_refused_by_name(type_: str, value: str) -> None:
    with pytest.raises(InvalidParameter) as refused:
        bound(type_, value)
    assert refused.value.parameter == "it"


def test_a_missing_and_an_unknown_parameter_are_refused() -> None:
    with pytest.raises(InvalidParameter, match="missing"):
        bind(ECHO)
    with pytest.raises(InvalidParameter, match="there are: text"):
        bind(ECHO, {"text": "x", "txet": "y"})

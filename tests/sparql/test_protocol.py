"""The SPARQL 1.1 Protocol, one rule per test."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import MalformedRequest, MethodNotAllowed, UnsupportedMediaType
from sparql.protocol import FORM, QUERY, UPDATE, Operation, fields, operation


def get(query_string: str) -> Operation:
    return operation("GET", query_string.encode(), {}, b"")


def post(body: bytes, content_type: str, query_string: bytes = b"") -> Operation:
    return operation("POST", query_string, {"content-type": content_type}, body)


def test_query_by_get() -> None:
    assert get("query=ASK%20%7B%7D") == Operation("ASK {}")


def test_query_by_head_is_read_as_by_get() -> None:
    assert operation("HEAD", b"query=ASK+%7B%7D", {}, b"") == Operation("ASK {}")


def test_query_by_url_encoded_post() -> None:
    assert post(b"query=ASK%20%7B%7D", FORM) == Operation("ASK {}")


def test_query_by_direct_post() -> None:
    assert post("ASK { ?s ?p 'ä' }".encode(), QUERY) == Operation("ASK { ?s ?p 'ä' }")


@pytest.mark.parametrize("parameters", ["; charset=UTF-8", ";charset=utf-8", '; charset="UTF-8"', "; x=y"])
@pytest.mark.parametrize(("media_type", "body"), [(FORM, b"query=ASK%7B%7D"), (QUERY, b"ASK{}")])
def test_parameters_of_the_content_type_are_understood(media_type: str, body: bytes, parameters: str) -> None:
    assert post(body, media_type + parameters) == Operation("ASK{}")


@pytest.mark.parametrize("media_type", [FORM, QUERY])
def test_another_charset_is_refused(media_type: str) -> None:
    with pytest.raises(UnsupportedMediaType):
        post("ASK {}".encode("utf-16"), f"{media_type}; charset=UTF-16")


def test_what_is_encoded_once_is_decoded_once() -> None:
    query = 'ASK { ?s ?p "100%20x", "a+b" }'
    assert get("query=" + quote(query)).query == query
    assert post(urlencode({"query": query}).encode(), FORM).query == query


@given(st.text(min_size=1).filter(lambda text: text.isprintable()))
def test_any_query_survives_encoding(query: str) -> None:
    assert get(urlencode({"query": query})).query == query


def test_dataset_by_get() -> None:
    read = get("query=ASK%7B%7D&default-graph-uri=a%3A1&default-graph-uri=a%3A2&named-graph-uri=a%3A3")
    assert read == Operation("ASK{}", ("a:1", "a:2"), ("a:3",))


def test_dataset_by_direct_post_is_in_the_address() -> None:
    read = post(b"ASK{}", QUERY, b"default-graph-uri=a%3A1&named-graph-uri=a%3A3")
    assert read == Operation("ASK{}", ("a:1",), ("a:3",))


def test_dataset_by_url_encoded_post_is_in_the_body_or_the_address() -> None:
    read = post(b"query=ASK%7B%7D&default-graph-uri=a%3A1", FORM, b"default-graph-uri=a%3A2")
    assert read == Operation("ASK{}", ("a:1", "a:2"), ())


@pytest.mark.parametrize("query_string", ["", "query=ASK%7B%7D&query=ASK%7B%7D", "default-graph-uri=a%3A1"])
def test_exactly_one_query_is_asked(query_string: str) -> None:
    with pytest.raises(MalformedRequest):
        get(query_string)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_other_methods_are_not_allowed(method: str) -> None:
    with pytest.raises(MethodNotAllowed) as refused:
        operation(method, b"query=ASK%7B%7D", {}, b"")
    assert "GET" in refused.value.allowed


@pytest.mark.parametrize(
    ("method", "query_string", "content_type", "body"),
    [
        ("GET", b"update=CLEAR+ALL", "", b""),
        ("POST", b"", FORM, b"update=CLEAR+ALL"),
        ("POST", b"", UPDATE, b"CLEAR ALL"),
        ("POST", b"update=CLEAR+ALL", FORM, b"query=ASK%7B%7D"),
    ],
)
def test_updates_are_not_allowed(method: str, query_string: bytes, content_type: str, body: bytes) -> None:
    with pytest.raises(MethodNotAllowed):
        operation(method, query_string, {"content-type": content_type}, body)


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "", "multipart/form-data"])
def test_other_media_types_are_not_read(content_type: str) -> None:
    with pytest.raises(UnsupportedMediaType) as refused:
        post(b"ASK {}", content_type)
    assert QUERY in refused.value.remedy


@pytest.mark.parametrize("query_string", [b"query=%FF", b"query=\xff", b"%C3=x&query=ASK%7B%7D"])
def test_what_is_not_utf8_is_malformed(query_string: bytes) -> None:
    with pytest.raises(MalformedRequest, match="UTF-8"):
        operation("GET", query_string, {}, b"")


def test_a_plus_is_a_space_and_an_encoded_plus_a_plus() -> None:
    assert fields(b"a=1+2%2B3&a=&b") == {"a": ["1 2+3", ""], "b": [""]}

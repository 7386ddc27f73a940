"""Which graph a request names, and what documents it sends."""

from __future__ import annotations

import pytest

from graph.errors import MalformedRequest, UnsupportedMediaType
from sparql.graph_store import Target, documents, target

STORE = "http://test/graph-store"
BASE = "http://b/"


@pytest.mark.parametrize(
    ("address", "query", "named"),
    [
        (STORE, b"graph=http%3A%2F%2Fa%2Fb", Target("http://a/b")),
        (STORE, b"graph=http://a/b%2531", Target("http://a/b%31")),
        (STORE, b"default", Target(None)),
        (STORE, b"default=", Target(None)),
        (STORE, b"", Target(None, is_new=True)),
        (f"{STORE}/", b"", Target(None, is_new=True)),
        (f"{STORE}/person/1.ttl", b"", Target(f"{STORE}/person/1.ttl")),
    ],
)
def test_a_graph_is_named_by_a_parameter_or_by_its_address(address: str, query: bytes, named: Target) -> None:
    assert target(address, STORE, query) == named


@pytest.mark.parametrize(
    ("address", "query"),
    [
        (STORE, b"graph=a:b&default"),
        (STORE, b"graph=a:b&graph=a:c"),
        (STORE, b"graph=relative"),
        (STORE, b"graph="),
        (STORE, b"graph=a:b%20c"),
        (STORE, b"graph=%ff"),
        (f"{STORE}/1", b"graph=a:b"),
        (f"{STORE}/1", b"default"),
        (f"{STORE}/\ufffd", b""),
    ],
)
def test_a_graph_named_twice_or_not_by_an_iri_is_refused(address: str, query: bytes) -> None:
    with pytest.raises(MalformedRequest):
        target(address, STORE, query)


@pytest.mark.parametrize(
    "header", ["text/turtle", "Text/Turtle; charset=UTF-8", "application/rdf+xml; charset=latin-1"]
)
def test_a_body_is_one_document(header: str) -> None:
    (document,) = documents(header, b"data", BASE)
    assert document.data == b"data"
    assert document.base == BASE


@pytest.mark.parametrize(
    "header", ["", "text/plain", "application/trig", "application/n-quads", "text/turtle; charset=latin-1"]
)
def test_what_is_not_rdf_of_one_graph_is_refused(header: str) -> None:
    with pytest.raises(UnsupportedMediaType):
        documents(header, b"", BASE)


def form(*parts: tuple[str, str, bytes]) -> bytes:
    pieces = [
        f'--x\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\n'.encode()
        + (f"Content-Type: {kind}\r\n" if kind else "").encode()
        + b"\r\n"
        + data
        + b"\r\n"
        for name, kind, data in parts
    ]
    return b"".join([*pieces, b"--x--\r\n"])


def test_a_form_holds_documents_known_by_type_or_by_file_name() -> None:
    body = form(
        ("a", "text/turtle", b"one"),
        ("b.nt", "application/octet-stream", b"two"),
        ("c.jsonld", "", b"{}"),
    )
    found = documents("multipart/form-data; boundary=x", body, BASE)
    assert [d.media_type for d in found] == ["text/turtle", "application/n-triples", "application/ld+json"]
    assert [d.data for d in found] == [b"one", b"two", b"{}"]


@pytest.mark.parametrize("body", [b"", b"nothing", form(("a", "text/turtle", b"x"))[:-6]])
def test_a_form_that_is_cut_off_is_refused(body: bytes) -> None:
    with pytest.raises(MalformedRequest):
        documents("multipart/form-data; boundary=x", body, BASE)


def test_a_form_without_a_boundary_or_with_other_files_is_refused() -> None:
    with pytest.raises(MalformedRequest):
        documents("multipart/form-data", form(("a", "text/turtle", b"")), BASE)
    with pytest.raises(UnsupportedMediaType):
        documents("multipart/form-data; boundary=x", form(("a.png", "image/png", b"")), BASE)

"""Updates taken apart: what they write to, what never reaches the engine, and the dataset they are given."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ForbiddenQuery, InvalidQuery, MalformedRequest, UnsupportedMediaType
from sparql.update import Update, plan, received

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-update"


@pytest.mark.parametrize(
    ("text", "graphs"),
    [
        ("INSERT DATA { <a:s> <a:p> 1 }", set()),
        ("INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 } }", {"a:g"}),
        ("DELETE DATA { GRAPH<a:g>{ <a:s> <a:p> 1 } GRAPH <a:h> {} }", {"a:g", "a:h"}),
        ("DELETE WHERE { GRAPH <a:g> { ?s ?p ?o } }", {"a:g"}),
        ("INSERT { ?s ?p ?o } WHERE { GRAPH <a:g> { ?s ?p ?o } }", set()),
        ("PREFIX e: <a:> INSERT { GRAPH e:g { ?s ?p ?o } } WHERE { GRAPH e:h { ?s ?p ?o } }", {"a:g"}),
        ("BASE <http://b/c> CLEAR GRAPH <d>", {"http://b/d"}),
        ("CLEAR SILENT GRAPH <a:g> ; DROP GRAPH <a:h> ; CREATE GRAPH <a:i>", {"a:g", "a:h", "a:i"}),
        ("CLEAR DEFAULT", set()),
        ("COPY <a:g> TO <a:h>", {"a:h"}),
        ("ADD SILENT GRAPH <a:g> TO GRAPH <a:h>", {"a:h"}),
        ("MOVE GRAPH <a:g> TO <a:h>", {"a:g", "a:h"}),
        ("MOVE <a:g> TO DEFAULT", {"a:g"}),
        ("COPY DEFAULT TO <a:to>", {"a:to"}),
        ('INSERT DATA { <a:s> <a:p> "GRAPH <a:g> ; CLEAR GRAPH <a:h>" } # ; CLEAR GRAPH <a:i>', set()),
        ("CLEAR GRAPH <http://a/\\u0062>", {"http://a/b"}),
        ("PREFIX e: <a:> CLEAR GRAPH e:with\\-dash", {"a:with-dash"}),
        ("", set()),
    ],
)
def test_the_graphs_that_an_update_writes_are_found(text: str, graphs: set[str]) -> None:
    assert plan(Update(text)).graphs == graphs


def test_graphs_that_only_the_data_know_are_told_as_such() -> None:
    assert plan(Update("INSERT { GRAPH ?g { ?s ?p 1 } } WHERE { GRAPH ?g { ?s ?p ?o } }")).is_open
    assert not plan(Update("INSERT { ?s ?p 1 } WHERE { GRAPH ?g { ?s ?p ?o } }")).is_open
    assert plan(Update("WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }")).with_graphs == {"a:g"}


@pytest.mark.parametrize("text", ["CLEAR ALL", "DROP SILENT NAMED", "CLEAR DEFAULT; drop all"])
def test_clearing_every_named_graph_is_noticed(text: str) -> None:
    assert plan(Update(text)).any_named


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://127.0.0.1:1/>",
        "CLEAR DEFAULT ; LOAD <http://127.0.0.1:1/> INTO GRAPH <a:g>",
        "PREFIX e: <http://127.0.0.1:1/> load e:x",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "INSERT {} WHERE { FILTER(?a<?b#>''' \n) } ; LOAD <http://127.0.0.1:1/> #'''",
    ],
)
def test_what_would_call_another_server_is_refused(text: str) -> None:
    with pytest.raises(ForbiddenQuery, match=r"line \d+, column \d+"):
        plan(Update(text))


def test_a_silent_load_does_nothing() -> None:
    planned = plan(Update("LOAD SILENT <http://127.0.0.1:1/> INTO GRAPH <a:g> ; CLEAR DEFAULT"))
    assert planned.text == "DELETE DATA {} ; CLEAR DEFAULT"
    assert planned.graphs == {"a:g"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("SELECT * { ?s ?p ?o }", (1, 1)),
        ("CLEAR DEFAULT ;\n e:x", (2, 2)),
        ("PREFIX e: <a:>\nLOADe:x", (2, 1)),
        ("INSERT DATA { e:s <a:p> 1 }", (1, 15)),
        ("PREFIX e <a:> CLEAR ALL", (1, 8)),
        ("PREFIX e:f <a:> CLEAR ALL", (1, 8)),
        ("BASE", (1, 5)),
        ("LOAD SILENT", (1, 1)),
        ("LO\\u0041D <http://127.0.0.1:1/>", (1, 1)),
        ("INSERT DATA {} ; ; CLEAR ALL", (1, 18)),
    ],
)
def test_what_is_no_update_is_refused_with_its_place(text: str, place: tuple[int, int]) -> None:
    with pytest.raises(InvalidQuery) as refused:
        plan(Update(text))
    assert (refused.value.line, refused.value.column) == place


def test_the_dataset_of_the_protocol_is_put_into_each_operation_that_has_a_pattern() -> None:
    text = "INSERT DATA { <a:s> <a:p> 1 } ; DELETE { ?s ?p 1 } WHERE { ?s ?p 1 } ; DELETE WHERE { ?s ?p 2 }"
    assert plan(Update(text, ("a:d",), ("a:n",))).text == (
        "INSERT DATA { <a:s> <a:p> 1 } ; "
        "DELETE { ?s ?p 1 } USING <a:d> USING NAMED <a:n> WHERE { ?s ?p 1 } ; "
        "DELETE  { ?s ?p 2 } USING <a:d> USING NAMED <a:n> WHERE  { ?s ?p 2 }"
    )


@pytest.mark.parametrize("clause", ["WITH <a:g> DELETE { ?s ?p 1 }", "DELETE { ?s ?p 1 } USING NAMED <a:g>"])
def test_a_dataset_is_given_by_the_protocol_or_in_the_update_never_both(clause: str) -> None:
    text = f"{clause} WHERE {{ ?s ?p 1 }}"
    assert plan(Update(text)).text == text
    with pytest.raises(MalformedRequest):
        plan(Update(text, ("a:d",)))


@pytest.mark.parametrize("iri", ["no iri", "a:b> { } #", ""])
def test_a_graph_of_the_dataset_must_be_an_iri(iri: str) -> None:
    with pytest.raises(MalformedRequest):
        plan(Update("DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }", (iri,)))


@given(st.text(st.sampled_from("INSERT DATA{}<a:g>;?x\"'#GRAPHLOAD \n\\u0041()."), max_size=60))
def test_any_text_is_planned_or_refused(text: str) -> None:
    with suppress(InvalidQuery, ForbiddenQuery):
        assert isinstance(plan(Update(text)).text, str)


def test_an_update_is_sent_directly_or_in_a_form() -> None:
    direct = received(b"using-graph-uri=a%3Ag", {"content-type": f"{DIRECT}; charset=UTF-8"}, b"CLEAR ALL")
    assert direct == Update("CLEAR ALL", ("a:g",))
    form = received(b"", {"content-type": FORM}, b"update=CLEAR+ALL&using-named-graph-uri=a:g")
    assert form == Update("CLEAR ALL", (), ("a:g",))


@pytest.mark.parametrize(
    ("kind", "body", "error"),
    [
        ("", b"CLEAR ALL", UnsupportedMediaType),
        ("text/plain", b"CLEAR ALL", UnsupportedMediaType),
        (f"{DIRECT}; charset=UTF-16", b"CLEAR ALL", UnsupportedMediaType),
        (DIRECT, b"\xff", MalformedRequest),
        (FORM, b"update=CLEAR+ALL&update=CLEAR+ALL", MalformedRequest),
        (FORM, b"query=ASK+%7B%7D", MalformedRequest),
        (FORM, b"", MalformedRequest),
    ],
)
def test_what_is_sent_otherwise_is_refused(kind: str, body: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        received(b"", {"content-type": kind} if kind else {}, body)

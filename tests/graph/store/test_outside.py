"""Queries that would make the engine call another server."""

from __future__ import annotations

import pytest

from graph.errors import ForbiddenQuery
from graph.store.outside import refuse_service

NEAR = "PREFIX e: <http://127.0.0.1:9/> "


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
        "SELECT * { serVICE silent<http://127.0.0.1:9/>{ ?a ?b ?c } }",
        "SELECT * { ?s ?p trueSERVICE?x{ ?a ?b ?c } }",
        NEAR + "SELECT * { SERVICEe:x { ?a ?b ?c } }",
        NEAR + "SELECT * { SERVICE#comment\ne:x { ?a ?b ?c } }",
        NEAR + "SELECT * { FILTER(?a<?b)SERVICE?s#>\n{ ?a ?b ?c } }",
        "SELECT * { FILTER(?a<?b)BIND('>' AS ?x) SERVICE ?s { ?a ?b ?c } BIND('' AS ?y) }",
        "SELECT * { 'a' <x:p> ?o SERVICE ?s { ?a ?b ?c } # '\n }",
    ],
)
def test_a_service_clause_is_refused_however_it_is_written(query: str) -> None:
    with pytest.raises(ForbiddenQuery):
        refuse_service(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p 'SERVICE <x:y> {}' } # SERVICE ?x { }",
        "PREFIX service: <http://example.org/service#> SELECT * { ?x service:service ?y }",
        "SELECT * { ?x <http://example.org/service?of=1> ?y }",
        "SELECT * { VALUES (?a ?b) { (<x:y#service> <x:y#service>) } }",
        "SELECT * { ?service ?p ?b FILTER(?b < 3 && ?b > 1) }",
    ],
)
def test_the_word_in_names_strings_and_comments_is_let_pass(query: str) -> None:
    refuse_service(query)


def test_the_refusal_names_the_place() -> None:
    with pytest.raises(ForbiddenQuery, match="line 2, column 3"):
        refuse_service("SELECT * {\n  SERVICE ?s { ?a ?b ?c } }")

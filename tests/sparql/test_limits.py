"""Queries that would exhaust the engine's parser are refused before it sees them."""

from __future__ import annotations

import pytest

from graph.errors import TooLarge
from sparql.limits import DEPTH, LENGTH, STEPS, admit


@pytest.mark.parametrize(
    "query",
    [
        "ASK {} #" + "x" * LENGTH,
        "ASK " + "{" * (DEPTH + 1) + "}" * (DEPTH + 1),
        "ASK { FILTER(" + "STR(" * DEPTH + "1" + ")" * DEPTH + ") }",
        "ASK { ?s <a:b>" + "/<a:b>" * (STEPS + 1) + " ?o }",
        "ASK { FILTER(" + "!" * (STEPS + 1) + "true) }",
    ],
)
def test_a_query_over_a_limit_is_refused(query: str) -> None:
    with pytest.raises(TooLarge):
        admit(query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK {}",
        "ASK " + "{" * DEPTH + "}" * DEPTH,
        "ASK { ?s ?p '" + "(" * 500 + "' }",
        "ASK { <http://a.example/b/c/d> ?p ?o } # " + "((((" * 100,
        "ASK { ?s <a:b>" + "/<a:b>" * STEPS + " ?o }",
    ],
)
def test_a_query_within_the_limits_passes_and_brackets_in_strings_do_not_count(query: str) -> None:
    admit(query)

"""The dataset that a query names, taken out of it."""

from __future__ import annotations

import pytest

from graph.store.clauses import Clauses, clauses

REST = "SELECT * {}"


@pytest.mark.parametrize(
    ("query", "default", "named"),
    [
        ("SELECT * FROM <a:1> {}", ("a:1",), ()),
        ("SELECT * FROM <a:1> from NAMED <a:2> FROM <a:3> {}", ("a:1", "a:3"), ("a:2",)),
        ("PREFIX x: <http://e/> SELECT * FROM x:y FROM NAMED x: {}", ("http://e/y",), ("http://e/",)),
        ("PREFIX : <http://e/> SELECT * FROM :y {}", ("http://e/y",), ()),
        ("BASE <http://e/f/> SELECT * FROM <../g> {}", ("http://e/g",), ()),
        ("BASE <h/> PREFIX x: <i#> SELECT * FROM x:y {}", ("http://base/h/i#y",), ()),
        ("SELECT * #FROM <no:1>\nFROM#FROM\n<a:1> {}", ("a:1",), ()),
    ],
)
def test_the_graphs_named_are_found(query: str, default: tuple[str, ...], named: tuple[str, ...]) -> None:
    found = clauses(query, "http://base/")
    assert (found.default, found.named) == (default, named)


@pytest.mark.parametrize("query", [REST, 'SELECT ?from { ?from <a:from> "from <a:1>" , from:from }'])
def test_a_query_that_names_none_stays_as_it_is(query: str) -> None:
    assert clauses(query) == Clauses(query, (), ())


def test_the_rest_of_the_query_stays_as_it_is() -> None:
    assert clauses("SELECT * FROM <a:1> FROM NAMED <a:2> {}").query.split() == REST.split()

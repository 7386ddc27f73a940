"""Turtle taken into a release without blank nodes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from graph.errors import InvalidRelease
from graph.identifiers import GENID
from graph.release.turtle import load, skolemised, triples

NESTED = """
@prefix x: <http://example.org/> .
x:a x:p [ x:q 1 ; x:r [ x:q 2 ] ] , [ x:q 1 ] ; x:list ( 1 2 1 ) .
x:b x:p [ x:q 1 ] , [ ] .
"""


def graph(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle")


def renamed(original: Graph, seed: int) -> Graph:
    """The same graph with other labels on its blank nodes, in another order."""
    labels: dict[object, BNode] = {}
    shuffled = sorted(original, key=lambda triple: (seed * hash(str(triple))) % 1009)
    copy = Graph()
    for triple in shuffled:
        copy.add(tuple(labels.setdefault(t, BNode()) if isinstance(t, BNode) else t for t in triple))  # type: ignore[arg-type]
    return copy


def test_no_blank_node_is_left_and_nothing_is_lost() -> None:
    original = graph(NESTED)
    named = list(triples(original))
    assert not any(isinstance(term, BlankNode) for triple in named for term in triple)
    assert len(named) == len(original)


@given(st.integers(1, 1000))
def test_the_names_do_not_depend_on_labels_or_order(seed: int) -> None:
    assert isomorphic(skolemised(renamed(graph(NESTED), seed)), skolemised(graph(NESTED)))


def test_nodes_of_like_content_in_different_places_stay_apart() -> None:
    named = skolemised(graph(NESTED))
    found = {
        s: set(named.objects(URIRef(f"http://example.org/{s}"), URIRef("http://example.org/p"))) for s in "ab"
    }
    assert found["a"].isdisjoint(found["b"])
    assert len(found["a"]) == len(found["b"]) == 2


def test_the_names_lie_where_well_known_ones_do() -> None:
    named = {str(s) for s in skolemised(graph("<x:a> <x:b> [ <x:c> 1 ] .")).subjects()}
    assert any(name.startswith(GENID) for name in named)


def test_a_circle_of_blank_nodes_is_refused() -> None:
    with pytest.raises(InvalidRelease, match="circle"):
        skolemised(graph("_:a <x:p> _:b . _:b <x:p> _:a ."))


@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from("pq"), st.integers(0, 6)), max_size=15))
def test_any_graph_without_circles_is_named_the_same_twice(links: list[tuple[int, str, int]]) -> None:
    original = Graph()
    for start, relation, end in links:
        if start < end:
            original.add((BNode(f"b{start}"), URIRef(f"x:{relation}"), BNode(f"b{end}")))
        original.add((BNode(f"b{start}"), URIRef(f"x:{relation}"), Literal(end)))
    again = renamed(original, random.Random(1).randint(1, 99))
    assert set(map(str, triples(original))) == set(map(str, triples(again)))


def test_turtle_that_is_none_is_told_by_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "facts.ttl"
    path.write_text("<x:a> <x:b> 1 .\n<x:a> <x:b> oops .\n")
    with pytest.raises(InvalidRelease, match=r"facts\.ttl: not Turtle: .*line 2"):
        load(path)

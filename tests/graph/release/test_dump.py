"""A release written out as RDF."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from rdflib import Graph
from rdflib.compare import isomorphic

from graph.release.dump import Form, dump
from graph.release.reader import content, open_release
from graph.store import layout
from graph.store.dataset import Dataset


@pytest.fixture
def dataset(release: Path) -> Dataset:
    return open_release(release)


def test_n_quads_are_the_release_s_own_bytes(dataset: Dataset, release: Path) -> None:
    assert dump(dataset, "nq") == content(release)


def test_trig_holds_the_same_quads(dataset: Dataset) -> None:
    read = pyoxigraph.parse(dump(dataset, "trig"), format=RdfFormat.TRIG)
    assert set(map(str, read)) == set(map(str, dataset.quads()))


def test_turtle_and_n_triples_hold_the_default_graph(dataset: Dataset) -> None:
    turtle = Graph().parse(data=dump(dataset, "ttl"), format="turtle")
    plain = Graph().parse(data=dump(dataset, "nt"), format="nt")
    assert isomorphic(turtle, plain)
    assert len(plain) == int(dataset.texts("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0][0]) > 0


@pytest.mark.parametrize("form", ["nq", "ttl", "nt"])
def test_one_graph_can_be_written_by_itself(dataset: Dataset, form: Form) -> None:
    written = dump(dataset, form, layout.ACCEPTED)
    assert b"xgroup" in written
    assert b"TextQuoteSelector" not in written


@pytest.mark.parametrize("form", ["nq", "trig", "ttl", "nt"])
def test_the_same_release_gives_the_same_bytes(release: Path, form: Form) -> None:
    assert dump(open_release(release), form) == dump(open_release(release), form)

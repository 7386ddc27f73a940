"""A release written out as RDF."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import get_args

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from rdflib import Graph
from rdflib.compare import isomorphic

from graph.release.dump import FORMATS, Form, write
from graph.release.reader import content, open_release, quads


def dump(release: Path, form: Form) -> bytes:
    written = BytesIO()
    write(quads(release), form, written)
    return written.getvalue()


def test_n_quads_are_the_release_s_own_bytes(release: Path) -> None:
    assert dump(release, "nq") == content(release)


@pytest.mark.parametrize("form", ["trig", "jsonld"])
def test_forms_that_know_graphs_hold_the_same_quads(release: Path, form: Form) -> None:
    read = pyoxigraph.parse(dump(release, form), format=FORMATS[form])
    assert set(map(str, read)) == set(map(str, quads(release)))


@pytest.mark.parametrize(("form", "name"), [("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml")])
def test_the_other_forms_hold_the_default_graph_each_triple_once(
    release: Path, form: Form, name: str
) -> None:
    plain = dump(release, "nt").splitlines()
    assert len(plain) == len(set(plain)) > 0
    wanted = int(open_release(release).texts("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0][0])
    read = Graph().parse(data=dump(release, form), format=name)
    assert len(plain) == len(read) == wanted
    assert isomorphic(read, Graph().parse(data=dump(release, "nt"), format="nt"))


@pytest.mark.parametrize("form", get_args(Form))
def test_the_same_release_gives_the_same_bytes(release: Path, form: Form) -> None:
    assert dump(release, form) == dump(release, form)


def test_what_is_written_needs_no_list_of_what_is_read(release: Path) -> None:
    """A release larger than memory is written as it is read."""
    output, seen = BytesIO(), []

    def watched() -> object:
        for number, quad in enumerate(quad for _ in range(200) for quad in quads(release)):
            if number % 1000 == 0:
                seen.append(output.tell())
            yield quad

    write(watched(), "nt", output)  # type: ignore[arg-type]
    assert len(seen) > 2
    assert 0 < seen[-1] < output.tell()
    assert RdfFormat.N_TRIPLES is FORMATS["nt"]

from __future__ import annotations

from typing import get_args

import pytest

from ontology.source import Part, graph, paths


@pytest.mark.parametrize("part", get_args(Part))
def test_every_part_has_files_and_their_triples(part: Part) -> None:
    assert paths(part)
    assert len(graph(part)) >= len(paths(part))


def test_no_turtle_file_of_the_ontology_belongs_to_no_part() -> None:
    listed = {path for part in get_args(Part) for path in paths(part)}
    root = paths("terms")[0].parent
    assert set(root.rglob("*.ttl")) == listed


def test_a_graph_is_the_callers_own() -> None:
    first = graph("terms")
    before = len(first)
    first.remove((None, None, None))
    assert len(graph("terms")) == before

"""A release as a graph of things."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx

from graph.export.download import Source, of_form
from graph.identifiers import ID
from graph.terms import KINDS


def test_graphml_has_labels_kinds_and_weights(source: Source, tmp_path: Path) -> None:
    of_form("graphml").write(source, tmp_path / "a.graphml")
    read = nx.read_graphml(tmp_path / "a.graphml", force_multigraph=True)
    assert read.graph["release"] == source.manifest.id
    assert read.number_of_edges() > 0
    for _, told in read.nodes(data=True):
        assert told["label"]
        assert told["kind"] in KINDS
    for _, _, told in read.edges(data=True):
        assert told["weight"] >= 1
        assert told["label"] == told["relation"]


def test_graphml_is_declared_as_gephi_reads_it(source: Source, tmp_path: Path) -> None:
    # https://docs.gephi.org (GraphML format): these types, one flat graph, and columns known by their names.
    of_form("graphml").write(source, tmp_path / "a.graphml")
    root = ElementTree.parse(tmp_path / "a.graphml").getroot()
    space = "{http://graphml.graphdrawing.org/xmlns}"
    declared = {(k.get("for"), k.get("attr.name")): k.get("attr.type") for k in root.iter(f"{space}key")}
    assert set(declared.values()) <= {"boolean", "int", "long", "float", "double", "string"}
    assert declared["node", "label"] == declared["edge", "label"] == declared["node", "kind"] == "string"
    assert declared["edge", "weight"] in ("int", "long", "float", "double")
    (drawn,) = root.iter(f"{space}graph")
    assert drawn.get("edgedefault") == "directed"
    assert not [*root.iter(f"{space}hyperedge"), *root.iter(f"{space}port")]
    nodes = [node.get("id") for node in drawn.iter(f"{space}node")]
    assert len(nodes) == len(set(nodes))
    ends = {edge.get(end) for edge in drawn.iter(f"{space}edge") for end in ("source", "target")}
    assert ends <= set(nodes)


def test_the_edges_are_the_accepted_links_and_no_others(source: Source, tmp_path: Path) -> None:
    of_form("json").write(source, tmp_path / "a.json")
    held = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    edges = {(ID + e["source"], ID + e["target"]) for e in held["links"] if e["relation"] == "targets"}
    asked = "SELECT ?s ?o WHERE { ?s <https://w3id.org/kytkos/ns#targets> ?o }"
    assert edges == set(source.dataset.texts(asked)) != set()


def test_the_json_says_its_scope_first_and_every_link_has_both_ends(source: Source, tmp_path: Path) -> None:
    of_form("json").write(source, tmp_path / "a.json")
    held = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert list(held)[:3] == ["release", "citation", "scope"]
    assert set(held["scope"]) == {"fi", "sv", "en"}
    nodes = [node["id"] for node in held["nodes"]]
    assert len(nodes) == len(set(nodes))
    assert {end for link in held["links"] for end in (link["source"], link["target"])} <= set(nodes)

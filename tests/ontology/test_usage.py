from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, TIME, Graph, URIRef
from rdflib.namespace import DefinedNamespace
from rdflib.term import Node

from ontology.source import Part, graph

ROOT = Path(__file__).resolve().parents[2]
NS = "https://w3id.org/kytkos/ns#"
FOLDERS = ("ontology", "graph", "sparql", "api", "kytkos", "dataset", "docs", "tests", "benchmarks")

PREFIXES = {
    "kyt": NS,
    "id": "https://w3id.org/kytkos/id/",
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
CLOSED: tuple[type[DefinedNamespace], ...] = (DCTERMS, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, TIME)


def files(suffix: str) -> list[Path]:
    found = (path for folder in FOLDERS for path in (ROOT / folder).rglob(f"*{suffix}"))
    return sorted(path for path in found if "releases" not in path.relative_to(ROOT).parts)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def defined() -> set[str]:
    parts: tuple[Part, ...] = ("terms", "schemes", "shapes")
    subjects = (s for part in parts for s in graph(part).subjects(RDF.type, None))
    return {str(s) for s in subjects if str(s).startswith(NS)}


DEFINED = defined()


def used(source: Graph) -> Iterator[str]:
    nodes: Iterator[Node] = (node for triple in source for node in triple)
    yield from {str(node) for node in nodes if isinstance(node, URIRef)}


@pytest.mark.parametrize("path", files(".ttl"), ids=name)
def test_turtle_uses_only_terms_that_are_defined(path: Path) -> None:
    iris = set(used(Graph().parse(path, format="turtle")))
    assert {iri for iri in iris if iri.startswith(NS)} - DEFINED == set()
    for closed in CLOSED:
        inside = {iri for iri in iris if iri.startswith(str(closed)) and iri != str(closed)}
        assert {iri for iri in inside if iri not in closed} == set()


@pytest.mark.parametrize("path", files(".ttl"), ids=name)
def test_turtle_prefixes_mean_the_same_everywhere(path: Path) -> None:
    declared = dict(re.findall(r"(?im)^@?prefix\s+(\w*):\s*<([^>]*)>", path.read_text("utf-8")))
    own = {p: iri for p, iri in declared.items() if p in PREFIXES or iri in PREFIXES.values()}
    assert own == {p: PREFIXES.get(p) for p in own}


@pytest.mark.parametrize("path", files(".rq"), ids=name)
def test_queries_use_only_terms_that_are_defined(path: Path) -> None:
    text = "\n".join(
        line for line in path.read_text("utf-8").splitlines() if not line.lstrip().startswith("#")
    )
    names = set(re.findall(r"(?<![\w:])kyt:([A-Za-z][\w-]*)", text))
    names |= set(re.findall(rf"<{re.escape(NS)}([^>]+)>", text))
    assert {NS + local for local in names} - DEFINED == set()


@pytest.mark.parametrize("path", files(".rq"), ids=name)
def test_query_prefixes_mean_the_same_everywhere(path: Path) -> None:
    declared = dict(re.findall(r"(?im)^\s*prefix\s+(\w*):\s*<([^>]*)>", path.read_text("utf-8")))
    known = {p: iri for p, iri in declared.items() if p in PREFIXES}
    assert known == {p: PREFIXES[p] for p in known}

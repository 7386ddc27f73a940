"""Answers written by hand from the documents, and the one fact each of them hangs on."""

from __future__ import annotations

import shlex
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graph.identifiers import NS, code_of, resource
from graph.store import layout
from graph.store.dataset import Dataset, Term
from graph.terms import PREFIXES, RDF, RELATIONS, SKOS
from sparql.answers import answer, state_of
from sparql.labels import Labels
from tests.sparql.withheld import Fact

_STATE, _ACCEPTED, _REJECTED = (
    NamedNode(NS + name) for name in ("decisionState", "status-accepted", "status-rejected")
)
_PARTS = tuple(NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
_DESCRIBES = NamedNode(NS + "describes")
Link = tuple[NamedNode, NamedNode, NamedNode]
_PREFIXES = {**PREFIXES, "owl": "http://www.w3.org/2002/07/owl#"}
_NAMES = (NamedNode(SKOS + "prefLabel"), NamedNode(SKOS + "altLabel"))


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """What a question is to answer, why, and the change after which it may not answer the same.

    ``columns`` are those compared. Their cells are Finnish names of resources, short names of states
    (``not-stated``), names of our terms (``role-participants``, ``Theme``), plain text, or empty; a measure
    package goes by the code of its document (``package of d3wyutkzmch``), for reports share one title. A name
    that ends in ``…`` stands for the one that begins so: where a bullet's name ends is a reader's choice.
    ``drop`` is a triple, ``reject`` a relation, subject and object; both name resources by code
    (``id:S20519``), or by a Finnish name in single quotes where the code is minted from it.
    """

    name: str
    why: str
    documents: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    params: Mapping[str, str] = field(default_factory=dict)
    drop: str = ""
    reject: str = ""


def load(path: Path) -> CheckedAnswer:
    """Read one file; raises KeyError, TypeError for a part that is missing or unknown."""
    raw = tomllib.loads(path.read_text("utf-8"))
    return CheckedAnswer(
        name=path.stem,
        why=raw.pop("why"),
        documents=tuple(raw.pop("documents")),
        columns=tuple(raw.pop("columns")),
        rows=tuple(tuple(row) for row in raw.pop("rows")),
        params=raw.pop("params", {}),
        **raw.pop("change"),
        **raw,
    )


def answered(dataset: Dataset, checked: CheckedAnswer) -> list[tuple[str, ...]]:
    """Ask the question and return the compared columns of its rows, sorted."""
    got = answer(dataset, checked.name, checked.params)
    labels, packages = Labels(dataset), _packages(dataset)
    places = [got.columns.index(column) for column in checked.columns]
    cut = {cell for row in checked.rows for cell in row if cell.endswith("…")}
    return sorted(
        tuple(_shortened(_text(row[place], labels, packages), cut) for place in places) for row in got.rows
    )


def fact_of(release: Dataset, checked: CheckedAnswer, names: Mapping[str, NamedNode]) -> Fact:
    """Return the fact that the answer hangs on; raises AssertionError where the release does not state it."""
    instead: tuple[Quad, ...] = ()
    if checked.drop:
        subject, predicate, found = (_node(word, names) for word in shlex.split(checked.drop))
        stated = _stated(release, (subject, predicate, found))
    else:
        relation, *ends = shlex.split(checked.reject)
        subject, found = (_node(word, names) for word in ends)
        stated, instead = _rejected(release, (subject, NamedNode(RELATIONS[relation].iri), found))
    assert stated, f"the data does not hold: {checked.drop or checked.reject}"
    return Fact(stated, instead, (subject, found))


def names(quads: Iterable[Quad]) -> dict[str, NamedNode]:
    """Return resources by their Finnish names, preferred before alternative, and packages as printed."""
    held = list(quads)
    told = [(q.predicate, q.object, q.subject) for q in held]
    found = {_package(quad): NamedNode(_iri(quad.object)) for quad in held if quad.predicate == _DESCRIBES}
    for predicate in _NAMES:
        for _, name, thing in (triple for triple in told if triple[0] == predicate):
            if isinstance(name, Literal) and isinstance(thing, NamedNode) and name.language == "fi":
                found.setdefault(name.value, thing)
    return found


def _stated(release: Dataset, triple: Link) -> tuple[Quad, ...]:
    every = release.store.quads_for_pattern(*triple, None)
    graphs = [(quad, quad.graph_name) for quad in every]
    return tuple(
        quad
        for quad, graph in graphs
        if isinstance(graph, NamedNode) and not graph.value.startswith(layout.INFERRED)
    )


def _rejected(release: Dataset, link: Link) -> tuple[tuple[Quad, ...], tuple[Quad, ...]]:
    """Turn a link's decision round in every document that says it: its plain triple goes, too."""
    every = release.store.quads_for_pattern
    said = [{q.subject for q in every(None, part, of, None)} for part, of in zip(_PARTS, link, strict=True)]
    turned = tuple(quad for this in set.intersection(*said) for quad in every(this, _STATE, _ACCEPTED, None))
    plain = tuple(every(*link, NamedNode(layout.ACCEPTED)))
    return turned + plain, tuple(Quad(q.subject, _STATE, _REJECTED, q.graph_name) for q in turned)


def _node(word: str, names: Mapping[str, NamedNode]) -> NamedNode:
    prefix, colon, local = word.partition(":")
    if colon and prefix in _PREFIXES:
        return NamedNode(_PREFIXES[prefix] + local)
    found = {thing for name, thing in names.items() if _shortened(name, (word,)) == word}
    return found.pop() if len(found) == 1 else NamedNode(resource(word))


def _shortened(text: str, cut: Collection[str]) -> str:
    return next((start for start in cut if start.endswith("…") and text.startswith(start[:-1])), text)


def _packages(dataset: Dataset) -> dict[Term, str]:
    every = dataset.store.quads_for_pattern
    kinds = {q.subject for q in every(None, NamedNode(RDF + "type"), NamedNode(NS + "MeasurePackage"))}
    told = every(None, _DESCRIBES, None, DefaultGraph())
    return {quad.object: _package(quad) for quad in told if quad.object in kinds}


def _package(described: Quad) -> str:
    return f"package of {code_of(_iri(described.subject))}"


def _iri(term: Term) -> str:
    assert isinstance(term, NamedNode)
    return term.value


def _text(term: Term | None, labels: Labels, packages: Mapping[Term, str]) -> str:
    if term is None:
        return ""
    if state := state_of(term):
        return state
    if isinstance(term, NamedNode):
        if term.value.startswith(NS):
            return term.value.removeprefix(NS)
        return packages.get(term) or labels.of(term.value, "fi").text
    return term.value if isinstance(term, Literal) else str(term)

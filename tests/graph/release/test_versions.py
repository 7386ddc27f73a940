"""A release stands on the latest version of each document, and says what was merged and renamed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode

from graph.assertion import Decision
from graph.curation.log import DecisionLog
from graph.identifiers import ID, NS, version_code
from graph.release.assembly import assemble
from graph.release.source import read
from graph.release.vocabulary import Vocabulary
from graph.store import layout
from graph.store.dataset import Dataset
from graph.store.query_file import load
from graph.store.workspace import Workspace
from graph.terms import DCT, OWL, SKOS
from tests.graph.invented import DESCRIBED, DOCUMENT, SHA, TARGETED, UNDECIDED, WHEN, decision, version

NEW = "b" * 64
CATALOGUE = Path(__file__).resolve().parents[3] / "sparql" / "catalogue"


def with_new_version(held: Workspace) -> Dataset:
    newer = replace(version(NEW), document=DOCUMENT, number=2)
    held.write_document(newer, (DESCRIBED, replace(TARGETED, start=90, end=106)))
    return stated(held)


def stated(held: Workspace) -> Dataset:
    return assemble(read(held), Vocabulary())


def said(dataset: Dataset, subject: str, predicate: str) -> set[str]:
    found = dataset.store.quads_for_pattern(NamedNode(ID + subject), NamedNode(predicate), None, None)
    return {str(quad.object) for quad in found}


def test_the_links_of_an_older_version_are_not_in_the_release(held: Workspace) -> None:
    dataset = with_new_version(held)
    assert list(dataset.quads(layout.assertions(version_code(SHA)))) == []
    assert len(list(dataset.quads(layout.assertions(version_code(NEW))))) > 0
    assert said(dataset, UNDECIDED.code, NS + "decisionState") == set()


def test_the_older_version_stays_by_name_and_says_what_stands_for_it(held: Workspace) -> None:
    dataset = with_new_version(held)
    assert said(dataset, version_code(SHA), DCT + "isReplacedBy") == {f"<{ID}{version_code(NEW)}>"}
    assert said(dataset, version_code(SHA), NS + "sha256") == {f'"{SHA}"'}
    assert said(dataset, version_code(SHA), NS + "hasSection") == set()
    assert said(dataset, version_code(NEW), DCT + "isReplacedBy") == set()


def test_documents_read_are_told_once_by_the_version_that_stands(held: Workspace) -> None:
    rows = with_new_version(held).select(load(CATALOGUE / "documents-read.rq").text).rows
    assert [str(row[4]) for row in rows] == [f'"{NEW}"']


def test_what_was_merged_is_replaced_and_its_links_are_the_other_s(held: Workspace) -> None:
    log = DecisionLog(held)
    log.append(decision(3, "accept", UNDECIDED))
    log.append(Decision("e4", WHEN, "e", "graph editor", "merge", "sama", subject="xother", object="xgroup"))
    dataset = stated(held)
    assert said(dataset, "xother", DCT + "isReplacedBy") == {f"<{ID}xgroup>"}
    assert len(said(dataset, "xother", OWL + "deprecated")) == 1
    assert said(dataset, "xtheme", NS + "targets") == {f"<{ID}xgroup>"}
    assert said(dataset, "xgroup", SKOS + "altLabel")


def test_a_candidate_bears_the_names_and_the_place_that_its_acceptance_gave(held: Workspace) -> None:
    given = {"label-fi": "keksityt", "label-sv": "påhittade", "broader": "xwide"}
    DecisionLog(held).append(decision(3, "accept", UNDECIDED, assertion=given))
    dataset = stated(held)
    assert said(dataset, "xother", SKOS + "prefLabel") == {'"keksityt"@fi', '"påhittade"@sv'}
    assert said(dataset, "xother", SKOS + "altLabel") == {'"muut sepitetyt"@fi'}
    assert said(dataset, "xother", SKOS + "broader") == {f"<{ID}xwide>"}

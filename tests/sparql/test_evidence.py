"""What an assertion rests on, what was decided of it, and what a document says from start to end."""

from __future__ import annotations

from pathlib import Path

import pytest

import sparql
from graph.identifiers import ID
from graph.store.dataset import Dataset
from sparql.evidence import Round, history, parts, record, said, versions
from sparql.query_folder import QueryFolder


@pytest.fixture(scope="module")
def queries() -> QueryFolder:
    return QueryFolder(Path(sparql.__file__).with_name("resource"))


def test_an_assertion_is_gathered_with_its_mentions_and_decisions(
    dataset: Dataset, queries: QueryFolder
) -> None:
    held = record(dataset, queries, ID + "a1")
    assert held is not None
    assert (held.subject, held.state, held.band, held.rules) == (
        ID + "t1",
        "direct",
        "A",
        ("list-of-groups",),
    )
    assert [(m.start, m.end) for m in held.mentions] == [(12, 29), (40, 48)]
    assert [(d.action, d.role, d.reason) for d in held.decisions] == [
        ("accept", "curator", "Named in the list.")
    ]


@pytest.mark.parametrize(("code", "state"), [("a2", "proposed"), ("a3", "rejected"), ("a4", "denied")])
def test_an_assertion_has_the_state_of_its_decision(
    dataset: Dataset, queries: QueryFolder, code: str, state: str
) -> None:
    held = record(dataset, queries, ID + code)
    assert held is not None
    assert held.state == state


def test_what_is_no_assertion_has_no_record(dataset: Dataset, queries: QueryFolder) -> None:
    assert record(dataset, queries, ID + "t1") is None


@pytest.mark.parametrize("end", ["t1", "k9001"])
def test_decisions_on_the_links_of_a_thing_are_told_at_both_ends(
    dataset: Dataset, queries: QueryFolder, end: str
) -> None:
    assert history(dataset, queries, ID + end) == (Round("2026-01-02", "accept", "curator", 1),)


def test_what_nobody_decided_on_has_no_history(dataset: Dataset, queries: QueryFolder) -> None:
    assert history(dataset, queries, ID + "k9003") == ()


def test_a_document_has_the_versions_that_were_read(dataset: Dataset) -> None:
    assert versions(dataset, ID + "dtheme") == (ID + "vtheme",)
    assert versions(dataset, ID + "vtheme") == (ID + "vtheme",)
    assert versions(dataset, ID + "dknown") == ()


def test_parts_found_not_found_and_lost_are_told_apart(dataset: Dataset, queries: QueryFolder) -> None:
    sections, lost = parts(queries.select(dataset, "parts", {"version": ID + "vtheme"}).rows)
    assert [(part.key, part.is_found) for part in sections] == [
        ("target-groups", True),
        ("indicators", False),
    ]
    assert lost == ()
    _, lost = parts(queries.select(dataset, "parts", {"version": ID + "vreport"}).rows)
    assert [(part.key, part.reason) for part in lost] == [("end", "the text breaks off")]


def test_a_document_says_its_mentions_in_the_order_of_its_text(
    dataset: Dataset, queries: QueryFolder
) -> None:
    found = said(queries.select(dataset, "mentions", {"version": ID + "vtheme"}).rows)
    assert [held.start for held in found] == [12, 40, 50, 56, 58]
    assert [held.state for held in found] == ["direct", "direct", "proposed", "rejected", "denied"]

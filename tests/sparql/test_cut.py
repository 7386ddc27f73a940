"""Answers that list no more than is asked for: they say so first, with all that there is."""

from __future__ import annotations

from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from graph.identifiers import ID
from graph.store.dataset import Dataset, Table
from graph.terms import XSD
from sparql.answers import cut
from sparql.labels import Labels
from sparql.scope import Item, Scope, sentences

BOUNDS = Scope("r1")
READ = Scope("r1", read_documents=(Item(f"{ID}d1"),))


def listed(rows: int, total: int | None) -> Table:
    end = None if total is None else Literal(str(total), datatype=NamedNode(XSD + "integer"))
    return Table(("project", "total"), tuple((NamedNode(f"{ID}p{n}"), end) for n in range(rows)))


def test_an_answer_with_more_than_it_lists_is_cut() -> None:
    assert cut(BOUNDS, {"most": "2"}, listed(2, 5)) == Scope("r1", most=2, total=5)


def test_an_answer_that_lists_all_is_not_cut() -> None:
    assert cut(BOUNDS, {"most": "5"}, listed(5, 5)) == BOUNDS
    assert cut(BOUNDS, {"most": "5"}, listed(0, None)) == BOUNDS


def test_an_answer_of_which_nobody_counted_the_whole_may_be_cut() -> None:
    assert cut(BOUNDS, {"most": "2"}, listed(2, None)) == Scope("r1", most=2)
    assert cut(BOUNDS, {"most": "3"}, listed(2, None)) == BOUNDS


def test_a_question_without_a_limit_is_never_cut() -> None:
    assert cut(BOUNDS, {}, listed(2, 5)) == BOUNDS


def test_a_cut_is_told_in_every_language() -> None:
    labels = Labels(Dataset.of(()))
    for language in ("fi", "sv", "en"):
        first = sentences(replace(READ, most=2, total=5), labels, language)[0]
        assert "2" in first
        assert "5" in first
        assert first not in sentences(READ, labels, language)

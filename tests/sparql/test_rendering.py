"""Answers as text, JSON and CSV: names beside codes, states in words, nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from graph.export.formula import harmless
from graph.identifiers import ID, NS
from graph.store.dataset import Dataset
from graph.terms import XSD
from sparql.answers import Answer
from sparql.labels import Labels
from sparql.rendering import as_csv, as_json, as_text, sheet
from sparql.scope import scope


@pytest.fixture
def answer(dataset: Dataset) -> Answer:
    return Answer(
        name="invented",
        question="What is invented?",
        need="scope",
        parameters={"period": "2014-2020"},
        scope=scope(dataset),
        columns=("group", "groupLabel", "count", "note", "state"),
        rows=(
            (NamedNode(ID + "k9001"), Literal("keksityt", language="fi"), Literal(3), None, _state("direct")),
            (NamedNode(ID + "k9003"), None, Literal(-1), Literal("=1+1"), _state("not-stated")),
        ),
        states={"direct": 1, "not-stated": 1},
        release=dataset.release,
    )


def _state(name: str) -> NamedNode:
    return NamedNode(f"{NS}state-{name}")


def test_a_thing_is_shown_by_its_name_and_a_column_of_labels_is_merged(
    dataset: Dataset, answer: Answer
) -> None:
    shown = sheet(answer, Labels(dataset), "en")
    assert shown.columns == ("group", "count", "note", "state")
    assert [cell.text if cell else None for cell in shown.rows[0]] == ["invented people", "3", None, "stated"]


def test_text_opens_with_question_and_scope_and_closes_with_states(dataset: Dataset, answer: Answer) -> None:
    lines = as_text(answer, Labels(dataset), "en").splitlines()
    assert lines[0] == "What is invented?"
    assert lines[1].strip().startswith("Documents: 2 read of 3 known")
    assert lines[-1] == "2 · stated: 1, not stated in what was read: 1"


def test_json_has_scope_states_codes_and_languages(dataset: Dataset, answer: Answer) -> None:
    held = json.loads(as_json(answer, Labels(dataset), "sv"))
    assert held["release"] == "r123"
    assert held["scope"]
    assert held["states"] == {"direct": 1, "not-stated": 1}
    assert held["rows"][0]["group"] == {
        "code": "k9001",
        "iri": ID + "k9001",
        "label": "påhittade personer",
        "lang": "sv",
    }
    assert held["rows"][0]["count"] == 3
    assert held["rows"][0]["note"] is None
    assert held["rows"][1]["state"] == {"state": "not-stated", "label": "nämns inte i det lästa materialet"}


def read(answer: Answer, dataset: Dataset) -> list[dict[str, str]]:
    text = as_csv(answer, Labels(dataset), "en").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_codes_release_and_the_scope_once(dataset: Dataset, answer: Answer) -> None:
    first, second = read(answer, dataset)
    assert first["group"] == "invented people"
    assert first["groupCode"] == "k9001"
    assert first["scope"].startswith("Documents: 2 read of 3 known")
    assert (second["scope"], second["release"]) == ("", "r123")


def test_csv_of_no_rows_still_says_its_scope(dataset: Dataset, answer: Answer) -> None:
    none = Answer(
        answer.name, answer.question, answer.need, {}, answer.scope, answer.columns, (), {}, answer.release
    )
    (row,) = read(none, dataset)
    assert row["scope"]
    assert row["group"] == ""


def test_csv_cells_that_a_spreadsheet_would_run_are_made_harmless(dataset: Dataset, answer: Answer) -> None:
    _, second = read(answer, dataset)
    assert second["note"] == "'=1+1"
    assert second["group"] == '\'=HYPERLINK("x")'
    assert second["count"] == "-1"


@example("\x0c=1+1")
@given(st.text())
def test_nothing_harmless_starts_as_a_formula_and_nothing_is_lost(text: str) -> None:
    written = harmless(text)
    assert not written.lstrip().startswith(("=", "+", "-", "@"))
    assert written.removeprefix("'") == text.removeprefix("'") or written == text


@pytest.mark.parametrize("held", ["=1+1", "-1+1", "", "\u0661"])
def test_what_is_called_a_number_and_is_none_is_text(dataset: Dataset, held: str) -> None:
    term = Literal(held, datatype=NamedNode(XSD + "integer"))
    one = Answer("x", "X?", "scope", {}, scope(dataset), ("count",), ((term,),), {}, "r123")
    (row,) = csv.DictReader(io.StringIO(as_csv(one, Labels(dataset), "fi").decode("utf-8-sig")))
    assert row["count"] == harmless(held)
    assert json.loads(as_json(one, Labels(dataset), "fi"))["rows"] == [{"count": held}]


@pytest.mark.parametrize(("held", "said"), [("true", "kyllä"), ("false", "ei")])
def test_what_is_true_or_false_is_said_in_words_and_kept_in_json(
    dataset: Dataset, held: str, said: str
) -> None:
    term = Literal(held, datatype=NamedNode(XSD + "boolean"))
    yes_or_no = Answer("x", "X?", "scope", {}, scope(dataset), ("open",), ((term,),), {}, "r123")
    shown = sheet(yes_or_no, Labels(dataset), "fi").rows[0][0]
    assert shown is not None
    assert shown.text == said
    assert json.loads(as_json(yes_or_no, Labels(dataset), "fi"))["rows"] == [{"open": held == "true"}]

"""Rows are checked value by value, and as the shapes would."""

from __future__ import annotations

import re
from dataclasses import replace

import pyshacl
import pytest
from rdflib import SH, Graph

from graph.identifiers import ID
from graph.ingest.lemmas import lemmatiser
from graph.release.linking import Linking
from graph.release.portfolio import Portfolio
from graph.release.records import Register
from graph.release.row_checks import problems
from graph.release.row_lines import RowLines
from graph.release.vocabulary import shipped
from graph.store.dataset import Dataset
from graph.store.table import Amount, Record, TableVersion
from graph.terms import ROW_RELATIONS

SUM = Amount("Summa", "100.50", "EUR", "paid", "eu")
RIGHT = Record(
    1, 2, "imported", "S1", {"title": "Keksitty", "start": "2016-01-01", "end": "2016-12-31"}, (SUM,)
)
#: Of each what a shape says, too, and not the check of the file's line alone.
SPOILT = {
    "stage": replace(SUM, stage="promised"),
    "composition": replace(SUM, composition="church"),
    "currency": replace(SUM, currency="euro"),
}
FIT = {"right": SUM, "nothing": replace(SUM, amount="0"), "crowns": replace(SUM, currency="SEK")}
VERSION = TableVersion(
    register="xmade",
    title="Keksitty rekisteri",
    sha256="b" * 64,
    mapping="m",
    mapping_sha256="c" * 64,
    imported="2026-01-01",
    kind="Project",
    unit="project",
    language="fi",
)


def test_what_shapes_forbid_of_sums_the_checks_forbid_and_nothing_else() -> None:
    samples = {
        name: replace(RIGHT, row=row, code=f"S{row}", money=(sum_,))
        for row, (name, sum_) in enumerate({**SPOILT, **FIT}.items(), 1)
    }
    linking, words = Linking(Dataset.of(()), {}), lemmatiser()
    lines = RowLines(Register(VERSION, (), frozenset(ROW_RELATIONS)), linking, words, Portfolio())
    written = {name: b"".join(lines.blocks(record)).decode() for name, record in samples.items()}
    data = Graph().parse(data=re.sub(r" <[^>]*> \.\n", " .\n", "".join(written.values())), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=shipped().shapes)
    judged = {
        str(report.value(result, SH.focusNode)).removeprefix(ID)
        for result in report.subjects(SH.resultSeverity, SH.Violation)
        # A row's sums are told by their row; nobody searches for them by a name.
        if not str(report.value(result, SH.resultPath)).endswith("prefLabel")
    }
    forbidden = {name for name, text in written.items() if any(f"<{ID}{code}>" in text for code in judged)}
    assert forbidden == {name for name, record in samples.items() if problems(record)} == set(SPOILT)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("start", "2016-02-30"),
        ("end", "20161231"),
        ("rate", "half"),
        ("participants", "2"),
        ("participants", "-7"),
        ("participants", "some"),
        ("programme-code", "<x>"),
        ("call-code", "a/b"),
        ("title", " "),
        ("authority", ""),
        ("region-code", "fi1"),
        ("fund-code", "E S/F"),
        ("priority-code", "<x>"),
    ],
)
def test_a_value_that_is_not_as_declared_is_told_by_its_field(name: str, value: str) -> None:
    found = problems(replace(RIGHT, values={**RIGHT.values, name: value}))
    assert found
    assert all(told.startswith(name) for told in found)
    assert problems(replace(RIGHT, state="refused", values={name: value})) == []


def test_a_code_is_one_word() -> None:
    assert problems(RIGHT) == []
    assert problems(replace(RIGHT, code="S 1/2"))

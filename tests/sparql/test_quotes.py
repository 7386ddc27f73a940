"""A paper cites the words that its rows rest on, each statement once."""

from __future__ import annotations

import re

from graph.analysis.analysis import Finding
from graph.analysis.held import Held
from graph.analysis.listing import analysis
from graph.export.paper import Grid, Heading, Listed
from graph.store.dataset import Dataset
from sparql.analyses import analyse
from sparql.analysis_paper import paper
from sparql.labels import Labels
from sparql.quotes import quotes
from sparql.spoken import Spoken, speak


def spoken(dataset: Dataset) -> Spoken:
    found = analyse(Held(dataset), analysis("coverage"), {}, "en")
    return speak(found, Finding((), ()), Labels(dataset), "en")


def test_what_rows_rest_on_is_cited_once_with_its_place(dataset: Dataset) -> None:
    found = quotes(spoken(dataset), Labels(dataset))
    assert found
    assert len(found) == len(set(found))
    assert all(re.search(r"characters \d+–\d+", said) for said in found)


def test_a_paper_opens_with_its_scope_and_ends_with_its_notes(dataset: Dataset) -> None:
    held, labels = spoken(dataset), Labels(dataset)
    made = paper(held, labels, "", most=1)
    heads = [block.text for block in made.blocks if isinstance(block, Heading)]
    assert heads[0] == "What this answer rests on"
    assert heads[-2:] == ["Quotes", "Notes"]
    (grid,) = (block for block in made.blocks if isinstance(block, Grid))
    assert len(grid.rows) == 1
    last = made.blocks[-1]
    assert isinstance(last, Listed)
    assert last.lines[0].text == f"Definition: {held.definition}"

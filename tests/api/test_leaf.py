"""Long tables by pages: every row is on one, and a page says which it has of how many."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from api.app import create_app
from api.leaf import ROWS, Leaf, leaf
from api.reader import Reader
from graph.errors import InvalidArgument
from graph.identifiers import ID, NS
from graph.store.dataset import Dataset
from graph.store.layout import ENTITIES
from graph.terms import RDF
from tests.api.conftest import Client


@given(count=st.integers(0, 5 * ROWS))
def test_pages_together_have_each_row_once(count: int) -> None:
    rows = range(count)
    pages = [Leaf(number, count) for number in range(1, Leaf(1, count).pages + 1)]
    assert [row for page in pages for row in page.rows(rows)] == list(rows)
    for page in pages:
        assert {1, page.pages} <= {page.number, *(number for _, number in page.others)}


@pytest.mark.parametrize("said", ["0", "-1", "4", "two", "٢", "99999999999"])
def test_a_page_that_is_not_there_is_refused(said: str) -> None:
    with pytest.raises(InvalidArgument, match="1 to 3"):
        leaf(Reader("en", query=(("page", said),)), 2 * ROWS + 1)


@pytest.fixture(scope="module")
def long(dataset: Dataset, ask: Callable[[FastAPI], Client]) -> Client:
    """A site with more groups than rows of a page."""
    groups = (
        Quad(
            NamedNode(f"{ID}long{n}"),
            NamedNode(RDF + "type"),
            NamedNode(NS + "TargetGroup"),
            NamedNode(ENTITIES),
        )
        for n in range(2 * ROWS)
    )
    return ask(create_app(Dataset.of([*dataset.quads(), *groups], "r124")))


def test_a_long_analysis_is_turned_page_by_page_and_its_files_stay_whole(long: Client) -> None:
    path = "/analysis/coverage"
    whole = list(csv.reader(io.StringIO(long.get(f"{path}.csv?lang=en").text.lstrip("\ufeff"))))
    shown = long.get(f"{path}?lang=en").text
    told = re.search(r"Rows 1 to (\d+) of (\d+)", shown)
    assert told is not None
    assert (told[1], int(told[2])) == (str(ROWS), len(whole) - 1)
    onward = re.search(r'href="([^"]*)"[^>]*rel="next"', shown)
    assert onward is not None
    second = long.get(onward[1].replace("&amp;", "&"))
    assert f"Rows {ROWS + 1} to" in second.text
    assert re.search(r'rel="prev"', second.text)
    assert second.text.count(".csv?lang=en") == shown.count(".csv?lang=en") > 0
    beyond = long.get(f"{path}?lang=sv&page=9999", headers={"accept": "text/html"})
    assert beyond.status_code == 400
    assert "det finns sidorna 1–" in beyond.text

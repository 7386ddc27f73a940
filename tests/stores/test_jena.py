"""A release's dump in Jena, loaded by its own loader as a researcher would: counts and answers agree."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import Counter
from pathlib import Path

import pytest

from graph.store import layout
from graph.store.dataset import Dataset
from graph.store.query_file import bind
from sparql.answers import catalogue
from sparql.protocol import Operation
from sparql.results import SHORT, result
from tests.sparql.checked_answer import load
from tests.stores.jena import Jena

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
#: Every sixth question, so that each need has one.
ASKED = catalogue()[::6]
GRAPHS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"


@pytest.fixture(scope="module")
def there(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Jena:
    folder = tmp_path_factory.mktemp("store")
    store = Jena(folder)
    (folder / "release.nq").write_bytes(gzip.decompress((release / "release.nq.gz").read_bytes()))
    store.load(folder / "release.nq")
    return store


def test_each_graph_has_as_many_triples(here: Dataset, there: Jena, tmp_path: Path) -> None:
    theirs = there.select(written(tmp_path, GRAPHS))
    assert {graph: int(count) for graph, count in theirs} == {
        graph: int(count) for graph, count in here.texts(GRAPHS)
    }


@pytest.mark.parametrize("name", [question.name for question in ASKED])
def test_a_question_has_the_same_answer(name: str, here: Dataset, there: Jena, tmp_path: Path) -> None:
    question = next(held for held in ASKED if held.name == name)
    checked = load(ROOT / "tests" / "sparql" / "catalogue" / f"{name}.toml")
    text = bind(question, checked.params)
    mine = result(here, Operation(text), SHORT["csv"]).body.decode()
    theirs = there.select(written(tmp_path, over_our_dataset(text, here)))
    assert Counter(theirs) == Counter(rows(mine))


def rows(body: str) -> list[tuple[str, ...]]:
    return [tuple(row) for row in csv.reader(io.StringIO(body))][1:]


def over_our_dataset(text: str, here: Dataset) -> str:
    """Name the graphs that make our default graph, which a dump does not repeat, and all that are named."""
    named = (graph for graph, _ in here.texts(GRAPHS))
    clauses = (
        *(f"FROM <{graph}>" for graph in layout.DEFAULT),
        *(f"FROM NAMED <{graph}>" for graph in named),
    )
    return re.sub(r"\bWHERE\b", "\n".join((*clauses, "WHERE")), text, count=1)


def written(folder: Path, text: str) -> Path:
    file = folder / "query.rq"
    file.write_text(text, "utf-8")
    return file

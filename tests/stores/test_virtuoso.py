"""The repository's dataset in Virtuoso, asked through our endpoint: the answers are the embedded engine's."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from pyoxigraph import Literal

from api.app import Options, create_app
from graph.errors import AnswerTooLarge, OutOfTime, StoreFailed
from graph.release.publication import Store, publish
from graph.release.reader import open_release
from graph.store import layout
from graph.store.address import address
from graph.store.dataset import Dataset, Term
from graph.store.endpoint import Endpoint
from graph.store.graph_store import GraphStore
from sparql.answers import answer, catalogue
from sparql.limits import Limits
from sparql.protocol import Operation
from sparql.remote import Elsewhere
from sparql.results import SHORT, result
from sparql.workers import Pool
from tests.api.conftest import browsing
from tests.sparql.checked_answer import load
from tests.stores.holding import released
from tests.stores.virtuoso import Virtuoso, virtuoso

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
CHECKED = {path.stem: load(path) for path in sorted((ROOT / "tests" / "sparql" / "catalogue").glob("*.toml"))}

#: Cells that join texts, whose order SPARQL leaves open (1.1, 18.5.1.7): the engines differ in it.
LISTS = {"evidence-of-link": ("rules",), "results-in-use": ("words",)}

#: Questions of which Virtuoso 7 lost rows, or made rows too long for itself, in one run and had all in the
#: next: it plans by samples of what it holds.
UNSTEADY = pytest.mark.xfail(
    reason="Virtuoso's plans differ from run to run, and some lose rows or fail", strict=False
)
MARKS = dict.fromkeys(("evidence-of-state", "professionals-of-themes", "shared-methods"), UNSTEADY)
QUESTIONS = [
    pytest.param(name, marks=MARKS.get(name, ())) for name in (question.name for question in catalogue())
]


@pytest.fixture(scope="module")
def server(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    with virtuoso(tmp_path_factory.mktemp("server")) as running:
        publish(release, store(running))
        yield running


@pytest.fixture(scope="module")
def there(server: Virtuoso) -> Dataset:
    return elsewhere(server).dataset()


def store(server: Virtuoso) -> Store:
    return Store(Endpoint(address(server.url)), GraphStore(address(server.graphs)))


def elsewhere(server: Virtuoso) -> Elsewhere:
    return Elsewhere(address(server.url), 60.0)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_the_same_answer(name: str, here: Dataset, there: Dataset) -> None:
    mine, theirs = (answer(dataset, name, CHECKED[name].params) for dataset in (here, there))
    assert theirs.columns == mine.columns
    lists = [mine.columns.index(column) for column in LISTS.get(name, ())]
    assert counted(theirs.rows, lists) == counted(mine.rows, lists)
    assert theirs.scope == mine.scope


def counted(rows: tuple[tuple[Term | None, ...], ...], lists: list[int]) -> Counter[tuple[object, ...]]:
    """Count rows, with the parts of a list in one order."""
    return Counter(tuple(_parted(cell, place in lists) for place, cell in enumerate(row)) for row in rows)


def _parted(cell: Term | None, is_list: bool) -> object:
    return frozenset(re.split(r", | \| ", cell.value)) if is_list and isinstance(cell, Literal) else cell


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_a_visitor_s_answer_is_written_as_over_the_release(
    form: str, here: Dataset, server: Virtuoso
) -> None:
    asked = Operation(
        f"SELECT ?g (COUNT(*) AS ?n) FROM NAMED <{layout.ACCEPTED}> {{ GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
    )

    async def run() -> bytes:
        there, limits = elsewhere(server), Limits()
        pool = Pool(there.home(there.dataset().release, limits.memory), limits, 1)
        await pool.start()
        try:
            got = await pool.ask(asked, SHORT[form])
            return b"".join([piece async for piece in got.chunks()])
        finally:
            await pool.stop()

    assert asyncio.run(run()) == result(here, asked, SHORT[form]).body


@pytest.mark.parametrize("page", ["/", "/sparql"])
def test_a_page_is_the_same(page: str, here: Dataset, server: Virtuoso) -> None:
    over = elsewhere(server)
    with browsing() as ask:
        apps: list[FastAPI] = [create_app(here), create_app(over.dataset(), Options(elsewhere=over))]
        mine, theirs = (ask(app).get(page, headers={"accept": "text/html"}).text for app in apps)
    assert theirs == mine


def test_an_answer_that_it_cuts_is_never_passed_off_as_whole(there: Dataset) -> None:
    with pytest.raises(AnswerTooLarge):
        there.select(f"SELECT * {{ GRAPH <{layout.COVERAGE}> {{ ?s ?p ?o }} }}")


def test_readers_see_one_release_or_the_other(
    server: Virtuoso, release: Path, tmp_path: Path, here: Dataset, there: Dataset
) -> None:
    other = released(tmp_path / "held")

    class Failing(GraphStore):
        """Fails after so many requests."""

        left = 0

        def _send(self, method: str, graph: str, lines: tuple[str, ...]) -> None:
            self.left -= 1
            if self.left < 0:
                raise StoreFailed("http://store.example.org/", "it went away")
            super()._send(method, graph, lines)

    seen = []
    for left in (0, 1, 5, 9):
        failing = Failing(address(server.graphs))
        failing.left = left
        with pytest.raises(StoreFailed):
            publish(other, Store(Endpoint(address(server.url)), failing))
        seen.append(elsewhere(server).dataset().release)
    assert set(seen) == {release.name}
    publish(other, store(server))
    now = elsewhere(server).dataset()
    assert now.release == other.name
    assert Counter(now.quads(layout.ENTITIES)) == Counter(open_release(other).quads(layout.ENTITIES))
    count = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{layout.ENTITIES}> {{ ?s ?p ?o }} }}"
    assert there.select(count) == here.select(count), "the one before stays"
    publish(release, store(server))
    assert elsewhere(server).dataset().release == release.name


def test_a_query_that_takes_too_long_is_ended(server: Virtuoso) -> None:
    impatient = Elsewhere(address(server.url), 0.2).dataset()
    with pytest.raises(OutOfTime):
        impatient.select("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) }")

"""Every question of the catalogue against the answer written by hand, over the real data.

An answer is checked in ``catalogue/<name>.toml``: why and from which lines it follows, the parameters, the
columns and all rows that are compared, and one change of the data after which the answer must differ.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad
from rdflib.plugins.sparql import prepareQuery

from graph.analysis.analysis import Declared
from graph.analysis.listing import analyses
from graph.release.assembly import assemble
from graph.release.source import read
from graph.release.vocabulary import shipped
from graph.store import layout
from graph.store.dataset import Dataset
from graph.store.query_file import LANGUAGES, QueryFile, bind
from graph.store.workspace import Workspace
from sparql.answers import Answer, answer, catalogue, is_state_column, state_of
from sparql.labels import Labels
from sparql.rendering import as_text
from tests.graph.released import follow
from tests.sparql.checked_answer import CheckedAnswer, answered, fact_of, load, names
from tests.sparql.pattern import is_ordered, kinds, shape
from tests.sparql.withheld import without

FOLDER = Path(__file__).with_name("catalogue")
QUESTIONS = {held.name: held for held in catalogue()}
CHECKED = {path.stem: load(path) for path in sorted(FOLDER.glob("*.toml"))}
NEEDS = {
    "coverage",
    "gaps",
    "overlap",
    "continuity",
    "evidence",
    "funding",
    "indicators",
    "results",
    "organisations",
    "provenance",
    "scope",
}

each_question = pytest.mark.parametrize("query", QUESTIONS.values(), ids=QUESTIONS)
each_answer = pytest.mark.parametrize("checked", CHECKED.values(), ids=CHECKED)


@pytest.fixture(scope="session")
def stated(request: pytest.FixtureRequest) -> list[Quad]:
    """All that is stated in the repository's dataset, before anything is inferred."""
    given = request.config.getoption("--workspace", default=None)
    folder = Path(given) if given else Path(__file__).resolve().parents[2] / "dataset"
    if not (folder / "workspace.json").is_file():
        pytest.skip(f"there is no workspace in {folder.name}/ yet")
    return list(assemble(read(Workspace(folder)), shipped()).quads())


@pytest.fixture(scope="session")
def real(stated: list[Quad]) -> Dataset:
    """The release of the repository's dataset, in memory."""
    dataset = Dataset.of(stated, "checked")
    follow(dataset)
    return dataset


@pytest.fixture(scope="session")
def named(stated: list[Quad]) -> dict[str, NamedNode]:
    return names(stated)


@each_answer
def test_the_answer_is_the_one_written_by_hand(real: Dataset, checked: CheckedAnswer) -> None:
    assert answered(real, checked) == sorted(checked.rows)


@pytest.mark.slow
@each_answer
def test_the_answer_hangs_on_a_fact(
    real: Dataset, named: dict[str, NamedNode], checked: CheckedAnswer
) -> None:
    reads_cells = layout.COVERAGE in QUESTIONS[checked.name].text
    with without(real, fact_of(real, checked, named), cells=reads_cells) as changed:
        assert answered(changed, checked) != sorted(checked.rows)


@pytest.mark.slow
def test_a_release_without_a_fact_is_what_all_rules_make_of_the_rest(
    stated: list[Quad], real: Dataset, named: dict[str, NamedNode]
) -> None:
    fact, before = fact_of(real, CHECKED["shared-groups"], named), set(real.store)
    rest = Dataset.of([*(set(stated) - set(fact.stated)), *fact.instead])
    follow(rest)
    with without(real, fact):
        assert set(real.store) == set(rest.store)
    assert set(real.store) == before


@pytest.fixture(scope="module", params=CHECKED.values(), ids=list(CHECKED))
def got(real: Dataset, request: pytest.FixtureRequest) -> Answer:
    """Each checked question asked once for all that holds of any answer."""
    return answer(real, request.param.name, request.param.params, "en")


def test_no_row_is_without_a_state(got: Answer) -> None:
    places = [place for place, column in enumerate(got.columns) if is_state_column(column)]
    assert places
    assert got.rows
    assert all(state_of(row[place]) for row in got.rows for place in places)


def test_the_answer_opens_with_its_scope(real: Dataset, got: Answer) -> None:
    assert got.scope.read_documents
    assert got.scope.release == real.release
    printed = as_text(got, Labels(real), "en")
    head = printed.partition("\n\n")[0]
    assert head.startswith(got.question)
    assert real.release in head


@each_answer
def test_a_checked_answer_says_where_it_is_read_from(checked: CheckedAnswer) -> None:
    assert len(checked.why) > 40
    assert checked.documents
    assert bool(checked.drop) != bool(checked.reject)
    assert all(len(row) == len(checked.columns) for row in checked.rows)


@each_question
def test_a_question_is_asked_in_three_languages(query: QueryFile) -> None:
    assert set(query.question) == set(LANGUAGES)
    assert len({*query.question.values()}) == len(LANGUAGES)
    assert query.need in NEEDS


@each_question
def test_parameters_are_explained_and_have_a_default(query: QueryFile) -> None:
    for parameter in query.params:
        assert parameter.default is not None
        assert len(parameter.meaning.split()) > 1


@each_question
def test_another_engine_reads_the_question(query: QueryFile) -> None:
    assert prepareQuery(bind(query)).algebra.name == "SelectQuery"


@each_question
def test_a_question_puts_its_rows_in_order(query: QueryFile) -> None:
    assert is_ordered(query)


def test_every_question_has_a_checked_answer_and_the_reverse() -> None:
    assert sorted(QUESTIONS) == sorted(CHECKED)


@pytest.mark.parametrize("declared", [held.declared for held in analyses()], ids=lambda held: held.name)
def test_what_sparql_can_say_of_an_analysis_are_questions_of_the_catalogue(declared: Declared) -> None:
    assert declared.queries
    assert set(declared.queries) <= set(QUESTIONS)
    assert len(set(declared.queries)) == len(declared.queries)


def test_no_two_questions_have_the_same_graph_pattern() -> None:
    shapes = Counter(shape(query) for query in QUESTIONS.values())
    twins = [name for name, query in QUESTIONS.items() if shapes[shape(query)] > 1]
    assert twins == []


def test_there_are_forty_questions_and_they_cover_the_needs() -> None:
    assert len(QUESTIONS) >= 40
    assert {query.need for query in QUESTIONS.values()} >= NEEDS - {"scope"}


def test_fifteen_questions_join_three_kinds_or_more() -> None:
    assert sum(len(kinds(query)) >= 3 for query in QUESTIONS.values()) >= 15

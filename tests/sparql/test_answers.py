"""Questions of the catalogue are asked by name, with their scope and a tally of states."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from graph.errors import InvalidParameter, NotFound
from graph.identifiers import NS
from graph.store.dataset import Dataset
from graph.terms import STATES
from sparql.answers import answer, catalogue, is_state_column, question, state_of

NAME = "groups-without-earlier-project"


def test_an_answer_says_question_scope_states_and_release(dataset: Dataset) -> None:
    got = answer(dataset, NAME, {}, "en")
    assert got.question == question(NAME).question["en"]
    assert len(got.scope.read_documents) == 2
    assert got.release == "r123"
    assert got.states == {"partial": 1}
    assert sum(got.states.values()) == len(got.rows)


def test_parameters_are_those_given_and_the_defaults_of_the_rest(dataset: Dataset) -> None:
    got = answer(dataset, NAME, {"projectsOf": "2021-2027"})
    assert got.parameters["projectsOf"] == "2021-2027"
    assert got.parameters["themesOf"].endswith("2021-2027")
    assert got.rows == ()


def test_an_unknown_question_names_those_there_are(dataset: Dataset) -> None:
    with pytest.raises(NotFound) as refused:
        answer(dataset, "no-such-question", {})
    assert any(held.name in refused.value.remedy for held in catalogue())


@pytest.mark.parametrize("params", [{"no": "x"}, {"themesOf": "not a code"}, {"relation": "kyt:a> ?x . <"}])
def test_an_unknown_or_malformed_parameter_is_refused(dataset: Dataset, params: dict[str, str]) -> None:
    with pytest.raises(InvalidParameter):
        answer(dataset, NAME, params)


@pytest.mark.parametrize("state", STATES)
def test_a_state_is_known_by_its_iri_or_its_name(state: str) -> None:
    assert state_of(NamedNode(f"{NS}state-{state}")) == state
    assert state_of(Literal(state)) == state


def test_other_cells_and_columns_are_no_states() -> None:
    assert state_of(None) is None
    assert state_of(NamedNode(NS + "targets")) is None
    assert is_state_column("linkState")
    assert not is_state_column("statement")

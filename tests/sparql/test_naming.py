"""Things are found by their codes and by their names."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import AmbiguousName, InvalidParameter, NotFound
from graph.identifiers import ID
from graph.store.dataset import Dataset
from graph.store.layout import SCHEMES
from graph.store.parameter import Parameter
from graph.terms import SKOS
from sparql.answers import answer
from sparql.naming import given, is_fit, resolve


def anything(iri: str) -> bool:
    return bool(iri)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("k9001", "k9001"),
        ("id:k9001", "k9001"),
        (ID + "k9001", "k9001"),
        ("påhittade personer", "k9001"),
        ("  Keksityt \n HENKILÖT ", "k9001"),
        ("keksityt", "k9001"),
        ("S90001", "S90001"),
    ],
)
def test_a_thing_is_found_by_its_code_and_by_any_of_its_names(dataset: Dataset, text: str, code: str) -> None:
    assert resolve(dataset, text, anything) == ID + code


@pytest.mark.parametrize(
    ("classes", "code", "fits"),
    [(("TargetGroup",), "k9001", True), (("Theme",), "k9001", False), (("Theme",), "nosuch", True)],
)
def test_a_thing_is_fit_where_it_is_of_a_kind_that_is_asked_for(
    classes: tuple[str, ...], code: str, *, fits: bool, dataset: Dataset
) -> None:
    assert is_fit(dataset, Parameter("thing", "resource", classes), code) == fits


def test_a_name_that_two_things_have_lists_their_codes(dataset: Dataset) -> None:
    other = Quad(
        NamedNode(ID + "k9002"), NamedNode(SKOS + "altLabel"), Literal("Keksityt"), NamedNode(SCHEMES)
    )
    both = Dataset.of([*dataset.quads(), other])
    with pytest.raises(AmbiguousName) as raised:
        resolve(both, "keksityt", anything)
    assert raised.value.codes == ("k9001", "k9002")
    assert "k9001, k9002" in raised.value.remedy
    assert resolve(both, "keksityt", lambda iri: iri.endswith("2")) == ID + "k9002"


def test_an_unknown_name_tells_those_spelt_nearly_so(dataset: Dataset) -> None:
    with pytest.raises(NotFound) as raised:
        resolve(dataset, "keksityt henkilöt ja", anything)
    assert "keksityt henkilöt" in raised.value.remedy


@pytest.mark.parametrize(
    ("classes", "text", "code"),
    [
        (("TargetGroup",), "invented people", "k9001"),
        ((), "invented people", "k9001"),
        ((), "kyt:targets", "kyt:targets"),
        (("TargetGroup",), "id:k9001", "id:k9001"),
    ],
)
def test_a_parameter_takes_a_name_of_its_kind(
    dataset: Dataset, classes: tuple[str, ...], text: str, code: str
) -> None:
    assert given(dataset, Parameter("group", "resource", classes), text) == code


def test_a_parameter_takes_no_name_of_another_kind(dataset: Dataset) -> None:
    with pytest.raises(NotFound):
        given(dataset, Parameter("theme", "resource", ("Theme",)), "invented people")


def test_a_parameter_that_is_no_thing_is_left_as_it_is(dataset: Dataset) -> None:
    assert given(dataset, Parameter("words", "string"), "keksityt") == "keksityt"


def test_an_empty_release_takes_any_code() -> None:
    assert given(Dataset.of([]), Parameter("group", "resource"), "k1") == "k1"


def test_a_question_is_asked_by_names_and_says_the_codes(dataset: Dataset) -> None:
    named = answer(dataset, "groups-without-earlier-project", {"projectsOf": "2014–2020"})
    assert named.parameters["projectsOf"] == "2014-2020"
    assert named.rows == answer(dataset, "groups-without-earlier-project", {"projectsOf": "2014-2020"}).rows
    with pytest.raises(InvalidParameter, match="Did you mean: 2014–2020"):
        answer(dataset, "groups-without-earlier-project", {"projectsOf": "2014–202"})

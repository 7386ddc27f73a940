"""Why and why not at the terminal: by names or codes, with the words it rests on or what is missing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, parse

from graph.store.dataset import Dataset
from kytkos import notebook
from kytkos.cli import main

EXAMPLE = Path(__file__).resolve().parents[1] / "sparql" / "example.trig"
Ask = Callable[..., Result]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Run a command on the invented release."""
    dataset = Dataset.of(parse(path=EXAMPLE, format=RdfFormat.TRIG), "r123")
    monkeypatch.setattr(notebook, "dataset_at", lambda *_: dataset)
    return lambda *words: CliRunner().invoke(main, words)


@pytest.mark.parametrize(
    ("coverer", "covered"), [("t1", "k9001"), ("keksitty teema", "Invented people"), ("id:t1", "keksityt")]
)
def test_the_chain_is_told_with_its_words_and_places(ask: Ask, coverer: str, covered: str) -> None:
    told = ask("why", coverer, covered, "--lang", "en")
    assert told.exit_code == 0
    assert told.stdout.startswith("Does “Keksitty teema” reach “invented people”, and how do we know?\n")
    assert "Documents: 2 read of 3 known." in told.stdout
    assert "Keksitty teema – targets – invented people [stated]" in told.stdout
    assert "“keksityt henkilöt” – Keksityn teeman kuvaus, target groups, characters 12–29 (a1)" in told.stdout


def test_what_is_missing_is_told_and_who_could_supply_it(ask: Ask) -> None:
    told = ask("why", "t2", "k9001", "--lang", "en").stdout
    assert "No document that describes “Lukematon teema” has been read." in told
    assert "Who could settle it: whoever holds the description" in told
    assert "Lukematon teema – targets – invented people" in told


def test_json_is_one_object_with_state_scope_and_steps(ask: Ask) -> None:
    held = json.loads(ask("why", "t1", "k9001", "--format", "json").stdout)
    assert (held["state"]["state"], held["release"]) == ("direct", "r123")
    assert held["scope"]
    assert held["steps"][0]["evidence"][0]["words"] == "keksityt henkilöt"


def test_an_unknown_name_tells_those_spelt_nearly_so(ask: Ask) -> None:
    told = ask("why", "Keksitty tema", "k9001")
    assert told.exit_code == 5
    assert "Did you mean: Keksitty teema" in told.stderr


def test_what_cannot_cover_is_no_coverer(ask: Ask) -> None:
    assert ask("why", "k9001", "k9001").exit_code == 5


def test_a_question_takes_a_name_as_its_parameter(ask: Ask) -> None:
    by_name = ask("query", "who-works-with-group", "--param", "group=keksityt henkilöt", "--format", "csv")
    by_code = ask("query", "who-works-with-group", "--param", "group=k9001", "--format", "csv")
    assert by_name.exit_code == 0
    assert by_name.stdout == by_code.stdout
    assert len(by_name.stdout.splitlines()) > 1


@pytest.mark.parametrize("given", [("--group", "k9001"), ("--group=k9001",), ("--param", "group=k9001")])
def test_a_parameter_of_a_question_is_given_as_an_option_is(ask: Ask, given: tuple[str, ...]) -> None:
    told = ask("query", "who-works-with-group", *given, "--format", "csv")
    assert told.exit_code == 0
    assert len(told.stdout.splitlines()) > 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("k9001",), "write a parameter as --NAME VALUE"),
        (("--group",), "its value is missing"),
        (("--grop", "k9001"), "grop"),
    ],
)
def test_what_is_no_parameter_is_told(ask: Ask, given: tuple[str, ...], said: str) -> None:
    told = ask("query", "who-works-with-group", *given)
    assert told.exit_code != 0
    assert said in told.stderr

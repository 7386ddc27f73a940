"""Reasons are said in three languages, and every kind of gap has its words."""

from __future__ import annotations

import string
from typing import get_args

import pytest

from graph.analysis.account import account
from graph.analysis.gap import Missing
from graph.analysis.held import Held
from graph.identifiers import ID
from graph.store.dataset import Dataset
from sparql.labels import Labels
from sparql.reasons import Reasons
from sparql.scope import scope
from sparql.words import LANGUAGES, Language, words


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_words_with_the_same_places_to_fill(language: Language) -> None:
    said = {key: placeholders(text) for key, text in words(language)["why"].items()}
    assert said == {key: placeholders(text) for key, text in words("fi")["why"].items()}


@pytest.mark.parametrize("missing", get_args(Missing))
def test_what_may_be_missing_has_words_and_who_could_supply_it(missing: str) -> None:
    assert {missing, f"{missing}-closer"} <= set(words("fi")["why"])


@pytest.mark.parametrize(
    ("coverer", "covered", "said"),
    [
        ("t1", "k9001", "[todettu]"),
        ("t1", "k9002", "[graafin perustiedoista]"),
        ("2021-2027", "k9001", "jokin hanke: 2021–2027 – varsinainen kohderyhmä – keksityt henkilöt"),
    ],
)
def test_an_account_is_told_step_by_step(dataset: Dataset, coverer: str, covered: str, said: str) -> None:
    held = account(Held(dataset), ID + coverer, ID + covered)
    assert said in Reasons(dataset, Labels(dataset), "fi").as_text(held, scope(dataset))


def test_an_absent_cell_names_whose_complete_list_it_is_as_of_when_and_by_which_source(
    dataset: Dataset,
) -> None:
    said = """
        PREFIX kyt: <https://w3id.org/kytkos/ns#>
        PREFIX id: <https://w3id.org/kytkos/id/>
        INSERT DATA {
          id:y1 a kyt:CompletenessStatement ; kyt:completeFor id:t1 ; kyt:completeRelation kyt:targets ;
            kyt:asOf "2026-01-31" ; <http://www.w3.org/ns/prov#wasAttributedTo> id:k2501 ;
            <http://purl.org/dc/terms/source> <https://example.org/page> .
          id:k9 a kyt:TargetGroup . id:cell9 a kyt:CoverageCell ; kyt:coverer id:t1 ; kyt:covered id:k9 .
        }"""
    own = Dataset.of(dataset.store, "r124")
    own.store.update(said)
    held = account(Held(own), ID + "t1", ID + "k9")
    told = Reasons(own, Labels(own), "en").as_text(held, scope(own))
    assert held.cell.state == "absent"
    assert "2026-01-31, https://example.org/page (y1)" in told
    assert "Not found is not the same as no" not in told

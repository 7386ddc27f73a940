"""What is said of a checked draft: the same in text and JSON, in three languages, opened by its scope."""

from __future__ import annotations

import json
import string
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from graph.analysis.policy_layer import policy_layer
from graph.analysis.reach import Reach
from graph.assertion import Assertion, DocumentVersion
from graph.draft.check import check
from graph.draft.profile import known
from graph.ingest.reader import Reading
from graph.ingest.sections import Sections
from graph.store.dataset import Dataset
from sparql.draft_answer import DraftAnswer
from sparql.labels import Labels
from sparql.scope import scope
from sparql.words import LANGUAGES, Language, words

RELEASE = """
PREFIX id: <https://w3id.org/kytkos/id/>
PREFIX kyt: <https://w3id.org/kytkos/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX accepted: <https://w3id.org/kytkos/graph/accepted>

accepted: {
  id:young a kyt:TargetGroup ; skos:prefLabel "nuoret"@fi , "unga"@sv .
  id:old a kyt:TargetGroup ; skos:prefLabel "vanhat"@fi .
  id:near a kyt:Theme ; skos:prefLabel "Lähiteema"@fi ; kyt:targets id:young, id:old .
}
"""
TEXT = "Kohderyhmä: nuoret ja keksityt ██████"


def link(code: str, start: int, end: int, **more: Any) -> Assertion:
    label = TEXT[start:end]
    return Assertion(
        "TargetGroup", label, "targets", "draft", code, start, end, "text", "free.group", "C",
        role="participants", language="fi", **more,
    )  # fmt: skip


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return Dataset.of(parse(RELEASE, format=RdfFormat.TRIG), "r1")


def answer(dataset: Dataset, language: Language) -> DraftAnswer:
    version = DocumentVersion("draft", "0" * 64, "T", "free", "fi", len(TEXT), "text/plain", "r")
    links = (link("young", 12, 18), link("made", 22, 30, candidate=True))
    reading = Reading(version, links, Sections((), ()), TEXT)
    checked = check(reading, known(dataset, Reach(policy_layer(dataset))))
    return DraftAnswer(checked, scope(dataset), Labels(dataset), language)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_words_with_the_same_gaps(language: Language) -> None:
    said = {key: placeholders(text) for key, text in words(language)["draft"].items()}
    assert said == {key: placeholders(text) for key, text in words("fi")["draft"].items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_opens_with_its_scope_release_and_what_not_found_means(
    language: Language, dataset: Dataset
) -> None:
    told = json.loads(answer(dataset, language).as_json())
    assert told["release"] == "r1"
    assert words(language)["draft"]["honest"] in told["scope"]
    assert any("r1" in line for line in told["scope"])
    assert words(language)["draft"]["masked"] in told["scope"]


def test_each_link_has_its_quote_and_place_and_is_a_proposal(dataset: Dataset) -> None:
    told = json.loads(answer(dataset, "fi").as_json())
    first = told["links"][0]
    assert told["text"][first["start"] : first["end"]] == first["quote"] == "nuoret"
    assert {shown["state"] for shown in told["links"]} == {"proposed"}


def test_a_thing_of_the_release_is_named_by_it_and_a_new_one_by_the_draft(dataset: Dataset) -> None:
    told = json.loads(answer(dataset, "sv").as_json())
    named = [(shown["thing"]["label"], shown["thing"]["lang"]) for shown in told["links"]]
    assert named == [("unga", "sv"), ("keksityt", "fi")]


def test_the_text_says_what_the_json_says(dataset: Dataset) -> None:
    held = answer(dataset, "en")
    told, text = json.loads(held.as_json()), held.as_text()
    for sort in ("overlaps", "covered", "missed"):
        assert told[sort]
        assert all(thing["label"] in text for thing in told[sort])
    assert all(shown["quote"] in text for shown in told["links"])

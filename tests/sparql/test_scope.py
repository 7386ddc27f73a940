"""Every answer can say in three languages what it is based on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

import sparql
from graph.identifiers import GRAPH, ID, NS
from graph.store import layout
from graph.store.dataset import Dataset
from sparql.labels import Labels
from sparql.scope import scope, sentences
from sparql.words import LANGUAGES, Language


def test_documents_read_are_told_from_those_known(dataset: Dataset) -> None:
    held = scope(dataset)
    assert {item.iri for item in held.known_documents} == {ID + c for c in ("dtheme", "dreport", "dknown")}
    assert {item.iri for item in held.read_documents} == {ID + c for c in ("dtheme", "dreport")}


def test_undated_drafts_are_counted_and_no_date_is_made_up(dataset: Dataset) -> None:
    held = scope(dataset)
    assert held.undated == 2
    assert held.cut_off is None


def test_projects_with_a_code_are_told_from_those_known_by_name_or_reference(dataset: Dataset) -> None:
    held = scope(dataset)
    assert len(held.projects) == 2
    assert held.coded == 1
    assert len(held.known_projects) == 3
    assert [item.iri for item in held.coordination_projects] == [ID + "c1"]


def test_projects_are_counted_by_period(dataset: Dataset) -> None:
    held = scope(dataset)
    assert held.projects_of(ID + "2014-2020") == 2
    assert held.projects_of(ID + "2021-2027") == 0


def test_what_is_lost_or_unread_is_named(dataset: Dataset) -> None:
    held = scope(dataset)
    assert [(item.within, item.detail) for item in held.lost_parts] == [(ID + "dreport", "end")]
    assert [item.detail for item in held.sections_not_found] == ["indicators"]
    assert [item.iri for item in held.unread_themes] == [ID + "t2"]
    assert [item.iri for item in held.ministries] == [ID + "o1"]
    assert held.registers == ()


def test_the_words_say_what_is_and_what_cannot_be_known(dataset: Dataset) -> None:
    said = " ".join(sentences(scope(dataset), Labels(dataset), "en"))
    for words in (
        "2 read of 3 known",
        "2 of them are undated drafts",
        "no cut-off date",
        "2 named in the documents read (1 with a project code, 1 by name only)",
        "known from references alone, of which nothing is read: 1",
        "No project register is loaded",
        "2021–2027: nothing is known of its projects",
        "Keksitty ministeriö",
        "Lukematon teema",
        "Keksitty raportti: end",
        "Release r123",
    ):
        assert words in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_as_much(dataset: Dataset, language: Language) -> None:
    held, labels = scope(dataset), Labels(dataset)
    assert len(sentences(held, labels, language)) == len(sentences(held, labels, "fi"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_release_says_that_it_is_empty(language: Language) -> None:
    empty = Dataset.of(())
    assert len(sentences(scope(empty), Labels(empty), language)) == 1


def with_register(dataset: Dataset, status: str, unit: str = "project", more: str = "") -> Dataset:
    """Return the dataset with a register of 2021-2027: ten rows, of which one was refused."""
    this = f"<{ID}t1>"
    said = (
        f'{this} a kyt:RegisterVersion ; kyt:register "Keksitty" ; kyt:unit "{unit}" ; kyt:rowsRead 10 ; '
        f'kyt:rowsRefused 1 ; kyt:asOf "2016" ; kyt:period <{ID}2021-2027> ; '
        f"kyt:decisionState kyt:{status} . {more}"
    )
    prefixes = f"@prefix kyt: <{NS}> . @prefix prov: <http://www.w3.org/ns/prov#> . "
    triples = parse(prefixes + said, format=RdfFormat.TURTLE)
    held = Dataset.of(dataset.quads(), dataset.release)
    held.add(layout.ENTITIES, (quad.triple for quad in triples))
    return held


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_register_is_told_by_rows_loaded_of_those_it_has_and_what_one_is(
    dataset: Dataset, language: Language
) -> None:
    held = with_register(dataset, "status-accepted", "sub-project")
    said = " ".join(sentences(scope(held), Labels(held), language))
    unit = {"fi": "osahanke", "sv": "delprojekt", "en": "sub-project"}[language]
    for words in ("Keksitty", "2016", "10", " 9", unit):
        assert words in said
    assert "{" not in said


def test_of_a_register_s_projects_no_group_is_known_and_its_period_is_not_without_projects(
    dataset: Dataset,
) -> None:
    held = with_register(dataset, "status-accepted")
    said = " ".join(sentences(scope(held), Labels(held), "en"))
    assert "what its projects say of groups is unknown, not none" in said
    assert "2021–2027: nothing is known" not in said
    assert "No project register is loaded" not in said


def test_a_release_of_nothing_but_a_register_is_not_called_empty() -> None:
    held = with_register(Dataset.of(()), "status-accepted")
    said = " ".join(sentences(scope(held), Labels(held), "en"))
    assert "empty" not in said
    assert "0 read of 0 known" in said
    assert "9 of its 10 rows are loaded" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_titles_of_a_register_were_read_for_is_told_with_the_rules_that_are_accepted(
    dataset: Dataset, language: Language
) -> None:
    rule = "<{}{}> prov:wasDerivedFrom <{}t1> ; kyt:rule '{}' ; kyt:decisionState kyt:status-{} . "
    rules = (("a", "accepted"), ("a", "proposed"), ("b", "proposed"), ("c", "proposed"))
    more = "".join(rule.format(ID, f"g{n}", ID, name, state) for n, (name, state) in enumerate(rules))
    held = with_register(dataset, "status-accepted", more=more)
    said = " ".join(sentences(scope(held), Labels(held), language))
    told = {"fi": "3 säännöllä, joista 1", "sv": "3 regler, av vilka 1", "en": "3 rules, of which 1"}
    assert told[language] in said
    assert "unknown, not none" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_of_several_units_are_told_to_be_so(dataset: Dataset, language: Language) -> None:
    held = with_register(dataset, "status-accepted", more=f'<{ID}t1> kyt:hasColumn "unit" .')
    said = " ".join(sentences(scope(held), Labels(held), language))
    told = {
        "fi": "ryhmähankkeita ja osahankkeita",
        "sv": "delprojekt",
        "en": "group projects and sub-projects",
    }
    assert told[language] in said
    assert told[language] not in " ".join(sentences(scope(dataset), Labels(dataset), language))


def test_a_register_that_nobody_declared_authoritative_is_told_to_stand_apart(dataset: Dataset) -> None:
    held = with_register(dataset, "status-proposed")
    assert "in a graph of its own only" in " ".join(sentences(scope(held), Labels(held), "en"))


QUERIES = sorted(Path(sparql.__file__).parent.glob("*.rq")) + sorted(
    (Path(sparql.__file__).parent / "resource").glob("*.rq")
)


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.name)
def test_queries_name_only_graphs_that_the_layout_has(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    known = {*layout.IDENTIFYING, layout.CATALOGUE, layout.COVERAGE, GRAPH + "record/"}
    assert set(re.findall(rf"{re.escape(GRAPH)}[a-z/]+", text)) <= known

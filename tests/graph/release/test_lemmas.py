"""Words of names in their basic forms, held where any store can search them."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.identifiers import resource
from graph.ingest.lemmas import Lemmatiser, lemmatiser
from graph.release import lemmas
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import SKOS


@pytest.fixture(scope="module")
def words() -> Lemmatiser:
    return lemmatiser()


def named(*names: tuple[str, Literal]) -> Dataset:
    """A release with one thing of these names, each by its property of SKOS."""
    thing, graph = NamedNode(resource("xgroup")), NamedNode(layout.ENTITIES)
    return Dataset.of(Quad(thing, NamedNode(SKOS + naming), name, graph) for naming, name in names)


def held(dataset: Dataset) -> set[str]:
    """The lemmas in the default graph, as N-Triples writes them."""
    rows = dataset.select(f"SELECT ?lemma {{ ?thing <{lemmas.LEMMA}> ?lemma }}").rows
    return {str(lemma) for (lemma,) in rows}


@pytest.mark.parametrize(
    ("name", "language", "lemma"),
    [
        ("Pitkäaikaistyöttömät nuoret", "fi", "nuori"),
        ("Pitkäaikaistyöttömät nuoret", "fi", "pitkäaikaistyötön"),
        ("nuorten työpajat", "fi", "työpaja"),
        ("arbetslösa ungdomarna", "sv", "ungdom"),
        ("unemployed women", "en", "woman"),
        ("Qwxzk", "en", "qwxzk"),
    ],
)
def test_an_inflected_name_is_found_by_the_basic_form(
    name: str, language: str, lemma: str, words: Lemmatiser
) -> None:
    assert lemma in lemmas.of_name(name, language, words)


def test_a_stem_is_no_lemma(words: Lemmatiser) -> None:
    assert not {
        lemma for lemma in lemmas.of_name("sepitetyillekin vääristyville", "fi", words) if "~" in lemma
    }


def test_lemmas_of_all_names_are_in_the_default_graph_and_in_their_rule_s_own(words: Lemmatiser) -> None:
    dataset = named(
        ("prefLabel", Literal("nuoret", language="fi")),
        ("altLabel", Literal("ungdomarna", language="sv")),
        ("hiddenLabel", Literal("youths", language="en")),
    )
    lemmas.hold(dataset, words)
    assert held(dataset) == {'"nuori"@fi', '"ungdom"@sv', '"youth"@en'}
    traced = {str(quad.object) for quad in dataset.quads(layout.rule("lemma"))}
    assert traced == held(dataset)


def test_a_name_in_a_language_without_dictionary_has_no_lemmas(words: Lemmatiser) -> None:
    dataset = named(("prefLabel", Literal("Jugendliche", language="de")), ("altLabel", Literal("nuoret")))
    lemmas.hold(dataset, words)
    assert held(dataset) == set()

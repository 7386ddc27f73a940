"""Search finds things by any form, beginning, part or misspelling of their names' words, and says how."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from graph.analysis.policy_layer import policy_layer
from graph.analysis.reach import Reach
from graph.errors import InvalidArgument, TooManyNames
from graph.identifiers import ID, NS
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import RDF, SKOS
from sparql.query_folder import QueryFolder
from sparql.search import Search, narrowed

NAMES = {
    "k1": ("TargetGroup", "työttömät nuoret", "fi", ("työtön", "nuori")),
    "k2": ("TargetGroup", "pitkäaikaistyöttömät", "fi", ("pitkäaikaistyötön",)),
    "k3": ("TargetGroup", "arbetslösa kvinnor", "sv", ("arbetslös", "kvinna")),
    "k4": ("TargetGroup", "young people", "en", ("young", "people")),
    "p1": ("Project", "Nuorten ovi", "fi", ("nuori", "ovi")),
    "t1": ("Theme", "Osallisuus", "fi", ("osallisuus",)),
    "2021-2027": ("ProgrammingPeriod", "2021–2027", "", ()),
}


def quads() -> list[Quad]:
    graph, found = NamedNode(layout.ENTITIES), []
    for code, (kind, name, language, lemmas) in NAMES.items():
        thing = NamedNode(ID + code)
        found.append(Quad(thing, NamedNode(RDF + "type"), NamedNode(NS + kind), graph))
        text = Literal(name, language=language) if language else Literal(name)
        found.append(Quad(thing, NamedNode(SKOS + "prefLabel"), text, graph))
        for lemma in lemmas:
            held = Literal(lemma, language=language)
            found.append(Quad(thing, NamedNode(NS + "lemma"), held, NamedNode(layout.INFERRED)))
    links = [("t1", "targets", "k1"), ("t1", "period", "2021-2027"), ("p1", "targets", "k1")]
    accepted = NamedNode(layout.ACCEPTED)
    found += (Quad(NamedNode(ID + s), NamedNode(NS + p), NamedNode(ID + o), accepted) for s, p, o in links)
    return found


def made(dataset: Dataset) -> Search:
    queries = QueryFolder(Path(str(files("sparql"))) / "resource")
    return Search(dataset, queries, lambda: Reach(policy_layer(dataset)))


@pytest.fixture(scope="module")
def search() -> Search:
    return made(Dataset.of(quads()))


@pytest.mark.parametrize(
    ("asked", "code", "how"),
    [
        ("työttömät nuoret", "k1", "exact"),
        ("TYÖTTÖMÄT  NUORET", "k1", "exact"),
        ("k1", "k1", "exact"),
        ("nuor", "k1", "prefix"),
        ("nuoret työttömät", "k1", "prefix"),
        ("työtön", "k1", "lemma"),
        ("työttömille", "k1", "lemma"),
        ("työttömien nuorten", "k1", "lemma"),
        ("kvinnorna", "k3", "lemma"),
        ("kvinna", "k3", "lemma"),
        ("person people", "", ""),
        ("people's", "k4", "prefix"),
        ("aikaistyö", "k2", "part"),
        ("pitkäaikaistyötömät", "k2", "fuzzy"),
        ("oslalisuus", "t1", "fuzzy"),
        ("arbetslosa", "k3", "fuzzy"),
    ],
)
def test_a_thing_is_found_by_its_words_and_it_is_said_how(
    search: Search, asked: str, code: str, how: str
) -> None:
    hits = {hit.iri.removeprefix(ID): hit.how for hit in search.find(asked).hits}
    assert hits.get(code, "") == how


def test_the_surest_hits_come_first(search: Search) -> None:
    assert [hit.how for hit in search.find("nuori").hits] == ["lemma", "lemma"]
    hows = [hit.how for hit in search.find("työttömät").hits]
    assert hows == ["prefix", "part"]


def test_what_is_far_from_every_name_is_not_found(search: Search) -> None:
    assert search.find("xylofoni").total == 0
    assert search.find("!?").total == 0


def test_no_words_find_everything_and_do_not_say_how(search: Search) -> None:
    found = search.find("")
    assert found.total == len(NAMES)
    assert {hit.how for hit in found.hits} == {None}


def test_facets_count_what_each_value_would_leave(search: Search) -> None:
    facets = search.find("").facets
    assert facets["kind"] == {"TargetGroup": 4, "Project": 1, "Theme": 1, "ProgrammingPeriod": 1}
    assert facets["period"] == {"2021-2027": 2}
    assert facets["group"]["k1"] == 3
    assert search.find("", {"theme": "t1"}).total == facets["theme"]["t1"] == 3


def test_a_facet_is_counted_without_its_own_filter(search: Search) -> None:
    found = search.find("", {"kind": "Project"})
    assert found.total == 1
    assert found.facets["kind"]["TargetGroup"] == 4
    assert found.facets["group"] == {"k1": 1}


def test_hits_come_in_pages(search: Search) -> None:
    whole = search.find("").hits
    assert search.find("", start=2, most=3).hits == whole[2:5]


def test_a_filter_by_what_is_not_here_names_what_is(search: Search) -> None:
    with pytest.raises(InvalidArgument, match="Project"):
        narrowed(search, {"kind": "Projekt"})


def test_a_release_of_too_many_names_is_refused_before_it_is_read() -> None:
    dataset = Dataset.of(quads())
    queries = QueryFolder(Path(str(files("sparql"))) / "resource")
    with pytest.raises(TooManyNames, match=f"{len(NAMES)} names, and at most {len(NAMES) - 1}"):
        Search(dataset, queries, lambda: pytest.fail("read"), most=len(NAMES) - 1)


def test_an_empty_release_finds_nothing() -> None:
    assert made(Dataset.of(())).find("nuori").total == 0


@given(st.sampled_from([name for _, name, _, _ in NAMES.values()]), st.data())
def test_every_name_is_found_by_any_beginnings_of_its_words(
    search: Search, name: str, data: st.DataObject
) -> None:
    words = name.replace("–", " ").split()
    asked = " ".join(word[: data.draw(st.integers(1, len(word)))] for word in words)
    assert search.find(asked).total >= 1

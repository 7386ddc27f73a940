"""Search finds things by any form, beginning, part or misspelling of their names' words, and says how."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from rapidfuzz.distance import OSA

from graph.analysis.policy_layer import policy_layer
from graph.analysis.reach import Reach
from graph.errors import InvalidArgument
from graph.identifiers import ID, NS, code_of
from graph.release.opening import opened
from graph.store import layout
from graph.store.dataset import Dataset
from graph.store.workspace import Workspace
from graph.terms import RDF, SKOS
from sparql.findable import entries
from sparql.index import Entry, index_of
from sparql.inflection import is_form, stems
from sparql.labels import alphabetical
from sparql.query_folder import QueryFolder
from sparql.search import HOWS, Search, narrowed
from sparql.wordlist import folded, is_spelt, words_of

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
    return Search(index_of(entries(dataset, queries, lambda: Reach(policy_layer(dataset)))))


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


def test_what_a_making_left_that_was_ended_is_taken_away(tmp_path: Path) -> None:
    for folder in (".found-left", "store"):
        (tmp_path / folder).mkdir()
    (tmp_path / ".found-left" / "00000.nq").write_bytes(b"half")
    held = Dataset.of(quads())
    large = Dataset(held.store, folder=tmp_path)
    queries = QueryFolder(Path(str(files("sparql"))) / "resource")
    assert len(list(entries(large, queries, lambda: Reach(policy_layer(held))))) == len(NAMES)
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_an_empty_release_finds_nothing() -> None:
    assert made(Dataset.of(())).find("nuori").total == 0


@given(st.sampled_from([name for _, name, _, _ in NAMES.values()]), st.data())
def test_every_name_is_found_by_any_beginnings_of_its_words(
    search: Search, name: str, data: st.DataObject
) -> None:
    words = name.replace("–", " ").split()
    asked = " ".join(word[: data.draw(st.integers(1, len(word)))] for word in words)
    assert search.find(asked).total >= 1


@pytest.mark.parametrize(
    "asked",
    [
        'nuoret"',
        "NEAR(nuoret ovi)",
        "nuor* OR *",
        "name:nuoret",
        "-nuoret",
        "nuoret\x00\x1b",
        "' OR 1=1 --",
        "\ud800",
    ],
)
def test_signs_in_what_is_asked_are_no_commands(search: Search, asked: str) -> None:
    assert search.find(asked) == search.find(" ".join(words_of(folded(asked))) or "!")


@pytest.mark.parametrize(
    "asked", ["nuoret " * 285, "n" * 2000, " ".join("abcdefghijklmnopqrst" * 50), "å" * 2000]
)
def test_a_long_question_is_answered(search: Search, asked: str) -> None:
    assert search.find(asked).total == (2 if "nuoret" in asked else 0)


@pytest.fixture(scope="module")
def things(shipped: Path) -> list[Entry]:
    dataset = opened(Workspace(shipped))
    queries = QueryFolder(Path(str(files("sparql"))) / "resource")
    return sorted(
        entries(dataset, queries, lambda: Reach(policy_layer(dataset))),
        key=lambda e: (len(e.names[0][0]), alphabetical(e.names[0][0]), e.iri),
    )


@pytest.mark.slow
def test_every_name_of_the_shipped_release_finds_its_thing_first(things: list[Entry]) -> None:
    search = Search(index_of(things))
    for entry in things:
        for name, _ in entry.names:
            if words_of(folded(name)):
                exact = [hit.iri for hit in search.find(name).hits if hit.how == "exact"]
                assert entry.iri in exact, name


@pytest.mark.slow
def test_the_index_finds_in_the_shipped_release_what_looking_at_every_word_finds(things: list[Entry]) -> None:
    search, plain, chance = Search(index_of(things)), Plainly(things), Random(3)
    names = sorted(name for entry in things for name, _ in entry.names)
    for name in chance.sample(names, 20):
        word = chance.choice(words_of(folded(name)) or ["ovi"])
        place = chance.randrange(len(word))
        wrong = word[:place] + chance.choice("aeiknst") + word[place + 1 :]
        for asked in (name, word[: place + 1], word[place:], wrong, name.replace(word, wrong)):
            found, expected = search.find(asked, most=20), plain.find(asked)
            assert found.total == len(expected), asked
            assert [(hit.iri, hit.how) for hit in found.hits] == expected[:20], asked


# Few letters, so that words share beginnings and parts; one of two bytes, and one that codes have.
LETTERS = "aiknä7"


def invented(chance: Random, count: int) -> list[Entry]:
    """Return so many things in their order, with few words, often the same."""
    words = ["".join(chance.choices(LETTERS, k=chance.choice((1, 3, 4, 5, 8, 12)))) for _ in range(25)]
    return sorted(
        (
            Entry(
                f"{ID}p{number}",
                (NS + "Project",),
                ((" ".join(chance.choices(words, k=chance.randint(1, 4))), "fi"),),
                (("theme", f"t{chance.randrange(3)}"),),
                tuple(chance.sample(words, chance.randrange(3))),
            )
            for number in range(count)
        ),
        key=lambda e: (len(e.names[0][0]), alphabetical(e.names[0][0]), e.iri),
    )


def piece(chance: Random, word: str) -> str:
    """Return a word, its beginning, a part of it, or it misspelt."""
    first, last = sorted(chance.sample(range(len(word) + 1), 2))
    return chance.choice((word, word[:last], word[first:last], word[:first] + word[last:] or word))


@pytest.mark.parametrize("few", [0, 4_000])
@given(st.randoms(use_true_random=False), st.sampled_from([1, 5, 60]))
@settings(max_examples=40, deadline=None)
def test_few_things_and_many_are_found_and_counted_as_looking_at_every_word_does(
    few: int, chance: Random, count: int
) -> None:
    things = invented(chance, count)
    search, plain = Search(index_of(things), few), Plainly(things)
    themes = {thing.iri: value for thing in things for facet, value in thing.belongs if facet == "theme"}
    for _ in range(5):
        words = words_of(chance.choice(things).names[0][0])
        asked = " ".join(piece(chance, word) for word in chance.sample(words, min(len(words), 3)))
        found, expected = search.find(asked, {"theme": "t1"}, most=count), plain.find(asked)
        within = [(iri, how) for iri, how in expected if themes[iri] == "t1"]
        assert [(hit.iri, hit.how) for hit in found.hits] == within, asked
        assert found.total == len(within)
        assert found.facets["theme"] == Counter(themes[iri] for iri, _ in expected)


class Plainly:
    """Search as it is defined, without an index: every word of every thing is looked at."""

    def __init__(self, things: list[Entry]) -> None:
        self.things = things
        self.names = [{folded(n) for n, _ in e.names} | {folded(code_of(e.iri))} for e in things]
        self.words = [{word for name in names for word in words_of(name)} for names in self.names]
        self.lemmas = [{folded(lemma) for lemma in e.lemmas} for e in things]

    def find(self, asked: str) -> list[tuple[str, str]]:
        words = words_of(folded(asked))
        ranks = self._ranks(words, is_misspelt=False)
        if not any(rank < len(HOWS) for rank in ranks):
            ranks = self._ranks(words, is_misspelt=True)
        if words:
            ranks = [0 if folded(asked) in names else r for names, r in zip(self.names, ranks, strict=True)]
        found = sorted((rank, number) for number, rank in enumerate(ranks) if rank < len(HOWS))
        return [(self.things[number].iri, HOWS[rank]) for rank, number in found]

    def _ranks(self, words: list[str], *, is_misspelt: bool) -> list[int]:
        each = [self._of(word, is_misspelt) for word in words] or [[len(HOWS)] * len(self.things)]
        return [max(ranks) for ranks in zip(*each, strict=True)]

    def _of(self, word: str, is_misspelt: bool) -> list[int]:
        near, near_lemmas = (
            _near(word, {w for held in lists for w in held}) if is_misspelt else set()
            for lists in (self.words, self.lemmas)
        )
        return [
            HOWS.index("prefix")
            if any(w.startswith(word) for w in held)
            else HOWS.index("lemma")
            if any(x.startswith(word) for x in lemmas)
            or any(is_form(w, stem) for w in held for stem in stems(word))
            else HOWS.index("part")
            if len(word) > 2 and any(word in w for w in held if is_spelt(w))
            else HOWS.index("fuzzy")
            if held & near or lemmas & near_lemmas
            else len(HOWS)
            for held, lemmas in zip(self.words, self.lemmas, strict=True)
        ]


def _near(word: str, words: set[str]) -> set[str]:
    far = 0 if len(word) <= 3 else 1 if len(word) < 7 else 2
    spelt = filter(is_spelt, words)
    found = sorted((OSA.distance(word, w, score_cutoff=far), w) for w in spelt) if far else []
    return {w for distance, w in found[:40] if distance <= far}

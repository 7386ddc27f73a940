"""A group is known by its label, or new by its place, its number and its head."""

from __future__ import annotations

import pytest

from graph.ingest.lemmas import Lemmatiser
from graph.ingest.linking import Linker
from graph.ingest.naming import known_groups, people_in
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, words_of
from graph.ingest.people import listed_groups
from graph.ingest.phrases import Phrases
from graph.ingest.rules import Rules
from graph.ingest.vocabulary import Concept, Label, Vocabulary


@pytest.fixture(scope="module")
def tools(lemmas: Lemmatiser, rules: Rules) -> Tools:
    names = {"k1": "nuoret", "k2": "opettajat"}
    roles = {"k1": "kyt:role-participants", "k2": "kyt:role-intermediaries"}
    concepts = {c: Concept(c, ("TargetGroup",), n, {"groupRole": (roles[c],)}) for c, n in names.items()}
    labels = tuple(Label(n, "fi", c, preferred=True) for c, n in names.items())
    vocabulary = Vocabulary(concepts, labels)
    return Tools(vocabulary, lemmas, {"groups": Linker(labels, lemmas)}, Phrases(rules), rules)


def _sentence(text: str, lemmas: Lemmatiser) -> Sentence:
    return Sentence(tuple(words_of(text, lemmas)), 0, len(text))


def _listed(text: str, tools: Tools) -> list[tuple[str, str, bool]]:
    sentence = _sentence(text, tools.lemmatiser)
    found = listed_groups(sentence, tools, [(0, len(text))])
    return [(" ".join(w.text for w in sentence.words[g.first : g.last]), g.role, g.new) for g in found]


def test_known_groups_come_with_their_role(tools: Tools) -> None:
    found = list(known_groups(_sentence("nuoria ja opettajia", tools.lemmatiser), tools))
    assert [g.role for g in found] == ["participants", "intermediaries"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kaikki nuoret", [("nuoret", "participants", False)]),
        ("kylissä asuvat nuoret", [("kylissä asuvat nuoret", "participants", True)]),
        ("luotsit ja kokit", [("luotsit", "participants", True), ("kokit", "participants", True)]),
        ("valon tuottajayhdistykset", [("valon tuottajayhdistykset", "intermediaries", True)]),
        ("digitaaliset palvelut", []),
        ("turvallisuus", []),
    ],
)
def test_in_a_list_every_plural_is_a_group_but_things_are_not(
    text: str, expected: list[tuple[str, str, bool]], tools: Tools
) -> None:
    assert _listed(text, tools) == expected


def test_outside_a_list_only_people_are_new_groups(tools: Tools) -> None:
    sentence = _sentence("tuetaan lyhtyjen sytyttäjien polkuja", tools.lemmatiser)
    found = people_in(sentence, tools)
    assert [" ".join(w.text for w in sentence.words[g.first : g.last]) for g in found] == [
        "lyhtyjen sytyttäjien"
    ]


def test_one_group_has_one_code_in_any_case(tools: Tools) -> None:
    codes = {
        listed_groups(_sentence(text, tools.lemmatiser), tools, [(0, 99)])[0].things[0].code
        for text in ("entiset sytyttäjät", "entisiä sytyttäjiä", "entisille sytyttäjille")
    }
    assert len(codes) == 1

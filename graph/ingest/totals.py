"""Totals: how many people there were, how old and which share of them, by which a report names no group."""

from __future__ import annotations

from collections.abc import Iterator

from graph.ingest.each import is_counted, is_number
from graph.ingest.naming import Named
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word, has_lemma
from graph.ingest.phrases import case_of, lemma

_MORE_OR_FEWER = frozenset({"enemmistönä", "vähemmistönä"})
_SEXES = frozenset({"nainen", "mies"})
#: Words for how many there are.
_NUMBERS = frozenset({"määrä", "lukumäärä", "osuus"})
_ON_AVERAGE = frozenset({"keskimäärin", "yleensä", "tyypillisesti", "enimmäkseen"})
#: How near two counts stand to each other, what joins them, and the heads that people are counted by.
_BESIDE = 6
_AND = ("ja", "sekä")
_HEADS = frozenset({"henkilö", "ihminen"})


def is_number_only(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell people of whom is told only how many, how old or which share of all they were."""
    return (
        _is_total(group, sentence, tools)
        or _is_share(group, sentence, tools)
        or _is_counted_only(group, sentence)
        or _is_age(group, sentence)
    )


def _is_share(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell how many were women or men ("joista 60 prosenttia oli naisia") from whom something was for."""
    head = sentence.words[group.last - 1]
    counted = case_of(head) == {"par"} or any(w.text in _MORE_OR_FEWER for w in sentence.words)
    bare = group.last - group.first == 1 and counted and lemma(head) in _SEXES
    return bare and has_lemma(sentence.words, tools.rules.words["shares"])


def _is_counted_only(group: Named, sentence: Sentence) -> bool:
    """Tell those of whom only the number is told ("turvapaikanhakijoiden määrä kasvoi")."""
    following = sentence.words[group.last : group.last + 1]
    return "gen" in case_of(sentence.words[group.last - 1]) and any(lemma(w) in _NUMBERS for w in following)


def _is_age(group: Named, sentence: Sentence) -> bool:
    """Tell how old those were who were named ("osallistujat olivat keskimäärin 43-vuotiaita")."""
    words = sentence.words[group.first : group.last]
    age = len(words) == 1 and lemma(words[0]).endswith("vuotias") and case_of(words[0]) == {"par"}
    return age and any(w.text.casefold() in _ON_AVERAGE for w in sentence.words)


def _is_total(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell how many there were in all ("osallistui 900 nuorta") from who they were."""
    word = sentence.words[group.last - 1]
    one = group.last - group.first == 1
    if not one or case_of(word) != {"par"} or not is_counted(group.first, sentence):
        return False
    others = _counted_beside(group, sentence)
    if tools.phrases.is_organisation(word):
        return any(w.lemmas & _HEADS for w in others)
    bare = tools.rules.words["bare_people"]
    # Of two counts, each tells who they were ("300 opiskelijaa ja 40 opettajaa").
    return not any(w.lemmas.isdisjoint(bare) for w in (word, *others))


def _counted_beside(group: Named, sentence: Sentence) -> Iterator[Word]:
    """Iterate over the heads of the counts that a conjunction joins to a group's."""
    words = sentence.words
    after = words[group.last : group.last + _BESIDE]
    if len(after) > 1 and after[0].text in _AND and is_number(after[1]):
        yield from (w for w in after[2:] if case_of(w) == {"par"})
    before = words[max(0, group.first - _BESIDE) : group.first]
    joint = next((i for i, w in enumerate(before) if w.text in _AND), 0)
    if joint and any(is_number(w) for w in before[:joint]) and case_of(before[joint - 1]) == {"par"}:
        yield before[joint - 1]

"""Each: singulars that stand for many, told by a number, a word for each, an aim or a plan."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word, has_lemma
from graph.ingest.phrases import case_of

_MOST_BETWEEN = 7
#: Numbers that are written as words, after which a singular stands.
_NUMERAL = re.compile(
    r"(?:kaksi|kolme|neljä|viisi|kuusi|seitsemän|kahdeksan|yhdeksän|\w*kymmen(?:en|tä)|\w*sataa?|\w*tuhatta?"
    r"|(?:kymmen|sata|tuhat)kunta)"
)
#: What speaks of many by each of them ("jokaiselle nuorelle", "yhä useampi opettaja").
_EACH = re.compile(r"jokai(?:nen|s\w+)|ku(?:kin|ll[ae]kin|takin)|useamp[ai]\w{0,3}|moni|monelle|monta")
#: What stands between the members of a list that a number counts ("40 opettajaa ja ohjaajaa").
_LISTING = (",", "ja", "sekä", "tai")
_NOMINATIVE = frozenset({"nom"})
_GENITIVE = frozenset({"gen"})
#: Ends of participles and adjectives in the nominative, whatever the dictionary takes them for.
_QUALITIES = ("tu", "ty", "va", "vä", "nut", "nyt", "nen")
_ALLATIVE = frozenset({"all"})
_COMPLEMENTS = frozenset({"ine", "ela", "ill", "ade", "abl", "all", "tra", "par"})
#: Ends of third persons, some of which a dictionary takes for nouns ("tapaa", "seuraa").
_THIRD = ("aa", "ää", "ee", "oo", "uu", "yy", "öö")
#: All third persons of one syllable that end otherwise.
_SHORT_THIRD = frozenset({"käy", "voi", "vie", "tuo", "luo", "juo", "lyö", "syö", "ui", "on"})
#: Relatives of what is planned, in which one person stands for all ("malli, jossa ohjaaja tapaa nuoren").
_PLANNED = ("jossa", "jolla", "johon", "jolloin")
_THAT = "että"


def is_counted(first: int, sentence: Sentence) -> bool:
    """Tell whether a number stands before a word, or before the list that it is in, or a word for each."""
    if any(_EACH.fullmatch(w.text.casefold()) for w in sentence.words[max(0, first - 1) : first + 1]):
        return True
    for word in reversed(sentence.words[max(0, first - _MOST_BETWEEN) : first]):
        if is_number(word):
            return True
        # "Pääosin" is an adverb.
        owner = case_of(word) == _GENITIVE and not word.text.endswith("in")
        own = word.text.endswith(("a", "ä")) or word.open or owner
        if not (word.text in _LISTING or own):
            return False
    return False


def is_one_of_many(i: int, sentence: Sentence, tools: Tools) -> bool:
    """Tell the singular after a number ("140 ohjaajaa"), or after a word for each ("jokaiselle nuorelle")."""
    if not sentence.once("counts", _counts):
        return False
    before = sentence.words[max(0, i - _MOST_BETWEEN) : i]
    if any(_EACH.fullmatch(w.text.casefold()) for w in before):
        return is_counted(tools.extents.start(sentence.words, i), sentence)
    partitive = sentence.words[i].text.endswith(("a", "ä")) and "par" in case_of(sentence.words[i])
    # A numeral stands in the noun's case where that is no core case ("200 nuorelle").
    with_them = [w.text for w in sentence.words[i + 1 : i + 2]] == ["kanssa"]
    if not (partitive or with_them) and case_of(sentence.words[i]) != _ALLATIVE:
        return False
    if not any(is_number(w) for w in before):
        return False
    return is_counted(tools.extents.start(sentence.words, i), sentence)


def is_typical(head: int, sentence: Sentence, tools: Tools) -> bool:
    """Tell the one person of whom an aim or a plan is told, alone or in a list of such before its verb.

    So "Tavoitteena on, että työtön nuori palaa opintoihin" and "malli, jossa ohjaaja tapaa nuoren".
    """
    words = sentence.words
    if not sentence.once("plans", _plans):
        return False
    if not _is_one(words[head], tools) or not _has_verb(head, sentence, tools):
        return False
    first = tools.extents.start(words, head)
    while first > 1:
        governed = words[first].text.endswith(_QUALITIES) and case_of(words[first - 1]) <= _COMPLEMENTS
        told = words[first - 1].text.endswith(_QUALITIES)
        if governed or told or _is_one(words[first - 1], tools):
            first -= 1
        elif words[first - 1].text in _LISTING and _is_one(words[first - 2], tools):
            first = tools.extents.start(words, first - 2)
        else:
            break
    opening = words[first - 1].text if first else ""
    # By a bare word anybody is meant: "lomake, jolla yrittäjä näkee", "Tavoitteena on, että yrittäjä saa".
    which = tools.extents.start(words, head) < head or first < head
    if opening in _PLANNED:
        acts = all(w.text != "on" for w in words[head + 1 : head + 2])
        return which or (acts and words[head].text.endswith(tools.rules.ends["professional_heads"]))
    return opening == _THAT and which and has_lemma(words[:first], tools.rules.words["aims"])


def _counts(words: tuple[Word, ...]) -> bool:
    """Tell by one look whether a sentence has a number or a word for each."""
    return any(_is_count(w.text) for w in words)


def _plans(words: tuple[Word, ...]) -> bool:
    """Tell by one look whether a sentence can tell of one person of an aim or a plan."""
    return any(w.text == _THAT or w.text in _PLANNED for w in words)


def _has_verb(head: int, sentence: Sentence, tools: Tools) -> bool:
    """Tell whether a verb follows a word, right after it or after the other members of its list."""
    words = sentence.words
    following = words[head + 1] if head + 1 < len(words) else None
    if following and following.text.endswith(_THIRD):
        return True
    for at in range(head + 1, min(head + _MOST_BETWEEN, len(words))):
        if tools.phrases.bound(words, at) == "verb" or words[at].text in _SHORT_THIRD:
            return True
        if words[at].text not in _LISTING and not _is_one(words[at], tools):
            return False
    return False


def _is_one(word: Word, tools: Tools) -> bool:
    if word.is_mark or word.text[:1].isupper():
        return False
    if word.text.endswith(tools.rules.ends["professional_heads"]):
        return True
    if case_of(word) != _NOMINATIVE:
        return False
    kinds = tools.phrases
    person = kinds.names_people(word) or kinds.verbs.is_participle(word) or kinds.is_generic(word)
    return person and not tools.phrases.is_plural(word) and not tools.phrases.is_organisation(word)


@lru_cache(100_000)
def _is_count(text: str) -> bool:
    folded = text.casefold()
    return text[-1:].isdigit() or bool(_NUMERAL.fullmatch(folded) or _EACH.fullmatch(folded))


def is_number(word: Word) -> bool:
    """Tell a number, in figures or in words."""
    return word.text[-1:].isdigit() or bool(_NUMERAL.fullmatch(word.text.casefold()))

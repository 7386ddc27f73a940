"""Extents: where the name of a group begins, given its head: what restricts the head belongs to the name."""

from __future__ import annotations

import re

from graph.ingest.cases import cases
from graph.ingest.passages import Word, after_hyphen
from graph.ingest.phrases import Phrases, case_of, lemma
from graph.ingest.rules import Rules

Words = tuple[Word, ...]

_PLACES = frozenset({"ine", "ela", "ill", "ade", "abl", "all", "ess", "tra"})
_OBJECTS = frozenset({"gen", "par"})
_ADVERB = frozenset({"nom"})
_ILLATIVE = frozenset({"ill"})
_INTO = ("aan", "ään", "oon", "uun", "yyn", "öön")
#: Ends of partitives that the dictionary knows in no other form.
_PARTITIVES = ("ia", "iä", "ja", "jä", "tukea")
#: Ends of numbers written as words, after which a partitive stands ("viisikymmentä").
_NUMERALS = ("kymmentä", "sataa", "tuhatta")
_NUMBER = re.compile(r"\d")
#: Adverbials a participle has at most: more belong to the clause.
_MOST_PLACES = 2
_SHORT = 3
#: Words that a name before a hyphen has at most.
_MOST_OF_NAME = 4
#: What is left of a past participle's partitive without an abessive's ending ("jääny-ttä").
_DONE = ("nu", "ny", "llu", "lly", "rru", "rry", "ssu", "ssy")
#: Past participles of passives, which say what was done.
_UNDERGONE = re.compile(r"t[uy]$")
#: Those whom a work itself has: its users and readers.
_OF_WORKS = ("käyttäjä", "lukija", "tekijä", "laatija", "kehittäjä")


class Extents:
    """Finds the first word of a name by agreement, attributes and what a participle governs."""

    def __init__(self, rules: Rules, phrases: Phrases) -> None:
        self._words = rules.words
        self._phrases = phrases

    def start(self, words: Words, head: int, first: int | None = None) -> int:
        """Return where the name with this head begins, of which all from ``first`` on belongs to it.

        What restricts nobody ("all", "new") is left out.
        """
        known = head if first is None else first
        begin = self._name(words, head) if known == head else known
        begin = self._noun(words, head, known) if begin == known else begin
        while begin < known and (
            self._is_trivial(words, begin, head) or self._is_how_many(words, begin, head)
        ):
            begin += 1
        return begin

    def _is_how_many(self, words: Words, at: int, head: int) -> bool:
        """Tell how many there are ("enemmän naisia") from what a participle governs ("enemmän tukea saavia").

        "Little" can be of a quality, too ("vähän koulutettuja").
        """
        text, counted = words[at].text.casefold(), words[at + 1]
        if text not in self._words["quantities"] or "par" not in _cases(words[head]):
            return False
        of_quality = text in self._words["degrees"] and bool(_UNDERGONE.search(lemma(counted)))
        owner = "gen" in _cases(counted)
        return not of_quality and (at + 1 == head or owner or self._agrees(words, at + 1, head))

    def _name(self, words: Words, head: int) -> int:
        """Return where a name before a hyphen and its head begins ("suomi toisena kielenä -opettajat")."""
        if head == 0 or not after_hyphen(words[head - 1], words[head]):
            return head
        first = head - 1
        while first > max(0, head - _MOST_OF_NAME) and not self._stands_apart(words, first - 1):
            first -= 1
        return first

    def _noun(self, words: Words, head: int, first: int) -> int:
        """Return where the whole noun phrase of a head begins."""
        if self._is_participle(words[head]) and first == head:
            first = self._governed(words, head)
        while (begin := self._attribute(words, first, head)) < first:
            first = begin
        return first

    def _attribute(self, words: Words, first: int, head: int) -> int:
        """Return where the attribute before ``first`` begins, or ``first`` where none stands there."""
        at = first - 1
        if at < 0:
            return first
        if self._joins(words[at]):
            return self._joined(words, first, head)
        counted = _NUMBER.match(words[at].text) and lemma(words[first]) in self._words["measures"]
        if words[at].open or counted:
            return at
        if words[at].text.casefold() in self._words["age_bounds"] or self._is_degree(words[at]):
            measured = _NUMBER.match(words[first].text) or lemma(words[first]) in self._words["measures"]
            degree = self._phrases.is_quality(words[first]) and not self._is_trivial(words, first, head)
            return at if measured or degree else first
        if self._is_other(words, at, head):
            return at
        if self._stands_apart(words, at):
            return first
        if self._agrees(words, at, head):
            return self._governed(words, at) if self._is_participle(words[at]) else at
        if self._is_made(words, at, head):
            return first
        if words[at].tail or ("gen" in _cases(words[at]) and not self._is_stray(words, at)):
            return self._noun(words, at, at)
        return first

    def _is_other(self, words: Words, at: int, head: int) -> bool:
        """Tell the "other" of somebody's others ("suvun muut jäsenet")."""
        if not words[at].text.casefold().startswith("mui") and words[at].text.casefold() != "muut":
            return False
        owned = at > 0 and "gen" in _cases(words[at - 1]) and not self._stands_apart(words, at - 1)
        return owned and bool(_cases(words[at]) & _cases(words[head]))

    def _is_made(self, words: Words, at: int, head: int) -> bool:
        """Tell the object of "laati oppaan kunnille", which is made for those after it and is not theirs.

        So "selvityksen" in "julkaisi selvityksen kuntien tarpeista".
        """
        word, given = words[at], case_of(words[head]) == {"all"}
        about = at > 0 and self._phrases.bound(words, at - 1) == "verb" and "gen" in case_of(words[head])
        if not (given or about) or lemma(words[head]).endswith(_OF_WORKS):
            return False
        return word.text.endswith("n") and lemma(word).endswith(tuple(self._words["writings"]))

    def _is_stray(self, words: Words, at: int) -> bool:
        """Tell an adjective in the genitive, which qualifies another noun than a plural after it."""
        return self._phrases.is_quality(words[at]) and not self._phrases.is_plural(words[at])

    def _joined(self, words: Words, first: int, head: int) -> int:
        """Step over a conjunction to what shares the head: "sosiaali- ja", "pienet ja", "lasten ja"."""
        other = first - 2
        if other < 0 or words[other].is_mark:
            return first
        if words[other].open:
            return other
        if first == head or self._phrases.bound(words, other):
            return first
        same = _cases(words[other]) & _cases(words[first])
        attributes = "gen" in same - _cases(words[head]) and not self._phrases.is_quality(words[other])
        qualities = self._agrees(words, other, head) and self._is_kind(words[other])
        if qualities and self._is_kind(words[first]):
            return other
        if self._is_participle(words[first]) and self._agrees(words, other, head):
            begin = self._governed(words, other) if self._is_participle(words[other]) else other
            # In a list each has a head: "vammaiset, vankilasta vapautuvat ja ikääntyneet työttömät".
            listed = words[first - 1].text == "sekä" or (begin > 0 and words[begin - 1].text == ",")
            # A second verb without an object shares the first one's ("tukea tarjoavat ja kehittävät").
            listed = listed and not self._phrases.verbs.takes_object(words[first])
            return begin if begin < other and not listed else first
        return self._noun(words, other, other) if attributes else first

    def _governed(self, words: Words, participle: int) -> int:
        """Return where what a participle governs begins: its adverbs, its places and one object."""
        first, places = participle, 0
        objects = int(self._phrases.verbs.takes_object(words[participle]))
        while first > 0:
            before = words[first - 1]
            begin = self._with_adposition(words, first)
            if self._is_degree(before):
                begin = first - 1
            elif self._is_about_to(words, first):
                begin, objects = first - 1, 1
            elif begin == first and self._joins(before) and first < participle:
                begin = self._other_complement(words, first, participle)
            elif begin == first and not self._stops(words, first - 1):
                if _cases(before) & _PLACES and places < _MOST_PLACES:
                    places, begin = places + 1, self._noun(words, first - 1, first - 1)
                elif not _cases(before) & _PLACES and (objects or "par" not in _cases(before)):
                    objects, begin = 0, self._noun(words, first - 1, first - 1)
            if begin == first:
                break
            first = begin
        return first

    def _is_about_to(self, words: Words, first: int) -> bool:
        """Tell what somebody is doing or about to do ("opintonsa keskeyttämässä olevat")."""
        doing = words[first - 1].text.endswith(("massa", "mässä"))
        being = not words[first].lemmas.isdisjoint(self._words["being"])
        return doing and being and self._phrases.verbs.is_infinitive(words[first - 1])

    def _with_adposition(self, words: Words, first: int) -> int:
        """Return where a word with its "because of" or "without" begins, which is no object."""
        text = words[first - 1].text.casefold()
        if first > 1 and text in self._words["postpositions"] | self._words["with_partitive"]:
            governs = _cases(words[first - 2]) & _OBJECTS and not self._stops(words, first - 2)
            return self._noun(words, first - 2, first - 2) if governs else first
        if first > 1 and "par" in _cases(words[first - 1]) and not self._stops(words, first - 1):
            begin = self._noun(words, first - 1, first - 1)
            without = begin > 0 and words[begin - 1].text.casefold() in self._words["with_partitive"]
            return begin - 1 if without else first
        return first

    def _other_complement(self, words: Words, first: int, participle: int) -> int:
        """Step over a conjunction to a participle's other complement: "suomea tai ruotsia puhuvat"."""
        if first < 2 or words[first - 2].is_mark:
            return first
        one, other = words[first - 2], words[first]
        if one.open:
            return first - 2
        same = _cases(one) & _cases(other) & (_PLACES | {"par"})
        if not same or self._is_participle(one) or self._stops(words, first - 2):
            return first
        if self._phrases.names_people(one) and self._agrees(words, first - 2, participle):
            # A list goes on: "työttömiä ja töitä etsiviä", but "lapsia ja nuoria kohtaavia".
            return self._noun(words, first - 2, first - 2) if self._phrases.names_people(other) else first
        begin = self._noun(words, first - 2, first - 2)
        # The object of a verb before a comma is no complement of what follows.
        owned = words[first - 1].text == "," and begin > 0 and self._phrases.bound(words, begin - 1) == "verb"
        return first if owned else begin

    def _stops(self, words: Words, at: int) -> bool:
        """Tell what no participle governs: a mark, a verb, a plural or a group in the nominative."""
        word = words[at]
        if self._stands_apart(words, at) or self._is_count(words, at):
            return True
        possessed = word.text.endswith(("nsa", "nsä"))
        return _cases(word) == {"nom"} and not possessed and not _NUMBER.match(word.text)

    def _is_count(self, words: Words, at: int) -> bool:
        """Tell how many there are of those after it ("5 000 alalla työskentelevää"), not how long or old."""
        number = words[at].text.isdigit() and at + 1 < len(words)
        return number and lemma(words[at + 1]) not in self._words["measures"]

    def _stands_apart(self, words: Words, at: int) -> bool:
        """Tell what belongs to the clause: its verbs, infinitives and particles."""
        text = words[at].text.casefold()
        if text in self._words["particles"] or self._phrases.bound(words, at):
            return True
        after_name = at > 0 and after_hyphen(words[at - 1], words[at])
        if text.startswith("hank") if after_name else "-hank" in text:
            return True
        return self._phrases.verbs.is_infinitive(words[at])

    def _agrees(self, words: Words, at: int, head: int) -> bool:
        """Tell whether a word has the case and the number of the head."""
        one, other = words[at], words[head]
        plural = self._phrases.is_plural(other)
        if one.is_mark or self._phrases.is_plural(one) != plural or not _cases(one) & _cases(other):
            return False
        several = one.text.endswith(_NUMERALS)
        return (
            plural
            or self._phrases.is_quality(one)
            or (_cases(one) == _cases(other) == {"par"} and not several)
        )

    def _is_trivial(self, words: Words, at: int, head: int) -> bool:
        word = words[at]
        if word.is_mark or self._is_count(words, at) or self._joins(word):
            return True
        trivial = not word.lemmas.isdisjoint(self._words["trivial_modifiers"])
        return trivial and bool(_cases(word) & _cases(words[head]))

    def _is_participle(self, word: Word) -> bool:
        return self._phrases.verbs.is_participle(word)

    def _is_kind(self, word: Word) -> bool:
        """Tell an adjective that names nobody by itself ("pienet") from one that does ("vammaiset")."""
        return lemma(word).endswith(tuple(self._words["qualities"])) and not self._phrases.names_people(word)

    def _is_degree(self, word: Word) -> bool:
        text = word.text.casefold()
        manner = text.endswith(("sti", "mmin", "ittain", "ittäin")) and text not in self._words["fillers"]
        # "Vahvisti" is a verb's past.
        manner = manner and not self._phrases.verbs.is_past(word)
        return text in self._words["degrees"] or manner or _is_without(word)

    def _joins(self, word: Word) -> bool:
        return word.text.casefold() in self._words["conjunctions"] or word.text == ","


def _is_without(word: Word) -> bool:
    """Tell the abessive of a noun ("luvatta"), not a partitive ("kättä", "jäänyttä")."""
    bare = word.text[:-3]
    ends = word.text.endswith(("tta", "ttä")) and len(bare) > _SHORT and bare[-1] in "aäoöuyi"
    return (
        ends
        and not bare.endswith(_DONE)
        and any(a[-1:] in "aäoöuy" and a[:_SHORT] == bare[:_SHORT].casefold() for a in word.analyses)
    )


def _cases(word: Word) -> frozenset[str]:
    """Return the cases of a word; an adverb ("ulkopuolella") goes by the ending of a local case."""
    if len(word.analyses) != 1:
        # A dictionary has no form of few words ("huostaan").
        into = word.text.endswith(_INTO) and word.text[:-2] in word.analyses
        return _ILLATIVE if into else case_of(word)
    found, partitive = cases(word.text), word.text.casefold().endswith(_PARTITIVES)
    return found if found <= _PLACES or partitive else _ADVERB

"""Names of instruments that no list knows: programmes, strategies, reforms, acts and treaties."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from graph.ingest.cases import cases, likely_lemma
from graph.ingest.claims import Thing, candidate
from graph.ingest.name_numbers import after_act_number, after_numbers, is_short_name
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word, after_hyphen, spelled
from graph.ingest.phrases import Phrase, case_of, lemma
from graph.ingest.pronouns import DONE_BY, Pronouns
from graph.ingest.singulars import titled
from graph.text.pattern import Pattern

_REMEMBERED = 100_000
_LONGEST = 8
#: How many words an act's issuer is before it at most: "neuvoston heinäkuussa 2019 antama suositus".
_GIVEN = 5
_CONCERNING = re.compile(r"(?:(?:koske|edistä|torju|poista|estä)v\w+|vastai(?:nen|s\w+|sta))$")
#: Of words like "ohjelmista" and "laista", not of "suositusta", which is a partitive.
_ELATIVES = ("ista", "istä", "asta", "ästä", "esta", "estä")
#: Partitives of what is done ("toteutumista"), which elatives of nouns look like.
_DOINGS = ("mista", "mistä")
#: Partitives of what is of something ("kansallista"), which look like them too.
_QUALITIES = ("llista", "llistä")
#: Of what is seen from an act, not what the act is on.
_ASPECTS = frozenset({"näkökulmasta", "tavoitteista", "periaatteista", "linjauksista"})

#: A name: the thing, and the words of the sentence it spans (last exclusive).
Named = tuple[Thing, int, int]


class InstrumentNames:
    """Finds names by their last word ("…ohjelma", "…strategia") and what stands around it."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._wordings = tools.rules.wordings
        self._pronouns = Pronouns(tools)
        self._is_head = _heads(self._wordings["instrument_name"], self._wordings["instrument_form"])

    def unknown(self, sentence: Sentence, *, is_claimed: bool) -> Iterator[Named]:
        """Find names; a plain word such as "plan" is one only where the section is about instruments."""
        words = sentence.words
        # Few sentences have such a word, and the others are not cut into phrases for it.
        reform = self._wordings["reform"].may_be_in(" ".join([w.text for w in words]))
        heads = [
            i for i, word in enumerate(words) if self.is_head(word) or (reform and self._is_reform(words, i))
        ]
        for phrase in self._tools.phrases_of(sentence) if heads else ():
            reached = 0
            for head in heads if not phrase.aside else ():
                own = phrase.first <= head < phrase.last and not self._owns(words, head, phrase.last)
                for named in self._named(phrase, head, sentence, is_claimed=is_claimed) if own else ():
                    if named[1] >= reached:
                        reached = named[2]
                        yield named

    def _is_reform(self, words: tuple[Word, ...], head: int) -> bool:
        """Tell what a reform does that is named by its deed."""
        return head > 0 and bool(self._wordings["reform"].match(f"{words[head - 1].text} {words[head].text}"))

    def listed(self, sentence: Sentence, ends: set[int]) -> Iterator[Named]:
        """Find proper names that a conjunction or comma joins to what ends at one of the given places."""
        words = sentence.words
        for phrase in self._tools.phrases_of(sentence) if ends else ():
            at = phrase.first
            joined = at > 1 and words[at - 2].end in ends and phrase.before in ("and", "comma")
            proper = all(w.text[:1].isupper() for w in words[at : phrase.head + 1])
            people = self._tools.phrases.names_people(words[phrase.head])
            if joined and proper and not people and not phrase.aside:
                last = after_numbers(words, phrase.head + 1, self._tools.rules)
                label = titled(words[at:last], phrase.head - at)
                identity = " ".join(lemma(w) for w in words[at:last])
                yield candidate(self._kind(label), label, identity=identity), at, last

    def is_head(self, word: Word) -> bool:
        """Tell a word that names of instruments end in, by its lemma or, of a compound, by its form."""
        return self._is_head(word.text, word.analyses)

    def end_of(self, sentence: Sentence, head: int) -> int:
        """Return where a name ends that has its head at a word: after years, a number or its subject."""
        numbered = after_act_number(sentence.words, head + 1)
        text = sentence.words[head].text
        owns = head == 0 and "gen" in cases(text)
        last = self._after_subject(sentence.words, numbered)
        listed = text.endswith(_ELATIVES) and any(self._is_joint(w) for w in sentence.words[numbered:last])
        if owns or listed:
            last = numbered
        if last > numbered or self._concerns(sentence.words, numbered):
            last = self.before_verb(sentence.words, head, last)
        return after_numbers(sentence.words, last, self._tools.rules)

    def _is_joint(self, word: Word) -> bool:
        return word.is_mark or word.text.casefold() in self._tools.rules.words["conjunctions"]

    def _after_title(self, words: tuple[Word, ...], head: int, last: int) -> int:
        """Step over the title of an act after a plain word for it: "periaatepäätökseen Kestävä saaristo"."""
        plain = self._wordings["generic_instrument"].match(lemma(words[head]))
        title = self._title(words, last) if plain and last == head + 1 else []
        named = len(title) > 1 and title[0].text[:1].isupper() and not title[0].tail
        return last + len(title) if named and case_of(title[-1]) == {"nom"} else last

    def _title(self, words: tuple[Word, ...], at: int) -> list[Word]:
        """Return the words up to a verb, over commas between members of a list in one case."""
        title = self._up_to_verb(words, at)
        end = at + len(title)
        if title and end + 1 < len(words) and words[end].text == ",":
            rest = self._up_to_verb(words, end + 1)
            listed = rest and "par" in cases(title[-1].text) & cases(rest[0].text)
            return [*title, words[end], *rest] if listed else title
        return title

    def _is_one(self, head: Word) -> bool:
        """Tell one instrument from several; of "lakiin" the i is the noun's own."""
        text = head.text.casefold()
        return not self._wordings["several_instruments"].search(text) or text == lemma(head) + "in"

    def _owns(self, words: tuple[Word, ...], head: int, end: int) -> bool:
        """Tell the pillar from the pillar's action plan, which is another instrument."""
        following = head + 1 < end and self.is_head(words[head + 1])
        several = following and not self._is_one(words[head + 1])
        if several and self._wordings["generic_instrument"].match(lemma(words[head + 1])):
            return False
        return following and "gen" in cases(words[head].text) and words[head + 1].text[:1].islower()

    def _named(self, phrase: Phrase, head: int, sentence: Sentence, *, is_claimed: bool) -> Iterator[Named]:
        words = sentence.words
        first = self._first(phrase, words, head)
        first = self._pronouns.begin(words, first, head, is_one=self._is_one(words[head]))
        last = self._after_title(words, head, self.end_of(sentence, head))
        said = words[first : head + 1]
        capital = any(w.text[:1].isupper() for w in said[1:]) or (said[0].text[:1].isupper() and first > 0)
        capital = capital or (
            said[0].text[:1].isupper() and head > first and after_hyphen(words[head - 1], words[head])
        )
        one = self._is_one(words[head])
        named = capital or (one and last > head + 1)
        generic = self._wordings["generic_instrument"].match(lemma(words[head]))
        after = words[head + 1 : head + 3]
        proper = any(is_short_name(w) for w in after)
        unissued = self._needs_issuer(words[head]) and not (self._has_issuer(said) or proper or capital)
        if (
            unissued
            or self._pronouns.points_back(words, first, head)
            or (generic and not (named or self._is_told_apart(said)))
        ):
            return
        if is_claimed or capital:
            label = titled(words[first:last], head - first) if one else spelled(words[first:last])
            identity = " ".join(lemma(w) for w in words[first:last])
            yield candidate(self._kind(label), label, identity=identity), first, last

    def _first(self, phrase: Phrase, words: tuple[Word, ...], head: int) -> int:
        """Return where a name begins: at its first capital, where it has one inside the sentence."""
        first = self._tools.phrases.start_of(replace(phrase, head=head), words)
        joined = after_hyphen(words[head - 1], words[head]) if head else False
        capitals = [i for i in range(max(first, 1), head + 1) if words[i].text[:1].isupper()]
        if not capitals or joined:
            return self._paired(words, self.with_issuer(words, self._listed(words, first, head)))
        begun = words[first].text[:1].isupper() and first == 0 and _is_chain(words[first : capitals[0]])
        return first if begun else self._paired(words, self.with_issuer(words, capitals[0]))

    def _paired(self, words: tuple[Word, ...], first: int) -> int:
        """Step back over the first of two owners ("Hyvinvoinnin ja terveyden ohjelma")."""
        if first <= 1 or words[first - 1].text not in ("ja", "sekä") or words[first].tail:
            return first
        owner, other = words[first - 2], words[first]
        both = "gen" in case_of(owner) and "gen" in case_of(other) and not owner.tail
        ours = self._wordings["the_theme"].match(owner.text)
        return (
            first - 2
            if both and owner.text[:1].isupper() and other.text[:1].islower() and not ours
            else first
        )

    def _listed(self, words: tuple[Word, ...], first: int, head: int) -> int:
        """Step back over a list in what an act concerns: "economic, social and cultural rights"."""
        concerns = any(_CONCERNING.search(w.text) for w in words[first:head])
        conjunctions = self._tools.rules.words["conjunctions"]
        while concerns and first > 1 and words[first - 1].text.casefold() in {",", *conjunctions}:
            if not cases(words[first - 2].text) & cases(words[first].text):
                break
            first -= 2
        return first

    def with_issuer(self, words: tuple[Word, ...], first: int) -> int:
        """Step back over whose an act is, of which year and reach: "EU:n", "neuvoston", "kansallinen"."""
        opening = self._wordings["name_opening"]
        done = first if words[first].text.islower() and DONE_BY.search(words[first].text) else first - 1
        if done > 0 and DONE_BY.search(words[done].text):
            given = range(done - 1, max(done + 1 - _GIVEN, 0) - 1, -1)
            issuer = next(
                (i for i in given if opening.match(words[i].text) and not words[i].text.endswith("sti")),
                first,
            )
            dated = all(w.text[:1].isdigit() or not w.is_mark for w in words[issuer:first])
            first = issuer if dated else first
        while first > 0 and opening.match(words[first - 1].text):
            first -= 1
        return first

    def _after_subject(self, words: tuple[Word, ...], at: int) -> int:
        """Step over what an act is on: "laki palvelujen järjestämisestä", "strategia … varten"."""
        ahead = self._up_to_verb(words, at)
        purpose = next((n for n, w in enumerate(ahead) if w.text == "varten"), None)
        if purpose:
            return at + purpose + 1
        last = 0
        for n, word in enumerate(ahead, 1):
            if (self.is_head(word) and not self._needs_issuer(word)) or word.text in _ASPECTS:
                break
            case = cases(word.text)
            doing = word.text.endswith(_DOINGS) and any(a.endswith("minen") for a in word.analyses)
            doing = doing or word.text.endswith(_QUALITIES)
            if "ela" in case and not doing:
                last = n
            elif last or not (
                "gen" in case or word.open or word.text.casefold() in self._tools.rules.words["conjunctions"]
            ):
                break
        return at + last

    def _concerns(self, words: tuple[Word, ...], at: int) -> bool:
        """Tell what an act is on, though a participle's object stands first ("pieniä kylistä koskevasta")."""
        ahead = self._up_to_verb(words, at)
        return any(_CONCERNING.search(lemma(w)) and "ela" in cases(w.text) for w in ahead)

    def before_verb(self, words: tuple[Word, ...], head: int, at: int) -> int:
        """Step over the rest of a sentence's subject: all between it and the verb is its own."""
        if "nom" not in case_of(words[head]) or self._tools.phrases.has_verb(words, head):
            return at
        end = at + len(self._up_to_verb(words, at))
        adverbs = self._tools.rules.words["particles"] | self._tools.rules.words["fillers"]
        own = all(w.text not in adverbs and not w.text.endswith("sti") for w in words[at:end])
        verb = end < len(words) and not words[end].is_mark and end < at + _LONGEST
        return end if own and verb else at

    def _up_to_verb(self, words: tuple[Word, ...], at: int) -> list[Word]:
        ahead: list[Word] = []
        for i in range(at, min(at + _LONGEST, len(words))):
            if words[i].is_mark or self._tools.phrases.verbs.is_one(words, i):
                break
            ahead.append(words[i])
        return ahead

    def _needs_issuer(self, head: Word) -> bool:
        return bool(self._wordings["issued_only"].search(lemma(head)))

    def _has_issuer(self, words: tuple[Word, ...]) -> bool:
        return any(self._wordings["issuer"].match(w.text) for w in words)

    def _is_told_apart(self, words: tuple[Word, ...]) -> bool:
        """Tell whether a plain "plan" has a modifier that says which one."""
        head, modifiers = words[-1], words[:-1]
        one = self._is_one(head)
        telling = [w for w in modifiers if not self._wordings["plain_modifier"].match(w.text)]
        return one and bool(telling)

    def _kind(self, label: str) -> str:
        if self._wordings["international_name"].search(label):
            return "InternationalTreaty"
        european = self._wordings["european_name"].search(label)
        return "EUPolicyInstrument" if european else "NationalProgramme"


def _is_chain(words: tuple[Word, ...]) -> bool:
    """Tell whether words are all genitives, as before the name they own: "Euroopan unionin …"."""
    return bool(words) and all("gen" in cases(w.text) or w.open or w.tail for w in words)


@lru_cache(maxsize=8)
def _heads(telling: Pattern, form: Pattern) -> Callable[[str, frozenset[str]], bool]:
    """Return what tells whether a word's lemma or form ends as names of instruments do, and remembers it."""
    plain = telling.plain
    end = re.compile(rf"(?:{plain.pattern})$", plain.flags)

    @lru_cache(_REMEMBERED)
    def is_head(text: str, analyses: frozenset[str]) -> bool:
        return bool(analyses) and bool(end.search(likely_lemma(text, analyses)) or form.search(text))

    return is_head

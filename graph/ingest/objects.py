"""Objects: what a verb of making has for its object, as the words that name it and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word
from graph.ingest.phrases import Phrase, case_of, lemma
from graph.ingest.speech import Turn

Span = tuple[int, int]
_FEW_LETTERS = 4
_OF_MANY = re.compile(r"(?:ien|jen|iden|itten|ten)$")
_NAMED = frozenset({"nom"})
_MADE = frozenset({"gen", "par", "nom"})
_BEGINS = frozenset({"par", "nom"})
_OWNER = frozenset({"gen"})
_GIVEN = frozenset({"all"})
_JOINTS = ("ja", "sekä")
#: What is done to a thing before it ("mallin juurruttamiseksi").
_OF_DEED = re.compile(r"\s\w{3,}mis(?:ta|tä|een|essa|essä|eksi|ella|ellä)\b")
#: Prepositions, whose partitive is no object ("ennen koronaa").
_PREPOSITIONS = frozenset({"ennen", "ilman", "kohti", "vailla", "keskellä", "pitkin", "vasten", "vastoin"})
_ABOUT = re.compile(r"st[aä]$")


class Objects:
    """Finds the objects of verbs in reports; ``heads`` name the lists of words for such objects."""

    def __init__(self, tools: Tools, *heads: str) -> None:
        self._tools = tools
        self._products = tuple(sorted(h for name in heads for h in tools.rules.words[name]))

    def is_product(self, words: tuple[Word, ...] | list[Word]) -> bool:
        """Tell whether a name's words end in the name of a kind of product ("ohjaajanopas")."""
        lemmas = {a.rstrip("~") for w in words[-1:] for a in (*w.analyses, lemma(w))}
        return any(found.endswith(self._products) for found in lemmas)

    def of(self, turn: Turn, start: int, end: int, *, after_verb: bool = True) -> Iterator[Span]:
        """Iterate over the things that a verb made: noun phrases in an object's case, alike ones joined."""
        phrases = self._own(self.phrases(turn, start, end), turn.sentence.words)
        phrases = _first_clause(phrases) if after_verb else phrases
        i = reach = 0
        while i < len(phrases):
            last = i
            while last + 1 < len(phrases) and self._belongs(turn.sentence, phrases[last], phrases[last + 1]):
                last += 1
            span = self.span(turn, phrases[i], first=i == 0)
            tail = span if last == i else self.span(turn, phrases[last])
            if span and tail and span[0] >= reach:
                yield span[0], tail[1]
                reach = tail[1]
            i = last + 1

    def _own(self, phrases: list[Phrase], words: tuple[Word, ...]) -> list[Phrase]:
        """Leave out relative clauses, and after one what its verb may govern: all that are no products."""
        aside = False
        own: list[Phrase] = []
        for phrase in phrases:
            aside = aside or phrase.aside
            if not phrase.aside and (not aside or self._has_product(words[phrase.first : phrase.last])):
                own.append(phrase)
        return own

    def _has_product(self, words: tuple[Word, ...]) -> bool:
        return any(self.is_product([w]) or is_proper(w) for w in words)

    def _belongs(self, sentence: Sentence, one: Phrase, other: Phrase) -> bool:
        """Tell coordinated heads or modifiers of one result ("käytäntöjä ja rakenteita") from a list."""
        if other.before != "and" or not one.cases & other.cases:
            return False
        first = self._tools.phrases.start_of(one, sentence.words)
        if other.last - other.first == 1:
            return one.plural and other.plural and one.head > first
        second = sentence.words[other.first + 1]
        return one.head == first and bool(re.search(r"v(?:a|ä|ia|iä|an|än|at|ät)$", second.text))

    def phrases(self, turn: Turn, start: int, end: int) -> list[Phrase]:
        """Return the noun phrases between two places of a sentence, those that say with whom left out."""
        words = turn.sentence.words
        first, last = turn.sentence.start + start, turn.sentence.start + end
        holes = [
            m.span() for m in self._tools.rules.wordings["together"].finditer(turn.passage.text, first, last)
        ]
        found: list[Phrase] = []
        for begin, stop in _between(words, first, last, holes):
            for phrase in self._tools.phrases.of(words[begin:stop]):
                shifted = replace(
                    phrase, first=phrase.first + begin, last=phrase.last + begin, head=phrase.head + begin
                )
                found.append(shifted)
        return found

    def span(self, turn: Turn, phrase: Phrase, *, first: bool = False) -> Span | None:
        """Return the span of what a phrase names, without light words; None where it names nothing made.

        The ``first`` phrase after a verb is its object even where people follow whom it is for.
        """
        sentence, wordings = turn.sentence, self._tools.rules.wordings
        if sentence.words[max(0, phrase.first - 1)].text.casefold() in _PREPOSITIONS:
            return None
        phrase = self._up_to_product(self._without_receivers(phrase, sentence.words), turn)
        begin = phrase.first
        if phrase.head == phrase.last - 1 and phrase.cases & _MADE:
            begin = self._tools.phrases.start_of(phrase, sentence.words)
        words = self._without_light(list(sentence.words[begin : phrase.last]))
        words = (
            []
            if self._is_place(phrase, words)
            else self._object(words, sentence.words[phrase.head], first=first)
        )
        proper = next((w for w in words if is_proper(w)), None)
        if not words or (len(words) == 1 and len(words[0].text) == 1):
            return None
        end = (proper or words[-1]).end
        if wordings["no_object"].match(turn.passage.text, end) or self._is_means(words[-1]):
            return None
        last = (proper or words[-1]).text
        owned = any("gen" in case_of(w) for w in words[:-1])
        outcome = not owned and wordings["outcome_word"].search(last)
        if outcome or wordings["hanke"].search(last) or last.endswith("misen"):
            return None
        if _OF_DEED.match(turn.passage.text, end):
            return None
        if not self.is_product(words) and self._is_people(words[-1], of_name=proper is not None):
            return None
        if self.is_product(words) and not case_of(words[-1]) & _MADE:
            return None
        if wordings["no_result"].match(turn.passage.text[words[0].start : end]):
            return None
        return words[0].start, end if proper else self.complemented(words[-1], sentence.words)

    def _without_receivers(self, phrase: Phrase, words: tuple[Word, ...]) -> Phrase:
        """Cut a phrase before those whom its object is for ("valmennuksen kipua sairastaville miehille")."""
        last = words[phrase.last - 1]
        few = phrase.last - phrase.first <= 1
        if few or case_of(last) != _GIVEN or not self._tools.phrases.names_people(last):
            return phrase
        at = self._tools.extents.start(words, phrase.last - 1)
        if case_of(words[phrase.first]) == _OWNER and "par" in case_of(words[phrase.first + 1]):
            # What a participle after it governs cannot own: the genitive is the verb's own object.
            at = phrase.first + 1
        if not phrase.first < at < phrase.last - 1 or not case_of(words[at - 1]) & _MADE:
            return phrase
        return replace(phrase, last=at, head=at - 1, cases=case_of(words[at - 1]))

    def _is_means(self, word: Word) -> bool:
        """Tell a postposition that a phrase ends in ("kokemusten pohjalta")."""
        return bool(self._tools.rules.wordings["no_object"].fullmatch(" " + word.text))

    def _is_people(self, head: Word, *, of_name: bool) -> bool:
        """Tell people, also those that a participle in the allative names: for them it was made."""
        participle = self._tools.phrases.verbs.is_participle(head)
        given = participle and not of_name and case_of(head) == _GIVEN
        return given or self._tools.phrases.names_people(head)

    def _is_place(self, phrase: Phrase, words: list[Word]) -> bool:
        """Tell a genitive that belongs to the place after it ("muotoiltiin asukkaiden työpajoissa")."""
        own = [w for w in words if case_of(w) & _MADE]
        alone = phrase.head < phrase.last - 1 and bool(own) and all(case_of(w) == _OWNER for w in own)
        return alone and not self.is_product(own) and not own[0].text[:1].isupper()

    def _up_to_product(self, phrase: Phrase, turn: Turn) -> Phrase:
        """Cut a phrase after its product, where those follow whom it is for, or whose something is."""
        words = turn.sentence.words
        own = [i for i in range(phrase.first, phrase.last) if case_of(words[i]) & _MADE]
        products = [i for i in own if not _OF_MANY.search(words[i].text) and self.is_product([words[i]])]
        if about := [i for i in products if self._is_about(i, phrase, words)]:
            return replace(phrase, last=about[0] + 1, head=about[0], cases=case_of(words[about[0]]))
        if not products or products[-1] == phrase.last - 1:
            return phrase
        at, last = products[-1], words[phrase.last - 1]
        begins = case_of(words[at]) & _BEGINS and all(
            case_of(w) == _OWNER for w in words[at + 1 : phrase.last]
        )
        called = words[at + 1].text.casefold() in ("nimeltä", "nimeltään")
        led = called or self._tools.rules.wordings["no_object"].match(turn.passage.text, last.end)
        if case_of(last) & _MADE and not begins and not led:
            return phrase
        return replace(phrase, last=at + 1, head=at, cases=case_of(words[at]))

    def _is_about(self, at: int, phrase: Phrase, words: tuple[Word, ...]) -> bool:
        """Tell a product that the rest of its phrase says the subject of ("selvitys saarten palveluista")."""
        wordings, last = self._tools.rules.wordings, phrase.last - 1
        told = wordings["with_complement"].search(lemma(words[at])) and wordings["about"].search(
            words[last].text
        )
        return bool(told) and at < last and all(_leads_on(w) for w in words[at + 1 : last])

    def complemented(self, word: Word, words: tuple[Word, ...]) -> int:
        """Return where a name ends with what it is about or for ("suositukset neuvonnan lisäämiseksi")."""
        about = self._tools.rules.wordings["about"]
        if not self._tools.rules.wordings["with_complement"].search(lemma(word)):
            return word.end
        at = words.index(word) + 1
        while at < len(words) and (
            case_of(words[at]) == _OWNER or words[at].open or words[at].text in _JOINTS
        ):
            at += 1
        if at == len(words) or not about.search(words[at].text):
            return word.end
        if at + 1 < len(words) and self._tools.phrases.verbs.is_participle(words[at + 1]):
            # "For those who answer for roads": the participle governs it, and not the product.
            return word.end
        while at + 1 < len(words) and not words[at + 1].is_mark and _ABOUT.search(words[at + 1].text):
            at += 1
        return words[at].end

    def _object(self, words: list[Word], head: Word, *, first: bool) -> list[Word]:
        """Return an object's words: with what complements a partitive, without whom an accusative is for."""
        found = [case_of(w) for w in words]
        if any("par" in case and "ess" not in case for case in found):
            return words
        if _OF_MANY.search(head.text):
            return []
        if case_of(head) & _MADE:
            return words
        wanted = _NAMED if found and "nom" in found[0] else _MADE
        own = next((i for i, case in enumerate(found) if not case & wanted), len(words))
        recipient = own == 1 and self._tools.phrases.names_people(head) and wanted is _MADE
        many = own > 0 and bool(_OF_MANY.search(words[own - 1].text))
        return [] if many or (recipient and not first) else words[:own]

    def _without_light(self, words: list[Word]) -> list[Word]:
        light = self._tools.rules.wordings["light_words"]
        while words and light.match(words[0].text + " "):
            words = words[1:]
        return words


def _leads_on(word: Word) -> bool:
    """Tell a word that stands before what something is about: an owner, or a joint between two."""
    return "gen" in case_of(word) or word.open or word.text in _JOINTS or bool(_ABOUT.search(word.text))


def is_proper(word: Word) -> bool:
    """Tell a compound that begins with a proper name ("Kykyviisari-työkalu") from other words."""
    return "-" in word.text and word.text[:1].isupper() and len(word.text.split("-")[0]) > _FEW_LETTERS


def _between(words: tuple[Word, ...], first: int, last: int, holes: list[Span]) -> Iterator[Span]:
    """Iterate over the runs of words inside ``first:last`` and outside the holes, as word indices."""
    begin: int | None = None
    for i, word in enumerate(words):
        inside = first <= word.start < last and not any(s <= word.start < e for s, e in holes)
        if inside and begin is None:
            begin = i
        elif not inside and begin is not None:
            yield begin, i
            begin = None
    if begin is not None:
        yield begin, len(words)


def _first_clause(phrases: list[Phrase]) -> list[Phrase]:
    """Leave out what follows another verb, and what stands as that verb's own subject or object before it."""
    for i, phrase in enumerate(phrases):
        if i and phrase.before in ("verb", "negation"):
            return phrases[: i - 1]
    return phrases

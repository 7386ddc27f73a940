"""Phrases: the noun phrases of a Finnish sentence, with what stands before each and the case of its head."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from graph.ingest.cases import cases, cases_of, is_plural, likely_lemma
from graph.ingest.kinds import PARTICIPLES, Kinds
from graph.ingest.passages import Word, after_hyphen
from graph.ingest.rules import Rules
from graph.value import value

_FEW = 2
#: How many words after a relative the verb of a list stands.
_LIST_VERB = 4
#: More than a form has.
_SENTENCES = 1000
_REMEMBERED = 100_000
#: The word lists that bound phrases, the first that holds a word decides, with the names of their bounds.
_BOUNDS = (
    ("conjunctions", "and"),
    ("relatives", "relative"),
    ("postpositions", "postposition"),
    ("complementizers", "that"),
    ("negations", "negation"),
)
_COMPLEMENTS = frozenset({"par", "ill", "ela"})


@value(frozen=True, slots=True)
class Phrase:
    """Words ``first:last`` of a sentence (last exclusive); ``head`` is the index of its head.

    ``before`` names what bounds it on the left: start, comma, and, verb, colon, bracket… ``aside`` is true in
    a relative clause.
    """

    first: int
    last: int
    head: int
    cases: frozenset[str]
    plural: bool
    before: str
    aside: bool


class Phrases(Kinds):
    """Cuts sentences into noun phrases by the rules' word lists."""

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules)
        self._bounds = {word: bound for name, bound in reversed(_BOUNDS) for word in rules.words[name]}
        self._many = lru_cache(_REMEMBERED)(self._has_form_of_many)
        #: Sentences asked about by their identity, with what bounds their words: rules ask of one many times.
        self._bounded: dict[int, tuple[tuple[Word, ...], dict[int, str]]] = {}

    def of(self, words: tuple[Word, ...]) -> list[Phrase]:
        """Return the noun phrases of a sentence, in its order."""
        return list(self._cut(words))

    def _cut(self, words: tuple[Word, ...]) -> Iterator[Phrase]:
        first: int | None = None
        before, aside = "start", False
        for i, word in enumerate([*words, None]):
            bound = self.bound(words, i) if word is not None else "end"
            if not bound:
                first = i if first is None else first
                continue
            if first is not None:
                yield self._phrase(words, first, i, before, aside=aside)
                first = None
            if bound == "filler":
                continue
            aside = self._is_aside(words, i, bound, aside=aside)
            if not (bound == "and" and before == "comma"):
                before = bound

    def bound(self, words: tuple[Word, ...], i: int) -> str:
        """Name the bound that a word is, or the empty string for a word inside a phrase."""
        asked = self._bounded.get(id(words))
        if asked is None:
            if len(self._bounded) >= _SENTENCES:
                self._bounded.clear()
            # The words are kept, so that no others have their identity meanwhile.
            asked = self._bounded[id(words)] = words, {}
        known = asked[1]
        if i not in known:
            known[i] = self._bound(words, i)
        return known[i]

    def has_verb(self, words: tuple[Word, ...], end: int | None = None) -> bool:
        """Tell whether a sentence has a verb, or its words before one place."""
        return any(self.bound(words, i) == "verb" for i in range(len(words) if end is None else end))

    def _bound(self, words: tuple[Word, ...], i: int) -> str:
        word, text = words[i], words[i].text.casefold()
        suspended = i > 0 and words[i - 1].open
        if word.is_mark:
            return "" if suspended and text == "," else _MARKS.get(text, "colon")
        if bound := self._bounds.get(text):
            return "" if suspended and bound == "and" else bound
        if self.verbs.is_one(words, i) and not (i + 1 < len(words) and after_hyphen(word, words[i + 1])):
            return "verb"
        return "filler" if text in self._words["fillers"] else ""

    def _is_aside(self, words: tuple[Word, ...], i: int, bound: str, *, aside: bool) -> bool:
        if bound == "relative":
            return not (self._lists(words, i) or self._concludes(words, i))
        if bound == "that":
            return False
        if aside and bound == "and" and i + 1 < len(words) and words[i + 1].text[:1].isupper():
            return False
        if not aside or bound not in ("comma", "colon", "bracket"):
            return aside
        following = words[i + 1] if i + 1 < len(words) else None
        if following is None or following.is_mark:
            return False
        text = following.text.casefold()
        if [w.text for w in words[i + 2 : i + 3]] == ["kuitenkaan"] and self._is_whole(words, i):
            return False
        if text in self._words["relatives"] | self._words["negations"]:
            return True
        # After a relative clause that has its verb, the next verb is the main clause's.
        return self.is_finite(following) and not self._is_whole(words, i)

    def _lists(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell a relative clause that lists those whom it takes up ("joita ovat", "joihin luetaan")."""
        if words[i].text.casefold() not in self._words["listing_relatives"]:
            return False
        listing = self._words["listing_verbs"]
        if words[i].text.endswith("lla"):
            # "Joilla vaikeudet ovat yleisiä" tells what they have.
            listing = listing - {"ovat"}
        return any(w.text in listing for w in words[i + 1 : i + 1 + _LIST_VERB])

    def _concludes(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell a relative that takes up a whole clause, after which what follows from it is said."""
        following = words[i + 1].text if i + 1 < len(words) else ""
        return words[i].text in _WHOLE and following in self._words["consequences"]

    def _is_whole(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell whether the relative clause that ends at a comma has a verb."""
        for at in range(i - 1, -1, -1):
            if (bound := self.bound(words, at)) in ("verb", "relative"):
                return bound == "verb"
        return False

    def is_finite(self, word: Word) -> bool:
        """Tell whether a word is a finite verb."""
        return self.verbs.is_finite(word)

    def is_nominal(self, word: Word) -> bool:
        """Tell a word that can be in a noun phrase from one that bounds it."""
        text = word.text.casefold()
        names = ("relatives", "negations", "conjunctions", "complementizers")
        bounds = frozenset[str]().union(*(self._words[name] for name in names))
        return text not in bounds and not self.is_finite(word)

    def start_of(self, phrase: Phrase, words: tuple[Word, ...]) -> int:
        """Return where the noun phrase itself begins: its head's modifiers, not adverbials before them."""
        head = words[phrase.head]
        wanted, first = case_of(head), self._name_start(phrase, words)
        free = any(a.endswith(PARTICIPLES) for a in head.analyses)
        for i in range(first - 1, phrase.first - 1, -1):
            word = words[i]
            participle = any(a.endswith(PARTICIPLES) for a in word.analyses)
            if not (free or participle or self._belongs(words, i, wanted)):
                break
            free = free or participle
            first = i
        while first < phrase.head and self._is_trivial(words[first]):
            first += 1
        return self._coordinated(words, first) if free and first == phrase.first else first

    def _name_start(self, phrase: Phrase, words: tuple[Word, ...]) -> int:
        """Return where a name before a hyphen starts: "Pieni askel -malli" is one name with its head."""
        head = phrase.head
        if head == phrase.first or not after_hyphen(words[head - 1], words[head]):
            return head
        capitals = [i for i in range(phrase.first, head) if words[i].text[:1].isupper()]
        return capitals[-1] if capitals else head

    def _belongs(self, words: tuple[Word, ...], i: int, wanted: frozenset[str]) -> bool:
        """Tell whether a word modifies a head after it: a genitive, one that agrees, a name, a number."""
        word = words[i]
        case = case_of(word)
        capital = word.text[:1].isupper() and (i > 0 or words[i + 1].text[:1].isupper())
        named = capital or word.text[:1].isdigit()
        apart = word.text.casefold() in self._words["age_bounds"] or word.text.endswith("sti")
        joined = word.open or bool(word.tail) or (i > 0 and words[i - 1].open)
        return named or apart or joined or "gen" in case or bool(case & wanted)

    def _coordinated(self, words: tuple[Word, ...], first: int) -> int:
        """Step over a conjunction to the other complement of a participle: "suomea tai ruotsia puhuvat"."""
        if first < _FEW or words[first - 1].text.casefold() not in self._words["conjunctions"]:
            return first
        one, other = words[first - 2], words[first]
        same = cases(one.text) & cases(other.text) & _COMPLEMENTS
        if one.is_mark or not same or lemma(other).endswith(PARTICIPLES):
            return first
        before = first - 2
        while before > 0 and (words[before - 1].text.endswith("sti") or words[before - 1].tail):
            before -= 1
        return before

    def _is_trivial(self, word: Word) -> bool:
        return word.is_mark or not word.lemmas.isdisjoint(self._words["trivial_modifiers"])

    def is_many(self, word: Word) -> bool:
        """Tell what by itself can be many: a plural, what is theirs, or a crowd."""
        return self._many(word.text, word.analyses)

    def _has_form_of_many(self, text: str, analyses: frozenset[str]) -> bool:
        ends = text.endswith(OWN) or likely_lemma(text, analyses).endswith(self._heads["crowds"])
        return ends or self.is_plural(Word(text, 0, len(text), analyses))

    def is_plural(self, word: Word) -> bool:
        """Tell whether a word has a plural's ending; the partitive "ammatillista" only looks like one."""
        return not word.is_mark and is_plural(word.text, word.analyses)

    def _phrase(self, words: tuple[Word, ...], first: int, last: int, before: str, *, aside: bool) -> Phrase:
        head = last - 1
        while head >= first and case_of(words[head]) <= self._words["places"]:
            head -= 1
        if head < first or words[head].open or words[head].text.casefold() in self._bounds:
            head = last - 1
        return Phrase(first, last, head, case_of(words[head]), self.is_plural(words[head]), before, aside)


def case_of(word: Word) -> frozenset[str]:
    """Return the cases a word can stand in; a word the dictionary lacks is judged by its ending alone."""
    return cases_of(word.text, word.analyses)


def lemma(word: Word) -> str:
    """Return the analysis of a word that is most likely its dictionary form."""
    return likely_lemma(word.text, word.analyses)


#: Endings of what is theirs, alike in singular and plural.
OWN = ("nsa", "nsä")
#: Relatives that take up a clause, not people ("minkä vuoksi", "mistä syystä").
_WHOLE = frozenset({"minkä", "mistä"})
_MARKS = {",": "comma", ";": "comma", "•": "comma", ":": "colon", ".": "end", "/": "and"}
_MARKS |= dict.fromkeys("()", "bracket")

"""Noun phrases of Swedish and English: words between articles, prepositions, verbs and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.ingest.passages import Word
from graph.ingest.phrases import Phrase, Phrases
from graph.ingest.rules import Rules

#: Endings that the plurals of nouns have, beside a listed few that the dictionary knows.
_PLURAL = {"sv": re.compile(r"(?:[aoe]r|n|na|a|are|s)$"), "en": re.compile(r"(?<!s)s$")}
_UNMARKED = frozenset(
    "people women men children youth staff personnel elderly roma sámi unemployed homeless "
    "folk personal minderåriga anhöriga barn män offer par "
    "seniorer".split()
)


class Germanic(Phrases):
    """Cuts sentences of one of these languages into noun phrases by the rules' word lists."""

    def __init__(self, rules: Rules, language: str) -> None:
        super().__init__(rules)
        self._language = language
        self._word_lists = rules.words

    def _cut(self, words: tuple[Word, ...]) -> Iterator[Phrase]:
        first: int | None = None
        before, aside = "start", False
        for i, word in enumerate([*words, None]):
            bound = self.bound(words, i) if word is not None else "end"
            if not bound and (i == 0 or not self._owns(words[i - 1])):
                first = i if first is None else first
                continue
            if first is not None:
                head = words[i - 1]
                yield Phrase(first, i, i - 1, frozenset(), self.is_plural(head), before, aside)
                first = None
            if not bound:
                first, before = i, "owner"
                continue
            aside = bound == "relative" or (aside and bound not in ("mark", "and"))
            before = bound

    def _owns(self, word: Word) -> bool:
        """Tell people in the genitive, whose name ends before what is theirs ("young people's skills")."""
        text = word.text.casefold()
        genitive = (
            word.tail == "s" or text.endswith(("s'", "s’")) or (self._language == "sv" and text[-1:] == "s")
        )
        return genitive and self._ends(word.analyses, "person_heads")

    def bound(self, words: tuple[Word, ...], i: int) -> str:
        """Name the bound that a word is, or the empty string for a word inside a phrase."""
        word, text = words[i], words[i].text.casefold()
        if word.is_mark:
            return "mark"
        for name in ("conjunctions", "relatives", "negations"):
            if text in self._word_lists[name]:
                return {"conjunctions": "and", "relatives": "relative"}.get(name, "negation")
        if text in self._word_lists["bounds"] or text in self._word_lists["fillers"]:
            return "bound"
        if self.is_participle(words, i):
            return "participle"
        return "verb" if self.is_finite(word) else ""

    def is_participle(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell an English participle that goes on after a plural ("men living alone")."""
        return (
            self._language == "en"
            and i > 0
            and words[i].text.endswith("ing")
            and bool(words[i].analyses - {words[i].text.casefold()})
            and self.is_plural(words[i - 1])
            and not self.is_finite(words[i - 1])
        )

    def is_finite(self, word: Word) -> bool:
        """Tell a listed verb."""
        text = word.text.casefold()
        return text in self._word_lists["finite"] or not word.analyses.isdisjoint(self._word_lists["verbs"])

    def start_of(self, phrase: Phrase, words: tuple[Word, ...]) -> int:
        """Return where the phrase begins without words such as "new" and "other"."""
        first = phrase.first
        while first < phrase.head and not words[first].analyses.isdisjoint(
            self._word_lists["trivial_modifiers"]
        ):
            first += 1
        return first

    def is_plural(self, word: Word) -> bool:
        """Tell whether a word has a plural's ending, or is a plural without one."""
        text = word.text.casefold()
        return not word.is_mark and (text in _UNMARKED or bool(_PLURAL[self._language].search(text)))

    def role(self, words: Sequence[Word]) -> str:
        """Return the role that the people a phrase names usually have, or the empty string for no people."""
        lemmas = words[-1].analyses
        if self._professional.search(" ".join(w.text for w in words)):
            return "intermediaries"
        if self._ends(lemmas, "not_groups") or (self._ends(lemmas, "generic_heads") and len(words) == 1):
            return ""
        if self._ends(lemmas, "professional_heads") or self._ends(lemmas, "organisation_heads"):
            return "intermediaries"
        return "participants" if self._ends(lemmas, "person_heads") else ""

    def is_condition(self, word: Word) -> bool:
        """Tell a word that ends what may follow a group's name ("people with health problems")."""
        return self._ends(word.analyses, "conditions")

    def _has_end(self, lemmas: frozenset[str], name: str) -> bool:
        """Tell whether a lemma is listed, or, in Swedish, a compound with a listed head."""
        heads = self._heads[name]
        if self._language == "sv":
            return any(lemma == h or (len(h) > 3 and lemma.endswith(h)) for lemma in lemmas for h in heads)
        return any(lemma.rsplit("-", 1)[-1] in heads or lemma in heads for lemma in lemmas)

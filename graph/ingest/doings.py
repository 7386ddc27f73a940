"""Doings: what kinds of deeds a report's verbs tell of, and whether they were done."""

from __future__ import annotations

from graph.ingest.cases import PERFECTS_OF_MANY, is_perfect
from graph.ingest.clauses import is_past_passive
from graph.ingest.paper import Tools
from graph.ingest.participles import deed, participle
from graph.ingest.passages import Word, has_lemma

Words = tuple[Word, ...]
#: The kinds of deeds that rules list verbs of.
_DEEDS = "joining coming benefiting belonging teaching turning giving being helping gathering meeting"
_KINDS = tuple(f"{kind}_verbs" for kind in (*_DEEDS.split(), "enabling", "handing", "radiating"))
_COMPOUND = 8
#: Verbs of the same list that make nobody something else.
_ONLY_HELPING = frozenset({"tavoittaa", "auttaa", "saattaa", "haastatella", "hyödyttää", "osallistaa"})
_HELPING = _ONLY_HELPING | {participle(verb) for verb in _ONLY_HELPING}
_STRIVING = frozenset({"pyrkiä", "huolehtia", "varmistaa"})
_OF_MANY = ("ivat", "ivät")
_NEAR_THAT = 3


class Doings:
    """Tells the kinds of deeds by the rules' lists of verbs; ``nouns`` name what is done to people."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        words = tools.rules.words
        self._forms = {name: words[name] | {participle(verb) for verb in words[name]} for name in _KINDS}
        self._compounds = tuple(v for v in self._forms["teaching_verbs"] if len(v) >= _COMPOUND)
        self.nouns = frozenset(deed(verb) for verb in words["teaching_verbs"])

    def of_clause(self, words: Words, verb: tuple[int, int], clause: tuple[int, int]) -> set[str]:
        """Return the kinds of deeds that a clause's verb tells of, or the infinitive that goes with it."""
        found = self.of(words[verb[1]])
        if "helping_verbs" in found:
            infinitives = (w for w in words[verb[1] + 1 : clause[1]] if w.text.casefold() in w.lemmas)
            for word in infinitives:
                found |= self.of(word)
        return found

    def of(self, word: Word) -> set[str]:
        """Return the kinds of deeds that a word tells of; "luotiin" is taken for a bullet by dictionaries."""
        lemmas = word.lemmas if word.text.casefold() != "luotiin" else frozenset({"luoda"})
        found = {name for name, forms in self._forms.items() if not forms.isdisjoint(lemmas)}
        if any(lemma.endswith(self._compounds) for lemma in lemmas):
            found.add("teaching_verbs")
        return found

    def is_training(self, word: Word) -> bool:
        """Tell a verb by which people become something, from one that only reaches or helps them."""
        reached = any(lemma.removesuffix("eet") + "ut" in _HELPING for lemma in word.lemmas)
        return "teaching_verbs" in self.of(word) and word.lemmas.isdisjoint(_HELPING) and not reached

    def is_past(self, words: Words, verb: tuple[int, int]) -> bool:
        """Tell whether a verb, given by the places of its first and its main word, tells what was done."""
        main = words[verb[1]]
        text = main.text.casefold()
        if is_perfect(text) or text.endswith(PERFECTS_OF_MANY):
            return True
        if verb[0] != verb[1]:
            return False
        past = self._tools.phrases.verbs.is_past(main)
        # Of verbs in -ia, present and past are alike of many ("toimivat").
        past = past or (text.endswith(_OF_MANY) and any(a.endswith(("ia", "iä")) for a in main.lemmas))
        return past or text.endswith("i") or text in self._tools.rules.words["past"] or is_past_passive(main)

    def is_intended(self, words: Words, main: int, first: int) -> bool:
        """Tell the verb of what was begun or striven for in the past.

        It is an infinitive ("alettiin tukea"), or in the clause from ``first`` on ("pyrittiin siihen, että").
        """
        if main and "helping_verbs" in self.of(words[main - 1]) and self.is_past(words, (main - 1, main - 1)):
            return True
        that = any(w.text == "että" for w in words[max(0, first - 1) : first + _NEAR_THAT])
        return that and has_lemma(words[:first], _STRIVING)

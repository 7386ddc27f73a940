"""Means: the methods that no scheme knows in a theme, and what deeds of teaching and coaching are called."""

from __future__ import annotations

from collections.abc import Iterator

from graph.ingest.claims import Claims, Thing, candidate, known
from graph.ingest.nominals import Nominal, Nominals
from graph.ingest.paper import Paper, Tools
from graph.ingest.parts import Parts
from graph.ingest.passages import Passage, Sentence, Word
from graph.ingest.phrases import lemma

Span = tuple[int, int]
#: Where a theme says what it does.
_SECTIONS = ("content", "cooperation")
_ROLES = frozenset({"nom", "par", "ade", "ess"})
_LONG = 9


class Means:
    """Finds in a theme the methods that are named as such, and in any document those told by verbs."""

    def __init__(self, tools: Tools, claims: Claims) -> None:
        self._tools = tools
        self._claims = claims
        self._heads = tuple(sorted(tools.rules.words["means_heads"]))
        self._nominals = Nominals(tools.phrases, self._heads)
        self._nouns = dict(pair.split("=") for pair in tools.rules.words["method_verbs"])

    def extract(self, paper: Paper, subject: Thing, parts: Parts) -> None:
        """Assert the methods of a theme and its parts."""
        for passage in paper.within(*_SECTIONS) if paper.form == "theme" else ():
            owner = parts.get(passage.start, subject)
            for sentence in passage.sentences:
                if not self._tools.is_background(passage, sentence):
                    self.told(owner, passage, sentence)
                    for nominal in self._named(passage, sentence):
                        label = passage.text[nominal.words[0].start : nominal.head.end]
                        identity = " ".join(lemma(w) for w in nominal.words)
                        thing = candidate("Method", label, identity=identity)
                        self._assert(owner, thing, passage, sentence, nominal.words)

    def told(self, owner: Thing, passage: Passage, sentence: Sentence) -> None:
        """Assert what a sentence's verbs of teaching and coaching are methods of ("koulutetaan")."""
        for i, word in enumerate(sentence.words):
            noun = self._noun(sentence.words, i)
            if noun:
                self._assert(owner, self._thing(noun), passage, sentence, (word,))

    def _noun(self, words: tuple[Word, ...], i: int) -> str | None:
        text = words[i].text.casefold()
        noun = next((n for stem, n in self._nouns.items() if text.startswith(stem)), None)
        if (
            noun is None
            or words[i].is_mark
            or not self._tools.rules.wordings["method_verb_form"].search(text)
        ):
            return None
        perfect = text.endswith(("tu", "ty", "ut", "yt"))
        before = {w.text.casefold() for w in words[:i]}
        return noun if not perfect or not before.isdisjoint(self._tools.rules.words["auxiliaries"]) else None

    def _thing(self, noun: str) -> Thing:
        concepts = self._tools.vocabulary.of_kind("Method")
        names = self._tools.vocabulary.names_of
        concept = next((c for c in concepts if noun in names(c.code)), None)
        return known(concept, "Method") if concept else candidate("Method", noun, identity=noun)

    def _named(self, passage: Passage, sentence: Sentence) -> Iterator[Nominal]:
        mentions = self._tools.mentions("methods", sentence)
        taken = [(sentence.words[m.first].start, sentence.words[m.last - 1].end) for m in mentions]
        wordings = self._tools.rules.wordings
        for nominal in self._nominals.of(sentence.words):
            span = nominal.words[0].start, nominal.head.end
            means = bool(wordings["by_means"].match(passage.text, span[1]))
            if not (nominal.cases & _ROLES or means) or any(s < span[1] and span[0] < e for s, e in taken):
                continue
            long = len(nominal.words) > 1 or len(nominal.head.text) >= _LONG
            light = wordings["no_method"].search(passage.text[slice(*span)])
            if long and not light and self._nominals.is_known(nominal.head):
                yield nominal

    def _assert(
        self, owner: Thing, thing: Thing, passage: Passage, sentence: Sentence, words: tuple[Word, ...]
    ) -> None:
        span = words[0].start, words[-1].end
        said = self._tools.said(passage, sentence)
        if said.stance(span[0] - sentence.start, span[1] - sentence.start) == "affirmed":
            self._claims.add(self._tools.rules["methods.means"], owner.code, thing, passage, span)

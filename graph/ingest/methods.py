"""Methods: what a report says its projects worked with, by words of use and by what methods are called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.ingest.claims import Claims, candidate
from graph.ingest.objects import Objects
from graph.ingest.paper import Tools, span_of
from graph.ingest.passages import Word
from graph.ingest.phrases import case_of, lemma
from graph.ingest.results import Results
from graph.ingest.speech import Turn

Span = tuple[int, int]
_TELLING = ("results", "summary")
_MOST = 4


class Methods:
    """Finds in one report the methods that no scheme knows."""

    def __init__(self, tools: Tools, claims: Claims, results: Results) -> None:
        self._tools = tools
        self._claims = claims
        self._made = results.made
        self._objects = Objects(tools, "products", "method_heads")
        self._heads = tuple(sorted(tools.rules.words["method_heads"]))

    def extract(self, turns: list[Turn]) -> None:
        """Assert the methods that sentences about a project say it used, tried or worked by."""
        for turn in (t for t in turns if t.passage.section in _TELLING):
            taken = [m.span for m in self._made if m.passage is turn.passage]
            if turn.passage.section == "summary":
                self._concepts(turn, taken)
            for span in (*self._said_to_be(turn), *self._used(turn), *self._by_means(turn)):
                words = _words(turn, span)
                if words and not _overlaps(taken, span) and not self._is_known(words, turn):
                    taken.append(span)
                    self._assert(turn, span, words)

    def _concepts(self, turn: Turn, taken: list[Span]) -> None:
        """Assert the methods of the scheme that a sentence of the summary names, outside names of results."""
        sentence, first = turn.sentence, max(turn.start, turn.name_end)
        for mention, things in self._tools.named("methods", ("Method",), sentence):
            span = span_of(sentence, mention.first, mention.last)
            inside = first <= span[0] - sentence.start < turn.end and not _overlaps(taken, span)
            light = self._tools.rules.wordings["no_method"].search(turn.passage.text[slice(*span)])
            stance = self._tools.said(turn.passage, sentence).stance(
                span[0] - sentence.start, span[1] - sentence.start
            )
            owns = self._owns(sentence.words, mention.last, turn)
            if inside and not light and not owns and stance == "affirmed":
                for thing in things:
                    self._claims.add(
                        self._tools.rules["methods.known"], turn.project.code, thing, turn.passage, span
                    )

    def _owns(self, words: tuple[Word, ...], at: int, turn: Turn) -> bool:
        """Tell a method that somebody or something after it is of ("kotoutumiskoulutuksen kouluttajille")."""
        following = words[at] if at < len(words) else None
        if following is None or following.is_mark or case_of(words[at - 1]) != {"gen"}:
            return False
        means = self._tools.rules.wordings["by_means"].match(turn.passage.text, words[at - 1].end)
        verb = self._tools.phrases.bound(words, at) in ("verb", "and")
        return not means and not verb and not self._tools.rules.wordings["carrier"].search(lemma(following))

    def _assert(self, turn: Turn, span: Span, words: tuple[Word, ...]) -> None:
        text = turn.passage.text_of(turn.sentence)
        if not self._is_affirmed(turn, span) or self._tools.rules.wordings["never_used"].search(text):
            return
        label = turn.passage.text[slice(*span)]
        thing = candidate("Method", label, identity=" ".join(lemma(w) for w in words))
        self._claims.add(self._tools.rules["methods.used"], turn.project.code, thing, turn.passage, span)

    def _is_affirmed(self, turn: Turn, span: Span) -> bool:
        said, start = self._tools.said(turn.passage, turn.sentence), turn.sentence.start
        return said.stance(span[0] - start, span[1] - start) == "affirmed"

    def _said_to_be(self, turn: Turn) -> Iterator[Span]:
        """Find what is called a method, or used as one ("menetelmänä käytettiin X:ää")."""
        for cue in self._cues("method_named", turn):
            yield from self._objects.of(turn, cue.end(), turn.end)

    def _used(self, turn: Turn) -> Iterator[Span]:
        """Find the objects of verbs of use and trial; of verbs of doing those called as methods are."""
        for name in ("method_used", "method_done"):
            for cue in self._cues(name, turn):
                for span in self._objects.of(turn, cue.end(), self._stop(turn, cue.end())):
                    if name == "method_used" or self._is_method(_words(turn, span)[-1:]):
                        yield span

    def _stop(self, turn: Turn, start: int) -> int:
        """Return where the objects of a verb end at the latest: before a colon that explains them."""
        colon = turn.passage.text_of(turn.sentence).find(": ", start, turn.end)
        return turn.end if colon < 0 else colon

    def _by_means(self, turn: Turn) -> Iterator[Span]:
        """Find what something was done by, or as ("palvelumuotoilun keinoin", "vertaisopastuksena")."""
        text, wordings = turn.passage.text, self._tools.rules.wordings
        for phrase in self._objects.phrases(turn, max(turn.start, turn.name_end), turn.end):
            words = turn.sentence.words
            for at in range(phrase.first, phrase.last):
                word, cases = words[at], case_of(words[at])
                means = "gen" in cases and wordings["by_means"].match(text, word.end)
                named = "nom" in cases and wordings["is_method"].match(text, word.end)
                bare = "ade" in cases and wordings["method_way"].search(word.text)
                as_such = "ess" in cases and self._is_method([word]) and not bare
                if bare or named or ((means or as_such) and self._is_method([word])):
                    yield words[self._start(phrase.first, at, words)].start, word.end
        for cue in self._cues("rests_on", turn):
            yield from self._rested_on(turn, turn.sentence.start + cue.end())

    def _rested_on(self, turn: Turn, start: int) -> Iterator[Span]:
        """Find the illatives after a verb of resting, with what a conjunction joins to them."""
        words = [w for w in turn.sentence.words if start <= w.start < turn.sentence.start + turn.end]
        first = 0
        for i, word in enumerate(words):
            if word.is_mark or i - first > _MOST:
                return
            if word.text in ("ja", "sekä"):
                first = i + 1
            elif "ill" in case_of(word) and (i + 1 == len(words) or not case_of(words[i + 1]) & {"ill"}):
                yield words[first].start, word.end
                first = i + 1
                if first == len(words) or words[first].text not in ("ja", "sekä"):
                    return

    def _start(self, first: int, at: int, words: tuple[Word, ...]) -> int:
        """Return where the name that ends at a word starts: with its adjectives and owners."""
        wanted = case_of(words[at]) | {"gen"}
        while at > first and (case_of(words[at - 1]) & wanted or words[at - 1].open):
            at -= 1
        return at

    def _is_method(self, words: tuple[Word, ...] | list[Word]) -> bool:
        """Tell whether a name ends as the names of methods do ("ryhmävalmennus")."""
        return any(a.rstrip("~").endswith(self._heads) for w in words for a in (*w.analyses, lemma(w)))

    def _is_known(self, words: tuple[Word, ...], turn: Turn) -> bool:
        """Tell what a scheme knows, what the project made and what is no more than a pronoun or people."""
        concepts = self._tools.mentions("methods", turn.sentence)
        spans = [(turn.sentence.words[m.first].start, turn.sentence.words[m.last - 1].end) for m in concepts]
        own = [m for m in self._made if m.project.code == turn.project.code]
        again = any(not m.words[-1].analyses.isdisjoint(words[-1].analyses) for m in own)
        light = self._tools.rules.wordings["no_method"].search(" ".join(w.text for w in words))
        people = self._tools.phrases.names_people(words[-1]) and not self._is_method(words[-1:])
        return again or bool(light) or people or _overlaps(spans, (words[0].start, words[-1].end))

    def _cues(self, name: str, turn: Turn) -> Iterator[re.Match[str]]:
        text = turn.passage.text_of(turn.sentence)
        relative = self._tools.rules.wordings["relative_object"]
        for cue in self._tools.rules.wordings[name].finditer(text):
            if turn.start <= cue.start() < turn.end and not relative.search(text, 0, cue.start()):
                yield cue


def _words(turn: Turn, span: Span) -> tuple[Word, ...]:
    return tuple(w for w in turn.sentence.words if span[0] <= w.start < span[1] and not w.is_mark)


def _overlaps(taken: list[Span], span: Span) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)

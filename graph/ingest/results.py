"""Results: what a report says a project made, from verbs of making and from participles before its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.assertion import Polarity
from graph.ingest.claims import Claims, Thing, candidate
from graph.ingest.paper import Paper, Tools
from graph.ingest.passages import Passage, Sentence, Word
from graph.ingest.phrases import Phrase, case_of, lemma
from graph.ingest.rules import Rule
from graph.ingest.speech import Turn

Span = tuple[int, int]
_TELLING = 9
_LONG = 13
_FEW_LETTERS = 4
_OF_MANY = re.compile(r"(?:ien|jen|iden|itten|ten)$")
_NAMED = frozenset({"nom"})
_MADE = frozenset({"gen", "par", "nom"})


@dataclass(frozen=True, slots=True)
class Made:
    """A result where a passage names it, and whether for the first time."""

    project: Thing
    thing: Thing
    passage: Passage
    span: Span
    words: tuple[Word, ...]
    first: bool = True

    def may_be_in(self, said: frozenset[str]) -> bool:
        """Tell whether a sentence with these analyses can name the result again."""
        return any(_proper(w) for w in self.words) or not said.isdisjoint(self.words[-1].analyses)

    def again(self, words: tuple[Word, ...], at: int, *, own: bool) -> int:
        """Return the end of a later mention of the result that starts at a word, or 0.

        A mention is the whole name, a proper name in it, its only long noun, or in a stretch that speaks of
        its ``own`` project the last noun of the name.
        """
        word = words[at]
        if word.is_mark:
            return 0
        if _sequence(self.words, words, at):
            return at + len(self.words)
        if any(_proper(name) and word.text[:1].isupper() and _same_start(name, word) for name in self.words):
            return at + 1
        head = self.words[-1]
        told = len(head.text) > (_TELLING if len(self.words) == 1 else _LONG)
        known = (own or told) and len(head.text) > _FEW_LETTERS + 1
        return at + 1 if known and not head.analyses.isdisjoint(word.analyses) else 0


class Results:
    """Reads one report's results; ``made`` holds them for those who ask what is said of them later."""

    def __init__(self, paper: Paper, tools: Tools, claims: Claims) -> None:
        self._paper = paper
        self._tools = tools
        self._claims = claims
        self.made: list[Made] = []

    def extract(self, turns: list[Turn]) -> None:
        """Assert what each project made."""
        for turn in turns:
            taken: list[Span] = []
            for rule, span in [
                *self._before_verb(turn),
                *self._after_verb(turn),
                *self._after_participle(turn),
            ]:
                if not any(s < span[1] and span[0] < e for s, e in taken):
                    taken.append(span)
                    self._assert(rule, turn, span)

    def _assert(self, rule: Rule, turn: Turn, span: Span) -> None:
        label = turn.passage.text[slice(*span)]
        words = tuple(w for w in turn.sentence.words if span[0] <= w.start < span[1] and not w.is_mark)
        identity = " ".join(lemma(w) for w in words)
        thing = self._known(turn.project, words) or candidate(
            "Result", label, self._paper.code, identity=identity
        )
        said = self._tools.said(turn.passage, turn.sentence)
        stance = said.stance(span[0] - turn.sentence.start, span[1] - turn.sentence.start)
        polarity: Polarity = "affirmed" if stance == "affirmed" else "denied"
        self._claims.add(rule, turn.project.code, thing, turn.passage, span, polarity=polarity)
        if polarity == "denied":
            return
        new = all(m.thing.code != thing.code for m in self.made)
        self.made.append(Made(turn.project, thing, turn.passage, span, words, first=new))

    def attribute(self, turn: Turn, start: int, end: int) -> None:
        """Assert as a project's result what stands between two places of its sentence."""
        taken = [m.span for m in self.made if m.passage is turn.passage]
        for phrase in self._phrases(turn, start, end):
            span = self._span(turn, phrase) if phrase.cases & {"nom", "par"} else None
            if span and not any(s < span[1] and span[0] < e for s, e in taken):
                self._assert(self._tools.rules["results.attributed"], turn, span)

    def _known(self, project: Thing, words: tuple[Word, ...]) -> Thing | None:
        """Return the result of a project that these words name once more."""
        own = (m for m in self.made if m.project.code == project.code)
        return next(
            (m.thing for m in own if any(m.again(words, i, own=False) for i in range(len(words)))), None
        )

    def _after_verb(self, turn: Turn) -> Iterator[tuple[Rule, Span]]:
        wordings, text = self._tools.rules.wordings, turn.passage.text_of(turn.sentence)
        verbs = [m for m in wordings["made"].finditer(text) if turn.start <= m.start() < turn.end]
        for verb, following in zip(verbs, [*verbs[1:], None], strict=False):
            stops = (wordings[name].search(text, verb.end()) for name in ("made_end", "further_verb"))
            ends = [m.start() for m in (*stops, following) if m]
            for span in self._objects(turn, verb.end(), min(turn.end, *ends) if ends else turn.end):
                yield self._tools.rules["results.made"], span

    def _after_participle(self, turn: Turn) -> Iterator[tuple[Rule, Span]]:
        wordings, text = self._tools.rules.wordings, turn.passage.text_of(turn.sentence)
        for participle in wordings["attributed"].finditer(text):
            if turn.start <= participle.start() < turn.end:
                phrases = self._phrases(turn, participle.end(), turn.end)
                joined = [
                    p
                    for i, p in enumerate(phrases[:2])
                    if i == 0 or ("käytössä" in participle.group() and p.before == "and")
                ]
                for phrase in joined:
                    if span := self._span(turn, phrase):
                        yield self._tools.rules["results.attributed"], span

    def _before_verb(self, turn: Turn) -> Iterator[tuple[Rule, Span]]:
        wordings, text = self._tools.rules.wordings, turn.passage.text_of(turn.sentence)
        for verb in wordings["made_before"].finditer(text):
            if turn.start < verb.start() < turn.end:
                first = max(turn.start, turn.name_end)
                before = [p for p in self._phrases(turn, first, verb.start()) if p.cases & {"nom", "par"}]
                if before and (span := self._span(turn, before[-1])):
                    yield self._tools.rules["results.attributed"], span

    def _objects(self, turn: Turn, start: int, end: int) -> Iterator[Span]:
        """Iterate over the things that a verb made: noun phrases in an object's case, alike ones joined."""
        phrases = _first_clause([p for p in self._phrases(turn, start, end) if not p.aside])
        i = 0
        while i < len(phrases):
            last = i
            while last + 1 < len(phrases) and self._belongs(turn.sentence, phrases[last], phrases[last + 1]):
                last += 1
            span = self._span(turn, phrases[i], first=i == 0)
            tail = span if last == i else self._span(turn, phrases[last])
            if span and tail:
                yield span[0], tail[1]
            i = last + 1

    def _belongs(self, sentence: Sentence, one: Phrase, other: Phrase) -> bool:
        """Tell coordinated heads or modifiers of one result ("käytäntöjä ja rakenteita") from a list."""
        if other.before != "and" or not one.cases & other.cases:
            return False
        first = self._tools.phrases.start_of(one, sentence.words)
        if other.last - other.first == 1:
            return one.plural == other.plural and one.head > first
        second = sentence.words[other.first + 1]
        return one.head == first and bool(re.search(r"v(?:a|ä|ia|iä|an|än|at|ät)$", second.text))

    def _phrases(self, turn: Turn, start: int, end: int) -> list[Phrase]:
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

    def _span(self, turn: Turn, phrase: Phrase, *, first: bool = False) -> Span | None:
        """Return the span of what a phrase names, without light words; None where it names nothing made.

        The ``first`` phrase after a verb is its object even where people follow whom it is for.
        """
        begin = phrase.first
        if phrase.head == phrase.last - 1 and phrase.cases & _MADE:
            begin = self._tools.phrases.start_of(phrase, turn.sentence.words)
        words = self._without_light(list(turn.sentence.words[begin : phrase.last]))
        words = self._object(words, turn.sentence.words[phrase.head], first=first)
        proper = next((w for w in words if _proper(w)), None)
        if not words:
            return None
        span = words[0].start, (proper or words[-1]).end
        return (
            None if self._tools.rules.wordings["no_result"].match(turn.passage.text[slice(*span)]) else span
        )

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
        return [] if recipient and not first else words[:own]

    def _without_light(self, words: list[Word]) -> list[Word]:
        light = self._tools.rules.wordings["light_words"]
        while words and light.match(words[0].text + " "):
            words = words[1:]
        return words


def _sequence(name: tuple[Word, ...], words: tuple[Word, ...], at: int) -> bool:
    """Tell whether a name of several words stands at a place, in any form."""
    here = words[at : at + len(name)]
    return (
        len(name) > 1
        and len(here) == len(name)
        and all(not a.analyses.isdisjoint(b.analyses) for a, b in zip(name, here, strict=True))
    )


def _proper(word: Word) -> bool:
    """Tell a compound that begins with a proper name ("Kykyviisari-työkalu") from other words."""
    return "-" in word.text and word.text[:1].isupper() and len(word.text.split("-")[0]) > _FEW_LETTERS


def _same_start(own: Word, word: Word) -> bool:
    return word.text.split("-")[0].startswith(own.text.split("-")[0])


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

"""Uptake: how far a result is in use, from what the report says after its project's money ended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from graph.assertion import Polarity
from graph.ingest import fates
from graph.ingest.claims import Claims, Thing
from graph.ingest.made import Made, long_ones
from graph.ingest.paper import Paper, Tools
from graph.ingest.passages import Passage, Sentence, Word
from graph.ingest.phrases import case_of
from graph.ingest.results import Results
from graph.ingest.rules import Rule
from graph.ingest.speech import Turn

Span = tuple[int, int]
_SECTIONS = ("results", "continuation", "regional")
_FEW = 2
_ENDED = "kyt:uptake-ended"
_IN_USE, _PLANNED = "kyt:uptake-in-use", "kyt:uptake-planned"
_BRACKETED = re.compile(r"\s\(([^()]+)\)")
_FEW_WORDS = 4
_SHORT = 3
_OF_WHOM = frozenset({"nom", "ela"})
_SPOKEN_OF = frozenset({"nom", "par", "gen", "ela"})


class Uptake:
    """Reads what one report says of its results' use."""

    def __init__(self, paper: Paper, tools: Tools, claims: Claims, results: Results) -> None:
        self._paper = paper
        self._tools = tools
        self._claims = claims
        self._results = results
        self._made = results.made

    def extract(self, turns: list[Turn]) -> None:
        """Assert the uptake of each result that a sentence speaks of."""
        for step in (self._again, self._left, self._sentence):
            for passage in self._paper.within(*_SECTIONS):
                for sentence in passage.sentences:
                    step(passage, sentence, turns)
        for one, other in pairwise(self._paper.within("continuation")):
            if one.kind == other.kind == "cell" and "\n" not in self._paper.text[one.end : other.start]:
                self._beside(one, other)

    def _beside(self, cell: Passage, other: Passage) -> None:
        """Assert what a table's cell says of the result that the cell before it names."""
        made = [m for m in self._made if m.passage is cell]
        status = fates.state(other.text, self._tools.rules) if made else None
        if status:
            self._assert_fate(other, (0, len(other.text)), status, [made[0].thing])

    def _again(self, passage: Passage, sentence: Sentence, turns: list[Turn]) -> None:
        """Assert a result once more where a later passage names it."""
        spoken = [t for t in turns if t.sentence is sentence]
        said = frozenset[str]().union(*(w.analyses for w in sentence.words))
        parts = long_ones(said)
        taken = [m.span for m in self._made if m.passage is passage]
        for made in [m for m in self._made if m.first and m.passage.start < passage.start]:
            if not made.may_be_in(said, parts):
                continue
            for i, word in enumerate(sentence.words):
                if self._is_plain(word) or any(start <= word.start < end for start, end in taken):
                    continue
                own = any(t.project.code == made.project.code and _speaks(t, word) for t in spoken)
                if last := made.again(sentence.words, i, own=own):
                    taken.append(self._named_again(made, passage, sentence.words[i:last]))
        if passage.section == "continuation":
            self._only_one(passage, sentence, taken)

    def _is_plain(self, word: Word) -> bool:
        """Tell an adjective such as "new", which names nothing by itself."""
        return not word.analyses.isdisjoint(self._tools.rules.words["trivial_modifiers"])

    def _only_one(self, passage: Passage, sentence: Sentence, taken: list[Span]) -> None:
        """Assert a result once more where a word can mean no other result of the report."""
        firsts = [m for m in self._made if m.first and m.passage.start < passage.start]
        for i, word in enumerate(sentence.words):
            owned = i > 0 and not sentence.words[i - 1].is_mark and "gen" in case_of(sentence.words[i - 1])
            held = owned or any(start <= word.start < end for start, end in taken)
            people = self._is_plain(word) or self._tools.phrases.names_people(word)
            if held or people or len(word.text) <= _SHORT or not case_of(word) & _SPOKEN_OF:
                continue
            meant = [(m, last) for m in firsts if (last := m.again(sentence.words, i, own=True))]
            if len({m.thing.code for m, _ in meant}) == 1:
                made, last = meant[0]
                taken.append(self._named_again(made, passage, sentence.words[i:last]))

    def _named_again(self, made: Made, passage: Passage, words: Sequence[Word]) -> Span:
        """Assert a result once more where these words name it; return their span."""
        here = words[0].start, words[-1].end
        self._claims.add(self._tools.rules["results.again"], made.project.code, made.thing, passage, here)
        self._made.append(replace(made, passage=passage, span=here, first=False))
        return here

    def _left(self, passage: Passage, sentence: Sentence, turns: list[Turn]) -> None:
        """Assert as a result what a project's name in the genitive leads straight to a wording of uptake."""
        text = passage.text_of(sentence)
        starts = [
            m.start()
            for r in self._tools.rules.of("uptake", self._paper.form, passage.section)
            for m in self._tools.places_of(r, passage, sentence)
        ]
        for turn in turns:
            if turn.sentence is not sentence or not turn.name_end or text[turn.name_end - 1] != "n":
                continue
            for start in starts:
                between = text[turn.name_end : start]
                if turn.start < start < turn.end and 0 < len(between.split()) <= _FEW_WORDS:
                    self._results.attribute(turn, turn.name_end, start)

    def _sentence(self, passage: Passage, sentence: Sentence, turns: list[Turn]) -> None:
        text = passage.text_of(sentence)
        said = self._tools.said(passage, sentence)
        taken: list[Span] = []
        for rule in self._tools.rules.of("uptake", self._paper.form, passage.section):
            for found in self._tools.places_of(rule, passage, sentence):
                if any(s < found.end() and found.start() < e for s, e in taken):
                    continue
                taken.append(found.span())
                span = sentence.start + found.start(), sentence.start + found.end()
                concept = self._tools.vocabulary.concepts.get(rule.object)
                status = Thing(rule.object, rule.kind, concept.label if concept else rule.object)
                denied: Polarity | None = "denied" if self._is_negated(text, found.start(), rule) else None
                for result in self._spoken_of(passage, sentence, span, turns):
                    hedge = {"hedged": True} if said.hedged and rule.object != "kyt:uptake-possible" else {}
                    self._claims.add(
                        rule, result.code, status, passage, span, polarity=denied, qualifiers=hedge
                    )

        if passage.section == "continuation":
            self._fate(passage, sentence, taken)

    def _fate(self, passage: Passage, sentence: Sentence, taken: list[Span]) -> None:
        """Assert what a clause with no wording of uptake says of the results that it is about."""
        text, rules = passage.text_of(sentence), self._tools.rules
        about = self._taken_up(passage, sentence)
        every = [p for c in fates.clauses(text, rules) for p in fates.parts(sentence, c, self._tools)]
        for clause in every:
            here = [
                m
                for m in self._made
                if m.passage is passage and clause[0] <= m.span[0] - sentence.start < clause[1]
            ]
            joined = text[: clause[0]].rstrip().endswith((" ja", " sekä"))
            goes_on = joined or rules.wordings["back_reference"].search(text, *clause)
            about = here or (about if goes_on else [])
            if here and text[here[-1].span[1] - sentence.start :].startswith(":"):
                self._after_colon(passage, sentence, here[-1])
                return
            for made in here:
                self._in_brackets(passage, made)
            if not about or any(start < clause[1] and clause[0] < end for start, end in taken):
                continue
            found = fates.predicate(sentence, clause, self._tools)
            status = fates.told(text[: clause[1]], found[0], rules) if found else None
            if status == (_IN_USE, "affirmed") and rules.wordings["fate_agreed"].search(text, *clause):
                status = _PLANNED, "affirmed"
            if status and status[0] == _PLANNED and rules.wordings["fate_undone"].search(text):
                status = _IN_USE, "denied"
            if found and status and (not here or here[0].span[0] - sentence.start < found[1]):
                span = sentence.start + found[0], sentence.start + found[1]
                self._assert_fate(passage, span, status, [m.thing for m in _last_list(about, passage.text)])

    def _after_colon(self, passage: Passage, sentence: Sentence, made: Made) -> None:
        begin = made.span[1] + 1
        begin += len(passage.text[begin : sentence.end]) - len(passage.text[begin : sentence.end].lstrip())
        if status := fates.state(passage.text[begin : sentence.end], self._tools.rules):
            self._assert_fate(passage, (begin, sentence.end), status, [made.thing])

    def _in_brackets(self, passage: Passage, made: Made) -> None:
        """Assert what brackets right after a result tell of it."""
        told = _BRACKETED.match(passage.text, made.span[1])
        status = fates.state(told[1], self._tools.rules) if told else None
        if told and status:
            self._assert_fate(passage, told.span(1), status, [made.thing])

    def _assert_fate(
        self, passage: Passage, span: Span, status: tuple[str, Polarity], results: list[Thing]
    ) -> None:
        concept = self._tools.vocabulary.concepts.get(status[0])
        rule = self._tools.rules["uptake.told"]
        thing = Thing(status[0], rule.kind, concept.label if concept else status[0])
        for result in results:
            self._claims.add(rule, result.code, thing, passage, span, polarity=status[1])

    def _is_negated(self, text: str, start: int, rule: Rule) -> bool:
        """Tell a wording of use under a negation of its clause; those of an end have their own."""
        wordings = self._tools.rules.wordings
        breaks = [m.end() for m in wordings["clause_break"].finditer(text, 0, start)]
        return rule.object != _ENDED and bool(
            wordings["negated_use"].search(text, max(breaks, default=0), start)
        )

    def _spoken_of(self, passage: Passage, sentence: Sentence, span: Span, turns: list[Turn]) -> list[Thing]:
        """Find what a wording speaks of: results named before it, else after it, else the project."""
        named = self._named_in(passage, sentence) or self._taken_up(passage, sentence)
        here = sorted(named, key=lambda m: m.span)
        before = [m for m in here if m.span[1] <= span[0]]
        if before and self._goes_on(passage.text, before[-1].span[1], span):
            return [m.thing for m in _last_list(before, passage.text)]
        after = [m for m in here if m.span[0] >= span[0]]
        near = [m for m in after if not self._breaks(passage.text[span[1] : m.span[0]])]
        if near:
            reach = 2 * (near[0].span[1] - near[0].span[0]) + 20
            return [m.thing for m in near if m.span[0] - span[1] < reach]
        return list(self._of_project(passage, sentence, span, turns))

    def _named_in(self, passage: Passage, sentence: Sentence) -> list[Made]:
        return [m for m in self._made if m.passage is passage and sentence.start <= m.span[0] < sentence.end]

    def _taken_up(self, passage: Passage, sentence: Sentence) -> list[Made]:
        """Return the results of the sentence before that one which opens with a pronoun speaks of."""
        before = passage.before(sentence)
        if not before or not self._tools.rules.wordings["takes_up"].match(passage.text_of(sentence)):
            return []
        named = sorted(self._named_in(passage, before), key=lambda m: m.span)
        return _last_list(named, passage.text) if named else []

    def _goes_on(self, text: str, end: int, span: Span) -> bool:
        """Tell whether the clause between a result and a wording, or the wording, speaks of the result."""
        between, back = text[end : span[0]], self._tools.rules.wordings["back_reference"]
        breaks = list(self._tools.rules.wordings["clause_break"].finditer(between))
        clause = between[breaks[-1].end() :] if breaks else ""
        own = re.findall(r"\w{4,}", clause)
        return not breaks or not own or bool(back.search(clause) or back.search(text, *span))

    def _breaks(self, between: str) -> bool:
        return bool(self._tools.rules.wordings["clause_break"].search(between))

    def _of_project(
        self, passage: Passage, sentence: Sentence, span: Span, turns: list[Turn]
    ) -> Iterator[Thing]:
        """Iterate over a project's few results where they are meant as such, else over the project itself."""
        for turn in turns:
            start, end = turn.sentence.start + turn.start, turn.sentence.start + turn.end
            if turn.passage is not passage or turn.sentence is not sentence or not start <= span[0] < end:
                continue
            if self._speaks_of_people(sentence, turn, span[0]):
                continue
            own = [m.thing for m in self._made if m.project.code == turn.project.code and m.first]
            if self._tools.rules.wordings["results_as_such"].search(turn.passage.text[start:end]):
                yield from own if len(own) <= _FEW else ()
            elif turn.name_end and passage.section == "continuation":
                yield turn.project

    def _speaks_of_people(self, sentence: Sentence, turn: Turn, end: int) -> bool:
        """Tell what is said of workers or others ("työntekijöistä osa siirtyi") from products."""
        begin = turn.sentence.start + max(turn.start, turn.name_end)
        words = [w for w in sentence.words if begin <= w.start < end and not w.is_mark]
        phrases = self._tools.phrases
        many = (w for w in words if phrases.is_plural(w) and case_of(w) <= _OF_WHOM)
        return any(phrases.names_people(w) and not phrases.is_organisation(w) for w in many)


def _speaks(turn: Turn, word: Word) -> bool:
    return turn.start <= word.start - turn.sentence.start < turn.end


def _last_list(before: list[Made], text: str) -> list[Made]:
    """Keep the results that one list names: those with nothing but a short joint between them."""
    kept = [before[-1]]
    for made in reversed(before[:-1]):
        joint = text[made.span[1] : kept[0].span[0]].strip()
        if joint not in ("ja", "sekä", "että", ",", ", ja"):
            break
        kept.insert(0, made)
    return kept

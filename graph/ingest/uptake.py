"""Uptake: how far a result is in use, from what the report says after its project's money ended."""

from __future__ import annotations

from collections.abc import Iterator

from graph.ingest.claims import Claims, Thing
from graph.ingest.paper import Paper, Tools
from graph.ingest.passages import Passage, Sentence
from graph.ingest.projects import Turn
from graph.ingest.results import Made
from graph.ingest.wording import wording

Span = tuple[int, int]
_SECTIONS = ("results", "continuation", "regional")
_FEW = 2


class Uptake:
    """Reads what one report says of its results' use; ``made`` are the results it has named."""

    def __init__(self, paper: Paper, tools: Tools, claims: Claims, made: list[Made]) -> None:
        self._paper = paper
        self._tools = tools
        self._claims = claims
        self._made = made

    def extract(self, turns: list[Turn]) -> None:
        """Assert the uptake of each result that a sentence speaks of."""
        for passage in self._paper.within(*_SECTIONS):
            for sentence in passage.sentences:
                self._again(passage, sentence)
        for passage in self._paper.within(*_SECTIONS):
            for sentence in passage.sentences:
                self._sentence(passage, sentence, turns)

    def _again(self, passage: Passage, sentence: Sentence) -> None:
        """Assert a result once more where a later sentence names it by its telling word."""
        for made in [m for m in self._made if m.first]:
            for word in sentence.words:
                here = word.start, word.end
                named = any(m.passage is passage and m.span[0] <= word.start < m.span[1] for m in self._made)
                if not named and made.tells(word) and passage.start > made.passage.start:
                    rule = self._tools.rules["results.again"]
                    self._claims.add(rule, made.project.code, made.thing, passage, here)
                    self._made.append(Made(made.project, made.thing, passage, here, made.words, first=False))

    def _sentence(self, passage: Passage, sentence: Sentence, turns: list[Turn]) -> None:
        text = passage.text_of(sentence)
        said = wording(text, self._tools.rules)
        taken: list[Span] = []
        for rule in self._tools.rules.of("uptake", self._paper.form, passage.section):
            for found in rule.find(text):
                if any(s < found.end() and found.start() < e for s, e in taken):
                    continue
                taken.append(found.span())
                span = sentence.start + found.start(), sentence.start + found.end()
                concept = self._tools.vocabulary.concepts.get(rule.object)
                status = Thing(rule.object, rule.kind, concept.label if concept else rule.object)
                for result in self._results(passage, sentence, span, turns):
                    hedge = {"hedged": True} if said.hedged and rule.object != "kyt:uptake-possible" else {}
                    self._claims.add(rule, result.code, status, passage, span, qualifiers=hedge)

    def _results(self, passage: Passage, sentence: Sentence, span: Span, turns: list[Turn]) -> list[Thing]:
        """Find the results that a wording of uptake speaks of: named before it, else after it, else the project's."""
        here = [m for m in self._made if m.passage is passage and sentence.start <= m.span[0] < sentence.end]
        before = [m for m in here if m.span[1] <= span[0]]
        if before:
            return [m.thing for m in _last_list(before, passage.text)]
        after = [m for m in here if m.span[0] >= span[0]]
        if after:
            return [
                m.thing for m in after if m.span[0] - span[1] < 2 * (after[0].span[1] - after[0].span[0]) + 20
            ]
        return list(self._of_project(passage, sentence, span, turns))

    def _of_project(
        self, passage: Passage, sentence: Sentence, span: Span, turns: list[Turn]
    ) -> Iterator[Thing]:
        for turn in turns:
            start, end = turn.sentence.start + turn.start, turn.sentence.start + turn.end
            speaks = turn.passage is passage and turn.sentence is sentence and start <= span[0] < end
            if speaks and self._tools.rules.wordings["results_as_such"].search(turn.passage.text[start:end]):
                own = [m.thing for m in self._made if m.project.code == turn.project.code and m.first]
                yield from own if len(own) <= _FEW else ()


def _last_list(before: list[Made], text: str) -> list[Made]:
    """Keep the results that one list names: those with nothing but a short joint between them."""
    kept = [before[-1]]
    for made in reversed(before[:-1]):
        joint = text[made.span[1] : kept[0].span[0]].strip()
        if joint not in ("ja", "sekä", ",", ", ja"):
            break
        kept.insert(0, made)
    return kept

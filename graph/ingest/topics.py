"""Topics: methods used, phenomena addressed and principles applied, by vocabulary and wordings."""

from __future__ import annotations

from graph.ingest.claims import Claims, Thing
from graph.ingest.mentioned import Mentioned
from graph.ingest.naming import known_groups
from graph.ingest.paper import Paper, Tools, span_of
from graph.ingest.parts import Parts
from graph.ingest.passages import Passage, Sentence
from graph.ingest.rules import Rule
from graph.ingest.speech import Turn
from graph.ingest.theme_names import name_span

Span = tuple[int, int]
_FAMILY = {"Method": "methods", "Phenomenon": "phenomena"}


class Topics:
    """Reads one document's topics."""

    def __init__(self, paper: Paper, tools: Tools, claims: Claims) -> None:
        self._paper = paper
        self._tools = tools
        self._claims = claims
        self._mentioned = Mentioned(tools)

    def extract(self, subject: Thing, parts: Parts, turns: list[Turn]) -> None:
        """Assert the topics of a theme and its parts, or of a package and its projects."""
        for passage in self._paper.passages:
            if passage.kind != "heading":
                owner = parts.get(passage.start, subject)
                for sentence in passage.sentences:
                    self._sentence(owner, passage, sentence, (0, len(passage.text)))
        field = self._paper.field("title")
        name = name_span(field.value, self._tools) if field and self._paper.form == "theme" else None
        for sentence in field.value.sentences if field and name else ():
            self._sentence(subject, field.value, sentence, name)  # type: ignore[union-attr, arg-type]
        for turn in turns:
            within = turn.sentence.start + max(turn.start, turn.name_end), turn.sentence.start + turn.end
            self._sentence(turn.project, turn.passage, turn.sentence, within)

    def _sentence(self, subject: Thing, passage: Passage, sentence: Sentence, within: Span) -> None:
        project = subject.kind in ("Project", "CoordinationProject") and self._paper.form == "report"
        principles = [
            (sentence.start + m.start(), sentence.start + m.end())
            for rule in self._tools.rules.of("principles")
            for m in self._tools.places_of(rule, passage, sentence)
        ]
        listed = known_groups(sentence, self._tools) if passage.section == "target-groups" else ()
        groups = [span_of(sentence, g.first, g.last) for g in listed]
        for family, taken in (("principles", []), ("topics", [*principles, *groups])):
            for rule in self._tools.rules.of(family, self._paper.form, passage.section):
                if self._concerns_projects(rule, passage) == project:
                    self._apply(rule, subject, passage, sentence, within, taken)

    def _concerns_projects(self, rule: Rule, passage: Passage) -> bool:
        """Tell a rule that speaks of a report's projects from one that speaks of the package or theme."""
        if rule.id.startswith("principles."):
            return self._paper.form == "report" and passage.section != "header"
        return rule.id.startswith("topics.project")

    def _apply(
        self,
        rule: Rule,
        subject: Thing,
        passage: Passage,
        sentence: Sentence,
        within: Span,
        taken: list[Span],
    ) -> None:
        found = self._found(rule, passage, sentence)
        if not found or self._only_tells(passage, sentence):
            return
        said = self._tools.said(passage, sentence)
        for thing, span, qualifiers in found:
            start, end = span[0] - sentence.start, span[1] - sentence.start
            stance = said.stance(start, end)
            if not within[0] <= span[0] < within[1] or stance == "unclear" or _overlaps(taken, span):
                continue
            if self._tools.rules.wordings["in_name"].match(passage.text, span[1]):
                continue
            if rule.kind == "Method" and (
                said.is_paid_elsewhere(start, end) or self._is_no_use(passage, sentence, span)
            ):
                continue
            if said.list_cue(start):
                qualifiers["openList"] = True
            if said.hedged:
                qualifiers["hedged"] = True
            self._claims.add(rule, subject.code, thing, passage, span, polarity=stance, qualifiers=qualifiers)

    def _is_no_use(self, passage: Passage, sentence: Sentence, span: Span) -> bool:
        words = [i for i, w in enumerate(sentence.words) if span[0] <= w.start < span[1]]
        only = self._mentioned.is_only(self._paper, passage, sentence, words[0], words[-1] + 1)
        return only or self._is_plain(passage.text, span)

    def _is_plain(self, text: str, span: Span) -> bool:
        """Tell coordination, which is how projects are led, and an organisation's or a field's own word."""
        wordings = self._tools.rules.wordings
        return bool(wordings["led_by"].match(text[slice(*span)]) or wordings["of_field"].match(text, span[1]))

    def _only_tells(self, passage: Passage, sentence: Sentence) -> bool:
        """Tell a sentence that says why something is done, and not for whom."""
        cue = self._tools.rules.wordings["target_cue"]
        return self._tools.is_background(passage, sentence) and not cue.search(passage.text_of(sentence))

    def _found(
        self, rule: Rule, passage: Passage, sentence: Sentence
    ) -> list[tuple[Thing, tuple[int, int], dict[str, str | int | bool]]]:
        if rule.pattern is None:
            named = self._tools.named(_FAMILY[rule.kind], (rule.kind,), sentence)
            return [(t, span_of(sentence, m.first, m.last), {}) for m, things in named for t in things]
        concept = self._tools.vocabulary.concepts.get(rule.object)
        thing = Thing(rule.object, rule.kind, concept.label if concept else rule.object)
        text = passage.text_of(sentence)
        return [
            (
                thing,
                (sentence.start + m.start(), sentence.start + m.end()),
                {"mode": self._mode(text, *m.span())},
            )
            for m in self._tools.places_of(rule, passage, sentence)
        ]

    def _mode(self, text: str, start: int, end: int) -> str:
        """Tell by the words next to it whether a principle is a goal, a way of working or said in passing."""
        near = text[max(0, start - 45) : end + 45]
        if self._tools.rules.wordings["principle_goal"].search(text[max(0, start - 25) : end + 35]):
            return "goal"
        return "method" if self._tools.rules.wordings["principle_method"].search(near) else "passing"


def _overlaps(taken: list[Span], span: Span) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)

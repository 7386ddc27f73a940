"""Context that prose names: partners, implementers, coordination, programme levels, funding before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.ingest.claims import Claims, Thing, candidate, known
from graph.ingest.frame import Described, closest, objective, period_of
from graph.ingest.paper import Paper, Tools, span_of
from graph.ingest.parts import Parts
from graph.ingest.passages import Passage, Sentence, spelled
from graph.ingest.phrases import lemma
from graph.ingest.rules import Rule
from graph.ingest.speech import Turn

Span = tuple[int, int]
_EARLIER_PERIOD = "2014-2020"
_NEAR = 90


class Context:
    """Reads who works with whom in one document, and in which programme."""

    def __init__(self, paper: Paper, tools: Tools, claims: Claims, described: Described) -> None:
        self._paper = paper
        self._tools = tools
        self._claims = claims
        self._subject = described.itself
        self._policy = described.policy

    def extract(self, parts: Parts, turns: list[Turn]) -> None:
        """Assert the organisations, the coordination project and the programme levels that prose names."""
        spoken = {id(t.sentence): t.project for t in turns}
        for passage in self._paper.passages:
            if passage.kind == "heading":
                continue
            for sentence in passage.sentences:
                owner = spoken.get(id(sentence), self._subject)
                self._organisations(owner, passage, sentence)
                self._coordination(passage, sentence)
                self._programme(passage, sentence)
                self._earlier_funding(parts.get(passage.start, self._subject), passage, sentence)

    def _rules(self, family: str, passage: Passage) -> Iterator[Rule]:
        return self._tools.rules.of(family, self._paper.form, passage.section)

    def _organisations(self, owner: Thing, passage: Passage, sentence: Sentence) -> None:
        text = passage.text_of(sentence)
        for rule in self._rules("organisations", passage):
            for cue in rule.find(text):
                for thing, span in self._named(rule, sentence, text, cue):
                    self._claims.add(rule, owner.code, thing, passage, span)

    def _named(
        self, rule: Rule, sentence: Sentence, text: str, cue: re.Match[str]
    ) -> Iterator[tuple[Thing, Span]]:
        """Iterate over the organisations that a cue speaks of: a list it opens, or the known ones near it."""
        start, end = self._reach(rule, text, cue)
        taken: list[Span] = []
        for mention, things in self._tools.named("organisations", ("Organization",), sentence):
            span = span_of(sentence, mention.first, mention.last)
            if start <= span[0] - sentence.start < end:
                taken.append(span)
                yield from ((thing, span) for thing in things)
        together = " kanssa" in text[start:end]
        listed = rule.relation == "hasImplementer" or together
        for phrase in self._tools.phrases_of(sentence) if listed else ():
            first = self._tools.phrases.start_of(phrase, sentence.words)
            words = sentence.words[first : phrase.head + 1]
            span = span_of(sentence, first, phrase.head + 1)
            inside = start <= span[0] - sentence.start < end and not any(
                s < span[1] and span[0] < e for s, e in taken
            )
            named = self._paper.form == "report" or words[0].text[:1].isupper() or words[0].text[:1].isdigit()
            if inside and named and self._tools.phrases.is_organisation(words[-1]):
                label = spelled(words)
                yield candidate("Organization", label, identity=" ".join(lemma(w) for w in words)), span

    def _reach(self, rule: Rule, text: str, cue: re.Match[str]) -> Span:
        if rule.relation in ("hasImplementer", "hasIntermediateBody"):
            return cue.end(), min(len(text), cue.end() + 2 * _NEAR)
        if rule.relation == "hasResponsibleMinistry":
            return max(0, cue.start() - _NEAR), cue.start()
        together = re.search(r"\bkanssa\b", text[cue.end() :])
        if together:
            return cue.end(), cue.end() + together.end()
        before = re.search(r"[^.;]*\bkanssa\b\W*$", text[: cue.start()])
        start = before.start() if before else cue.end()
        return start, cue.start() if before else min(len(text), cue.end() + 2 * _NEAR)

    def _coordination(self, passage: Passage, sentence: Sentence) -> None:
        text = passage.text_of(sentence)
        for rule in self._rules("coordination", passage):
            for cue in rule.find(text):
                stop = self._tools.rules.wordings["coordination_end"].search(text, cue.end())
                name = text[cue.end() : stop.start() if stop else len(text)].strip(' .*_,"”“«»')
                if name:
                    concept = closest(self._tools, name, "CoordinationProject")
                    thing = (
                        known(concept, "CoordinationProject")
                        if concept
                        else candidate("CoordinationProject", name)
                    )
                    start = sentence.start + text.index(name, cue.end())
                    self._claims.add(rule, self._policy.code, thing, passage, (start, start + len(name)))

    def _programme(self, passage: Passage, sentence: Sentence) -> None:
        text, period = passage.text_of(sentence), period_of(self._paper)
        for rule in self._rules("programme", passage):
            pattern = rule.pattern or self._tools.rules.wordings["objective"]
            for found in pattern.finditer(text):
                kind = "PriorityAxis" if found.groupdict().get("axis") else rule.kind
                thing = objective(self._tools, kind, found["code"], period)
                span = (
                    sentence.start + found.start(),
                    sentence.start + found.start() + len(found.group().rstrip(" .:)")),
                )
                self._claims.add(rule, self._subject.code, thing, passage, span)

    def _earlier_funding(self, owner: Thing, passage: Passage, sentence: Sentence) -> None:
        text = passage.text_of(sentence)
        if not self._tools.rules.wordings["earlier"].search(text):
            return
        denied = bool(self._tools.rules.wordings["not_before"].search(text))
        axes = False
        for rule in self._rules("funding", passage):
            for found in rule.find(text):
                if rule.kind == "PriorityAxis":
                    axes = True
                    thing = objective(self._tools, rule.kind, found["code"], _EARLIER_PERIOD)
                elif axes:
                    continue
                else:
                    thing = candidate(rule.kind, "EU-rahoitus")
                span = sentence.start + found.start(), sentence.start + found.end()
                self._claims.add(
                    rule, owner.code, thing, passage, span, polarity="denied" if denied else None
                )

"""Policy instruments: which a document cites, and whether as background or as what it claims to follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from graph.ingest.claims import Claims, Thing, candidate, known
from graph.ingest.linking import Mention
from graph.ingest.paper import INSTRUMENTS, Paper, Tools, span_of
from graph.ingest.parts import Parts
from graph.ingest.passages import Passage, Sentence, Word, spelled
from graph.ingest.phrases import lemma
from graph.ingest.recommendations import act, part, recommended
from graph.ingest.rules import Rule

_REMEMBERED = 100_000
_CLAIMED = "claimsAlignmentWith"
_CITED = "citesAsBackground"
_GOVERNMENT = "kyt:act-government-programme"
_YEAR = re.compile(r"\b20\d\d\b")


class Instruments:
    """Reads one document's links to policy instruments."""

    def __init__(self, paper: Paper, tools: Tools, claims: Claims, subject: Thing, parts: Parts) -> None:
        self._paper = paper
        self._tools = tools
        self._claims = claims
        self._subject = subject
        self._parts = parts
        self._year = ""
        self._years: set[int] = set()
        self._linked: set[tuple[str, str, int]] = set()
        telling = tools.rules.wordings["instrument_name"]
        self._head = re.compile(rf"(?:{telling.pattern})$", telling.flags)

    def extract(self) -> None:
        """Assert the instruments that the document's own sentences treat, not the form's headings."""
        read = [
            p for p in self._paper.passages if p.kind != "heading" and p.section not in ("links", "projects")
        ]
        told = (found for p in read for s in p.sentences for found in recommended(p.text_of(s), self._tools))
        self._years = {int(found.year) for found in told if found.year}
        for passage in read:
            for sentence in passage.sentences:
                self._sentence(passage, sentence)

    def _sentence(self, passage: Passage, sentence: Sentence) -> None:
        text = passage.text_of(sentence)
        taken = [*self._recommendations(passage, sentence, text), *self._government(passage, sentence, text)]
        for mention, things in self._tools.named("instruments", INSTRUMENTS, sentence):
            span = span_of(sentence, mention.first, mention.last)
            alias = text[: span[0] - sentence.start].endswith("(") and any(
                end == span[0] - 2 for _, end in taken
            )
            if not alias and not _overlaps(taken, span) and self._is_name(sentence, mention, things):
                taken.append(span)
                for thing in things:
                    self._link(self._rule(passage), thing, passage, sentence, span)
        self._celex(passage, sentence, text)
        for thing, span in self._unknown(passage, sentence):
            if not _overlaps(taken, span):
                self._link(self._tools.rules["instruments.new"], thing, passage, sentence, span)

    def _is_name(self, sentence: Sentence, mention: Mention, things: list[Thing]) -> bool:
        """Tell a proper name without a word such as "programme" in it from the same words used plainly."""
        words = sentence.words[mention.first : mention.last]
        if words[0].text[:1].isupper() and mention.first > 0:
            return True
        telling = self._tools.rules.wordings["instrument_name"]
        if any(telling.search(a) for w in words for a in w.analyses) or words[0].text.isupper():
            return True
        return all(
            label[:1].islower() for thing in things for label in self._tools.vocabulary.names_of(thing.code)
        )

    def _rule(self, passage: Passage) -> Rule:
        section = self._tools.rules["instruments.section"]
        holds = section.holds(self._paper.form, passage.section)
        return section if holds else self._tools.rules["instruments.elsewhere"]

    def _link(
        self,
        rule: Rule,
        thing: Thing,
        passage: Passage,
        sentence: Sentence,
        span: tuple[int, int],
        **more: str,
    ) -> None:
        subject = self._parts.get(passage.start, self._subject)
        if (subject.code, thing.code, passage.start) in self._linked:
            return
        self._linked.add((subject.code, thing.code, passage.start))
        text = passage.text_of(sentence)
        denied = bool(self._tools.rules.wordings["unlinked"].search(text))
        relation = _CLAIMED if denied else self._rung(passage, text)
        self._claims.add(
            rule,
            subject.code,
            thing,
            passage,
            span,
            relation=relation,
            polarity="denied" if denied else None,
            qualifiers=dict(more),
        )

    def _rung(self, passage: Passage, text: str) -> str:
        """Tell a claim of alignment from a mention of background."""
        wordings = self._tools.rules.wordings
        if wordings["retold"].search(text):
            return _CITED
        section = self._rule(passage).relation == _CLAIMED
        return _CLAIMED if section or wordings["claims_elsewhere"].search(text) else _CITED

    def _recommendations(self, passage: Passage, sentence: Sentence, text: str) -> Iterator[tuple[int, int]]:
        rule = self._tools.rules["instruments.recommendation"]
        for found in recommended(text, self._tools):
            year = found.year or self._year
            if not year and self._years:
                yield sentence.start + found.start, sentence.start + found.end
                continue
            thing = act(replace(found, year=year), self._tools)
            self._year = year
            span = sentence.start + found.start, sentence.start + found.end
            yield span
            stated = {"asOf": found.stated} if found.stated else {}
            self._link(rule, thing, passage, sentence, span, **stated)
            named = part(found, thing, sentence, self._tools)
            if named and self._rung(passage, text) == _CLAIMED:
                self._link(
                    self._tools.rules["instruments.recommendation-part"],
                    named[0],
                    passage,
                    sentence,
                    named[1],
                )

    def _government(self, passage: Passage, sentence: Sentence, text: str) -> Iterator[tuple[int, int]]:
        rule = self._tools.rules["instruments.government-programme"]
        for found in rule.find(text):
            span = sentence.start + found.start(), sentence.start + found.end()
            thing = self._government_of_the_time()
            if thing:
                yield span
                self._link(rule, thing, passage, sentence, span)

    def _government_of_the_time(self) -> Thing | None:
        """Infer which government's programme is meant: the last before the latest year the document knows."""
        written = max({*self._years, self._paper.begins})
        programmes = [
            c
            for c in self._tools.vocabulary.of_kind("NationalProgramme")
            if c.fact("type_document") == _GOVERNMENT
        ]
        dated = sorted((int(y.group()), c.code) for c in programmes if (y := _YEAR.search(c.label)))
        past = [code for year, code in dated if year <= written] or [code for _, code in dated[:1]]
        return known(self._tools.vocabulary.concepts[past[-1]], "NationalProgramme") if past else None

    def _celex(self, passage: Passage, sentence: Sentence, text: str) -> None:
        rule = self._tools.rules["instruments.celex"]
        for found in rule.find(text):
            concept = self._tools.vocabulary.concepts.get(found["code"])
            thing = (
                known(concept, rule.kind)
                if concept
                else Thing(found["code"], rule.kind, found["code"], candidate=True)
            )
            span = sentence.start + found.start("code"), sentence.start + found.end("code")
            self._link(rule, thing, passage, sentence, span)

    def _unknown(self, passage: Passage, sentence: Sentence) -> Iterator[tuple[Thing, tuple[int, int]]]:
        """Find names of programmes, strategies, reforms, guarantees and treaties that no label knows."""
        wordings = self._tools.rules.wordings
        for phrase in self._tools.phrases_of(sentence):
            for i in range(phrase.first, phrase.last):
                head = lemma(sentence.words[i])
                if phrase.aside or not _ends(self._head, head):
                    continue
                first = self._tools.phrases.start_of(replace(phrase, head=i), sentence.words)
                words = sentence.words[first : i + 1]
                named = any(w.text[:1].isupper() for w in words[1:]) or (
                    words[0].text[:1].isupper() and first > 0
                )
                if wordings["generic_instrument"].match(head) and not (named or self._is_told_apart(words)):
                    continue
                if self._rule(passage).relation == _CLAIMED or named:
                    label = spelled(words)
                    yield (
                        candidate(self._kind(label), label, identity=" ".join(lemma(w) for w in words)),
                        span_of(sentence, first, i + 1),
                    )
                break

    def _is_told_apart(self, words: tuple[Word, ...]) -> bool:
        """Tell whether a plain "plan" has a modifier that says which one."""
        head, modifiers = words[-1], words[:-1]
        one = not self._tools.rules.wordings["several_instruments"].search(head.text)
        telling = [w for w in modifiers if not self._tools.rules.wordings["plain_modifier"].match(w.text)]
        return one and bool(telling)

    def _kind(self, label: str) -> str:
        if self._tools.rules.wordings["international_name"].search(label):
            return "InternationalTreaty"
        european = self._tools.rules.wordings["european_name"].search(label)
        return "EUPolicyInstrument" if european else "NationalProgramme"


@lru_cache(_REMEMBERED)
def _ends(telling: re.Pattern[str], head: str) -> bool:
    return bool(telling.search(head))


def _overlaps(taken: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)

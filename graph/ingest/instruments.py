"""Policy instruments: which a document cites, and whether as background or as what it claims to follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from graph.ingest.cases import cases
from graph.ingest.claims import Claims, Thing, known
from graph.ingest.funds import Funds
from graph.ingest.governments import Governments
from graph.ingest.instrument_names import InstrumentNames
from graph.ingest.linking import Mention
from graph.ingest.name_numbers import after_bracket, after_numbers
from graph.ingest.paper import INSTRUMENTS, Paper, Tools, span_of
from graph.ingest.parts import Parts
from graph.ingest.passages import Passage, Sentence, after_hyphen
from graph.ingest.recommendations import Recommended, act, part, recommended
from graph.ingest.rules import Rule
from graph.ingest.rungs import Rungs
from graph.ingest.told import Told

_CLAIMED = "claimsAlignmentWith"
_CITED = "citesAsBackground"
_FUND = "instruments.fund"


class Instruments:
    """Reads one document's links to policy instruments."""

    def __init__(self, paper: Paper, tools: Tools, claims: Claims, subject: Thing, parts: Parts) -> None:
        self._paper = paper
        self._tools = tools
        self._claims = claims
        self._subject = subject
        self._parts = parts
        self._year = ""
        #: What leads in the list that is read.
        self._lead = ""
        self._years: set[int] = set()
        self._linked: set[tuple[str, str, int]] = set()
        self._names = InstrumentNames(tools)
        self._rungs = Rungs(tools, Told(tools, self._names.is_head))
        self._funds = Funds(tools, self._names)
        self._governments = Governments(tools)

    def extract(self) -> None:
        """Assert the instruments that the document's own sentences treat, not the form's headings."""
        read = [
            p for p in self._paper.passages if p.kind != "heading" and p.section not in ("links", "projects")
        ]
        leads = _leads(read)
        told = [self._recommended(p, lead) for p, lead in zip(read, leads, strict=True)]
        self._years = {int(one.year) for found in told for one in chain(*found) if one.year}
        for passage, found, self._lead in zip(read, told, leads, strict=True):
            for sentence, recommendations in zip(passage.sentences, found, strict=True):
                self._sentence(passage, sentence, recommendations)

    def _sentence(self, passage: Passage, sentence: Sentence, told: list[Recommended]) -> None:
        text = passage.text_of(sentence)
        taken = [*self._recommendations(passage, sentence, told), *self._government(passage, sentence, text)]
        for mention, things in self._tools.named("instruments", INSTRUMENTS, sentence):
            if _is_label(passage, sentence, mention):
                continue
            span = self._whole(sentence, mention)
            alias = _opens_bracket(sentence, text, span) and any(end == span[0] - 2 for _, end in taken)
            span = self._with_other_name(sentence, mention, things, span)
            named = self._is_name(sentence, mention, things) and not self._goes_on(sentence, mention)
            if named and not alias and not _overlaps(taken, span):
                taken.append(span)
                for thing in things:
                    self._link(self._rule(passage), thing, passage, sentence, span)
        self._celex(passage, sentence, text)
        is_claimed = self._rule(passage).relation == _CLAIMED
        if is_claimed:
            self._paid_from(passage, sentence, taken)
        for thing, first, last in self._names.unknown(sentence, is_claimed=is_claimed):
            span = span_of(sentence, first, after_bracket(sentence.words, last))
            # Of what kind the named one is ("nuorisotakuu (neuvoston suositus)").
            kind = _opens_bracket(sentence, text, span) and sentence.words[first].text[:1].islower()
            again = kind and any(end == span[0] - 2 for _, end in taken)
            if not (again or _overlaps(taken, span)):
                taken.append(span)
                self._link(self._tools.rules["instruments.new"], thing, passage, sentence, span)
        if is_claimed:
            self._in_company(passage, sentence, taken)

    def _paid_from(self, passage: Passage, sentence: Sentence, taken: list[tuple[int, int]]) -> None:
        """Cite the funds of a sentence: a theme is told apart from what they pay, and carries out none."""
        for thing, first, last in self._funds.named(sentence):
            span = span_of(sentence, first, after_bracket(sentence.words, last))
            if not _overlaps(taken, span):
                taken.append(span)
                self._link(self._tools.rules[_FUND], thing, passage, sentence, span)

    def _in_company(self, passage: Passage, sentence: Sentence, taken: list[tuple[int, int]]) -> None:
        """Assert proper names that stand in one list with instruments ("osaamisohjelma ja Osaamisunioni")."""
        listed = {end for _, end in taken}
        for thing, first, last in self._names.listed(sentence, listed):
            span = span_of(sentence, first, last)
            if not _overlaps(taken, span):
                self._link(self._tools.rules["instruments.new"], thing, passage, sentence, span)

    def _is_name(self, sentence: Sentence, mention: Mention, things: list[Thing]) -> bool:
        """Tell a proper name without a word such as "programme" in it from the same words used plainly."""
        words = sentence.words[mention.first : mention.last]
        if words[0].text[:1].isupper() and mention.first > 0:
            return True
        telling = self._tools.rules.wordings["instrument_name"]
        if any(telling.search(a) for w in words for a in w.analyses) or words[0].text.split("-")[0].isupper():
            return True
        return all(
            label[:1].islower() for thing in things for label in self._tools.vocabulary.names_of(thing.code)
        )

    def _whole(self, sentence: Sentence, mention: Mention) -> tuple[int, int]:
        """Return the span of a name with its issuer before it and what it is and its years after it."""
        words, last = sentence.words, mention.last
        first = self._names.with_issuer(words, mention.first)
        after = words[last] if last < len(words) else None
        # Of "Satama soi -ohjelman" the list has the first words alone.
        joined = after and after_hyphen(words[last - 1], after) and self._names.is_head(after)
        head = next((i for i in range(mention.first, last) if self._names.is_head(words[i])), last)
        if head < last - 1 and "ela" in cases(words[last - 1].text):
            last = self._names.before_verb(words, head, last)
        last = after_numbers(words, last + 1 if joined else last, self._tools.rules)
        return span_of(sentence, first, after_bracket(words, last))

    def _with_other_name(
        self, sentence: Sentence, mention: Mention, things: list[Thing], span: tuple[int, int]
    ) -> tuple[int, int]:
        """Return the span of a name with another name of the same that "or" joins to it."""
        words = sentence.words
        if mention.last >= len(words) or words[mention.last].text != "eli":
            return span
        named = self._tools.named("instruments", INSTRUMENTS, sentence)
        others = (m for m, same in named if m.first == mention.last + 1 and same == things)
        return next(((span[0], words[m.last - 1].end) for m in others), span)

    def _goes_on(self, sentence: Sentence, mention: Mention) -> bool:
        """Tell the pillar from the pillar's action plan, which is another instrument."""
        words = sentence.words
        if mention.last >= len(words) or not self._names.is_head(words[mention.last]):
            return False
        last = words[mention.last - 1]
        return cases(last.text) == {"gen"} or last.tail == ":n"

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
        listed = self._rule(passage).relation == _CLAIMED
        relation, denied = self._rungs.of(passage, sentence, span, of_instruments=listed)
        if self._lead and self._is_aside():
            relation, denied = _CITED, False
        elif self._lead and listed and self._rungs.of_item(passage, sentence):
            relation, denied = _CLAIMED, False
        if rule.id == _FUND:
            denied = self._rungs.is_negated(passage, sentence, span)
            relation = _CLAIMED if denied else rule.relation
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

    def _is_aside(self) -> bool:
        """Tell a lead by which a list is of what the theme leaves aside, or only of its background."""
        wordings = self._tools.rules.wordings
        return any(wordings[name].search(self._lead) for name in ("left_lead", "in_passing"))

    def _recommended(self, passage: Passage, lead: str) -> list[list[Recommended]]:
        """Return the recommendations that each sentence tells of, or tells of again after another."""
        told: list[list[Recommended]] = []
        again = bool(lead) and bool(self._tools.rules.wordings["country_specific"].search(lead))
        for sentence in passage.sentences:
            told.append([*recommended(passage.text_of(sentence), self._tools, again=again)])
            again = again or bool(told[-1])
        return told

    def _recommendations(
        self, passage: Passage, sentence: Sentence, told: list[Recommended]
    ) -> Iterator[tuple[int, int]]:
        text = passage.text_of(sentence)
        rule = self._tools.rules["instruments.recommendation"]
        for found in told:
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
            listed = self._rule(passage).relation == _CLAIMED
            if named and self._rungs.rung(text, found.start, of_instruments=listed) == _CLAIMED:
                self._link(
                    self._tools.rules["instruments.recommendation-part"],
                    named[0],
                    passage,
                    sentence,
                    (min(span[0], named[1][0]), max(span[1], named[1][1])),
                )

    def _government(self, passage: Passage, sentence: Sentence, text: str) -> Iterator[tuple[int, int]]:
        rule = self._tools.rules["instruments.government-programme"]
        for found in rule.find(text):
            span = sentence.start + found.start(), sentence.start + found.end()
            written = max({*self._years, self._paper.begins})
            leader = found.groupdict().get("leader") or ""
            thing = self._governments.led_by(leader) or self._governments.of_the_time(written)
            if thing:
                yield span
                self._link(rule, thing, passage, sentence, span)

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


def _leads(read: list[Passage]) -> list[str]:
    """Return what leads in the list that each passage is an item of, "" for what is no item."""
    leads, lead = [], ""
    for passage in read:
        lead = lead if passage.kind == "list-item" else ""
        leads.append(lead)
        last = passage.text_of(passage.sentences[-1]) if passage.sentences else ""
        lead = last if last.endswith(":") else lead
    return leads


def _is_label(passage: Passage, sentence: Sentence, mention: Mention) -> bool:
    """Tell the short name that a paragraph begins with, and then tells of ("RRF. Siitä …")."""
    words = sentence.words
    if (
        mention.first
        or mention.last != 1
        or not words[0].text.isupper()
        or sentence is not passage.sentences[0]
    ):
        return False
    mark = words[1].text if len(words) > 1 else ""
    return mark == ":" or (mark == "." and len(passage.sentences) > 1)


def _overlaps(taken: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _opens_bracket(sentence: Sentence, text: str, span: tuple[int, int]) -> bool:
    return text[: span[0] - sentence.start].endswith("(")

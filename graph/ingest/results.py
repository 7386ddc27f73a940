"""Results: what a report says a project made, from verbs of making and from participles before its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from graph.assertion import Polarity
from graph.ingest.claims import Claims, Thing, candidate
from graph.ingest.deeds import Deeds
from graph.ingest.made import Made, sequence
from graph.ingest.objects import Objects
from graph.ingest.paper import Paper, Tools
from graph.ingest.passages import Word, after_hyphen
from graph.ingest.phrases import Phrase, case_of, lemma
from graph.ingest.rules import Rule
from graph.ingest.speech import Turn

Span = tuple[int, int]
Found = tuple[Rule, Span]
_LONG = 8
#: How far before a name what made it may stand.
_REACH = 40
#: Postpositions with what is theirs, and an adverb, which name nothing ("heidän kanssaan").
_WITH = ("kanssa", "avullaan", "kauttaan", "yhdessä")
#: Illatives, some of which look like other cases with a possessive ("listaan").
_INTO = re.compile(r"(?:([aeiouyäö])\1n|h[aeiouyäö]n|seen)$")
#: A verb whose object stands in the partitive whatever became of it.
_DEVELOPING = " kehit"
_BEGINS = frozenset({"nom", "par"})
_TELLING_SECTIONS = ("results", "summary", "continuation")


class Results:
    """Reads one report's results; ``made`` holds them for those who ask what is said of them later."""

    def __init__(self, paper: Paper, tools: Tools, claims: Claims) -> None:
        self._paper = paper
        self._tools = tools
        self._claims = claims
        self._objects = Objects(tools, "products")
        self._deeds = Deeds(tools, tuple(sorted(tools.rules.words["products"])))
        self._uncounted = tuple(sorted(tools.rules.words["uncounted"]))
        self._activities = (*sorted(tools.rules.words["activities"]), *self._uncounted)
        self.made: list[Made] = []

    def extract(self, turns: list[Turn]) -> None:
        """Assert what each project made."""
        for turn in turns:
            taken: list[Span] = []
            found: list[Found] = []
            for find in (
                self._before_verb,
                self._after_verb,
                self._into,
                self._after_participle,
                self._in_list,
            ):
                found += find(turn)
            clauses = [span for _, span in self._by_clause(turn)]
            for rule, span in [*found, *((self._tools.rules["results.attributed"], c) for c in clauses)]:
                span = next((c for c in clauses if c[0] < span[0] and c[1] == span[1]), span)
                if not any(s < span[1] and span[0] < e for s, e in taken):
                    taken.append(span)
                    if not (self._is_others(turn, span) or self._only_went_on(turn, span)):
                        self._assert(rule, turn, span)

    def _only_went_on(self, turn: Turn, span: Span) -> bool:
        """Tell an activity that was done from one that was made ("järjesti ohjausta", "pilotoi hoidon")."""
        before = turn.passage.text[turn.sentence.start + turn.start : span[0]]
        head = _words(turn, span)[-1:]
        if not any(lemma(w).endswith(self._activities) for w in head):
            return False
        verbs = list(self._tools.rules.wordings["activity_verb"].finditer(before))
        if any(case_of(w) == {"par"} for w in head):
            if any(lemma(w).endswith(self._uncounted) for w in head):
                return True
            return _DEVELOPING not in before.casefold() or bool(verbs)
        held = bool(verbs) and verbs[-1].group().casefold().startswith(("järjest", "toteut", "mallin"))
        if held and case_of(head[0]) == {"gen"}:
            # "Hanke järjesti koulutuksen": what is called one, whole training is a product.
            return False
        return bool(verbs) and not self._tools.rules.wordings["creating"].search(before, verbs[-1].end())

    def _is_others(self, turn: Turn, span: Span) -> bool:
        """Tell what others made or will make, a plan for one person, and what is only done to a thing."""
        text, wordings = turn.passage.text_of(turn.sentence), self._tools.rules.wordings
        start, end = (place - turn.sentence.start for place in span)
        begin = max((m.end() for m in wordings["clause_break"].finditer(text, 0, start)), default=0)
        if wordings["by_next_project"].search(text, begin, start) or wordings["no_work"].match(
            text, start, end
        ):
            return True
        if wordings["brought_together"].match(text, end) or wordings["made_part_of"].search(text, 0, start):
            return True
        others = wordings["made_by_others"].search(text, max(begin, start - _REACH), end)
        if others and others.start() and not wordings["hanke"].search(others.group()):
            return others.start() != turn.name_end
        during = wordings["during"].match(text, turn.name_end) if turn.name_end else None
        return bool(during) and self._deeds.has_subject(turn, during.end() if during else 0, start)

    def _assert(self, rule: Rule, turn: Turn, span: Span) -> None:
        label = turn.passage.text[slice(*span)]
        words = _words(turn, span)
        if words[-1].text.casefold().startswith(_WITH):
            return
        identity = " ".join(lemma(w) for w in words)
        thing = self._known(turn, words) or candidate("Result", label, self._paper.code, identity=identity)
        said = self._tools.said(turn.passage, turn.sentence)
        stance = said.stance(span[0] - turn.sentence.start, span[1] - turn.sentence.start)
        polarity: Polarity = "affirmed" if stance == "affirmed" else "denied"
        self._claims.add(rule, turn.project.code, thing, turn.passage, span, polarity=polarity)
        if polarity == "denied":
            return
        new = all(m.thing.code != thing.code for m in self.made)
        telling = self._is_telling(words[-1])
        self.made.append(Made(turn.project, thing, turn.passage, span, words, first=new, telling=telling))

    def _is_telling(self, head: Word) -> bool:
        """Tell a noun that one product has ("laatukäsikirja") from one that many share ("toimintamalli")."""
        lemmas = {a.rstrip("~") for a in (*head.analyses, lemma(head))}
        return len(head.text) > _LONG and lemmas.isdisjoint(self._tools.rules.words["generic_products"])

    def attribute(self, turn: Turn, start: int, end: int) -> None:
        """Assert as a project's result the product that stands between two places of its sentence."""
        taken = [m.span for m in self.made if m.passage is turn.passage]
        for phrase in self._objects.phrases(turn, start, end):
            span = self._objects.span(turn, phrase) if phrase.cases & _BEGINS else None
            words = _words(turn, span) if span else ()
            free = span and not any(s < span[1] and span[0] < e for s, e in taken)
            if span and free and self._objects.is_product(words) and not self._known(turn, words):
                self._assert(self._tools.rules["results.attributed"], turn, span)

    def _known(self, turn: Turn, words: tuple[Word, ...]) -> Thing | None:
        """Return the result that these words name once more: in a later section a single word may."""
        own = [m for m in self.made if m.project.code == turn.project.code]
        opening = bool(words) and words[0].start == turn.sentence.start
        later = len(words) == 1 and (opening or all(m.passage.section != turn.passage.section for m in own))
        for m in own:
            shorter = 1 < len(words) < len(m.words) and sequence(m.words[-len(words) :], words, 0)
            if shorter or any(m.again(words, i, own=later) for i in range(len(words))):
                return m.thing
        return None

    def _after_verb(self, turn: Turn) -> Iterator[Found]:
        wordings, text = self._tools.rules.wordings, turn.passage.text_of(turn.sentence)
        verbs = [m for m in wordings["made"].finditer(text) if turn.start <= m.start() < turn.end]
        for verb, following in zip(verbs, [*verbs[1:], None], strict=False):
            if wordings["relative_object"].search(text, 0, verb.start()) or self._is_planned(text, verb):
                continue
            stops = (wordings[name].search(text, verb.end()) for name in ("made_end", "further_verb"))
            ends = [m.start() for m in (*stops, following) if m]
            weak = self._is_weak(verb)
            for span in self._objects.of(turn, verb.end(), min(turn.end, *ends) if ends else turn.end):
                if not weak or self._is_product(turn, span):
                    yield self._tools.rules["results.made"], span

    def _by_clause(self, turn: Turn) -> Iterator[Found]:
        """Find what clauses and participles say was made, whatever their verb is."""
        section = turn.passage.section
        found = self._deeds.of(turn) if section in _TELLING_SECTIONS[:2] else iter(())
        also = self._deeds.attributed(turn) if section in _TELLING_SECTIONS else iter(())
        for nominal in chain(found, also):
            words = nominal.words
            while words and self._tools.rules.wordings["light_words"].match(words[0].text + " "):
                words = words[1:]
            end = self._objects.complemented(words[-1], turn.sentence.words) if words else 0
            span = (words[0].start, end) if words else (0, 0)
            if words and not self._tools.rules.wordings["no_result"].match(turn.passage.text[slice(*span)]):
                yield self._tools.rules["results.attributed"], span

    def _is_planned(self, text: str, verb: re.Match[str]) -> bool:
        """Tell an infinitive of what was meant to be made ("oli tarkoitus tuottaa") from what was."""
        wordings = self._tools.rules.wordings
        begin = max((m.end() for m in wordings["clause_break"].finditer(text, 0, verb.start())), default=0)
        infinitive = wordings["infinitive"].search(verb.group())
        return bool(infinitive and wordings["only_planned"].search(text[begin : verb.start()]))

    def _is_weak(self, verb: re.Match[str]) -> bool:
        """Tell a verb of doing from one of making."""
        wordings = self._tools.rules.wordings
        outcome = wordings["outcome"].search(verb.group())
        return bool(wordings["made_weakly"].search(verb.group())) and not outcome

    def _is_product(self, turn: Turn, span: Span) -> bool:
        """Tell what a verb that says little made by its name, where the report tells of results."""
        words = _words(turn, span)
        about = self._tools.rules.wordings["with_complement"]
        heads = [i for i, w in enumerate(words) if about.search(lemma(w))]
        named = [words, *(words[: i + 1] for i in heads)]
        return turn.passage.section in _TELLING_SECTIONS and any(map(self._objects.is_product, named))

    def _into(self, turn: Turn) -> Iterator[Found]:
        """Find the product that something was written down or gathered into."""
        if turn.passage.section not in _TELLING_SECTIONS[:2]:
            return
        text = turn.passage.text_of(turn.sentence)
        for verb in self._tools.rules.wordings["made_into"].finditer(text, turn.start, turn.end):
            for phrase in self._objects.phrases(turn, verb.end(), turn.end):
                words = turn.sentence.words[phrase.first : phrase.last]
                named = len(words) > 1 and after_hyphen(*words[-2:])
                words = self._deeds.nominals.of(words)[-1].words
                if named:
                    begin = self._tools.phrases.start_of(phrase, turn.sentence.words)
                    words = turn.sentence.words[begin : phrase.last]
                into = _INTO.search(words[-1].text) or case_of(words[-1]) == {"tra"}
                if into and self._objects.is_product(words):
                    yield self._tools.rules["results.made"], (words[0].start, words[-1].end)

    def _after_participle(self, turn: Turn) -> Iterator[Found]:
        wordings, text = self._tools.rules.wordings, turn.passage.text_of(turn.sentence)
        for participle in wordings["attributed"].finditer(text):
            if turn.start <= participle.start() < turn.end:
                phrases = self._objects.phrases(turn, participle.end(), turn.end)
                joined = [
                    p
                    for i, p in enumerate(phrases[:2])
                    if i == 0 or (p.before == "and" and self._may_follow(turn, p, participle.group()))
                ]
                for phrase in joined:
                    if span := self._objects.span(turn, phrase):
                        yield self._tools.rules["results.attributed"], span

    def _may_follow(self, turn: Turn, phrase: Phrase, participle: str) -> bool:
        """Tell a second thing that a participle is said of from another subject."""
        product = self._objects.is_product(turn.sentence.words[phrase.first : phrase.last])
        return "käytössä" in participle or (product and bool(phrase.cases & _BEGINS))

    def _before_verb(self, turn: Turn) -> Iterator[Found]:
        wordings, text = self._tools.rules.wordings, turn.passage.text_of(turn.sentence)
        for verb in (*wordings["made_before"].finditer(text), *wordings["made_after_all"].finditer(text)):
            aside = wordings["relative_object"].search(text, 0, verb.start())
            if aside or not turn.start < verb.start() < turn.end:
                continue
            joints = wordings["next_clause"].finditer(text, turn.start, verb.start())
            begin = max((m.end() for m in joints), default=0)
            phrases = self._objects.phrases(turn, max(turn.start, turn.name_end, begin), verb.start())
            for phrase in _last_list([p for p in phrases if p.cases & _BEGINS]):
                span = self._objects.span(turn, phrase)
                plain = verb.re is wordings["made_before"].compiled and not wordings["made_weakly"].search(
                    verb.group()
                )
                if span and (plain or self._is_product(turn, span)):
                    yield self._tools.rules["results.attributed"], span

    def _in_list(self, turn: Turn) -> Iterator[Found]:
        """Find the products that the items of a list of results name without a verb."""
        text = turn.passage.text_of(turn.sentence)
        start = self._list_start(turn, text)
        words = [w for w in turn.sentence.words if w.start >= turn.sentence.start + start]
        called = start > 0 and self._tools.rules.wordings["outcome_colon"].search(text, turn.start, start)
        opening = self._tools.rules.wordings["outcome_opening"].match(text) if start > 0 else None
        owned = bool(opening and opening["outcome"])
        if start >= 0 and not any(self._tools.phrases.is_finite(w) for w in words):
            for span in self._objects.of(turn, start, turn.end, after_verb=False):
                named = _words(turn, span)
                thing = called and not (
                    self._tools.phrases.names_people(named[-1]) or named[0].text[:1].isdigit()
                )
                thing = thing or (owned and self._deeds.is_owned(named))
                if thing or self._objects.is_product(named):
                    yield self._tools.rules["results.made"], span

    def _list_start(self, turn: Turn, text: str) -> int:
        """Return where a list of results may start: an item, or what follows "Outcomes:"; else -1."""
        if turn.listed:
            return 0
        wordings = self._tools.rules.wordings
        if headed := wordings["outcome_colon"].search(text, turn.start, turn.end):
            return headed.end()
        if opening := wordings["outcome_opening"].match(text):
            return opening.end()
        named = wordings["project_colon"].match(text, turn.name_end) if turn.name_end else None
        return named.end() if named else -1


def _last_list(phrases: list[Phrase]) -> list[Phrase]:
    """Return the last phrase with those that a conjunction or commas join to it."""
    first = len(phrases) - 1
    while (
        first > 0 and phrases[first].before == "and" and phrases[first - 1].last >= phrases[first].first - 1
    ):
        first -= 1
    return phrases[max(first, 0) :]


def _words(turn: Turn, span: Span) -> tuple[Word, ...]:
    return tuple(w for w in turn.sentence.words if span[0] <= w.start < span[1] and not w.is_mark)

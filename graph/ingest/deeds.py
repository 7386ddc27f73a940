"""Deeds: what the clauses of a sentence say was made, by their verb's voice and their nouns' cases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graph.ingest.cases import is_perfect
from graph.ingest.clauses import WOULD, Clauses, is_past_passive
from graph.ingest.nominals import Nominal, nominals
from graph.ingest.objects import is_proper
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word
from graph.ingest.phrases import lemma
from graph.ingest.speech import Turn

Voice = Literal["done", "became", "active", "be"]
_UNDERGONE = re.compile(r"(?:tiin|t[uy])$")
_FROM_WHICH = frozenset({"josta", "joista"})
_PAST = re.compile(r"(?:tiin|[uyiaeoöä]iv[aä]t|iv[aä]t|i)$")
_NEXT = 3
_NEXT_WORDS = 9
_LONG = 8
_OF_MANY = re.compile(r"(?:ien|jen|iden|itten|ten)$")
_INFINITIVE = re.compile(r"[aeiouyäölnrstd][aä]$")
_BY = ("malla", "mällä")
_CORE = frozenset({"nom", "par", "gen"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of ``first:last``, its verb ``verb[0]:verb[1]``, all in words of its sentence.

    ``made`` tells a verb that says outright that something was made, ``told`` that something is called an
    outcome; ``aside`` a relative clause.
    """

    first: int
    last: int
    verb: tuple[int, int]
    voice: Voice
    made: bool
    told: bool
    aside: bool


class Deeds:
    """Reads what clauses about a project say was made; ``products`` are ends of nouns of things made."""

    def __init__(self, tools: Tools, products: tuple[str, ...]) -> None:
        self._tools = tools
        self._rules = tools.rules
        self._cut = Clauses(tools)
        self.nominals = nominals(tools.phrases, products)

    def of(self, turn: Turn) -> Iterator[Nominal]:
        """Iterate over what the past clauses of a stretch about a project say was made."""
        text = turn.passage.text_of(turn.sentence)
        if text.rstrip().endswith("?"):
            return
        words = turn.sentence.words
        holes = [
            m.span()
            for name in ("together", "in_brackets")
            for m in self._rules.wordings[name].finditer(text)
        ]
        yield from self._by_making(turn)
        for clause in self._clauses(turn.sentence):
            at = words[clause.verb[0]].start - turn.sentence.start
            if clause.aside or not turn.start <= at < turn.end:
                continue
            for nominal, before in self._beside(words, clause):
                start, end = (
                    place - turn.sentence.start for place in (nominal.words[0].start, nominal.head.end)
                )
                named = start < turn.name_end and not (before and at < turn.name_end)
                postposed = self._rules.wordings["no_object"].fullmatch(f" {nominal.head.text}")
                held = (
                    postposed
                    or any(s <= start < e for s, e in holes)
                    or self._rules.wordings["no_object"].match(text, end)
                )
                again = before and len(nominal.words) == 1 and at >= turn.name_end
                again = again and not self._is_about(words, nominal)
                if named or held or again or not turn.start <= start < turn.end:
                    continue
                if self._is_role(nominal, clause, before=before) and self._is_thing(nominal, clause):
                    yield nominal

    def _is_about(self, words: tuple[Word, ...], nominal: Nominal) -> bool:
        """Tell a product with what it is about after it ("Selvitys vuokrista julkaistiin")."""
        told = self._rules.wordings["with_complement"].search(lemma(nominal.head))
        following = words[words.index(nominal.head) + 1 :]
        about = next((w for w in following if "gen" not in self.nominals.cases(w)), None)
        return bool(told) and about is not None and "ela" in self.nominals.cases(about)

    def _by_making(self, turn: Turn) -> Iterator[Nominal]:
        """Iterate over the products by whose making something was done ("lisättiin laatimalla opas")."""
        words = turn.sentence.words
        for clause in self._clauses(turn.sentence, whatever=True):
            for i in range(clause.verb[1] + 1, clause.last):
                if words[i].text.endswith(_BY) and self._makes(words[i]) and _speaks(turn, words[i]):
                    found = self.nominals.of(words[i + 1 : clause.last])[:1]
                    yield from (n for n in found if n.cases & _CORE and self.nominals.is_known(n.head))

    def attributed(self, turn: Turn) -> Iterator[Nominal]:
        """Iterate over what participles say that the project made ("hankkeessa laaditun oppaan avulla")."""
        words = turn.sentence.words
        for i, word in enumerate(words):
            start = word.start - turn.sentence.start
            if not turn.start <= start < turn.end or word.is_mark or not self.nominals.governs(word):
                continue
            made = self._makes(word)
            opening = bool(made) and i == 0
            if made is None or not (opening or self._by_project(turn, i)):
                continue
            found = self.nominals.of(words[i + 1 : i + _NEXT_WORDS])
            if opening and not (found and self._is_owned(found[0])):
                continue
            nominal = next((n for n in found[:2] if not self.nominals.governs(n.head)), None)
            if nominal and (self.nominals.is_known(nominal.head) or (made and self._is_noun(nominal))):
                yield nominal

    def is_owned(self, words: tuple[Word, ...]) -> bool:
        """Tell a thing by its owner's name before it ("välineiden lainaamo")."""
        found = self.nominals.of(words)
        return bool(found) and self._is_owned(found[-1]) and self._is_noun(found[-1])

    def _is_owned(self, nominal: Nominal) -> bool:
        """Tell one thing with its owner, which a participle before it opens ("Syntynyt valon vuosikello")."""
        first, one = nominal.words[0], not self._tools.phrases.is_plural(nominal.head)
        owned = len(nominal.words) > 1 and "gen" in self.nominals.cases(first)
        return one and owned and "nom" in nominal.cases

    def has_subject(self, turn: Turn, start: int, end: int) -> bool:
        """Tell whether somebody of a proper name does something right in a stretch of the sentence's text."""
        words = [w for w in turn.sentence.words if start <= w.start - turn.sentence.start < end]
        named = [w for w in words[:_NEXT] if w.text[:1].isupper() and self.nominals.cases(w) & {"nom"}]
        return bool(named) and not any(is_past_passive(w) for w in words)

    def _by_project(self, turn: Turn, i: int) -> bool:
        """Tell whether a project, named or called one, stands right before a participle."""
        words = turn.sentence.words
        for word in reversed(words[max(0, i - _NEXT) : i]):
            end = word.end - turn.sentence.start
            if end == turn.name_end or self._rules.wordings["hanke"].search(word.text):
                return not {"ine", "gen"}.isdisjoint(self.nominals.cases(word)) or bool(word.tail)
            if word.is_mark or self._tools.phrases.is_finite(word) or self.nominals.cases(word) & _CORE:
                return False
        return False

    def _makes(self, word: Word) -> bool | None:
        """Return whether a verb says outright that something was made; None where it says it was not."""
        forms = (word.text.casefold(), *word.lemmas)
        if any(self._rules.wordings["no_making"].match(f) for f in forms):
            return None
        return any(self._rules.wordings["making"].match(f) for f in forms)

    def _beside(self, words: tuple[Word, ...], clause: Clause) -> Iterator[tuple[Nominal, bool]]:
        """Iterate over the noun phrases of a clause, and whether they stand before its verb."""
        for nominal in self.nominals.of(words[clause.first : clause.verb[0]]):
            yield nominal, True
        for nominal in self.nominals.of(words[clause.verb[0] + 1 : clause.verb[1]]):
            yield nominal, False
        aside = self._rules.words["relatives"]
        # A relative clause whose verb no dictionary tells from a noun is its own ("malli, joka korvaa").
        after = range(clause.verb[1] + 1, clause.last)
        last = next((i - 1 for i in after if words[i].text.casefold() in aside), clause.last)
        for nominal in self.nominals.of(words[clause.verb[1] + 1 : last]):
            yield nominal, False

    def _is_role(self, nominal: Nominal, clause: Clause, *, before: bool) -> bool:
        """Tell whether a noun phrase has the case that what the verb made must have."""
        if clause.voice != "active":
            return bool(nominal.cases & {"nom", "par"})
        many = _OF_MANY.search(nominal.head.text)
        plural = not before and nominal.head.text.endswith("t")
        return (bool(nominal.cases & {"gen", "par"}) and not many) or plural

    def _is_thing(self, nominal: Nominal, clause: Clause) -> bool:
        """Tell a thing made from people, qualities, deeds and words for outcomes themselves."""
        head, outcome, project = (
            nominal.head,
            self._rules.wordings["outcome_word"],
            self._rules.wordings["hanke"],
        )
        if outcome.search(head.text) or any(project.search(w.text) for w in nominal.words):
            return False
        if self.nominals.is_known(head) or is_proper(head):
            return True
        several = len(nominal.words) > 1
        long = clause.made and len(head.text) > _LONG
        return (long or (clause.told and several)) and self._is_noun(nominal)

    def _is_noun(self, nominal: Nominal) -> bool:
        """Tell a thing from people, qualities, adverbs, deeds and what nobody makes."""
        head, phrases = nominal.head, self._tools.phrases
        bare = phrases.is_quality(head) or phrases.names_people(head) or head.text.endswith("sti")
        return not (bare or nominal.is_deed or self._rules.wordings["no_thing"].search(lemma(head)))

    def _clauses(self, sentence: Sentence, *, whatever: bool = False) -> Iterator[Clause]:
        """Iterate over the clauses of a sentence that deny and plan nothing, or ``whatever`` was done."""
        words = sentence.words
        for first, last, start, main in self._cut.of(sentence):
            told = any(self._rules.wordings["outcome_word"].search(w.text) for w in words[first:last])
            left = any(self._rules.wordings["from_project"].search(w.text) for w in words[first:last])
            kind = self._kind(words, start, main, told=told or left)
            if whatever and kind is None and self._is_done(words, start, main):
                kind = "done", False
            if kind:
                yield Clause(first, last, (start, main), *kind, told, self._is_aside(words, first))

    def _is_aside(self, words: tuple[Word, ...], first: int) -> bool:
        """Tell a relative clause; one that tells of a project ("hanke, jossa laadittiin") is not aside."""
        asides = self._rules.words["relatives"] | self._rules.words["subordinate"]
        opening = [w for w in words[first : first + 2] if w.text.casefold() in asides]
        before = [w for w in words[:first] if not w.is_mark][-1:]
        if opening and opening[0].text.casefold() in _FROM_WHICH:
            # What came of it is told aside and is what was made ("josta koottiin työkirja").
            return False
        return bool(opening) and not any(self._rules.wordings["hanke"].search(w.text) for w in before)

    def _kind(
        self, words: tuple[Word, ...], start: int, main: int, *, told: bool
    ) -> tuple[Voice, bool] | None:
        """Return a verb's voice and whether it says outright that a thing was made; None for other verbs."""
        wordings, word = self._rules.wordings, words[main]
        spoken = [w.text.casefold() for w in words[start : main + 1]]
        if spoken[0] in WOULD:
            return None
        if spoken[0] in self._rules.words["negations"] and spoken[1:2] not in (["ainoastaan"], ["vain"]):
            return None
        following = words[main + 1 : main + _NEXT]
        if told and wordings["naming"].match(word.text):
            return "be", False
        passive: Voice = "done" if _UNDERGONE.search(word.text) else "active"
        if infinitive := next((w for w in following if self._is_infinitive(w)), None):
            return (
                (passive, bool(self._makes(infinitive))) if wordings["achieving"].match(word.text) else None
            )
        around = ((word, *following), (word, *words[max(0, start - 1) : start]))
        if any(wordings["achieved"].match(" ".join(w.text for w in held)) for held in around):
            return passive, True
        made = self._makes(word)
        past = _PAST.search(word.text) or is_perfect(word.text) or word.text.endswith("neet")
        if made is None or not past:
            return None
        became = any(wordings["becoming"].match(a) for a in word.lemmas)
        return ("became" if became else passive), made

    def _is_done(self, words: tuple[Word, ...], start: int, main: int) -> bool:
        """Tell a verb of the past that is not negated."""
        if words[start].text.casefold() in self._rules.words["negations"] | WOULD:
            return False
        text = words[main].text
        return bool(_PAST.search(text)) or is_perfect(text) or text.endswith("neet")

    def _is_infinitive(self, word: Word) -> bool:
        basic = word.analyses == {word.text.casefold()} and bool(_INFINITIVE.search(word.text))
        return self._tools.phrases.verbs.is_infinitive(word) or (basic and bool(self._makes(word)))


def _speaks(turn: Turn, word: Word) -> bool:
    return turn.start <= word.start - turn.sentence.start < turn.end

"""Told: whether a sentence only tells of an instrument, which the theme then neither follows nor rests on."""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.ingest.cases import INFINITIVES, is_perfect
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word
from graph.ingest.phrases import case_of

Span = tuple[int, int]
_DONE = ("nut", "nyt", "neet")
#: Nominatives of compounds that a dictionary lacks, which look like partitives.
_PLAIN = ("ohjelma", "strategia", "suunnitelma", "agenda", "kirja", "kartta")
_PASSIVE = ("tiin",)
_PRESENT = ("aan", "ään")
_THIRD = ("vat", "vät", "tuu", "tyy")
#: Where something is done or told, from what it comes and by what: of none of it is an instrument followed.
_APART = frozenset({"ine", "ela", "ade"})
_OBJECTS = frozenset({"par", "gen", "ill"})
_SUBJECT = frozenset({"nom"})
_PARTITIVE = frozenset({"par"})
_BELONGS = ("kuuluu", "kuuluvat")
_ONES = ("usta", "ystä", "östä")
#: Pasts that are too short to be told from nouns by their ending.
_SHORT = frozenset(
    "tuli nosti toi loi vei sai antoi teki jäi näki alkoi johti lähti kävi piti loppui avasi".split()
)


class Told:
    """Tells what was, or is another's business, from what a theme is tied to, by the clause of a mention.

    A theme follows what it acts by, what guides it, and what a clause without an actor says is followed.
    What is told otherwise is told only.
    """

    def __init__(self, tools: Tools, is_head: Callable[[Word], bool]) -> None:
        self._wordings = tools.rules.wordings
        self._verbs = tools.phrases.verbs
        self._auxiliaries = tools.rules.words["auxiliaries"] - tools.rules.words["negations"]
        self._relatives = tools.rules.words["relatives"]
        self._is_head = is_head
        self._language = tools.language
        self._names_people = tools.phrases.names_people

    def only(self, sentence: Sentence, text: str, clause: Span, mention: Span) -> bool:
        """Tell whether a clause says nothing that ties the theme to what it names.

        ``text`` is the sentence's, ``clause`` and ``mention`` are places in it. A recommendation binds by
        what it asked for, too. The cases and verbs are Finnish: of another language nothing is told so.
        """
        if self._language != "fi":
            return False
        first, last = mention
        left = self._wordings["disowned"].search(text, last)
        clause = self.own(text, clause, mention)
        whole = text[slice(*clause)]
        asked = self._wordings["recommended"].search(whole) and self._wordings["asked"].search(whole)
        if asked and not left:
            return False
        last = owned.end() if (owned := self._wordings["its_own"].match(text, last)) else last
        if left or self._wordings["its_means"].match(text, mention[1]):
            return True
        if self._is_gone_on_with(text, mention[1], whole):
            return False
        own = self._main(f"{text[clause[0] : first]}…{text[last : clause[1]]}")
        others = text[: clause[0]] + text[clause[1] :]
        known = self._by_others_clauses(others)
        if self._comes_to_nothing(own) or (known is not False and self._is_handed(own)):
            return True
        return self._told_by_verb(sentence, text, clause, mention, own, known=known)

    def _told_by_verb(
        self, sentence: Sentence, text: str, clause: Span, mention: Span, own: str, *, known: bool | None
    ) -> bool:
        """Tell by a clause's verb and by who acts in it what is told only."""
        whole, others = text[slice(*clause)], text[: clause[0]] + text[clause[1] :]
        first = mention[0]
        words = tuple(w for w in sentence.words if clause[0] <= w.start - sentence.start < clause[1])
        inside = range(first + sentence.start, mention[1] + sentence.start)
        verb = self._verb(words, inside, sentence.start, text)
        if verb is None or self._wordings["issued"].search(own):
            return False
        if self._pays(words, inside, verb) and not self._wordings["matched"].search(text):
            return True
        if known is None and not self._wordings["of_work"].search(own):
            known = self._without_theme(words, inside, verb, whole, own)
        if known is not None:
            return known
        in_force = self._wordings["law_in_force"].search(text, first, mention[1])
        if self._wordings["tied"].search(own):
            if self._guides(words[verb]) and self._theme_is_apart(own, others):
                return True
            return bool(in_force and not self._wordings["acted_by"].search(own))
        return bool(self._wordings["left"].search(others)) or not self._binds(words, inside, verb)

    def _comes_to_nothing(self, clause: str) -> bool:
        """Tell what was given up and what might be done, unless it is done so that something would be."""
        may_be = self._wordings["conditional"].search(clause)
        if may_be and not self._wordings["purpose_clause"].search(clause):
            return True
        return bool(self._wordings["given_up"].search(clause))

    def _is_handed(self, clause: str) -> bool:
        """Tell what others see to."""
        by_others, acts = self._wordings["by_others"], self._wordings["theme_acts"]
        there = self._wordings["settled_there"].search(clause) and not acts.search(clause)
        return bool(there) or bool(by_others.search(clause) and not acts.search(by_others.sub("", clause)))

    def _is_gone_on_with(self, text: str, end: int, clause: str) -> bool:
        """Tell what was begun within an instrument, where the theme goes on with it."""
        begun = self._wordings["gone_on_with"].match(text, end)
        return bool(begun) and bool(self._wordings["gone_on"].search(clause))

    def _verb(self, words: tuple[Word, ...], inside: range, start: int, text: str) -> int | None:
        """Return the place of a clause's verb: of the main clause, else of a relative clause in it."""
        verbs = [i for i, w in enumerate(words) if w.start not in inside and self._is_verb(w)]
        aside = [m.span() for m in self._wordings["relative_clause"].finditer(text)] if verbs else []
        main = (i for i in verbs if not any(a <= words[i].start - start < b for a, b in aside))
        return next(main, verbs[0] if verbs else None)

    def _binds(self, words: tuple[Word, ...], inside: range, verb: int) -> bool:
        """Tell an instrument that guides in the present, itself or by what is its own."""
        itself = self._is_subject(words, inside)
        if self._verbs.tells_past(words) or self._was(words, itself=itself):
            return False
        return (itself or "gen" in self._case(words, inside)) and self._guides(words[verb])

    def _pays(self, words: tuple[Word, ...], inside: range, verb: int) -> bool:
        """Tell an instrument that finances something else, beside what the theme does."""
        following = words[verb - 1].start in inside if verb else False
        pays = self._wordings["pays"].match(words[verb].text)
        return following and bool(pays) and self._case(words, inside) == _SUBJECT

    def _by_others_clauses(self, others: str) -> bool | None:
        """Tell by the other clauses what is no base of the theme, from what it takes up; else None."""
        if any(self._wordings[name].search(others) for name in ("disowned", "handed_on")):
            return True
        taken_up = any(
            self._wordings[name].search(others) for name in ("taken_up", "committed")
        ) and not self._wordings["apart"].search(others)
        return False if taken_up else None

    def _theme_is_apart(self, own: str, others: str) -> bool:
        """Tell what guides those it binds, where another clause says what the theme does not do."""
        of_theme = self._wordings["of_work"].search(own)
        return not of_theme and all(self._wordings[n].search(others) for n in ("left", "the_theme"))

    def _without_theme(
        self, words: tuple[Word, ...], inside: range, verb: int, clause: str, own: str
    ) -> bool | None:
        """Tell by who acts in a clause without a word for the theme what is told only; else None."""
        if self._wordings["by_others"].search(clause):
            return True
        if self._is_passive(words, verb) and self._wordings["carried_elsewhere"].search(clause):
            return True
        stands = self._case(words, inside)
        if stands and stands <= _APART:
            return not any(self._wordings[name].search(own) for name in ("asked", "derived"))
        return True if self._is_anothers(words, inside, verb, stands) else None

    def own(self, text: str, clause: Span, mention: Span) -> Span:
        """Cut a clause where another begins, though a pronoun in that may mean the same instrument."""
        joints = [j.span() for j in self._wordings["clause_joint"].finditer(text, *clause)]
        first = max((end for _, end in joints if end <= mention[0]), default=clause[0])
        return first, min((start for start, _ in joints if start >= mention[1]), default=clause[1])

    def _main(self, clause: str) -> str:
        """Return a clause without when the theme was prepared, and without relatives that tell of no tie."""
        main = self._wordings["relative_clause"].sub(self._kept, clause)
        return self._wordings["in_preparation"].sub("", main)

    def _kept(self, relative: re.Match[str]) -> str:
        said = relative.group()
        acts = self._wordings["theme_acts"].search(said) and not self._wordings["main_negation"].search(
            said[2:]
        )
        return said if acts else ""

    def _is_verb(self, word: Word) -> bool:
        if word.is_mark:
            return False
        passive = word.text.endswith(_PASSIVE) and any(a.endswith(INFINITIVES) for a in word.analyses)
        return passive or self._verbs.is_finite(word) or word.text.endswith(_THIRD)

    def _guides(self, verb: Word) -> bool:
        return bool(self._wordings["guides"].match(verb.text))

    def _is_anothers(self, words: tuple[Word, ...], inside: range, verb: int, stands: frozenset[str]) -> bool:
        """Tell an instrument that another follows, or that itself does what guides nobody."""
        active = not self._is_passive(words, verb)
        if stands == _SUBJECT:
            return active and not self._guides(words[verb])
        belongs = words[verb].text.startswith(_BELONGS) or self._is_done_by_others(words, inside, verb)
        return active and bool(stands & _OBJECTS) and belongs

    def _case(self, words: tuple[Word, ...], inside: range) -> frozenset[str]:
        named = [w for w in words if w.start in inside and not w.is_mark and not w.text[:1].isdigit()]
        head = next((w for w in reversed(named) if self._is_head(w)), named[-1] if named else None)
        return frozenset() if head is None or head.tail else self.case(head)

    def case(self, head: Word) -> frozenset[str]:
        """Return the cases of the last word of an instrument's name, which a dictionary may lack."""
        if head.text.endswith(_PLAIN):
            return _SUBJECT
        # Of these nouns no elative ends so, though a dictionary that lacks a compound takes it for one.
        return _PARTITIVE if head.text.endswith(_ONES) and not head.text.endswith("uusta") else case_of(head)

    def _is_passive(self, words: tuple[Word, ...], verb: int) -> bool:
        text = words[verb].text.casefold()
        if text.endswith((*_PRESENT, *_PASSIVE)):
            return True
        following = (w.text for w in words[verb + 1 :] if not w.is_mark)
        return text in self._auxiliaries and any(
            is_perfect(t) and t.endswith(("tu", "ty")) for t in following
        )

    def _is_done_by_others(self, words: tuple[Word, ...], inside: range, verb: int) -> bool:
        """Tell a clause whose subject is an instrument, people or an organisation."""
        end = next((i for i in range(verb, len(words)) if words[i].is_mark), len(words))
        outside = [w for w in words[:end] if not w.is_mark and w.start not in inside]
        return any(
            (self._is_head(w) or self._names_people(w) or self._wordings["others"].search(w.text))
            and ("nom" in case_of(w) or w.text.endswith(_PLAIN))
            for w in outside
        )

    def _is_subject(self, words: tuple[Word, ...], inside: range) -> bool:
        named = [w for w in words if w.start in inside and not w.is_mark]
        return any("nom" in case_of(w) or w.text.endswith(_PLAIN) for w in named)

    def _was(self, words: tuple[Word, ...], *, itself: bool) -> bool:
        """Tell a main clause's passive past, and what an instrument ``itself`` has done ("on muuttanut").

        That somebody has begun it is no past: it goes on.
        """
        aside = auxiliary = False
        for word in words:
            text = word.text.casefold()
            aside = not word.is_mark and (aside or text in self._relatives)
            if aside:
                continue
            done = itself and auxiliary and text.endswith(_DONE) and self._verbs.is_participle(word)
            passive = text.endswith(_PASSIVE) and any(a.endswith(INFINITIVES) for a in word.analyses)
            if done or passive or text in _SHORT:
                return True
            auxiliary = auxiliary or text in self._auxiliaries
        return False

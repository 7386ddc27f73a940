"""Rungs: whether a sentence says that a theme follows an instrument, only tells of it, or denies it."""

from __future__ import annotations

import re

from graph.ingest.cases import cases
from graph.ingest.denials import Denials
from graph.ingest.paper import Tools
from graph.ingest.passages import Passage, Sentence
from graph.ingest.told import Told

Span = tuple[int, int]
_CLAIMED = "claimsAlignmentWith"
_CITED = "citesAsBackground"


#: Examples between a noun and its negation ("strategioita, kuten tätä, ei toteuteta").
_EXAMPLES = re.compile(r",(\s+(?:kuten|esimerkiksi|muun muassa)\s[^,;.]*),(?=\s+(?:ei|emme|eivät)\b)")
#: A clause between a subject and its verb ("strategia, vaikka se sivuaa samaa, on otettu …").
_EMBEDDED = re.compile(
    r",\s+(?:vaikka|joskin|koska|kun|mikäli|jos)\s[^,;.]*,(?=\s+(?:on|ovat|oli|olivat|ei|eivät|jää|jäävät|\w+[td](?:aa|ää)n)\b)"
)
#: A relative clause that limits or ties what it tells of, unlike one that only tells.
_LIMITS = re.compile(
    r"\b(?:vain|lähinnä|ainoastaan|pelkästään|ei|eivät|sivu\w+|raja\w+|teema\w*|hank\w+|toimin\w+)\b"
)
#: A pronoun that begins a sentence of a form is the theme.
_ITSELF = re.compile(r"\s*(?:(?:Lisäksi|Samalla|Näin|Myös)\s+)?(?:Se|se|Sillä|sillä)\b")


def _limiting(found: re.Match[str]) -> str:
    return found.group() if _LIMITS.search(found.group()) else ""


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


class Rungs:
    """Tells the rung of a mention; where ``of_instruments``, its section is about what the theme follows."""

    def __init__(self, tools: Tools, told: Told) -> None:
        self._tools = tools
        self._wordings = tools.rules.wordings
        self._told = told
        self._denials = Denials(tools.rules)

    def of(
        self, passage: Passage, sentence: Sentence, span: Span, *, of_instruments: bool
    ) -> tuple[str, bool]:
        """Return the relation that a sentence states to a mention, and whether it denies it."""
        whole = _EXAMPLES.sub(r" \1 ", _EMBEDDED.sub(_blank, passage.text_of(sentence)))
        whole = self._wordings["restricted"].sub(_blank, whole)
        begin, end = self._clause(whole, span[0] - sentence.start)
        text = whole[begin:end]
        if (again := self._of_the_same(whole, span[0] - sentence.start)) is not None:
            return again, False
        relation, denied = self._stance(text, span[0] - sentence.start - begin, of_instruments=of_instruments)
        if denied and not self._is_denied_there(sentence, whole, span):
            relation, denied = (_CLAIMED if self._is_kept(whole, span, sentence) else _CITED), False
        before = whole[: span[1] - sentence.start]
        if self._wordings["supposed"].search(whole) or self._wordings["foreign"].search(before):
            return _CITED, False
        carried_on = of_instruments and self._is_carried_on(passage, sentence, text)
        told = (
            relation == _CLAIMED
            and not carried_on
            and self._is_only_told(whole, sentence, span, (begin, end))
        )
        if not denied and (
            told
            or self._goes_with_denied(passage, sentence, whole)
            or self._is_taken_back(passage, sentence, span)
            or self._pays(sentence, span, text)
            or self._is_not_yet(sentence, span, whole)
            or self._is_law(sentence, span, whole)
        ):
            return _CITED, False
        return (_CLAIMED if carried_on and relation == _CITED and not denied else relation), denied

    def _of_the_same(self, text: str, at: int) -> str | None:
        """Return the relation of that of which a clause says the same ("sama koskee X:ää"), or None."""
        first, last = self._denials.own(text, at)
        if not first or not self._wordings["the_same"].match(text[first:last]):
            return None
        before = text[:first]
        tied = self._acts(before) or self._wordings["relative_followed"].search(before)
        return _CLAIMED if tied and not self._wordings["in_passing"].search(before) else _CITED

    def _is_only_told(self, text: str, sentence: Sentence, span: Span, clause: Span) -> bool:
        mention = span[0] - sentence.start, span[1] - sentence.start
        return self._told.only(sentence, text, clause, mention)

    def _pays(self, sentence: Sentence, span: Span, text: str) -> bool:
        """Tell an instrument from which something is paid or differs ("tukea rahoitetaan ohjelmasta")."""
        own = [w for w in sentence.words if span[0] <= w.start < span[1] and not w.is_mark]
        from_it = any("ela" in (cases(w.tail) if w.tail else self._told.case(w)) for w in own[-2:])
        main = self._wordings["relative_clause"].sub("", text)
        return from_it and any(self._wordings[name].search(main) for name in ("paid_from", "set_apart"))

    def _is_not_yet(self, sentence: Sentence, span: Span, text: str) -> bool:
        """Tell a report or a proposal, which guides nobody yet, unless the theme itself acts by it."""
        start, end = span[0] - sentence.start, span[1] - sentence.start
        return bool(self._wordings["not_yet"].search(text, start, end)) and not self._acts(
            text[slice(*self._denials.own(text, start))]
        )

    def _goes_with_denied(self, passage: Passage, sentence: Sentence, text: str) -> bool:
        """Tell what a sentence names as of those that the one before it sets aside ("Tällaisia ovat …")."""
        if not self._wordings["names_them"].match(text):
            return False
        before = passage.before(sentence)
        told = passage.text_of(before) if before else ""
        return any(self._wordings[name].search(told) for name in ("main_negation", "in_passing", "left"))

    def _is_denied_there(self, sentence: Sentence, text: str, span: Span) -> bool:
        """Tell a mention in a clause that negates; of what another clause denies, its own only tells."""
        first, last = self._denials.own(text, span[0] - sentence.start)
        if self._denials.is_in(text[first:last]):
            return True
        if first == 0:
            return False
        words, begun = sentence.words, sentence.start
        there = (i for i, w in enumerate(words) if first <= w.start - begun < last)
        return not any(self._tools.phrases.bound(words, i) == "verb" for i in there)

    def _is_kept(self, text: str, span: Span, sentence: Sentence) -> bool:
        """Tell what the theme acts by, where a later clause tells of the theme what it does not do."""
        first, last = self._denials.own(text, span[0] - sentence.start)
        return self._acts(text[first:last]) and not self._denials.later(
            text, span[1] - sentence.start, of_theme=True
        )

    def _is_taken_back(self, passage: Passage, sentence: Sentence, span: Span) -> bool:
        """Tell an instrument that a later clause or the next sentence denies by a pronoun.

        By what a theme says that it does, it has taken a part in it: what it then does not do is told only.
        """
        text = passage.text_of(sentence)
        first, last = self._denials.own(text, span[0] - sentence.start)
        if self._acts(text[first:last]):
            return False
        if self._denials.later(text, span[1] - sentence.start):
            return True
        following = passage.after(sentence)
        return following is not None and self._denials.follows(passage.text_of(following))

    def _acts(self, clause: str) -> bool:
        """Tell a clause in which the theme does something, when it was made set apart."""
        main = self._wordings["in_preparation"].sub("", self._wordings["relative_clause"].sub("", clause))
        acts = (_ITSELF.match(main) or self._wordings["theme_acts"].search(main)) and self._wordings[
            "tied"
        ].search(main)
        return bool(acts) and not self._wordings["main_negation"].search(main)

    def _is_law(self, sentence: Sentence, span: Span, text: str) -> bool:
        """Tell a law that lays down duties or is minded only: it binds all, not the theme as such."""
        start, end = span[0] - sentence.start, span[1] - sentence.start
        if not self._wordings["law_named"].search(text[start:end]):
            return False
        first, last = self._denials.own(text, start)
        own, later = text[first:last], text[last:]
        if self._wordings["only_minded"].search(own):
            return True
        taken_up = self._wordings["taken_up"].search(later) or self._wordings["relative_followed"].search(
            text
        )
        minded = self._wordings["only_minded"].search(later)
        return bool(self._wordings["lays_down"].search(own)) and (not taken_up or bool(minded))

    def of_item(self, passage: Passage, sentence: Sentence) -> bool:
        """Tell an item of a list of what a theme follows that only names it, and says nothing against it."""
        text = self._wordings["restricted"].sub("", passage.text_of(sentence))
        against = ("negation_word", "unlinked", "in_passing", "set_apart", "supposed", "by_others")
        main = self._wordings["relative_clause"].sub("", text)
        return len(passage.sentences) == 1 and not (
            any(self._wordings[name].search(text) for name in against)
            or self._wordings["retold"].search(main)
        )

    def _is_counted(self, passage: Passage, sentence: Sentence) -> bool:
        """Tell a sentence that goes on naming documents that one before it counts and the theme follows."""
        if not self._wordings["counts_them"].match(passage.text_of(sentence)):
            return False
        told = (passage.text_of(s) for s in passage.sentences if s.end <= sentence.start)
        return any(
            self._wordings["counted"].search(t)
            and self._wordings["tied"].search(t)
            and not any(self._wordings[name].search(t) for name in ("main_negation", "in_passing"))
            for t in told
        )

    def _is_carried_on(self, passage: Passage, sentence: Sentence, text: str) -> bool:
        """Tell an instrument that requires something, and by which the next sentence says the theme acts."""
        if self._wordings["in_passing"].search(text):
            return False
        if self._is_counted(passage, sentence):
            return True
        following = passage.after(sentence)
        after = passage.text_of(following) if following else ""
        return bool(self._wordings["carried_on"].match(after)) and not self._wordings["main_negation"].search(
            after
        )

    def _stance(self, text: str, at: int, *, of_instruments: bool) -> tuple[str, bool]:
        """Tell the relation that a clause states to what stands at a place, and whether it denies it.

        What is told of, and then said not to be followed, is cited.
        """
        if self._wordings["unlinked"].search(text):
            after = self._wordings["denied_after"].search(text, at)
            told = text[: after.start()] if after else text
            denied = self._wordings["unlinked"].search(told) or self._wordings["main_negation"].search(told)
            cited = after and (", jo" in after.group() or self._wordings["told_of"].search(told))
            return (_CITED, False) if cited and not denied else (_CLAIMED, True)
        rung = self.rung(text, at, of_instruments=of_instruments)
        negated = bool(self._wordings["main_negation"].search(text))
        silent = rung == _CITED and negated and not self._wordings["in_passing"].search(text)
        return (_CLAIMED, True) if silent else (rung, rung == _CLAIMED and negated)

    def _is_taken_up(self, text: str) -> bool:
        return bool(self._wordings["taken_up"].search(text)) and not self._wordings["apart"].search(text)

    def _clause(self, text: str, at: int) -> Span:
        """Return the place of the clause of a sentence that a mention stands in."""
        ends = [m.start() for m in self._wordings["clause_apart"].finditer(text)]
        first = max((end for end in ends if end <= at), default=0)
        return first, min((end for end in ends if end > at), default=len(text))

    def is_negated(self, passage: Passage, sentence: Sentence, span: Span) -> bool:
        """Tell a mention whose own clause negates something."""
        text = passage.text_of(sentence)
        return self._denials.is_in(text[slice(*self._denials.own(text, span[0] - sentence.start))])

    def rung(self, text: str, at: int, *, of_instruments: bool) -> str:
        """Tell a claim of alignment from a mention of background."""
        begin, end = self._told.own(text, (0, len(text)), (at, at))
        own, whole = text[begin:end], text
        main, text = self._wordings["relative_clause"].sub("", whole), whole
        said = text
        if self._wordings["of_theme"].search(main):
            own, text = self._wordings["relative_clause"].sub("", own), main
            said = text
        elif self._wordings["tied"].search(main):
            own, said = (self._wordings["relative_clause"].sub(_limiting, t) for t in (own, whole))
        bound = any(self._wordings[name].search(text) for name in ("followed", "committed"))
        told = self._wordings["retold"].search(own) and not (
            bound or self._wordings["taken_up"].search(whole)
        )
        passing = self._wordings["in_passing"].search(said)
        if passing and self._wordings["mentioned_in"].match(passing.group()):
            # What is mentioned in it, the theme can take up by a pronoun, and then follows it.
            passing = None if self._is_taken_up(whole) else passing
        if (told or passing) and not self._wordings["relative_followed"].search(whole):
            return _CITED
        return _CLAIMED if of_instruments or self._wordings["claims_elsewhere"].search(text) else _CITED

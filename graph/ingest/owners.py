"""Owners: whose something in a part of a sentence is, the theme's own or another's, from declared words."""

from __future__ import annotations

from graph.ingest.passages import Word, after_hyphen, has_lemma
from graph.ingest.phrases import Phrases, case_of
from graph.ingest.rules import Rules

Words = tuple[Word, ...]
#: Cases by the endings that stand after a colon ("STEA:lta").
_TAILS = {"st": "ela", "lt": "abl", "ll": "ade", "ss": "ine"}
#: Forms that a dictionary takes for those of another noun.
_TAKEN = {"kunnasta": frozenset({"ela"}), "muun": frozenset({"gen"})}
#: How far before a noun the words stand that say whose it is.
_NEAR = 4
_ACRONYM = 2
_OWN_FUNDS = ("esr", "eu", "euroopan")


class Owners:
    """Tells the theme, its projects and its fund from others' programmes, funds and offices."""

    def __init__(self, rules: Rules, phrases: Phrases) -> None:
        self._words = rules.words
        self._ends = {name: tuple(sorted(words)) for name, words in rules.words.items()}
        self._phrases = phrases

    def negation(self, part: Words) -> int | None:
        """Return where the negation of a part's verb stands; one after its verb is of a name only."""
        at = next((i for i, w in enumerate(part) if w.text.casefold() in self._words["negations"]), None)
        if at is None or any(self._phrases.bound(part, i) == "verb" for i in range(at)):
            return None
        return at

    def is_own(self, part: Words) -> bool:
        """Tell a part that speaks of the theme itself, of its projects or of the fund that pays for them."""
        return any(self._is_own(part, i) for i in range(len(part)))

    def _is_own(self, part: Words, i: int) -> bool:
        word = part[i]
        text = word.text.casefold()
        if text in self._words["own_place"] or text.startswith("esr") or text.endswith("sosiaalirahastosta"):
            return True
        if not self._is_business(word) or self._is_other(part, i) or self._is_regional(part, i):
            return False
        if i and part[i - 1].lemmas & self._words["apart_qualities"]:
            return False
        if "gen" in cases_in(word):
            return i + 1 < len(part) and self._is(part[i + 1], "whosever")
        if self._is(word, "called_by_owner") and self._has_owner(part, i):
            return False
        joined = "-" not in text and word.lemmas.isdisjoint(self._words["own_business"])
        return not self._is_called(part, i) and not (joined and self._has_owner(part, i))

    def _is_business(self, word: Word) -> bool:
        return self._is(word, "projects") or not word.lemmas.isdisjoint(self._words["own_business"])

    def _is_regional(self, part: Words, i: int) -> bool:
        """Tell what is a region's, where the theme is national."""
        before = part[i - 1] if i else None
        return before is not None and bool(before.lemmas & self._words["regional"])

    def _is_called(self, part: Words, i: int) -> bool:
        """Tell another theme, which is called by what it is about ("yrittäjyyden teemaan")."""
        at = i - 2 if i > 1 and "oma" in part[i - 1].lemmas else i - 1
        before = part[at] if at >= 0 else None
        if before is None or not self._is(part[i], "called") or "gen" not in cases_in(before):
            return False
        return (
            not before.text.casefold().startswith("tä") and not before.lemmas & self._words["generic_owners"]
        )

    def _is_others(self, part: Words, i: int) -> bool:
        """Tell what is said to be another's, or is called by a name."""
        return self._is_named(part, i) or self._is_other(part, i) or self._has_owner(part, i)

    def _is_named(self, part: Words, i: int) -> bool:
        word = part[i]
        if word.text.casefold().startswith(_OWN_FUNDS) or not word.lemmas.isdisjoint(
            self._words["own_business"]
        ):
            return False
        named = i > 0 and (word.text[:1].isupper() or after_hyphen(part[i - 1], word))
        return named or ("-" in word.text and word.text[:1].isupper())

    def _is_other(self, part: Words, i: int) -> bool:
        if i and after_hyphen(part[i - 1], part[i]):
            return False
        wanted = cases_in(part[i])
        wanted = wanted - {"gen"} if len(wanted) > 1 else wanted
        for at in range(i - 1, max(-1, i - 1 - _NEAR), -1):
            if part[at].is_mark or part[at].text.casefold() == "muassa":
                return False
            if part[at].lemmas & self._words["other_qualities"] and cases_in(part[at]) & wanted:
                # "Ohjaus- ja muissa palveluissa": others of the kind just named are nobody else's.
                return not (at > 1 and part[at - 1].text in self._words["conjunctions"] and part[at - 2].open)
        return False

    def _has_owner(self, part: Words, i: int) -> bool:
        """Tell a genitive of an office or an organisation before a noun, or one of a name."""
        for at in range(i - 1, max(-1, i - 1 - _NEAR), -1):
            word = part[at]
            if word.is_mark or self._phrases.is_finite(word):
                return False
            other = word.lemmas & self._words["other_qualities"]
            if "gen" in cases_in(word) and (other or self._is_office(part, at)):
                return True
        return False

    def _is_office(self, part: Words, i: int) -> bool:
        word = part[i]
        if self._is_own(part, i) or word.lemmas & self._words["nobody_named"]:
            return False
        organisation = self._phrases.is_organisation(word) or self._is(word, "offices")
        return organisation or self._is_money(word) or (i > 0 and word.text[:1].isupper())

    def _is_money(self, word: Word) -> bool:
        if word.text.casefold().startswith(_OWN_FUNDS):
            return False
        return self._is(word, "money") or self._is_fund(word)

    def _is_fund(self, word: Word) -> bool:
        return any(lemma.split("-")[0] in self._words["funds_of_others"] for lemma in word.lemmas)

    def _is_acronym(self, word: Word) -> bool:
        return word.text[:_ACRONYM].isupper() and not word.text.casefold().startswith(_OWN_FUNDS)

    def _is_compound(self, word: Word) -> bool:
        return not any(lemma in self._words["arenas"] for lemma in word.lemmas)

    def _is_of_its_own(self, part: Words, i: int) -> bool:
        return i > 0 and "oma" in part[i - 1].lemmas

    def _is_complement(self, part: Words, i: int) -> bool:
        """Tell what belongs to the participle after it ("rahastosta saatu tuki"), which is no verb."""
        following = part[i + 1] if i + 1 < len(part) else None
        if following is None or self._phrases.is_finite(following):
            return False
        return self._phrases.verbs.is_participle(following)

    def _has(self, part: Words, name: str) -> bool:
        return has_lemma(part, self._words[name])

    def _is(self, word: Word, name: str) -> bool:
        return any(lemma.endswith(self._ends[name]) for lemma in word.lemmas)


def cases_in(word: Word) -> frozenset[str]:
    """Return the cases of a word, of an acronym by the ending after its colon."""
    if word.tail:
        tail = word.tail[1:3].casefold()
        return frozenset({_TAILS.get(tail, "gen" if word.tail[1:] == "n" else "nom")})
    return frozenset() if word.is_mark else _TAKEN.get(word.text.casefold(), case_of(word))

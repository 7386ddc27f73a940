"""Denials: whether what follows a mention takes it up by a pronoun and sets it apart from the theme."""

from __future__ import annotations

import re

from graph.ingest.rules import Rules

#: Where a clause that may take up what an earlier one told of begins.
_PARTED = re.compile(r"[;:]\s+|,\s+|\s+[–—]\s+|\s+(?=(?:eikä|eivätkä|vaan)\s)")
_SUBJECT = re.compile(r"(?:(?:ja|mutta|eikä|eivätkä|vaikka|joskin)\s+)?(?:se|ne|nämä|tämä)\b", re.IGNORECASE)
#: What stands against the place where it belongs ("…, ei tähän teemaan").
_NOT_HERE = re.compile(
    r"(?:eikä|eivätkä|ei|eivät)\s+(?:(?:siis|niinkään|itse|tähän|tämän|tällä|tässä)\s+){0,2}teema"
)
_AGAIN = ("Teema", "Hankke", "Toimi", "Toime", "Kokonaisuu")
_FEW = 3
_CLITICS = ("kään", "kaan", "kin")


class Denials:
    """Tells denials by the pronouns of later clauses, whatever the noun they stand for."""

    def __init__(self, rules: Rules) -> None:
        self._wordings = rules.wordings
        self._anaphors, self._relatives = rules.words["anaphors"], rules.words["relatives"]
        self._adverbial = rules.words["adverbial"]

    def later(self, text: str, after: int, *, of_theme: bool = False) -> bool:
        """Tell whether a clause of a sentence after a place denies what stands before that place.

        After a clause ``of_theme`` a pronoun in the nominative is the theme, its subject.
        """
        parted = _PARTED.search(text, after)
        if parted is None:
            return False
        clauses = _PARTED.split(text[parted.end() :])
        return any(self._denies(c) for c in clauses if not (of_theme and _SUBJECT.match(c)))

    def own(self, text: str, at: int) -> tuple[int, int]:
        """Return the place of the clause of a sentence that a place stands in."""
        parted = [m.span() for m in _PARTED.finditer(text)]
        first = max((end for _, end in parted if end <= at), default=0)
        return first, min((start for start, _ in parted if start >= at), default=len(text))

    def is_in(self, clause: str) -> bool:
        """Tell whether a clause itself negates or leaves out."""
        return any(self._wordings[name].search(clause) for name in ("negation_word", "put_outside"))

    def follows(self, text: str) -> bool:
        """Tell whether a sentence begins by denying what the one before it told of."""
        clauses = _PARTED.split(text)
        takes_up = text.startswith(_AGAIN) or self._takes_up(text.split()[:_FEW])
        return takes_up and (self._denies(clauses[0]) or any(map(self._leaves, clauses)))

    def _leaves(self, clause: str) -> bool:
        """Tell a clause by which an instrument that it names again is background only."""
        return bool(self._wordings["left_as_told"].search(clause))

    def _denies(self, clause: str) -> bool:
        if _NOT_HERE.match(clause):
            return True
        words = clause.split()
        relative = not self._relatives.isdisjoint(w.casefold() for w in words[:2])
        if not relative and not self._takes_up(words):
            return False
        if self._wordings["put_outside"].search(clause) or self._is_of_others(clause):
            return True
        tied = "the_theme" if relative else "tie"
        return bool(self._wordings["negates"].search(clause) and self._wordings[tied].search(clause))

    def _is_of_others(self, clause: str) -> bool:
        return bool(self._wordings["by_others"].search(clause)) and not self._wordings["the_theme"].search(
            clause
        )

    def _takes_up(self, words: list[str]) -> bool:
        """Tell a pronoun that stands alone, not before a word for the theme."""
        said = [w.casefold().strip(",.;:()") for w in words]
        return any(
            not self._anaphors.isdisjoint((word, *(word.removesuffix(c) for c in _CLITICS)))
            and not self._wordings["the_theme"].match(after)
            and after not in self._adverbial
            for word, after in zip(said, [*said[1:], ""], strict=True)
        )

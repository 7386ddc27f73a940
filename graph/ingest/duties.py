"""Duties: what a part of a sentence says to be the duty of others than the theme, or to belong to them."""

from __future__ import annotations

from graph.ingest.owners import Owners, Words, cases_in
from graph.ingest.passages import Word

_TOWARDS = frozenset({"ill"})
_JOINTS = frozenset({"ja", "sekä", "eikä", "tai"})


class Duties(Owners):
    """Tells by cases and verbs whose duty something is, and whose it is said to be."""

    def _have_duty(self, part: Words) -> bool:
        """Tell what is said to be an office's duty, or to belong or be left to it."""
        directed = self._has(part, "directing_verbs")
        if not (directed or self._has(part, "duty_verbs")):
            return False
        handed, belongs = self._has(part, "handed_verbs"), self._has(part, "belonging")
        return any(
            (
                self._is_duty(part, i)
                or (handed and self._is_handed_to(part, i))
                or ((belongs or directed) and self._is_place_of_others(part, i, belongs=belongs))
            )
            and not self._is_complement(part, i)
            for i in range(len(part))
        )

    def _is_duty(self, part: Words, i: int) -> bool:
        """Tell an office's duty, what is in somebody's charge, and what others do by law."""
        word, cases = part[i], cases_in(part[i])
        duty = (
            (not cases & _TOWARDS and self._is(word, "duties"))
            or word.text.casefold() in self._words["duty_forms"]
            or ("tra" in cases and self._is(word, "whosever"))
        )
        if duty and (self._has_owner(part, i) or self._is_other(part, i)):
            return True
        return self._is_charge(part, i) or self._is_by_law(part, i)

    def _is_handed_to(self, part: Words, i: int) -> bool:
        """Tell at the end of a clause an office that something belongs or is left to."""
        ends = i + 1 == len(part) or part[i + 1].is_mark or part[i + 1].text in _JOINTS
        if not ends or cases_in(part[i]) != {"all"}:
            return False
        return self._is_office(part, i) or self._is_other(part, i)

    def _is_place_of_others(self, part: Words, i: int, *, belongs: bool) -> bool:
        """Tell what of others somebody belongs, or is sent, to."""
        word = part[i]
        if "ill" not in cases_in(word) or not word.lemmas.isdisjoint(self._words["kinds"]):
            return False
        if self._is_other(part, i) or self._is_called(part, i):
            return True
        if belongs and self._is_money(word):
            return True
        if not self._is(word, "duty_places"):
            return False
        if i and self._is_regional(part, i - 1):
            return True
        if not belongs:
            return False
        named = self._is(word, "whosever") and (self._is_named(part, i) or self._is_plan(word))
        return named or self._has_owner(part, i) or self._has_other_owner(part, i)

    def _is_plan(self, word: Word) -> bool:
        """Tell a plan by what it is of, which is in one word ("opetussuunnitelmaan")."""
        return not word.is_mark and self._is_compound(word) and self._is(word, "arenas")

    def _has_other_owner(self, part: Words, i: int) -> bool:
        """Tell whose a place is by the genitive before it, which is neither the theme nor people."""
        owner = part[i - 1] if i else None
        if owner is None or "gen" not in cases_in(owner) or self._phrases.names_people(owner):
            return False
        if not owner.lemmas.isdisjoint(self._words["generic_owners"] | self._words["participating"]):
            return False
        if i > 1 and owner.lemmas & self._words["whosever"]:
            # Of what a genitive of the money or work itself is: "alueellisen rahoituksen piiriin".
            return self._is_other(part, i - 1) or self._is_regional(part, i - 1)
        return not self._is_business(owner) and not self._is(owner, "whosever")

    def _is_charge(self, part: Words, i: int) -> bool:
        """Tell something in anybody's charge, but people's ("nuorisopsykiatrian vastuulle")."""
        owner = part[i - 1] if i and part[i].text.casefold() in ("vastuulle", "vastuulla") else None
        if owner is None or "gen" not in cases_in(owner):
            return False
        return not self._phrases.names_people(owner) and not owner.lemmas & self._words["own_business"]

    def _is_by_law(self, part: Words, i: int) -> bool:
        """Tell what the law has others do ("lakisääteisiä palveluja", "sosiaalihuoltolain mukaisiin")."""
        after_law = i > 0 and "mukainen" in part[i].lemmas and self._is(part[i - 1], "laws")
        return after_law or bool(part[i].lemmas & self._words["by_law"])

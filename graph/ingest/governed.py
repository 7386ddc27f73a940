"""Governed: words that the objects or subjects next to them tell to be verbs."""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.ingest.cases import cases_of
from graph.ingest.passages import Word

_NOMINATIVE = frozenset({"nom"})
_PARTITIVE = frozenset({"par"})
_INTRANSITIVE = re.compile(r"[uy]neet$")
#: Before the participle of a perfect that its object opens stand the object and the auxiliary.
_AFTER_OBJECT = 2
_NEAR = 5
_JOINTS = ("ja", "sekä", "tai", "eli")


def has_object_before(words: tuple[Word, ...], i: int) -> bool:
    """Tell the perfect of a clause that opens with its object ("tukea ovat saaneet nuoret")."""
    if i < _AFTER_OBJECT or words[i - 1].text.casefold() not in ("ovat", "olivat"):
        return False
    before = words[i - 2]
    taken = not before.is_mark and cases_of(before.text, before.analyses) == _PARTITIVE
    return taken and not _INTRANSITIVE.search(words[i].text)


def supports(words: tuple[Word, ...], i: int, is_finite: Callable[[Word], bool]) -> bool:
    """Tell the past "tuki" from the noun: whom or what it supported follows in the partitive."""
    for word in words[i + 1 : i + _NEAR] if words[i].text == "tuki" else ():
        if cases_of(word.text, word.analyses) == _PARTITIVE:
            return True
        if word.is_mark or word.text in _JOINTS or word.text.endswith("t") or is_finite(word):
            return False
    return False


def are_two(words: tuple[Word, ...], i: int) -> bool:
    """Tell two singulars before a plural verb ("ohjaaja ja nuori tapaavat")."""
    joined = words[i - 2].text in ("ja", "sekä")
    return joined and all(cases_of(w.text, w.analyses) == _NOMINATIVE for w in words[i - 1 :: -2][:2])

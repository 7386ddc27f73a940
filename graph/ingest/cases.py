"""Finnish cases by their endings: enough to tell a list's members from its places."""

from __future__ import annotations

import re
from functools import cache

from graph.ingest.lemmas import fold

#: Endings in the order they are tried, with the cases they can stand for.
_ENDINGS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(ending + "$"), frozenset(cases.split()))
    for ending, cases in (
        ("ss[aä]", "ine"),
        ("(?<![iuyoö])st[aä]", "ela"),
        ("st[aä]", "ela par"),
        ("ll[aä]", "ade"),
        ("lt[aä]", "abl"),
        ("lle", "all"),
        ("ksi", "tra"),
        ("(?:siin|seen|h[aeiouyäö]n)", "ill"),
        ("iin", "ill"),
        ("een", "gen ill"),
        ("([aouyäö])\\1n", "ill gen"),
        ("n", "gen"),
        ("t", "nom"),
        ("n[aä]", "ess par"),
        ("[aä]", "par"),
    )
)
_POSSESSIVE = re.compile(r"(?:ns[aä]|(?<=[aeiouyäö])(?:mme|nne))$")
_CLITIC = re.compile(r"(?<=\w{4})kin$")


@cache
def cases(word: str, lemma: str = "") -> frozenset[str]:
    """Return the cases a noun's form can stand in, by three letters; ``lemma`` tells a nominative."""
    folded = _POSSESSIVE.sub("", _CLITIC.sub("", fold(word)))
    if lemma and folded == lemma and not folded.endswith(("set", "neet")):
        return frozenset({"nom"})
    for ending, found in _ENDINGS:
        if ending.search(folded):
            return found
    return frozenset({"nom"})

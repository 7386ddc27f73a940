"""Participles: past participles of verbs, and the nouns for what they say is done, from infinitives."""

from __future__ import annotations

from functools import cache

_PARTICIPLES = (
    (("lla", "llä"), 2, "l"),
    (("nna", "nnä"), 2, "n"),
    (("rra", "rrä"), 2, "r"),
    (("sta", "stä"), 2, "s"),
    (("da", "dä"), 2, "n"),
    (("ata", "ätä", "ota", "ötä", "uta", "ytä", "ita", "itä", "eta", "etä"), 2, "nn"),
)


def deed(infinitive: str) -> str:
    """Return the noun for what a verb says is done ("kouluttaa": "kouluttaminen", "ohjata": "ohjaaminen")."""
    if infinitive[-2:] in ("da", "dä"):
        stem = infinitive[:-2]
    elif infinitive[-3:] in ("lla", "llä"):
        stem = infinitive[:-2] + "e"
    elif infinitive[-3:] in ("ata", "ätä"):
        stem = infinitive[:-2] + infinitive[-1]
    else:
        stem = infinitive[:-1]
    return f"{stem}minen"


@cache
def participle(infinitive: str) -> str:
    """Return the active past participle of a verb ("kouluttaa": "kouluttanut")."""
    end = "yt" if infinitive.endswith("ä") else "ut"
    for endings, cut, joint in _PARTICIPLES:
        if infinitive.endswith(endings):
            return infinitive[:-cut] + joint + end
    return infinitive[:-1] + "n" + end

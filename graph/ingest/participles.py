"""Participles: which words are some; past ones, passives and nouns for what is done, from infinitives."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache

#: How many letters a passive can be longer than its infinitive ("kysytään").
_PASSIVE_LONGER = 3
#: How many a past passive can be ("järjestää": "järjestettiin").
_PAST_PASSIVE_LONGER = 4
_PARTICIPLES = (
    (("lla", "llä"), 2, "l"),
    (("nna", "nnä"), 2, "n"),
    (("rra", "rrä"), 2, "r"),
    (("sta", "stä"), 2, "s"),
    (("da", "dä"), 2, "n"),
    (("ata", "ätä", "ota", "ötä", "uta", "ytä", "ita", "itä", "eta", "etä"), 2, "nn"),
)

#: Plural forms of the active's past participle that the dictionary may lack ("olleiden").
_DONE = re.compile(r"\w(?:nn?|ll|rr|ss)e(?:et|i(?:den|t[aä]|(?:ll|lt|ss|st)[aä]|lle|siin|ksi))$")
#: Plural forms of the passive's past participle ("koulutettujen", "irtisanotuille").
_UNDERGONE = re.compile(
    r"\w{4}ll[uy](?:t|jen|j?[aä]|ihin)$|\w{3}oid[uy](?:t|i(?:lle|hin|(?:ll|lt|ss|st)[aä]))$|\w{4}[aeiouyäö](?:t[uy]t|tt[uy](?:jen|j?[aä]|ihin)|t[uy]i(?:lle|(?:ll|lt|ss|st)[aä]))$"
)
#: No form above is longer; a search for one begins so far from a word's end.
_LONGEST = 12
_DONE_ONE = ("nutta", "nyttä", "llutta", "llyttä", "rrutta", "rryttä", "ssutta", "ssyttä")
#: Ends of lemmas of passives' participles that no noun has ("otettu", "valittu").
_DONE_TO = ("ettu", "etty", "ittu", "itty")
#: Ends of nouns with forms like those of such participles ("kursseille", "malleille").
_LIKE_DONE = ("ssi", "lli", "rri", "nni", "sse", "nne")
#: Compounds of "tehtävä", which name tasks and say of nothing that it is to be done.
_TASK = re.compile(r"\wtehtävä$")
#: What an agent did or does ("vetämä", "kokoamia"), and nouns and pronouns that end alike.
_AGENT = re.compile(
    r"\w{2,}[aeiouyäö]m(?:[aä]|[aä]n|[aä][aä]|[aä]t|i[aä]|ien|[aäi](?:ss|st|ll|lt)[aä]|[aäi]lle|iin)"
)
_NO_AGENTS = tuple(
    "minen mia teema voima asema elämä kuolema oma sama lama tämä draama foorumi tiimi toimi toimia".split()
)
#: Ends of participles in their basic form.
ENDS = ("va", "vä", "nut", "nyt", "maton", "mätön")
_ENDS = (*ENDS, *_DONE_TO)
#: Pasts of the third person plural, which no participle is like ("hyötyivät").
PASTS = ("uivat", "uivät", "yivat", "yivät")


def has_form(text: str, analyses: Set[str], none: tuple[str, ...]) -> bool:
    """Tell a participle by its ending and its analyses, of which none ends as those in ``none`` do."""
    like = any(a.endswith(none) or (a.endswith("tehtävä") and _TASK.search(a)) for a in analyses)
    noun = like or any(a != text and a.endswith(_LIKE_DONE) for a in analyses)
    begin = len(text) - _LONGEST
    # "Tulleille" is of those who came, hardly of customs.
    done = _DONE.search(text, begin) and (not noun or text.startswith("tulle"))
    if done or _UNDERGONE.search(text, begin) or text.endswith(_DONE_ONE):
        return True
    if like or text.endswith(PASTS):
        return False
    return any(a.endswith(_ENDS) for a in analyses)


def is_agents(text: str, analyses: Set[str]) -> bool:
    """Tell what those in the genitive before a word do by it ("yrittäjien vetämiä ryhmiä")."""
    said = text.casefold()
    nouns = (a.rstrip("~") for a in analyses if a != said)
    return bool(_AGENT.fullmatch(said)) and not any(a.endswith(_NO_AGENTS) for a in nouns)


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


def with_participles(verbs: str) -> frozenset[str]:
    """Return infinitives, separated by spaces, with the past participles that dictionaries take for nouns."""
    return frozenset(form for verb in verbs.split() for form in (verb, participle(verb)))


def is_passive_of(text: str, infinitive: str) -> bool:
    """Tell "tuetaan" (tukea), "lisätään" (lisätä) from "kuntaan" (kunta), "historiastaan" (historia)."""
    longer = _PAST_PASSIVE_LONGER if text.endswith(("ttiin", "oitiin")) else _PASSIVE_LONGER
    if len(text) - len(infinitive) > longer:
        return False
    if infinitive.endswith(("da", "dä", "lla", "llä", "nna", "nnä", "rra", "rrä")):
        return True
    if infinitive.endswith(("aista", "äistä")) and len(infinitive) > len("kaista"):
        return True
    return text not in (infinitive + "an", infinitive + "än") or infinitive[-3:-2] in tuple("aeiouyäö")

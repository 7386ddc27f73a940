"""Grantees: which names of beneficiaries are persons', who do not enter unless a mapping's owner says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.text.cues import LEGAL, ORGANISATION, REGION

_WORD = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?"
_NAME = re.compile(rf"(?:{_WORD},? +){{1,3}}{_WORD}")
_SOLE_TRADER = re.compile(r"\b(?:tmi|t:mi|toiminimi|firma|f:ma|enskild firma)\b", re.IGNORECASE)
_FORM = re.compile(
    r"\b(?:oy|oyj|ab|abp|ky|kb|ry|rf|r\.y\.|sr|osk|ltd|inc|gmbh|as|aps|llc|plc|bv|nv|sa|srl|spa|ev|eg|osakeyhtiö|"
    r"oyab|ay)\b|\w(?:ry|oy|sr)$|[&+/\d]",
    re.IGNORECASE,
)
_WORDS_OF_FIRMS = re.compile(
    r"group|holding|konsern|consult|design|studio|service|solution|tech|market|trading|hotel|resort|safari|"
    r"invest|energy|media|systems?\b|yhtymä|tila\b|maatila|osuus|pankki|tutkimus|instituutti|museo|teatteri|"
    r"kirjasto|seurakunta|kauppakamari|avoin yhtiö|handelskammare|"
    r"församling|region|county|stad|verk|bolag|aktiebolag|företag|klubb|kerho|klusteri",
    re.IGNORECASE,
)


def is_person(name: str, organisation_words: Sequence[str] = ()) -> bool:
    """Whether a beneficiary's name is, or may be, a natural person's: better withheld than published wrongly.

    A sole trader is a natural person. What has a legal form, a word of organisations or one of
    ``organisation_words`` is none.
    """
    if _SOLE_TRADER.search(name):
        return True
    if not _NAME.fullmatch(name) or _FORM.search(name):
        return False
    words = name.casefold().replace(",", " ").replace(".", " ").split()
    if LEGAL.intersection(words) or any(word.casefold() in name.casefold() for word in organisation_words):
        return False
    is_known = ORGANISATION.search(name) or _WORDS_OF_FIRMS.search(name)
    return not (is_known or REGION.match(name))

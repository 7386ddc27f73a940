"""Numbers after names: an act's number, years, and what a bracket repeats a name by."""

from __future__ import annotations

import re
from itertools import accumulate

from graph.ingest.passages import Word
from graph.ingest.rules import Rules

Words = tuple[Word, ...]
YEARS = re.compile(r"(?:19|20)\d\d(?:[–-](?:20)?\d\d)?$")
#: The number of an act, and of how many words and marks it is at most.
_ACT = re.compile(r"(?:\((?:EU|EY|ETY)\))?(?:nro)?\d{2,4}/\d{1,4}(?:/(?:EU|EY|ETY))?")
_ACT_NUMBER = 7
#: Abbreviations ("RRF", "EntreComp") and acts' numbers.
_SHORT_NAME = re.compile(r"[A-ZÅÄÖ]{2,}[A-Za-zÅÄÖåäö0-9+-]*$|[A-Z][a-z]+[A-Z]\w+$|\d{1,4}/(?:19|20)\d\d$")
_BRACKET = 5


def is_short_name(word: Word) -> bool:
    """Tell an abbreviation or a name with capitals inside."""
    return bool(_SHORT_NAME.match(word.text))


def after_act_number(words: Words, at: int) -> int:
    """Step over the number of an act: "(EU) 2023/2225", "2019/882", "2014/24/EU"."""
    rest = words[at : at + _ACT_NUMBER]
    spoken = "".join(w.text for w in rest)
    found = _ACT.match(spoken)
    ends = accumulate(len(w.text) for w in rest)
    return next((at + n for n, end in enumerate(ends, 1) if found and end >= found.end()), at)


def after_bracket(words: Words, at: int) -> int:
    """Step over a name's abbreviation or number in brackets: "(RRF)", "(423/2022)"."""
    marks = [w.text for w in words[at : at + _BRACKET]]
    said = "".join(marks[1 : marks.index(")")]) if marks[:1] == ["("] and ")" in marks else ""
    return at + marks.index(")") + 1 if _SHORT_NAME.match(said) else at


def after_numbers(words: Words, at: int, rules: Rules) -> int:
    """Step over a name's years or number: "2021–2027", "nro 111"."""
    if at < len(words) and YEARS.match(words[at].text):
        return at + 1
    counted = at + 1 < len(words) and words[at + 1].text[:1].isdigit()
    return at + 2 if counted and rules.wordings["numbered"].match(words[at].text) else at

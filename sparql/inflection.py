"""Forms of one word: what is left of two when the endings of Finnish, Swedish and English are taken off.

A server has no dictionaries. This finds the forms of a word among those that names hold: a guess, and said
to be one by whoever shows what it found.
"""

from __future__ import annotations

#: What a stem can be no shorter than: of shorter ones, too many words have the same.
SHORTEST = 4

_CASES = (
    "n t a ä ta tä tta ttä na nä ksi ssa ssä sta stä lla llä lta ltä lle hin han hän hun hen seen in en "
    "ien iin jen ten tten den ja jä ia iä ina inä iksi issa issä ista istä illa illä ilta iltä ille "
    "ihin et at ät it ot öt ut yt eja ejä eille oja öjä ojen öjen oille öille uja yjä ujen yjen inen "
    "isen iset isten isia isiä isille isella isellä ise ine e i o ö u y aan ään een oon öön uun yyn"
)
_ENDS = "s ar or er ir arna orna erna ernas arnas an et ena are arens es ed ing ies"
ENDINGS = frozenset((*_CASES.split(), *_ENDS.split(), ""))
_LONGEST = max(map(len, ENDINGS))


def stems(word: str) -> tuple[str, ...]:
    """Return what is left of a word without each ending that it has, the longest first."""
    cuts = range(len(word), max(SHORTEST, len(word) - _LONGEST) - 1, -1)
    return tuple(word[:cut] for cut in cuts if word[cut:] in ENDINGS)


def is_form(word: str, stem: str) -> bool:
    """Whether a word is a stem with an ending."""
    return word.startswith(stem) and word[len(stem) :] in ENDINGS

"""Employers: organisations of which a report's clauses say that they were served, not that they served."""

from __future__ import annotations

from graph.ingest.passages import Word
from graph.ingest.phrases import case_of

_EMPLOYERS = ("työnantaja", "yritys", "työpaikka")
#: What employers get who are taught ("yritykset saivat lupaneuvontaa").
TEACHING = ("neuvonta", "koulutus", "valmennus", "opastus", "ohjaus", "sparraus")


def is_employer_served(
    words: tuple[Word, ...], clause: tuple[int, int, int, int], head: int, acts: set[str]
) -> bool:
    """Tell organisations that are given something, or encouraged, from those who do the work.

    ``clause`` gives the places of its first word, the one after its last, its verb's first and main word.
    """
    first, last, _, main = clause
    cases = case_of(words[head])
    employer = any(a.endswith(_EMPLOYERS) for a in words[head].lemmas)
    got = "saada" in words[main].lemmas and any(
        a.endswith(TEACHING) for w in words[first:last] for a in w.lemmas
    )
    met = "teaching_verbs" in acts or (employer and "meeting_verbs" in acts)
    taught = employer and got and "nom" in cases
    return taught or "all" in cases or ("par" in cases and met)

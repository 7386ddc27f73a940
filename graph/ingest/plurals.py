"""Plurals: the name of a group as a scheme would have it, in the nominative plural."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from graph.ingest.passages import Word, spelled
from graph.ingest.phrases import case_of, lemma

#: Ends of dictionary forms with those of their plurals; the first that fits counts.
_ENDINGS = (
    (re.compile(r"nen$"), "set"),
    (re.compile(r"(?<=[v])([aä])$"), r"\1t"),
    (re.compile(r"n[uy]t$"), "neet"),
    (re.compile(r"l[uy]t$"), "leet"),
    (re.compile(r"ton$"), "ttomat"),
    (re.compile(r"tön$"), "ttömät"),
    (re.compile(r"mpi$"), "mmat"),
    (re.compile(r"kas$"), "kkaat"),
    (re.compile(r"([aä])s$"), r"\1\1t"),
    (re.compile(r"(?<=[jlmnrsv])([aäoöuy])$"), r"\1t"),
)
#: Forms of the passive's past participle, which the dictionary lacks ("koulutetuille").
_UNDERGONE = re.compile(r"(?<=[aeiouyäö])tt?([uy])(?:jen|j[aä]|ihin|i(?:lle|(?:ll|lt|ss|st)[aä]))$")

#: Forms of the active's past participle ("jääneille", "olleita").
_DONE = re.compile(r"(?:(?<=[^s]n)|(?<=ll)|(?<=rr)|(?<=ss))ei(?:den|t[aä]|lle|siin|(?:ll|lt|ss|st)[aä])$")


def draft_label(words: Sequence[Word], head: int, listed: Collection[str]) -> str:
    """Return a name with its head, and what agrees with it, in the nominative plural; else as it is written.

    ``listed`` holds irregular plurals as "lapsi=lapset"; a name with a word whose plural is not sure stays.
    """
    cases = case_of(words[head])
    if "nom" in cases:
        return spelled(words)
    changed = []
    for i, word in enumerate(words):
        agrees = not word.open and i <= head and bool(case_of(word) & cases)
        text = _plural(word, listed) if i == head or (agrees and _inflects(word)) else word.text
        if text is None:
            return spelled(words)
        changed.append(replace(word, text=text))
    return spelled(changed)


def _inflects(word: Word) -> bool:
    """Tell an adjective or participle, which takes its head's case, from a noun that only looks alike."""
    return bool(
        _UNDERGONE.search(word.text) or re.search(r"(?:nen|v[aä]|n[uy]t|t[oö]n|mpi|tias)$", lemma(word))
    )


def _plural(word: Word, listed: Collection[str]) -> str | None:
    if _UNDERGONE.search(word.text):
        return _UNDERGONE.sub(r"t\1t", word.text)
    name = lemma(word)
    if _DONE.search(word.text) and not name.endswith("i"):
        return _DONE.sub("eet", word.text)
    if name == word.text.casefold():
        return None
    for pair in listed:
        single, _, several = pair.partition("=")
        if name.endswith(single):
            return name[: -len(single)] + several
    return next((ending.sub(plural, name) for ending, plural in _ENDINGS if ending.search(name)), None)

"""Singulars: the name of an instrument as a list would have it, its head in the nominative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.ingest.cases import cases
from graph.ingest.passages import Word, spelled
from graph.ingest.phrases import lemma

#: Ends of dictionary forms of words that take their noun's case: "eurooppalainen", "koskeva".
_AGREEING = ("nen", "va", "vä")


def titled(words: Sequence[Word], head: int) -> str:
    """Return a singular name with its head, and what agrees with it, in the nominative.

    ``head`` counts from the first word. A name whose dictionary form is not known stays as it is written.
    """
    if "nom" in cases(words[head].text, lemma(words[head])) or words[head].open:
        return spelled(words)
    first = head
    # Of "Valon polku -ohjelmaan" only the last word is inflected.
    while first and words[first].start - words[first - 1].end == 1 and _agrees(words[first - 1], words[head]):
        first -= 1
    return spelled([_base(w) if first <= i <= head else w for i, w in enumerate(words)])


def _agrees(word: Word, head: Word) -> bool:
    name = lemma(word)
    if word.open or word.tail or not name.endswith(_AGREEING) or name.endswith("minen"):
        return False
    # A genitive plural before a singular is another noun's: "sosiaalisten oikeuksien pilarin".
    return bool(cases(word.text) & cases(head.text)) and not word.text.endswith(("ten", "ien"))


def _base(word: Word) -> Word:
    name = lemma(word)
    return replace(word, text=word.text[:1] + name[1:] if word.text[:1].casefold() == name[:1] else word.text)

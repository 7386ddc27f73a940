"""Languages: which one a passage is in, told by how many of its words a language's dictionary knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, get_args

Language = Literal["fi", "sv", "en"]

LANGUAGES: tuple[Language, ...] = get_args(Language)

#: The share of words that must be known, and how much more often than in the language next to it.
_KNOWN = 0.4
_AHEAD = 0.1
_FEW_WORDS = 4
#: So many words tell a language that is none of these.
_ENOUGH_WORDS = 8
#: What is looked at of a long passage.
_SAMPLE = 2000

Detect = Callable[..., list[tuple[str, float]]]


def language_of(text: str, detect: Detect, likely: Language | None = None) -> Language | None:
    """Return the language of a passage, or None for another language.

    A passage that is too short or too even to tell is in the ``likely`` one. ``detect`` has the signature of
    simplemma's langdetect.
    """
    sample = text[:_SAMPLE]
    words = len(sample.split())
    scores = {name: share for name, share in detect(sample, lang=LANGUAGES) if name in LANGUAGES}
    order: Sequence[Language] = sorted(LANGUAGES, key=lambda name: -scores.get(name, 0.0))
    best, second = scores.get(order[0], 0.0), scores.get(order[1], 0.0)
    if best < _KNOWN:
        return likely if words < _ENOUGH_WORDS else None
    if likely and (words < _FEW_WORDS or best - second < _AHEAD):
        return likely
    return order[0]


def detector() -> Detect:
    """Make the default detector, whose dictionaries load at the first passage (1 s beside Finnish)."""
    import simplemma

    detect: Detect = simplemma.langdetect
    return detect

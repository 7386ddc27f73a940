"""The fingerprint of a text: a few hundred numbers that tell how much of its words two texts share.

It is a bottom-k sketch (Broder 1997) of the different words: the smallest of their hashes. What re-wrapping,
another format or a scanner changes of a text leaves most words as they are; no word can be read from it.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

SIZE = 256
_BYTES = 4
_REMEMBERED = 100_000
_WORD = re.compile(r"[^\W_]{2,}")
_BROKEN = re.compile(r"(?<=\w)-[ \t]*\r?\n\s*(?=\w)|\u00ad")


def fingerprint(text: str) -> str:
    """Return a text's fingerprint, the same on any machine; short texts have a short one."""
    return _written(sorted(_hashed(text))[:SIZE])


def without(written: str, text: str) -> str:
    """Return a fingerprint from which the words of a text that must be erased cannot be guessed.

    Raises ValueError for what is no fingerprint.
    """
    return _written(sorted(_hashes(written) - _hashed(text)))


def likeness(one: str, other: str) -> float:
    """Estimate which share of their different words two texts have in common, from 0 to 1.

    The estimate's standard error is at most 0.04. Raises ValueError for what is no fingerprint.
    """
    first, second = _hashes(one), _hashes(other)
    smallest = sorted(first | second)[:SIZE]
    return sum(h in first and h in second for h in smallest) / len(smallest) if smallest else 0.0


def _hashed(text: str) -> frozenset[bytes]:
    words = set(_WORD.findall(_BROKEN.sub("", text).casefold()))
    return frozenset(map(_hash, words))


@lru_cache(_REMEMBERED)
def _hash(word: str) -> bytes:
    return blake2b(word.encode(), digest_size=_BYTES).digest()


def _written(hashes: Iterable[bytes]) -> str:
    return base64.b64encode(b"".join(hashes)).decode()


def _hashes(written: str) -> frozenset[bytes]:
    raw = base64.b64decode(written, validate=True)
    if len(raw) % _BYTES:
        raise ValueError("not a fingerprint")
    return frozenset(raw[at : at + _BYTES] for at in range(0, len(raw), _BYTES))

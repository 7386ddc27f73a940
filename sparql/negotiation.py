"""Content negotiation: which of the offered media types or languages a request gets (RFC 9110, 12.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.errors import NotAcceptable

#: What every offered text is, so that asking for it narrows nothing.
_ALWAYS = frozenset({"charset=utf-8", "charset=utf8"})


@dataclass(frozen=True, slots=True)
class _Range:
    main: str
    sub: str
    parameters: frozenset[str]
    quality: float

    def specificity(self, media_type: str) -> int:
        """Return how exactly this range names the type, or -1 where it does not match."""
        name, *parameters = _pieces(media_type)
        main, _, sub = name.partition("/")
        if self.main not in ("*", main) or self.sub not in ("*", sub):
            return -1
        if not self.parameters <= set(parameters):
            return -1
        return (self.main != "*") + (self.sub != "*") + len(self.parameters)


def choose(accept: str | None, offered: Sequence[str]) -> str:
    """Return the offered type that the Accept header likes best; of equals, the first offered.

    A missing or empty header accepts anything. Raises NotAcceptable where nothing offered is accepted.
    """
    # Headers of clients are shorter; longer ones are not remembered, lest they fill the memory.
    is_short = len(accept or "") <= 512
    return (_chosen if is_short else _chosen.__wrapped__)(accept, tuple(offered))


@lru_cache(1024)
def _chosen(accept: str | None, offered: tuple[str, ...]) -> str:
    ranges = [found for part in (accept or "*/*").split(",") if (found := _range(part))]
    if not ranges:
        return offered[0]
    qualities = {media_type: _quality(ranges, media_type) for media_type in offered}
    best = max(offered, key=qualities.__getitem__)
    if qualities[best] <= 0:
        raise NotAcceptable(accept or "", offered)
    return best


def language(header: str | None, offered: Sequence[str]) -> str:
    """Return the offered language that the Accept-Language header likes best, or the first offered."""
    best, quality = offered[0], 0.0
    for part in (header or "").split(","):
        tag, *parameters = _pieces(part)
        weight = _weight(parameters)
        primary = tag.partition("-")[0]
        if primary in offered and weight > quality:
            best, quality = primary, weight
    return best


def coding(header: str | None, offered: Sequence[str]) -> str:
    """Return the offered coding that the Accept-Encoding header likes best, or nothing for the plain content.

    Of equals it is the first offered; what is liked less than a named ``identity`` is not taken.
    """
    named = {tag: _weight(parameters) for tag, *parameters in map(_pieces, (header or "").split(","))}
    qualities = {name: named.get(name, named.get("*", 0.0)) for name in offered}
    best = max(offered, key=qualities.__getitem__)
    return best if qualities[best] > 0 and qualities[best] >= named.get("identity", 0.0) else ""


def prefers_html(accept: str | None) -> bool:
    """Say whether the sender is a reader of pages: asks for HTML by name, and for nothing else more."""
    if "html" not in (accept or "").lower():
        return False
    try:
        return choose(accept, ("text/html", "application/json", "text/turtle")) == "text/html"
    except NotAcceptable:
        return False


def _quality(ranges: list[_Range], media_type: str) -> float:
    matching = [(r.specificity(media_type), r.quality) for r in ranges]
    specificity, quality = max(matching, key=lambda pair: pair[0])
    return quality if specificity >= 0 else 0.0


def _range(part: str) -> _Range | None:
    name, *parameters = _pieces(part)
    main, slash, sub = name.partition("/")
    if not (main and slash and sub):
        return None
    own = frozenset(p for p in parameters if not p.startswith("q=") and p not in _ALWAYS)
    return _Range(main, sub, own, _weight(parameters))


def _pieces(value: str) -> list[str]:
    return [piece.strip().replace('"', "").lower() for piece in value.split(";")]


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return min(max(float(parameter[2:]), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0

"""How long drawn words are, roughly and rather too long; and how they are broken and shortened."""

from __future__ import annotations

_NARROW = frozenset("iljtfrI.,;:!|'’()[]- ")
_WIDE = frozenset("mwMWÅÄÖ@%&–—…")


def width(text: str, size: float) -> float:
    """Return about how wide a text is in pixels, in letters of this size."""
    return size * sum(_ems(letter) for letter in text)


def shortened(text: str, size: float, room: float) -> str:
    """Return a text that fits, with an ellipsis where something of it was left out."""
    if width(text, size) <= room:
        return text
    kept = text
    while kept and width(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def broken(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """Return a text in lines that fit, at most so many, the last one shortened."""
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < most:
        line = rest.pop(0)
        while rest and width(f"{line} {rest[0]}", size) <= room:
            line = f"{line} {rest.pop(0)}"
        lines.append(line)
    if rest:
        lines[-1] = f"{lines[-1]} {' '.join(rest)}"
    return tuple(shortened(line, size, room) for line in lines)


def _ems(letter: str) -> float:
    if letter in _NARROW:
        return 0.38
    if letter in _WIDE:
        return 0.95
    return 0.74 if letter.isupper() else 0.6

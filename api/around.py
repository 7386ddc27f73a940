"""A thing and its nearest, drawn: what leads to it on the left, what it leads to on the right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from api.shown import Group

_STEP, _HEAD, _GAP, _EDGE = 22, 22, 8, 12
_ENDS, _FANS = 4, 5
_LETTERS, _LINE = 32, 20
#: Where, from the left, things end the links that lead in and out, and where those leave the box between.
_ENDS_AT, _LEAVE_AT = {"in": 264, "out": 536}, {"in": 316, "out": 484}

Name = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class End:
    """A thing at the end of a link: its name, cut to fit, its state, how far down it stands, its curve."""

    text: str
    state: str
    y: int
    curve: str = ""


@dataclass(frozen=True, slots=True)
class Fan:
    """The links of one relation; ``hidden`` of them are not drawn."""

    predicate: str
    direction: str
    y: int
    ends: tuple[End, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Around:
    """A drawing of a thing's links, in units of its own; a lot is left out, and the lists hold all."""

    lines: tuple[str, ...]
    fans: tuple[Fan, ...]
    drawn: int
    count: int
    height: int


def around(groups: Iterable[Group], title: str, name: Name) -> Around | None:
    """Draw the first links of the first relations, or return None where there is nothing to draw.

    What documents say goes before what is given.
    """
    arranged = sorted(groups, key=lambda group: group.is_given)
    held = [(group, things) for group in arranged if (things := _things(group))]
    if not held:
        return None
    left, low = _side([pair for pair in held if pair[0].direction == "in"], name)
    right, lowest = _side([pair for pair in held if pair[0].direction == "out"], name)
    height = max(low, lowest, 4 * _STEP)
    fans = (*_placed(left, height, low), *_placed(right, height, lowest))
    count = sum(len(group.links) + group.hidden for group, _ in held)
    return Around(_lines(title), fans, sum(len(fan.ends) for fan in fans), count, height)


def _things(group: Group) -> list[tuple[str, str]]:
    named = [(link.other.value, link.state) for link in group.links if isinstance(link.other, NamedNode)]
    return [(iri, state) for iri, state in named if "/.well-known/" not in iri]


def _side(held: Sequence[tuple[Group, list[tuple[str, str]]]], name: Name) -> tuple[list[Fan], int]:
    """Return the fans of one side, from the top down, and how much room they take."""
    fans, y = [], _EDGE
    for group, things in held[:_FANS]:
        top, y = y, y + _HEAD
        ends = []
        for iri, state in things[:_ENDS]:
            ends.append(End(_cut(name(iri), _LETTERS), state, y))
            y += _STEP
        hidden = len(things) + group.hidden - len(ends)
        y += (_STEP if hidden else 0) + _GAP
        fans.append(Fan(group.predicate, group.direction, top, tuple(ends), hidden))
    return fans, y


def _placed(fans: Iterable[Fan], height: int, taken: int) -> Iterable[Fan]:
    """Move the fans of a side to its middle, and draw the curves from there to the box."""
    down, middle = (height - taken) // 2, height // 2
    for fan in fans:
        near, far = _LEAVE_AT[fan.direction], _ENDS_AT[fan.direction]
        bend = (near + far) // 2
        start = f"M{near} {middle}C{bend} {middle} {bend} "
        ends = tuple(End(end.text, end.state, y := end.y + down, f"{start}{y} {far} {y}") for end in fan.ends)
        yield Fan(fan.predicate, fan.direction, fan.y + down, ends, fan.hidden)


def _lines(title: str) -> tuple[str, ...]:
    """Break a name into at most four lines."""
    lines = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    kept = [_cut(line, _LINE) for line in lines[:4]]
    return (*kept[:-1], _cut(kept[-1] + "…", _LINE)) if len(lines) > len(kept) else tuple(kept)


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"

"""A document version in the order of its text: sections, and in them the mentions with what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.highlighted import Group, Paragraph, Span, grouped, paragraphs
from sparql.evidence import Part, Said

#: States of links, that a group of mentions is shown in the strongest of.
_STRONGEST = ("direct", "denied", "proposed", "rejected")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text from one heading to the next; ``section`` is None where it is in no section.

    Where there is no text, there are no paragraphs, and the groups stand for themselves.
    """

    section: Part | None
    paragraphs: tuple[Paragraph, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class InPlace:
    """Stretches in order, and what is said by the mentions of each place."""

    stretches: tuple[Stretch, ...]
    said: Mapping[Span, tuple[Said, ...]]
    is_text: bool

    def of(self, group: Group) -> list[tuple[Span, tuple[Said, ...]]]:
        """Return what the mentions of a group say, place by place."""
        return [(span, self.said[span]) for span in group.spans]

    def state(self, group: Group) -> str:
        """Return the strongest state among the links of a group."""
        held = {said.state for span in group.spans for said in self.said[span]}
        return next((state for state in _STRONGEST if state in held), "proposed")


def in_place(text: str | None, sections: Iterable[Part], mentions: Iterable[Said]) -> InPlace:
    """Arrange a version by its text, or by the places of its mentions where the text is not at hand."""
    said: dict[Span, list[Said]] = {}
    for mention in mentions:
        said.setdefault(Span(mention.start, mention.end), []).append(mention)
    groups = grouped(said)
    kept = {span: tuple(said[span]) for group in groups for span in group.spans}
    found = [part for part in sections if part.is_found and part.start]
    length = len(text) if text is not None else max((group.end for group in groups), default=0)
    stretches = (_stretch(text, groups, part, start, end) for part, start, end in _cut(found, groups, length))
    told = (held for held in stretches if held.section or held.paragraphs or held.groups)
    return InPlace(tuple(told), kept, text is not None)


def _cut(
    sections: Sequence[Part], groups: Sequence[Group], length: int
) -> Iterable[tuple[Part | None, int, int]]:
    """Yield where the text of each section stands; one that begins in another goes on to the next heading."""
    starts = sorted(((int(part.start), part) for part in sections), key=lambda pair: pair[0])
    edges = [(0, None), *((_outside(start, groups), part) for start, part in starts)]
    for (start, part), following in zip(edges, [*(edge for edge, _ in edges[1:]), length], strict=True):
        yield part, start, max(start, following)


def _outside(place: int, groups: Sequence[Group]) -> int:
    """Return a place that cuts no group of mentions."""
    return next((group.end for group in groups if group.start < place < group.end), place)


def _stretch(text: str | None, groups: Sequence[Group], part: Part | None, start: int, end: int) -> Stretch:
    held = tuple(group for group in groups if start <= group.start < end)
    shown = tuple(paragraphs(text, held, start, end)) if text is not None else ()
    return Stretch(part, shown, held)

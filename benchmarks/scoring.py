"""Precision, recall and F1 of what was read, against what is known to be right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.assertion import Assertion

#: What a score is kept of: a relation or a kind.
Group = Callable[[Assertion], str]


@dataclass(frozen=True)
class Score:
    """How many mentions were read, how many are right, how many links there are, how many were found."""

    read: int
    right: int
    links: int
    found: int

    @property
    def precision(self) -> float:
        """The share of what was read that is right."""
        return self.right / max(self.read, 1)

    @property
    def recall(self) -> float:
        """The share of the links that was found."""
        return self.found / max(self.links, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def plus(self, other: Score) -> Score:
        """Return the score of both together."""
        return Score(
            self.read + other.read,
            self.right + other.right,
            self.links + other.links,
            self.found + other.found,
        )

    def row(self) -> str:
        """Return precision, recall and F1 as cells of a Markdown table."""
        if not self.links:
            return f"{self.read} | {self.links} | – | – | –"
        return f"{self.read} | {self.links} | {self.precision:.2f} | {self.recall:.2f} | {self.f1:.2f}"


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two spans overlap by at least half of the longer, or one lies within the other."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    lengths = (one[1] - one[0], other[1] - other[0])
    return shared > 0 and (shared * 2 >= max(lengths) or shared == min(lengths))


def scores(
    read: Iterable[Assertion], links: Sequence[Sequence[Assertion]], group: Group
) -> Iterator[tuple[str, Score]]:
    """Yield the score of each group; a link is given by its mentions, any of which may be found."""
    made = list(read)
    for name in sorted({group(a) for a in made} | {group(link[0]) for link in links}):
        mine = [a for a in made if group(a) == name]
        due = [link for link in links if group(link[0]) == name]
        right = [a for a in mine if any(_says(a, link) for link in due)]
        found = [link for link in due if any(_says(a, link) for a in mine)]
        yield name, Score(len(mine), len(right), len(due), len(found))


def _says(read: Assertion, link: Sequence[Assertion]) -> bool:
    return any(
        overlap((read.start, read.end), (held.start, held.end))
        and (read.relation, read.polarity) == (held.relation, held.polarity)
        for held in link
    )


def total(parts: Iterable[tuple[str, Score]]) -> dict[str, Score]:
    """Add the scores of several documents, group by group, and of all."""
    sums: dict[str, Counter[str]] = {}
    for group, score in parts:
        for name in (group, "all"):
            sums.setdefault(name, Counter()).update(vars(score))
    fields = ("read", "right", "links", "found")
    return {name: Score(**{field: held[field] for field in fields}) for name, held in sums.items()}

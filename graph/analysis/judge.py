"""What gives the cells of a release, whether by walking its policy layer or counting over its columns."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from graph.analysis.cell import Cell


class Tally(NamedTuple):
    """Through how many projects, parts and narrower things a cell is covered, each sort counted apart."""

    projects: int
    parts: int
    narrower: int


class Among(Protocol):
    """Some projects, and what is known of a thing and all of them together."""

    @property
    def count(self) -> int:
        """How many projects there are."""
        ...

    def told(self, sort: str) -> int:
        """Count those of which something was read that would tell which things of a sort they cover."""
        ...

    def state(self, thing: str) -> str:
        """Return what is known of a thing and all of them together."""
        ...


class Judge(Protocol):
    """Judge the cells of coverers and covered things, given by their IRIs."""

    def __getitem__(self, pair: tuple[str, str]) -> Cell:
        """Return the cell of a coverer (first) and a covered thing; raises KeyError for another coverer."""
        ...

    def tally(self, who: str, what: str) -> Tally:
        """Count what a cell is covered through."""
        ...

    def told(self, who: str, sort: str) -> bool:
        """Whether something was read that would tell which things of a sort a coverer covers."""
        ...

    def names_any(self, who: str, sort: str) -> bool:
        """Whether a coverer or anything in it is stated to cover anything of a sort."""
        ...

    def tellers(self, who: str) -> frozenset[str]:
        """Return a coverer and those in it that documents may have been read of."""
        ...

    def named(self) -> frozenset[str]:
        """Return all that anything is stated to cover."""
        ...

    def among(self, whole: str, period: str) -> Among:
        """Return the projects of a period that a whole holds, without those that only coordinate."""
        ...

"""A release to walk: as it is, or of very many projects those that say anything, as far as there is room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.analysis import Remark
from graph.analysis.held import Held

if TYPE_CHECKING:
    from graph.analysis.columns import Bits, Columns


@dataclass(frozen=True)
class Near:
    """A release to walk, and those of its coverers of which every project that says anything is there.

    ``chosen`` are the projects of the columns that were looked up. Others of a coverer in ``whole`` only are:
    nothing rests on what they say.
    """

    held: Held
    whole: frozenset[str]
    columns: Columns | None = None
    chosen: Bits | None = None

    def left(self, who: Iterable[str]) -> tuple[Remark, ...]:
        """Say how many of some coverers were left out, for having too many projects."""
        known = self.columns.head.wholes if self.columns else ()
        count = sum(one in known and one not in self.whole for one in who)
        return (Remark("leftOut", {"count": count}),) if count else ()


def near(held: Held, what: str, about: Iterable[str] = (), *, is_all: bool = False) -> Near:
    """Look up the projects of what is asked about, then of other coverers, the smallest first.

    Only those that say anything, and one of each stratum, unless ``is_all``. ``what`` names the analysis.
    Raises TooManyProjects where what is asked about has itself more than can be looked up.
    """
    if held.portfolio is None:
        return Near(held, frozenset(held.reach.members))
    from graph.analysis.lending import lent  # with what counts, which takes long to load

    return lent(held, what, tuple(dict.fromkeys(about)), is_all=is_all)

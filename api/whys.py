"""Where each state of a table is explained: its cell of coverage, or what is said of the things it is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from api.reader import Reader
from api.saying import Words, is_proposed
from api.site import Site
from graph.analysis.account import cell_of, pair_of
from graph.errors import InvalidIdentifier
from graph.identifiers import code_of
from sparql.rendering import Cell
from sparql.repeated import CHANGE, GONE

Row = tuple[Cell | None, ...]
#: The column of states in the earlier of two releases.
_THEN = "thenState"


@dataclass(frozen=True)
class Whys:
    """Where the states of the columns of an answer are explained, which was ``given`` some things.

    A column is ``about`` the things of other columns where that is declared. Else a state is that of the one
    cell of coverage whose ends are in the row, or were given, and which is in that state. Where no cell is,
    what is said of the first two things of the row, or of those given, tells more; ``otherwise`` does where
    there are none. What was so in the release of ``then``, with which an answer is compared, is explained by
    that.
    """

    here: Site
    reader: Reader
    columns: Sequence[str]
    given: tuple[str, ...]
    about: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    otherwise: str = ""
    then: str = ""

    def of(self, rows: Iterable[Row]) -> list[list[str]]:
        """Return an address for each cell that says a state, and "" for others."""
        return [
            [self._of(row, name) if held and held.state else "" for name, held in self._named(row)]
            for row in rows
        ]

    def _of(self, row: Row, column: str) -> str:
        cells, things = dict(self._named(row)), tuple(_things(row))
        if column in self.about:
            things = tuple(_things(cells[name] for name in self.about[column])) or things
            pair = cell_of(self.here.held, things)
        else:
            held = cells[column]
            pair = pair_of(self.here.held, (*things, *self.given), held.state if held else "")
        words = self._words_then if self.then and self._is_then(cells, column) else self._words
        if pair:
            return words.why(*pair)
        return words.said(*dict.fromkeys((*things, *self._known))) or self.otherwise

    @staticmethod
    def _is_then(cells: Mapping[str, Cell | None], column: str) -> bool:
        change = cells.get(CHANGE)
        return column == _THEN or (change is not None and change.iri == GONE.value)

    def _named(self, row: Row) -> Iterator[tuple[str, Cell | None]]:
        return zip(self.columns, row, strict=True)

    @property
    def _words(self) -> Words:
        return self.here.words(self.reader)

    @property
    def _words_then(self) -> Words:
        return self.here.words(replace(self.reader, release=self.then))

    @cached_property
    def _known(self) -> tuple[str, ...]:
        return tuple(thing for thing in self.given if _is_ours(thing) and self.here.things.kinds(thing))


def _things(row: Iterable[Cell | None]) -> Iterator[str]:
    return (held.iri for held in row if held and held.code and not is_proposed(held.iri))


def _is_ours(iri: str) -> bool:
    try:
        return bool(code_of(iri))
    except InvalidIdentifier:
        return False

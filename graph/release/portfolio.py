"""What rows of registers tell of a portfolio, kept as numbers while they go by: what columns are made of."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import numpy as np

from graph.analysis import amount
from graph.analysis.amount import Kind
from graph.analysis.columns import UNDATED, Ints, Shorts
from graph.identifiers import ID, NS
from graph.release.proposals import Link
from graph.release.records import Register
from graph.store.proposed import RELATIONS as READ_OF_ROWS
from graph.store.table import Amount, Record
from graph.terms import DCT, RELATIONS

_EPOCH = date(1970, 1, 1)
_NUTS = "http://data.europa.eu/nuts/code/"
_NO_SUM, _TOO_MUCH = -1, 2**63 - 1
_ARRAYS = {"days": "i", "links": "q", "sums": "q"}


class Portfolio:
    """Number projects as rows speak of them, with days, links and sums; what is not trusted is left out.

    Rows of one project add up: its days are the widest, and of each kind of sum the least and the most count.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._is_project = bytearray()
        self._names: dict[str, int] = {}
        self._kinds: dict[Kind, int] = {}
        #: First and last day of each project; (project, relation, name) of each link; (project, kind, cents).
        self._days = array("i")
        self._links = array("q")
        self._sums = array("q")

    def of(self, register: Register) -> Told:
        """Return where the rows of one register's version are told."""
        return Told(self, register)

    def projects(self) -> Iterator[str]:
        """Yield the IRIs of what rows say is a project."""
        return (ID + code for code, number in self._numbers.items() if self._is_project[number])

    def pairs(self, relation: str) -> Iterator[tuple[str, str]]:
        """Yield the ends of a relation between projects and what they are in."""
        if relation not in _LINKS:
            return
        codes, names = list(self._numbers), list(self._names)
        links = np.frombuffer(self._links, np.int64).reshape(-1, 3) if self._links else _NOTHING
        chosen = links[links[:, 1] == _LINKS.index(relation)]
        for project, _, name in chosen.tolist():
            pair = (ID + codes[project], names[name])
            yield (pair[1], pair[0]) if relation == DCT + "hasPart" else pair

    def proposed(self, relation: str) -> Iterator[tuple[str, str]]:
        """Yield the ends of links of a relation that rows were read to propose, and nobody accepted."""
        return self.pairs(f"{relation}{_UNDECIDED}")

    def days(self, numbers: Mapping[str, int]) -> tuple[Shorts, Shorts]:
        """Return the first and last day of each project by its number."""
        at, mine = self._at(numbers)
        first, last = (np.full(len(numbers), UNDATED, np.int32) for _ in range(2))
        if len(at):
            held = np.frombuffer(self._days, np.int32).reshape(-1, 2)[mine]
            first[at], last[at] = held[:, 0], held[:, 1]
        return first, last

    def sums(self, numbers: Mapping[str, int]) -> dict[Kind, tuple[Ints, Ints]]:
        """Return by kind the least and the most cents of each project by its number; -1 where none is known.

        A project of which a sum of a kind is stated that is no number has the least 0 and the most -1.
        """
        at, mine = self._at(numbers)
        place = np.full(len(self._numbers), -1, np.int64)
        place[mine] = at
        held = np.frombuffer(self._sums, np.int64).reshape(-1, 3) if self._sums else _NOTHING
        held = held[place[held[:, 0]] >= 0]
        found = {}
        for kind, number in self._kinds.items():
            of_kind = held[held[:, 1] == number]
            known = of_kind[of_kind[:, 2] != _NO_SUM]
            if not len(of_kind):
                continue
            least, most = (np.full(len(numbers), fill, np.int64) for fill in (_TOO_MUCH, _NO_SUM))
            np.minimum.at(least, place[known[:, 0]], known[:, 2])
            np.maximum.at(most, place[known[:, 0]], known[:, 2])
            found[kind] = (np.where(most < 0, _NO_SUM, least), most)
        return found

    def _at(self, numbers: Mapping[str, int]) -> tuple[Ints, Ints]:
        """Return the places that projects have there, and their numbers here."""
        both = [(numbers[iri], own) for iri, own in self._own() if iri in numbers]
        return tuple(np.array(both, np.int64).reshape(-1, 2).T)  # type: ignore[return-value]

    def _own(self) -> Iterator[tuple[str, int]]:
        return ((ID + code, number) for code, number in self._numbers.items())

    def number(self, code: str) -> int:
        """Return the number of a project or call, by its code."""
        found = self._numbers.setdefault(code, len(self._numbers))
        if found == len(self._is_project):
            self._is_project.append(0)
            self._days.extend((UNDATED, UNDATED))
        return found

    def name(self, iri: str) -> int:
        """Return the number of a whole or place."""
        return self._names.setdefault(iri, len(self._names))

    def kind(self, kind: Kind) -> int:
        """Return the number of a kind of sum."""
        return self._kinds.setdefault(kind, len(self._kinds))

    def save(self, folder: Path) -> None:
        """Write what was told, for a build that goes on later."""
        head = {"names": list(self._names), "kinds": list(self._kinds), "codes": list(self._numbers)}
        (folder / "portfolio.json").write_text(json.dumps(head), "utf-8")
        np.save(folder / "is-project.npy", np.frombuffer(self._is_project, np.uint8))
        for name, kind in _ARRAYS.items():
            np.save(folder / f"{name}.npy", np.array(getattr(self, f"_{name}"), kind))

    @classmethod
    def load(cls, folder: Path) -> Portfolio:
        """Read what was told before; raises OSError, ValueError."""
        held, head = cls(), json.loads((folder / "portfolio.json").read_text("utf-8"))
        held._numbers = {code: number for number, code in enumerate(head["codes"])}
        held._names = {name: number for number, name in enumerate(head["names"])}
        held._kinds = {Kind(*kind): number for number, kind in enumerate(head["kinds"])}
        held._is_project = bytearray(np.load(folder / "is-project.npy").tobytes())
        for name, kind in _ARRAYS.items():
            setattr(held, f"_{name}", array(kind, np.load(folder / f"{name}.npy").tobytes()))
        return held


class Told:
    """Tell what the rows of one register's version state, as far as the register is trusted."""

    def __init__(self, portfolio: Portfolio, register: Register) -> None:
        self._portfolio = portfolio
        self._trusted = register.trusted
        self._is_of_projects = register.version.kind == "Project"
        self._scope = NS + "fundingScope-project" if self._is_of_projects else ""

    def meet(self, code: str, record: Record) -> None:
        """Tell the days and the sums of a row."""
        held = self._portfolio
        number = held.number(code)
        if "hasRecord" in self._trusted:
            held._is_project[number] |= self._is_of_projects
            self._days(number, record)
        if "hasFunding" in self._trusted:
            for sum_ in record.money:
                if not sum_.amount.startswith("-"):
                    cents = amount.cents(sum_.amount)
                    known = _NO_SUM if cents is None else min(cents, _TOO_MUCH)
                    held._sums.extend((number, held.kind(self._kind(sum_)), known))

    def links(self, code: str, wholes: tuple[str, ...], regions: list[str]) -> None:
        """Tell what a row's project is part of, and where."""
        if "isPartOf" in self._trusted:
            self._link(code, DCT + "hasPart", [ID + whole for whole in wholes])
        if "spatial" in self._trusted:
            self._link(code, DCT + "spatial", [_NUTS + region for region in regions])

    def read(self, code: str, links: Iterable[Link]) -> None:
        """Tell what a row was read to say of its project, accepted or not."""
        for link in links:
            relation = link.relation if link.is_accepted else f"{link.relation}{_UNDECIDED}"
            self._link(code, DCT + "hasPart" if link.is_part else relation, [link.object])

    def period(self, code: str, period: str) -> None:
        """Tell to which period a row's project belongs."""
        if "hasRecord" in self._trusted:
            self._link(code, NS + "period", [ID + period])

    def _link(self, code: str, relation: str, names: list[str]) -> None:
        held = self._portfolio
        for name in names:
            held._links.extend((held.number(code), _LINKS.index(relation), held.name(name)))

    def _kind(self, sum_: Amount) -> Kind:
        composition = f"{NS}composition-{sum_.composition}" if sum_.composition else ""
        return Kind(self._scope, composition, sum_.currency, f"{NS}stage-{sum_.stage}" if sum_.stage else "")

    def _days(self, number: int, record: Record) -> None:
        held = self._portfolio._days
        first, last = (
            day(record.values.get("start", ""), "-01-01"),
            day(record.values.get("end", ""), "-12-31"),
        )
        if first is not None and (held[2 * number] == UNDATED or first < held[2 * number]):
            held[2 * number] = first
        if last is not None and last > held[2 * number + 1]:
            held[2 * number + 1] = last


#: Marks relations of links that nobody accepted.
_UNDECIDED = "?"
_READ = tuple(RELATIONS[name].iri for name in READ_OF_ROWS)
_LINKS = (
    DCT + "hasPart",
    DCT + "spatial",
    NS + "period",
    *_READ,
    *(f"{relation}{_UNDECIDED}" for relation in _READ),
)
_NOTHING = np.empty((0, 3), np.int64)


def day(said: str, of_year: str) -> int | None:
    """Return a day since 1970, of a year that one of its days; None for what is no date."""
    try:
        return (date.fromisoformat(said + of_year if len(said) == 4 else said) - _EPOCH).days
    except ValueError:
        return None

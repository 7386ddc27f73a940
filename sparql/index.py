"""The index of names: columns of numbers in which a release's things are found, in memory or in files.

Things have numbers in the order in which they are listed. Files are mapped and not read, so that an index may
be larger than memory and is open at once; whoever makes one needs memory for it.
"""

from __future__ import annotations

import json
import shutil
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from graph.identifiers import code_of
from graph.store.files import sync_folder
from graph.terms import KINDS
from sparql.labels import alphabetical
from sparql.wordlist import Columns, Gathered, Wordlist, folded, spread, starts, words_of

Facet = Literal["kind", "period", "theme", "group"]
FACETS: tuple[Facet, ...] = get_args(Facet)

#: Part of the folder's name: an index of another form is not read but made anew.
_FORMAT = 3
_TOLD, _LOCK, _ASIDE = "index.json", "search.lock.held", ".search-building"
_KIND_NAMES = {iri: name for name, iri in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be found: its kinds, its names and their languages, what it belongs to, its lemmas."""

    iri: str
    kinds: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    belongs: tuple[tuple[Facet, str], ...] = ()
    lemmas: tuple[str, ...] = ()


class Index:
    """The things of a release by the words of their names, and by what they belong to."""

    def __init__(self, columns: Columns, told: Mapping[str, Any]) -> None:
        """Use what ``index_of`` made, or files that hold it."""
        self._columns, self._told = columns, told
        self.words = Wordlist(_below("words", columns))
        self.lemmas = Wordlist(_below("lemmas", columns))
        #: The IRIs of kinds by the names that facets and addresses have for them.
        self.kinds: Mapping[str, str] = told["kinds"]
        #: Every value that a facet has: kinds by name, others by code.
        self.values: Mapping[Facet, Sequence[str]] = told["values"]
        self._numbers = {
            facet: {value: number for number, value in enumerate(held)} for facet, held in self.values.items()
        }
        self._single = frozenset(told["single"])

    def __len__(self) -> int:
        return len(self._columns["records_at"]) - 1

    def entry(self, number: int) -> Entry:
        """Return a thing without what it belongs to and its lemmas."""
        places = self._columns["records_at"]
        held = json.loads(bytes(self._columns["records"][places[number] : places[number + 1]]))
        return Entry(held[0], tuple(held[1]), tuple((text, language) for text, language in held[2]))

    def called(self, name: str) -> NDArray[np.int32]:
        """Return the things that have this folded name or code."""
        keys = self._columns["name_keys"]
        key = np.uint64(_key(name))
        first, last = np.searchsorted(keys, key, "left"), np.searchsorted(keys, key, "right")
        return self._columns["name_things"][first:last]

    def having(self, facet: Facet, value: str) -> NDArray[np.int32]:
        """Return the things that belong to this value of a facet, which may be none."""
        number = self._numbers[facet].get(value)
        if number is None:
            return np.empty(0, np.int32)
        places = self._columns[f"{facet}.at"]
        return self._columns[f"{facet}.things"][places[number] : places[number + 1]]

    def counts(self, facet: Facet, among: NDArray[Any] | None) -> dict[str, int]:
        """Count the things with each value among some, or all of them, the commonest value first."""
        held = zip(self._counted(facet, among).tolist(), self.values[facet], strict=True)
        found = sorted((-count, value) for count, value in held if count)
        return {value: -count for count, value in found}

    def _counted(self, facet: Facet, among: NDArray[Any] | None) -> NDArray[Any]:
        if among is None:
            return np.diff(self._columns[f"{facet}.at"])
        places, held = self._columns[f"{facet}.values_at"], self._columns[f"{facet}.values"]
        # Where everything has one value, it need not be looked for.
        wanted = among if facet in self._single else spread(places[among], places[among + 1])
        return np.bincount(held[wanted], minlength=len(self.values[facet]))

    def write(self, folder: Path) -> None:
        """Put the index into files of this folder."""
        folder.mkdir(parents=True)
        for name, column in self._columns.items():
            np.save(folder / f"{name}.npy", column)
        (folder / _TOLD).write_text(json.dumps(self._told, ensure_ascii=False), "utf-8")

    @classmethod
    def read(cls, folder: Path) -> Index:
        """Use the files of this folder as they are asked for."""
        columns = {path.stem: _mapped(path) for path in folder.glob("*.npy")}
        return cls(columns, json.loads((folder / _TOLD).read_text("utf-8")))


def kind_name(iri: str) -> str:
    """Return the name of a kind as facets and addresses have it."""
    return _KIND_NAMES.get(iri) or iri.rpartition("#")[2]


def is_beside(release: Path) -> bool:
    """Whether the index of a release is in its folder."""
    return _place(release).is_dir()


def beside(release: Path, make: Callable[[], Index]) -> Index:
    """Use the index in a release's folder, and make it if need be: aside, and in place when it is whole.

    It is outside the release's identity and goes with its folder. What an earlier version made is taken away.
    """
    folder = _place(release)
    if not folder.is_dir():
        with FileLock(release / _LOCK):
            if not folder.is_dir():
                aside = release / _ASIDE
                shutil.rmtree(aside, ignore_errors=True)
                make().write(aside)
                aside.rename(folder)
                sync_folder(release)
                _clear(release)
    return Index.read(folder)


def _place(release: Path) -> Path:
    return release / f"search-{_FORMAT}"


def _clear(release: Path) -> None:
    """Take away indexes of earlier forms: a server that has one mapped goes on with it."""
    for other in release.glob("search-[0-9]*"):
        if other != _place(release):
            shutil.rmtree(other, ignore_errors=True)


def index_of(entries: Iterable[Entry]) -> Index:
    """Make the index of these things, in memory; each is let go of when the next one comes."""
    making = _Making()
    for entry in entries:
        making.take(entry)
    return making.index()


class _Making:
    """What is held of things while they come, by the numbers in which they come."""

    def __init__(self) -> None:
        self._order: list[bytes] = []
        self._records, self._sizes = bytearray(), array("i")
        self._keys, self._called = array("Q"), array("i")
        self._words, self._lemmas = Gathered(), Gathered()
        self._facets = {facet: Gathered() for facet in FACETS}
        self._kinds: dict[str, str] = {}

    def take(self, entry: Entry) -> None:
        """Take one thing."""
        number = len(self._order)
        self._order.append(_order(entry))
        record = json.dumps([entry.iri, entry.kinds, entry.names], ensure_ascii=False).encode()
        self._records += record
        self._sizes.append(len(record))
        called = {folded(name) for name, _ in entry.names} | {folded(code_of(entry.iri))}
        self._keys.extend(map(_key, called))
        self._called.extend([number] * len(called))
        self._words.take({word for name in called for word in words_of(name)}, number)
        self._lemmas.take({folded(lemma) for lemma in entry.lemmas}, number)
        for facet, gathered in self._facets.items():
            gathered.take({value for held, value in entry.belongs if held == facet}, number)
        self._kinds.update((kind_name(kind), kind) for kind in entry.kinds)

    def index(self) -> Index:
        """Make the index: things are numbered by their names, the shortest first."""
        order = np.array(sorted(range(len(self._order)), key=self._order.__getitem__), np.int32)
        self._order.clear()
        placed = np.empty(len(order), np.int32)
        placed[order] = np.arange(len(order), dtype=np.int32)
        columns = _named("words", self._words.columns(placed))
        columns |= _named("lemmas", self._lemmas.columns(placed))
        values = {}
        for facet, gathered in self._facets.items():
            values[facet], belonging = gathered.belonging(placed)
            columns |= _named(facet, belonging)
        columns |= {**self._names(placed), **self._recorded(order)}
        single = [f for f in FACETS if (np.diff(columns[f"{f}.values_at"]) == 1).all()]
        told = {"kinds": dict(sorted(self._kinds.items())), "values": values, "single": single}
        return Index(columns, told)

    def _recorded(self, order: NDArray[np.int32]) -> dict[str, NDArray[Any]]:
        sizes = np.frombuffer(self._sizes, np.int32)
        at = starts(sizes)
        held, made = memoryview(self._records), bytearray()
        for number in order.tolist():
            made += held[at[number] : at[number + 1]]
        del held
        self._records = bytearray()
        return {"records": np.frombuffer(made, np.uint8), "records_at": starts(sizes[order])}

    def _names(self, placed: NDArray[np.int32]) -> dict[str, NDArray[Any]]:
        keys, things = np.frombuffer(self._keys, np.uint64), placed[np.frombuffer(self._called, np.int32)]
        order = np.lexsort((things, keys))
        return {"name_keys": keys[order], "name_things": things[order]}


def _order(entry: Entry) -> bytes:
    """Return what things are in the order of: how long their first name is, its letters, and their IRI."""
    name = entry.names[0][0]
    letters = alphabetical(name).encode("utf-8", "surrogatepass")
    return len(name).to_bytes(4) + letters + b"\0" + entry.iri.encode()


def _key(name: str) -> int:
    """Return a number that no two names have, for all that is likely."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _named(group: str, columns: Columns) -> dict[str, NDArray[Any]]:
    return {f"{group}.{name}": column for name, column in columns.items()}


def _below(group: str, columns: Columns) -> dict[str, NDArray[Any]]:
    start = f"{group}."
    return {name.removeprefix(start): held for name, held in columns.items() if name.startswith(start)}


def _mapped(path: Path) -> NDArray[Any]:
    # As a plain array: one that knows its file is slower at every turn.
    return np.asarray(np.load(path, mmap_mode="r")).view(np.ndarray)

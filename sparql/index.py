"""The index of names: columns of numbers in which a release's things are found, in memory or in files.

Things have numbers in the order in which they are listed. Files are mapped and not read, so that an index may
be larger than memory and is open at once; whoever makes one needs memory for it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from graph.identifiers import code_of
from graph.store.files import sync_folder
from graph.terms import KINDS
from sparql.labels import alphabetical
from sparql.wordlist import Columns, Numbers, Wordlist, by_thing, columns_of, folded, spread, starts, words_of

Facet = Literal["kind", "period", "theme", "group"]
FACETS: tuple[Facet, ...] = get_args(Facet)

#: Part of the folder's name: an index of another form is not read but made anew.
_FORMAT = 1
#: Up to one thing in so many is few: what each of them belongs to is looked up, and not all gone through.
_FEW = 4
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

    def words_of(self, things: Numbers) -> Numbers:
        """Return the numbers of the words of these things' names."""
        places = self._columns["words.of_at"]
        return np.unique(self._columns["words.of"][spread(places[things], places[things + 1])])

    def having(self, facet: Facet, value: str) -> NDArray[np.int32]:
        """Return the things that belong to this value of a facet, which may be none."""
        number = self._numbers[facet].get(value)
        if number is None:
            return np.empty(0, np.int32)
        places = self._columns[f"{facet}.at"]
        return self._columns[f"{facet}.things"][places[number] : places[number + 1]]

    def counts(self, facet: Facet, among: NDArray[np.bool_]) -> dict[str, int]:
        """Count the things with each value among those that are marked, the commonest value first."""
        counts = zip(self._counted(facet, among), self.values[facet], strict=True)
        found = sorted((-count, value) for count, value in counts if count)
        return {value: -count for count, value in found}

    def _counted(self, facet: Facet, among: NDArray[np.bool_]) -> list[int]:
        numbers = np.flatnonzero(among)
        if len(numbers) * _FEW < len(self):
            places = self._columns[f"{facet}.values_at"]
            held = self._columns[f"{facet}.values"][spread(places[numbers], places[numbers + 1])]
            return [int(count) for count in np.bincount(held, minlength=len(self.values[facet]))]
        marked = among[self._columns[f"{facet}.things"]]
        ends = self._columns[f"{facet}.at"].tolist()
        return [int(np.count_nonzero(marked[first:last])) for first, last in pairwise(ends)]

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


def beside(release: Path, make: Callable[[], Index]) -> Index:
    """Use the index in a release's folder, and make it if need be: aside, and in place when it is whole.

    It is outside the release's identity and goes with its folder.
    """
    folder = release / f"search-{_FORMAT}"
    if not folder.is_dir():
        with FileLock(release / _LOCK):
            if not folder.is_dir():
                aside = release / _ASIDE
                shutil.rmtree(aside, ignore_errors=True)
                make().write(aside)
                aside.rename(folder)
                sync_folder(release)
    return Index.read(folder)


def index_of(entries: Iterable[Entry]) -> Index:
    """Make the index of these things, in memory."""
    held = sorted(entries, key=_order)
    records = [_record(entry) for entry in held]
    words = columns_of(_words(held))
    values = {facet: sorted({v for e in held for f, v in e.belongs if f == facet}) for facet in FACETS}
    columns: dict[str, NDArray[Any]] = {
        "records": np.frombuffer(b"".join(records), np.uint8),
        "records_at": starts(np.fromiter(map(len, records), np.int64, len(records))),
        **_names(held),
        **_named("words", words | by_thing(words, len(held))),
        **_named("lemmas", columns_of((folded(lemma), n) for n, e in enumerate(held) for lemma in e.lemmas)),
    }
    for facet in FACETS:
        columns |= _named(facet, _belonging(held, facet, values[facet]))
    kinds = {kind_name(kind): kind for kind in sorted({kind for entry in held for kind in entry.kinds})}
    return Index(columns, {"kinds": kinds, "values": values})


def _order(entry: Entry) -> tuple[int, str, str]:
    name = entry.names[0][0]
    return len(name), alphabetical(name), entry.iri


def _record(entry: Entry) -> bytes:
    return json.dumps([entry.iri, entry.kinds, entry.names], ensure_ascii=False).encode()


def _called(entry: Entry) -> set[str]:
    return {folded(name) for name, _ in entry.names} | {folded(code_of(entry.iri))}


def _words(entries: Sequence[Entry]) -> Iterator[tuple[str, int]]:
    for number, entry in enumerate(entries):
        for word in {word for name in _called(entry) for word in words_of(name)}:
            yield word, number


def _names(entries: Sequence[Entry]) -> dict[str, NDArray[Any]]:
    sizes = np.fromiter((len(_called(entry)) for entry in entries), np.int64, len(entries))
    keys = np.fromiter((_key(name) for entry in entries for name in _called(entry)), np.uint64, sizes.sum())
    things = np.repeat(np.arange(len(entries), dtype=np.int32), sizes)
    order = np.argsort(keys, kind="stable")
    return {"name_keys": keys[order], "name_things": things[order]}


def _key(name: str) -> int:
    """Return a number that no two names have, for all that is likely."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _belonging(entries: Sequence[Entry], facet: Facet, values: Sequence[str]) -> dict[str, NDArray[Any]]:
    numbers = {value: number for number, value in enumerate(values)}
    pairs = ((numbers[v], n) for n, entry in enumerate(entries) for f, v in entry.belongs if f == facet)
    flat = np.fromiter((part for pair in pairs for part in pair), np.int32).reshape(-1, 2)
    order = np.argsort(flat[:, 0], kind="stable")
    return {
        "things": flat[order, 1],
        "at": starts(np.bincount(flat[:, 0], minlength=len(values))),
        "values": flat[:, 0],
        "values_at": starts(np.bincount(flat[:, 1], minlength=len(entries))),
    }


def _named(group: str, columns: Columns) -> dict[str, NDArray[Any]]:
    return {f"{group}.{name}": column for name, column in columns.items()}


def _below(group: str, columns: Columns) -> dict[str, NDArray[Any]]:
    start = f"{group}."
    return {name.removeprefix(start): held for name, held in columns.items() if name.startswith(start)}


def _mapped(path: Path) -> NDArray[Any]:
    # As a plain array: one that knows its file is slower at every turn.
    return np.asarray(np.load(path, mmap_mode="r")).view(np.ndarray)

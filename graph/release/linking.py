"""What rows of registers speak of: projects, calls and organisations that are known, or new ones."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from graph.identifiers import ID, NS, mint
from graph.store.dataset import Dataset
from graph.store.query_file import load
from graph.store.table import Record, TableVersion
from graph.terms import ORG

#: Marks by which one name is written in two ways.
_MARKS = str.maketrans({"–": "-", ",": " ", ".": " "})
_NONE: frozenset[str] = frozenset()
_WORK = frozenset(NS + kind for kind in ("Project", "CoordinationProject", "Call"))


class Linking:
    """Find the code of what a row names: by official code first, an organisation by its code or its name.

    A name decides for organisations only, and only where one is called so; what projects are called joins
    them in the review alone. ``merged`` says which code is which other's.
    """

    def __init__(self, dataset: Dataset, merged: Mapping[str, str]) -> None:
        self._merged = merged
        self._kinds: dict[str, frozenset[str]] = {}
        self._single: dict[str, frozenset[str]] = {}
        self._works: dict[str, set[str]] = {}
        self._organisations: dict[str, set[str]] = {}
        for thing, kind, notation in _rows(dataset, "known-things"):
            code = thing.removeprefix(ID)
            self.meet(code, kind)
            held = self._works if kind in _WORK else self._organisations if kind.startswith(ORG) else None
            if notation and held is not None:
                held.setdefault(notation, set()).add(code)
        for thing, name in _rows(dataset, "known-organisations"):
            self._organisations.setdefault(folded(name), set()).add(thing.removeprefix(ID))
        recorded = {thing.removeprefix(ID) for (thing,) in _rows(dataset, "known-records")}
        #: What is spoken of and has no record yet: few, unlike what rows speak of.
        self._unrecorded = self._kinds.keys() - recorded

    def is_known(self, code: str) -> bool:
        """Whether the release speaks of it already, or a row before did."""
        return code in self._kinds

    def work(self, record: Record, version: TableVersion) -> str:
        """Return the code of a row's project or call."""
        codes = (record.code, *record.values.get("other-code", "").split())
        return self._now(
            next((code for code in map(self._work, codes) if code), self._new(record.code, version))
        )

    def whole(self, code: str, version: TableVersion) -> str:
        """Return the code of the group project that a row names by its code."""
        return self._now(self._work(code) or self._new(code, version))

    def organisation(self, name: str, business_id: str = "") -> str:
        """Return the code of an organisation."""
        for key in (business_id, folded(name)):
            found = self._organisations.get(key, set())
            if key and len(found) == 1:
                return self._now(next(iter(found)))
        return mint("Organization", business_id or folded(name))

    def meet(self, code: str, kind: str) -> bool:
        """Note that a row speaks of something; say whether nothing did before."""
        known = self._kinds.get(code)
        if known is None:
            # One set for all that are of one kind only, of which there may be millions.
            self._kinds[code] = self._single.setdefault(kind, frozenset((kind,)))
        elif kind not in known:
            self._kinds[code] = known | {kind}
        return known is None

    def record(self, code: str) -> bool:
        """Note, before it is met, that a record speaks of something; say whether one did before."""
        if code in self._unrecorded:
            self._unrecorded.remove(code)
            return False
        return code in self._kinds

    def _work(self, notation: str) -> str:
        found = self._works.get(notation, set())
        return next(iter(found)) if len(found) == 1 else ""

    def _new(self, code: str, version: TableVersion) -> str:
        """Return the official code, or a coined one where the register's are not, or are another thing's."""
        is_free = not self._kinds.get(code, _NONE) - _WORK
        return code if version.codes == "own" and is_free else mint(version.kind, version.register, code)

    def _now(self, code: str) -> str:
        return self._merged.get(code, code)


def folded(name: str) -> str:
    """Return an organisation's name as names are compared: without case, commas, full stops, spaces.

    Lists leave commas out ("elinkeino- liikenne- ja ympäristökeskus"), where they would part columns.
    """
    return " ".join(name.translate(_MARKS).casefold().split())


def _rows(dataset: Dataset, name: str) -> list[tuple[str, ...]]:
    return dataset.texts(load(Path(str(files("graph.release") / "queries" / f"{name}.rq"))).text)

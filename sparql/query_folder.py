"""Query files at hand: read once, asked by name with bound parameters."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graph.errors import NotFound
from graph.store.dataset import Dataset, Table
from graph.store.query_file import QueryFile, bind, load


class QueryFolder:
    """The query files of one folder, by the names of their headers."""

    def __init__(self, folder: Path, what: str = "query") -> None:
        self._what = what
        self._files = {held.name: held for held in map(load, sorted(folder.glob("*.rq")))}

    @property
    def files(self) -> tuple[QueryFile, ...]:
        """Every query file, in the order of their file names."""
        return tuple(self._files.values())

    def named(self, name: str) -> QueryFile:
        """Return a query file; raises NotFound naming those there are."""
        if name not in self._files:
            raise NotFound(self._what, name, tuple(self._files))
        return self._files[name]

    def select(self, dataset: Dataset, name: str, values: Mapping[str, str] | None = None) -> Table:
        """Ask a SELECT of this folder; raises NotFound, InvalidParameter."""
        return dataset.select(bind(self.named(name), values or {}))

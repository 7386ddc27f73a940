"""A thing with its nearest, to be taken in the same forms as a whole release."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.export import links, network, things
from graph.export.cover import Sentences
from graph.export.download import Source
from graph.export.names import Names
from graph.export.table import Table
from graph.identifiers import ID
from graph.release.manifest import Manifest
from graph.store.dataset import Dataset

if TYPE_CHECKING:
    import networkx as nx

#: The short names of the forms; RDF of a thing is at its own address.
FORMS = ("xlsx", "csvw", "parquet", "graphml", "json")


class Neighbourhood(Source):
    """The links of one thing of an open release, and the things at their ends."""

    def __init__(
        self, dataset: Dataset, held: Manifest, told: Callable[[Dataset], Sentences], thing: str
    ) -> None:
        """Read the links; ``told`` says the scope of the release's answers in every language."""
        self.folder = Path()
        self.manifest = held
        self.dataset = dataset
        self.names = Names(dataset)
        self._told = told
        self._links = [(table, tuple(table.rows)) for table in links.around(dataset, self.names, thing)]
        ends = (links.COLUMNS.index("subject"), links.COLUMNS.index("object"))
        codes = {str(row[end]) for _, rows in self._links for row in rows for end in ends}
        near = {thing, *(ID + code for code in codes if code.isalnum())}
        self._kinds = things.kind_among(dataset, sorted(near))

    def tables(self) -> tuple[Table, ...]:
        """Return the tables, kinds first; the rows of each can be read once."""
        return (*things.kinds_among(self.dataset, self.names, self._kinds), *self._related())

    def network(self) -> nx.MultiDiGraph[str]:
        """Return the accepted links as a graph."""
        return network.network(self._kinds, self.names, self._related())

    def _related(self) -> tuple[Table, ...]:
        return tuple(replace(table, rows=iter(rows)) for table, rows in self._links)

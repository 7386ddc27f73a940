"""The site: one release and all that its pages are made with, gathered once when the application starts."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request
from jinja2 import Environment
from pyoxigraph import Store

from api.compiled import compile_all
from api.kept import ROOM, Kept
from api.quotes import Quotes
from api.reader import Reader
from api.saying import Words
from api.seen import Watcher
from api.texts import Texts
from graph.analysis.analysis import Finding
from graph.analysis.held import Held
from graph.analysis.quality_of_graph import summary
from graph.analysis.reach import Reach
from graph.draft.profile import Known, known
from graph.errors import BeingMade, NotFound
from graph.release import manifest
from graph.release.opening import MOST_IN_MEMORY, Place, place
from graph.release.shelf import Shelf
from graph.store.dataset import Dataset
from sparql.answers import catalogue
from sparql.description import value
from sparql.findable import entries
from sparql.index import Index, beside, index_of, is_beside
from sparql.labels import Labels
from sparql.limits import Limits
from sparql.query_folder import QueryFolder
from sparql.scope import Scope, scope
from sparql.search import Search
from sparql.things import Things

if TYPE_CHECKING:
    from sparql.remote import Elsewhere

#: Seconds after which it is worth asking again for what is being made.
_PATIENCE = 60


@dataclass(frozen=True)
class Options:
    """How the application is served: with which folder of source documents, if any, and how queries are run.

    ``left_out`` says, by relation and for ``all``, how many accepted links rules find again without what the
    document itself taught, of how many; empty where nobody measured it. Without workers, queries run in
    threads of the server, and nothing bounds their time and memory. ``data`` is the workspace's folder, which
    tokens open; without one no token does. ``place`` is where workers open the release; without one they are
    forked from this process, which holds it. ``releases`` is the folder whose current release is always
    served; without one the first stays. ``elsewhere`` is another store, whose release is served, in place of
    those two. Behind a proxy, who asks is whom the proxy names. Each answered request is told to the ``log``;
    answers of ``kept`` bytes are kept for who asks again. ``root_path`` is the path of the proxy below which
    the site is seen. ``feedback`` is where readers tell of barriers. Where the system cannot fork, workers
    are started one by one, and only over a release that has a place. Whoever ``prepares`` makes what pages
    and searches need before they come to it, which takes seconds; else it is made when it is asked for.
    """

    corpus: Path | None = None
    left_out: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    workers: int = 0
    data: Path | None = None
    limits: Limits = field(default_factory=Limits)
    place: Place | None = None
    releases: Path | None = None
    most_in_memory: int = MOST_IN_MEMORY
    is_behind_proxy: bool = False
    elsewhere: Elsewhere | None = None
    log: Watcher | None = None
    kept: int = ROOM
    root_path: str = ""
    feedback: str = ""
    can_fork: bool = hasattr(os, "fork")
    prepares: bool = False

    @property
    def shelf(self) -> Path | None:
        """The folder of the releases that are kept, where one is known."""
        if self.releases is not None:
            return self.releases
        if self.place is not None:
            return self.place.release.parent
        return self.data / "releases" if self.data else None


@dataclass(frozen=True)
class Site:
    """One release with its labels, its page queries, the words and templates it is shown in."""

    dataset: Dataset
    labels: Labels
    queries: QueryFolder
    things: Things
    texts: Texts
    templates: Environment
    quotes: Quotes
    left_out: Mapping[str, tuple[int, int]]
    kept: Kept
    releases: Path | None = None
    has_workspace: bool = False
    #: The folder of a release that is too large for memory; its index of names stands there, too.
    folder: Path | None = None
    #: Whether what takes long is made ahead, and not for who asks.
    prepares: bool = False
    _beginning: RLock = field(default_factory=RLock)
    _words: dict[tuple[str, bool, str, str], Words] = field(default_factory=dict)

    def words(self, reader: Reader) -> Words:
        """Return what pages say and link with for such a reader."""
        key = (reader.language, reader.is_chosen, reader.root, reader.release)
        if key not in self._words:
            self._words[key] = Words(self.dataset, self.labels, self.texts, reader)
        return self._words[key]

    @cached_property
    def graphs(self) -> tuple[tuple[str, int], ...]:
        """The named graphs with their numbers of triples; of a large release as its manifest has them."""
        if self.folder is not None:
            return tuple(sorted(manifest.read(self.folder).counts.items()))
        rows = self.queries.select(self.dataset, "graphs").rows
        return tuple((value(graph), int(value(count))) for graph, count in rows)

    @cached_property
    def in_default(self) -> int:
        """The number of triples of the default graph."""
        if self.folder is not None and (told := self.things.tally.in_default):
            return told
        ((count,),) = self.queries.select(self.dataset, "size").rows
        return int(value(count))

    @property
    def kinds(self) -> tuple[tuple[str, int], ...]:
        """The kinds of things with how many there are."""
        return self.things.tally.kinds

    @cached_property
    def scope(self) -> Scope:
        """The bounds of every answer; a release does not change, so they are asked once."""
        return scope(self.dataset)

    @property
    def held(self) -> Held:
        """The release as analyses use it: each part read when it is first asked for, and once."""
        with self._beginning:  # who asks for what is being read waits for it, and does not read it, too
            return self._held

    @cached_property
    def _held(self) -> Held:
        return Held(self.dataset, releases=self.earlier, others=self.others)

    @cached_property
    def quality(self) -> Finding:
        """How good the release itself is, in one row."""
        return summary(self.held)

    def begin(self) -> None:
        """Make what the first readers need; if projects are counted, too, that takes less than a second."""
        if self.folder is not None:
            with self._beginning:
                if self._held.portfolio is not None:
                    self._analysed()
        compile_all(self.templates)
        catalogue()

    def prepare(self) -> None:
        """Make what pages and searches need besides, so that no reader waits for it."""
        is_in_memory = self.folder is None and isinstance(self.dataset.store, Store)
        if is_in_memory:
            self.things.gather()
            self.labels.gather()
        if self.folder is None or is_beside(self.folder):
            self._made()
        _ = self.kinds
        # Of many documents this takes a minute, for which pages are read meanwhile.
        is_walked = isinstance(self.dataset.store, Store) and self.held.portfolio is None
        if is_in_memory or is_walked:
            self._analysed()
            gc.collect()  # gathering leaves much behind

    @property
    def reach(self) -> Reach:
        """Whom each coverer reaches."""
        return self.held.reach

    @cached_property
    def search(self) -> Search:
        """The index of names, made once; raises BeingMade where it is made for whoever asks next."""
        if self.folder is None:
            return Search(self._index())
        if self.prepares and not is_beside(self.folder):
            raise BeingMade(_PATIENCE, "the index of names")
        return Search(beside(self.folder, self._index))

    def _made(self) -> tuple[Search, Scope]:
        return self.search, self.scope

    def _analysed(self) -> Finding:
        from graph.analysis.preparing import prepare

        prepare(self.held)
        return self.quality

    @cached_property
    def known(self) -> Known:
        """What drafts are checked against; read when the first one comes, and once."""
        return known(self.dataset, self.reach)

    def _index(self) -> Index:
        return index_of(entries(self.dataset, self.queries, lambda: self.reach))

    def others(self) -> list[str]:
        """List the releases that are kept, by their ids."""
        return [held.id for held in Shelf(self.releases).list()] if self.releases else []

    def earlier(self, release: str) -> Dataset:
        """Open another release; raises NotFound and Gone."""
        if self.releases is None:
            raise NotFound("release", release, (self.dataset.release,))
        return place(Shelf(self.releases).path(release)).dataset()


def site(dataset: Dataset, options: Options, templates: Environment) -> Site:
    """Gather what the pages of a release need."""
    resource_queries = QueryFolder(Path(str(files("sparql"))) / "resource")
    quotes = Quotes(options.corpus)
    there = options.place
    return Site(
        dataset,
        Labels(dataset),
        resource_queries,
        Things(dataset, resource_queries),
        Texts(),
        templates,
        quotes,
        options.left_out,
        Kept(options.kept),
        options.shelf,
        options.data is not None,
        there.release if there and there.is_on_disk else None,
        options.prepares,
    )


def of(request: Request) -> Site:
    """Return the site that a request came to."""
    held = request.state.served.site
    assert isinstance(held, Site)
    return held


Here = Annotated[Site, Depends(of)]

"""What can be taken of a release: each file made when it is first asked for, and kept beside the release."""

from __future__ import annotations

import gzip
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

from filelock import FileLock, Timeout

from graph.errors import BeingMade, NotFound
from graph.export import csvw, links, network, parquet, skos, things, workbook
from graph.export.cover import Sentences, cover
from graph.export.names import Names
from graph.export.table import Table
from graph.release import dump
from graph.release.dump import Form
from graph.release.manifest import Manifest
from graph.release.opening import place
from graph.release.reader import DUMP, quads, require_whole
from graph.release.verification import DOWNLOADS, HASH, sha256
from graph.store.dataset import Dataset
from graph.store.files import write_atomically

if TYPE_CHECKING:
    import networkx as nx

#: Seconds that somebody waits for a file that another is making.
_PATIENCE = 20


class Source:
    """One whole release to write from; ``told`` says the scope of its answers in every language."""

    def __init__(self, folder: Path, told: Callable[[Dataset], Sentences]) -> None:
        """Raise NotFound, DamagedRelease."""
        self.folder = folder
        self.manifest: Manifest = require_whole(folder)
        self._told = told

    @cached_property
    def dataset(self) -> Dataset:
        """The release opened to be asked, from disk where it is large."""
        return place(self.folder).dataset()

    @cached_property
    def names(self) -> Names:
        """The names of its things."""
        return Names(self.dataset)

    @cached_property
    def scope(self) -> Sentences:
        """The scope of its answers, by language."""
        return self._told(self.dataset)

    def tables(self) -> tuple[Table, ...]:
        """Return its tables, kinds first; the rows of each can be read once."""
        kinds, relations = things.kinds(self.dataset, self.names), links.relations(self.dataset, self.names)
        return (*kinds, *relations)

    def network(self) -> nx.MultiDiGraph[str]:
        """Return its accepted links as a graph."""
        kinds = things.kind_of(self.dataset)
        return network.network(kinds, self.names, links.relations(self.dataset, self.names))


@dataclass(frozen=True, slots=True)
class Download:
    """A form that a release can be taken in: its file's name, its media type, and what writes it."""

    name: str
    media_type: str
    write: Callable[[Source, Path], None]

    @property
    def form(self) -> str:
        """The short name of the form, such as ``xlsx``."""
        return self.name.removeprefix("release.").removesuffix(".zip")


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: where it is, of how many bytes, and its SHA-256."""

    path: Path
    size: int
    sha256: str


def _rdf(form: Form, source: Source, path: Path) -> None:
    with path.open("wb") as output:
        dump.write(quads(source.folder), form, output)


def _n_quads(source: Source, path: Path) -> None:
    with gzip.open(source.folder / DUMP) as held, path.open("wb") as output:
        shutil.copyfileobj(held, output)


def _packed(source: Source, path: Path) -> None:
    shutil.copyfile(source.folder / DUMP, path)


def _workbook(source: Source, path: Path) -> None:
    tables = source.tables()
    workbook.write(path, cover(source.dataset, source.manifest, source.scope, tables), tables)


def _csvw(source: Source, path: Path) -> None:
    csvw.write(path, source.manifest, source.tables())


def _parquet(source: Source, path: Path) -> None:
    parquet.write(path, source.tables())


def _graphml(source: Source, path: Path) -> None:
    network.as_graphml(path, source.network(), source.manifest)


def _json(source: Source, path: Path) -> None:
    network.as_json(path, source.network(), source.manifest, source.scope)


def _scheme(iri: str, source: Source, path: Path) -> None:
    skos.write(path, source.dataset, iri)


_RDF: Mapping[str, str] = {
    "nq": "application/n-quads",
    "trig": "application/trig",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
_ALL = (
    Download("release.xlsx", workbook.MEDIA_TYPE, _workbook),
    Download("release.csvw.zip", "application/zip", _csvw),
    Download("release.parquet.zip", "application/zip", _parquet),
    Download("release.graphml", "application/graphml+xml", _graphml),
    Download("release.json", "application/json", _json),
    Download(DUMP, "application/gzip", _packed),
    Download("release.nq", _RDF["nq"], _n_quads),
    *(
        Download(f"release.{form}", _RDF[form], partial(_rdf, cast("Form", form)))
        for form in get_args(Form)
        if form != "nq"
    ),
)
#: By the names of their files, those for most readers first.
DOWNLOADABLE: Mapping[str, Download] = {download.name: download for download in _ALL}


def find(name: str) -> Download:
    """Return what a file's name stands for; raises NotFound naming those there are."""
    if name not in DOWNLOADABLE:
        raise NotFound("download", name, tuple(DOWNLOADABLE))
    return DOWNLOADABLE[name]


def scheme(dataset: Dataset, code: str) -> Download:
    """Return what a concept scheme is taken as; raises NotFound naming the schemes there are."""
    known = skos.schemes(dataset)
    if code not in known:
        raise NotFound("concept scheme", code, tuple(known))
    return Download(f"scheme-{code}.ttl", _RDF["ttl"], partial(_scheme, known[code]))


def of_form(form: str) -> Download:
    """Return the download of a form by its short name; raises NotFound naming those there are."""
    known = {download.form: download for download in DOWNLOADABLE.values()}
    if form not in known:
        raise NotFound("form", form, tuple(known))
    return known[form]


def made(folder: Path, name: str) -> Made | None:
    """Return a file that was made of the release in this folder already."""
    path = folder / DOWNLOADS / name
    try:
        noted = path.with_name(path.name + HASH).read_text()
        return Made(path, path.stat().st_size, noted.partition(" ")[0])
    except FileNotFoundError:
        return None


def make(folder: Path, download: Download, told: Callable[[Dataset], Sentences]) -> Made:
    """Return a file of a release, made now where nobody asked for it before.

    Raises NotFound and DamagedRelease for the release, and BeingMade where another has been making it for
    long.
    """
    if held := made(folder, download.name):
        return held
    source = Source(folder, told)
    (folder / DOWNLOADS).mkdir(exist_ok=True)
    try:
        with FileLock(folder / DOWNLOADS / f"{download.name}.lock.held", timeout=_PATIENCE):
            return made(folder, download.name) or _make(source, download)
    except Timeout:
        raise BeingMade(_PATIENCE, download.name) from None


def _make(source: Source, download: Download) -> Made:
    """Write a file aside and put it in place when it is whole, with its hash before it."""
    path = source.folder / DOWNLOADS / download.name
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    os.close(handle)
    aside = Path(name)
    try:
        download.write(source, aside)
        found = Made(path, aside.stat().st_size, sha256(aside))
        write_atomically(path.with_name(path.name + HASH), f"{found.sha256}  {path.name}\n".encode())
        aside.chmod(0o644)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return found

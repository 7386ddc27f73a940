"""The token holders' own graphs: the unnamed default graph and those that are not managed, in one file.

The file is N-Quads; a graph that holds nothing is a comment of it, since N-Quads cannot name one.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse, serialize

from graph.errors import MalformedLine, TooLarge
from graph.store.files import sync_folder
from graph.store.layout import is_managed

#: Bytes of all scratch graphs together: each write puts the whole file in place anew.
MOST = 64 << 20

_EMPTY = re.compile(r"# graph <([^<>\s]+)>")
_SYNTAX_LINE = re.compile(r"line (\d+)")

#: What tells one state of the file from another, or None where there is no file.
Stamp = tuple[int, int, int] | None


class Scratch:
    """Read the scratch graphs of a workspace folder, and put others in their place at once."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "scratch.nq"
        #: To be held from before a change is made of what is there until it is put in place.
        self.lock = FileLock(folder / "scratch.lock.held", thread_local=False)

    def stamp(self) -> Stamp:
        """Return what changes whenever the file does."""
        return stamp(self.path)

    def load(self, store: Store) -> None:
        """Put the scratch graphs into a store in place of those that it holds; raises MalformedLine."""
        data = self.path.read_bytes() if self.path.exists() else b""
        try:
            quads = set(parse(data, format=RdfFormat.N_QUADS))
        except SyntaxError as problem:
            line = _SYNTAX_LINE.search(str(problem))
            raise MalformedLine(self.path, int(line[1]) if line else 1, str(problem)) from None
        # Only what differs is changed: the engine keeps some memory for whatever it ever held.
        held = set(_quads(store))
        for quad in held - quads:
            store.remove(quad)
        store.bulk_extend(quads - held)
        empty = {NamedNode(name) for name in _EMPTY.findall(data.decode())}
        for name in set(named(store)) - {quad.graph_name for quad in quads} - empty:
            store.remove_graph(name)
        for name in empty:
            store.add_graph(name)

    @contextmanager
    def aside(self) -> Iterator[Path]:
        """Yield the path of a new file beside ours, which is removed again unless it was put in place.

        To be called while the lock is held; what killed writers left behind is removed first.
        """
        for left in self.path.parent.glob(f".{self.path.name}.*.part"):
            left.unlink(missing_ok=True)
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.", suffix=".part")
        os.close(handle)
        try:
            yield Path(name)
        finally:
            with suppress(FileNotFoundError):
                Path(name).unlink()

    def put(self, aside: Path) -> None:
        """Put a written file in place; what it says is on disk, and holds, when this returns."""
        aside.chmod(0o600)
        aside.replace(self.path)
        sync_folder(self.path.parent)


def stamp(path: Path) -> Stamp:
    """Return what tells one state of a file from another."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def write(store: Store, path: Path) -> int:
    """Write a store's scratch graphs, wait until they are on disk, and return their number of quads.

    Raises TooLarge.
    """
    quads = list(_quads(store))
    held = {quad.graph_name for quad in quads}
    with path.open("wb") as file:
        for name in named(store):
            if name not in held:
                file.write(f"# graph {name}\n".encode())
        serialize(quads, file, format=RdfFormat.N_QUADS)
        if file.tell() > MOST:
            raise TooLarge("the length of all scratch graphs in bytes", MOST)
        file.flush()
        os.fsync(file.fileno())
    return len(quads)


def named(store: Store) -> Iterator[NamedNode]:
    """Yield the named scratch graphs of a store, the empty ones too."""
    for name in store.named_graphs():
        if isinstance(name, NamedNode) and not is_managed(name.value):
            yield name


def _quads(store: Store) -> Iterator[Quad]:
    yield from store.quads_for_pattern(None, None, None, DefaultGraph())
    for graph in named(store):
        yield from store.quads_for_pattern(None, None, None, graph)

"""The keeper: a process with the workspace in memory, as its files say now, that workers are forked from.

A worker answers queries, or makes one change in its own copy and writes the scratch graphs that come of it
aside; whether they are put in place is for who asked to say. So nothing half-done is ever seen, and as every
process looks at the files before it answers, whatever was put in place is seen at once. Scratch graphs, which
are small, it reads by itself; where anything else has changed it says that it is stale, and another is forked
from the keeper, which has read that once for all of them.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from pyoxigraph import Quad, Store

from graph.errors import KytkosError, MalformedLine
from graph.release.assembly import assemble
from graph.release.source import read
from graph.release.vocabulary import Vocabulary, shipped
from graph.store import scratch
from graph.store.scratch import Scratch, Stamp, stamp
from graph.store.workspace import Workspace
from sparql.change import CHANGE, Outcome, apply, received, sizes
from sparql.frames import HEAD, Kind, error, frame, question_from
from sparql.template import be_template
from sparql.worker import answered, confine


class Keeper:
    """Hold a workspace in memory: what is managed, as a release would state it, and the scratch graphs."""

    def __init__(self, folder: Path) -> None:
        self.store = Store()
        self.problem: KytkosError | None = None
        self._folder = folder
        self._scratch = Scratch(folder)
        self._managed: tuple[Stamp, ...] | None = None
        self._looked: tuple[Stamp, ...] = ()
        self._own: Stamp | object = self
        self._vocabulary: Vocabulary | None = None

    def refresh(self) -> None:
        """Read again what has changed; a file that cannot be read is the ``problem`` of who asks next."""
        try:
            self._refresh()
            self.problem = None
        except MalformedLine as problem:
            # Where the workspace is on the server's disk is nobody else's business.
            self._managed = None
            self.problem = MalformedLine(Path(problem.path.name), problem.line, problem.reason)
        except OSError as problem:
            self._managed = None
            name = Path(str(problem.filename)).name
            self.problem = MalformedLine(Path(name), 1, problem.strerror or "cannot be read")
        except KytkosError as problem:
            self._managed = None
            self.problem = problem

    def is_stale(self) -> bool:
        """Say whether anything but scratch graphs has changed since it was last read, or tried to be."""
        return self._looked != tuple(_stamps(Workspace(self._folder)))

    def _refresh(self) -> None:
        # Made anew, since its lock knows the process that made it.
        workspace = Workspace(self._folder)
        self._looked = managed = tuple(_stamps(workspace))
        if managed != self._managed:
            self.store = Store()
            self.store.bulk_extend(self._stated(workspace) if managed else ())
            self._managed, self._own = managed, self
        own = self._scratch.stamp()
        if own != self._own:
            self._scratch.load(self.store)
            self._own = own

    def _stated(self, workspace: Workspace) -> Iterable[Quad]:
        self._vocabulary = self._vocabulary or shipped()
        return assemble(read(workspace), self._vocabulary).quads()


def _stamps(workspace: Workspace) -> Iterator[Stamp]:
    tables = (*workspace.table_files(), *workspace.proposed_files())
    paths = (*workspace.document_files(), workspace.decisions, *workspace.facts(), *tables)
    return (found for path in paths if (found := stamp(path)) is not None)


def main(folder: str, memory: str, _: str) -> None:
    """Be the keeper of this workspace, with workers of so much memory."""
    keeper = Keeper(Path(folder))
    be_template(lambda channel: serve(keeper, channel, int(memory)), keeper.refresh)


def serve(keeper: Keeper, channel: socket.socket, memory: int) -> None:
    """Answer questions, or make one change, until the socket is closed or the workspace is another."""
    confine(memory)
    with channel.makefile("rb") as asked:
        while head := asked.read(HEAD.size):
            kind, length = HEAD.unpack(head)
            content = asked.read(length)
            documents = sizes(content) if kind == CHANGE else ()
            parts = tuple(asked.read(size) for size in documents)
            if kind != CHANGE and keeper.is_stale():
                channel.sendall(frame(Kind.STALE))
                return
            keeper.refresh()
            if keeper.problem is not None:
                channel.sendall(error(keeper.problem))
            elif kind == CHANGE:
                _change(keeper.store, channel, content, parts)
                return
            else:
                answered(keeper.store, channel, question_from(content))


def _change(store: Store, channel: socket.socket, content: bytes, parts: tuple[bytes, ...]) -> None:
    change, aside = received(content, parts)
    try:
        is_created = apply(store, change)
        outcome = Outcome(is_created, scratch.write(store, aside))
    except KytkosError as problem:
        channel.sendall(error(problem))
        return
    channel.sendall(frame(Kind.DATA, json.dumps(asdict(outcome)).encode()))

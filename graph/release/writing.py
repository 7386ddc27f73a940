"""A release's lines written as its dump, counted and hashed as they go by: none are held, however many."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad

from graph.identifiers import GRAPH
from graph.release import canonical, counting
from graph.release.counting import Counting
from graph.release.reader import packed
from graph.store import layout
from graph.store.files import chunks
from graph.store.quad_lines import graph_of, subject_of

#: Subjects that are graphs: what is told of them is known when all others have gone by.
_GRAPHS = f"<{GRAPH}".encode()
#: Bytes of lines that are packed at once.
_AT_ONCE = 32 << 20


@dataclass(frozen=True, slots=True)
class Written:
    """What a dump holds: its identity, and how many statements each graph has."""

    identity: str
    counts: dict[str, int]


def write(groups: Iterable[list[bytes]], parts: Sequence[BinaryIO], warnings: int) -> Written:
    """Write the lines of each subject, given in order, and what the release tells of itself among them.

    The three ``parts`` are packed, each by itself: before, of and after the subjects that are graphs. One
    behind another they are the dump.
    """
    dump, written, middle = _Dump(), [_Part(part) for part in parts], list[bytes]()
    for lines in groups:
        subject = subject_of(lines[0])
        dump.take(lines)
        if subject.startswith(_GRAPHS):
            middle += lines
        else:
            written[0 if subject < _GRAPHS else 2].write(lines)
    name = NamedNode(layout.CATALOGUE)
    told = counting.described(dump.counting, warnings)
    own = canonical.lines(Quad(said.subject, said.predicate, said.object, name) for said in told)
    written[1].write(sorted({*middle, *own}))
    for part in written:
        part.pack()
    counts = {**dump.counting.statements(), layout.CATALOGUE: len(own)}
    return Written(dump.identity.hexdigest(), counts)


def joined(groups: Iterable[list[bytes]], dump: Path, warnings: int) -> Written:
    """Write the parts of a dump to disk, and put them one behind another."""
    paths = [dump.with_name(f".{dump.name}.{number}") for number in range(3)]
    with ExitStack() as stack:
        written = write(groups, [stack.enter_context(path.open("wb")) for path in paths], warnings)
    with dump.open("wb") as whole:
        for path in paths:
            for piece in chunks(path):
                whole.write(piece)
            path.unlink()
        whole.flush()
        os.fsync(whole.fileno())
    return written


class _Dump:
    """What is counted and hashed of lines as they go by."""

    def __init__(self) -> None:
        self.counting = Counting()
        self.identity = hashlib.sha256()
        self._is_identifying: dict[bytes, bool] = {}

    def take(self, lines: list[bytes]) -> None:
        self.counting.take(lines)
        self.identity.update(b"".join(self._identifying(lines)))

    def _identifying(self, lines: list[bytes]) -> Iterator[bytes]:
        known = self._is_identifying
        for line in lines:
            end = line[line.rindex(b" <") :]
            if end not in known:
                known[end] = canonical.is_identifying(graph_of(line))
            if known[end]:
                yield line


class _Part:
    """A part of the dump, packed piece by piece."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._held: list[bytes] = []
        self._size = 0

    def write(self, lines: list[bytes]) -> None:
        self._held += lines
        self._size += sum(map(len, lines))
        if self._size > _AT_ONCE:
            self.pack()

    def pack(self) -> None:
        if self._held:
            self._file.write(packed(b"".join(self._held)))
            self._held, self._size = [], 0

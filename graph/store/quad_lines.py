"""Canonical N-Quads as bytes: taken apart and put into a store without a term of Python's for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, cast

from pyoxigraph import RdfFormat, Store

from graph.store.layout import in_default

_CHUNK = 4 << 20


def subject_of(block: bytes) -> bytes:
    """Return the subject that the lines of a block begin with."""
    return block[: block.index(b" ")]


def graph_of(line: bytes) -> str:
    """Return the name of a line's graph."""
    return line[line.rindex(b" <") + 2 : -4].decode()


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Read whole lines, many at a time."""
    rest = b""
    while read := stream.read(_CHUNK):
        whole, end, rest = (rest + read).rpartition(b"\n")
        if end:
            yield whole + end
        else:
            rest = whole + rest
    if rest:
        yield rest


def load(store: Store, lines: Iterable[bytes], *, is_known: bool = False) -> None:
    """Put whole lines, any number at a time, into a store with those of the default graph that follow.

    Raises SyntaxError for what is no N-Quads. Lines that are known to be those that a release was built with
    are not judged again, which takes a quarter of the time: IRIs and languages are taken as they are.
    The loader holds up to 2.3 GB, however much there is. Given all at once the engine merges what it has
    sorted once, in the end, and not again with each piece.
    """
    read = cast("IO[bytes]", _Stream(with_default(lines)))
    store.bulk_load(read, format=RdfFormat.N_QUADS, lenient=is_known)


class _Default(dict[bytes, bool]):
    """Whether what ends a line is the name of a graph that is part of the default graph."""

    def __missing__(self, end: bytes) -> bool:
        self[end] = in_default(end[2:-4].decode())
        return self[end]


def with_default(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield whole lines, and after each piece of them those of the default graph that follow."""
    is_default = _Default()
    for chunk in lines:
        yield chunk
        plain = []
        for line in chunk.splitlines(keepends=True):
            end = line.rfind(b" <")
            if is_default[line[end:]]:
                plain.append(line[:end])
        if plain:
            yield b" .\n".join(plain) + b" .\n"


class _Stream:
    """What a store's loader reads from, a little at a time."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = memoryview(b"")

    def read(self, size: int) -> bytes:
        while not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._held = memoryview(piece)
        taken, self._held = self._held[:size], self._held[size:]
        return bytes(taken)

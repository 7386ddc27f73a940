"""Lines by their subjects, brought into order however many there are: sorted runs on disk, merged."""

from __future__ import annotations

import heapq
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from graph.store.files import sync_folder
from graph.store.quad_lines import subject_of

#: Bytes of lines that are held before they are sorted and written; what is less stays in memory.
MOST_HELD = 64 << 20
_READ, _TOLD = 1 << 20, 20_000


class Runs:
    """Take blocks of lines in any order, each of one subject; give each subject's lines once, in order.

    A subject ends at a character that no name has, so blocks are ordered as their lines are.
    """

    def __init__(
        self, folder: Path, most_held: int = MOST_HELD, begin: Callable[[], None] = lambda: None
    ) -> None:
        self._folder = folder
        self._most_held = most_held
        #: Called before the first run is written.
        self._begin = begin
        self._held: list[bytes] = []
        self._size = 0
        self._written: list[Path] = sorted(folder.glob("*.nq")) if folder.is_dir() else []

    def add(self, blocks: Iterable[bytes]) -> None:
        """Take blocks, and write what is held when it is much."""
        for block in blocks:
            self._held.append(block)
            self._size += len(block)
        if self._size > self._most_held:
            self.spill()

    @property
    def is_on_disk(self) -> bool:
        """Whether more came than is held in memory."""
        return bool(self._written)

    def spill(self) -> None:
        """Write what is held as one sorted run."""
        self._held.sort()
        if not self._written:
            self._begin()
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{len(self._written):05}.nq"
        with path.open("wb") as stream:
            for start in range(0, len(self._held), 4096):
                # No line is empty, so an empty one parts two blocks.
                stream.write(b"\n".join(self._held[start : start + 4096]) + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        self._written.append(path)
        self._held, self._size = [], 0

    def finish(self) -> None:
        """Have all on disk, where some of it is there."""
        if self._written and self._held:
            self.spill()
            sync_folder(self._folder)

    def clear(self) -> None:
        """Take the runs away: what they hold is somewhere else."""
        for path in self._written:
            path.unlink(missing_ok=True)
        self._written = []

    def held(self) -> list[bytes]:
        """Return the blocks that are held in memory."""
        return self._held

    def groups(
        self, more: Iterable[bytes] = (), tell: Callable[[int, int], None] = lambda _done, _total: None
    ) -> Iterator[list[bytes]]:
        """Yield the lines of each subject, sorted and each once, with those of ``more`` blocks in order.

        Told are the bytes of runs that have gone by, and how many there are.
        """
        self._held.sort()
        total = sum(path.stat().st_size for path in self._written) + self._size
        tell(0, total)
        merged = heapq.merge(self._held, more, *map(_read, self._written))
        done = 0
        for number, (_, blocks) in enumerate(groupby(merged, subject_of), 1):
            lines = {line for block in blocks for line in block.splitlines(keepends=True)}
            done += sum(map(len, lines))
            if not number % _TOLD:
                tell(min(done, total), total)
            yield sorted(lines)
        tell(total, total)


def blocks_of(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield sorted lines as blocks, a subject each."""
    for _, same in groupby(lines, subject_of):
        yield b"".join(same)


def _read(path: Path) -> Iterator[bytes]:
    rest = b""
    with path.open("rb") as stream:
        while read := stream.read(_READ):
            *whole, rest = (rest + read).split(b"\n\n")
            for block in whole:
                yield block + b"\n"

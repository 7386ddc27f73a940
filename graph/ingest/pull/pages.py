"""Pages that a pull has got: a file beside the table, a line a page; one that broke off goes on from it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from graph.errors import OtherPull
from graph.ingest.pull.items import Row
from graph.store.files import append_line, sync_folder


class Pages:
    """The pages of one pull, which ``asked`` says what it is of; one process has them at a time.

    ``begun`` is the day of the first page (ISO 8601), since which the service may have changed.
    """

    def __init__(self, table: Path, asked: Mapping[str, str], today: str) -> None:
        self._table = table
        self._path = table.with_name(f".{table.name}.pages")
        self._asked = dict(asked)
        self.begun, self.last, self.projects = today, "", 0

    @contextmanager
    def open(self, *, anew: bool) -> Iterator[Pages]:
        """Hold the pages until done; a page that was cut off while it was written is dropped.

        Raises OtherPull where they are of another pull, or another process has them.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._path.with_name(f"{self._path.name}.lock"))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise OtherPull(self._table) from None
        try:
            if anew:
                self._path.unlink(missing_ok=True)
            self._resume()
            yield self
        finally:
            lock.release()
            Path(lock.lock_file).unlink(missing_ok=True)

    def add(self, rows: list[Row]) -> None:
        """Hold a page; it is on disk when this returns."""
        append_line(self._path, json.dumps(rows, ensure_ascii=False))
        self._count(rows)

    def write(self) -> None:
        """Put the table in place at once, an object a line, and let the pages go."""
        aside = self._table.with_name(f".{self._table.name}.part")
        with aside.open("w", encoding="utf-8") as file:
            for page in self._held():
                file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in page)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self._table)
        sync_folder(self._table.parent)
        self._path.unlink()

    def _resume(self) -> None:
        self._cut()
        if not self._path.exists() or not self._path.stat().st_size:
            append_line(self._path, json.dumps([self._asked, self.begun]))
            return
        with self._path.open(encoding="utf-8") as file:
            asked, self.begun = json.loads(file.readline())
        if asked != self._asked:
            raise OtherPull(self._table)
        for page in self._held():
            self._count(page)

    def _cut(self) -> None:
        """Drop what stands after the last line that is whole."""
        if not self._path.exists():
            return
        with self._path.open("r+b") as file:
            whole = 0
            for line in file:
                whole += len(line) if line.endswith(b"\n") else 0
            file.truncate(whole)

    def _held(self) -> Iterator[list[Row]]:
        with self._path.open(encoding="utf-8") as file:
            file.readline()
            for line in file:
                yield json.loads(line)

    def _count(self, rows: list[Row]) -> None:
        self.projects += len(rows)
        self.last = rows[-1]["Operation_Unique_Identifier"] if rows else self.last

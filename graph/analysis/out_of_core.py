"""Questions to a portfolio larger than memory: over its Parquet tables, by an engine that spills to disk."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

#: Rows of the answer, each a tuple of integers as the question's SELECT names them.
Rows = list[tuple[int, ...]]


def questions() -> dict[str, str]:
    """Return the questions' SQL by name: any engine that reads Parquet takes it."""
    folder = Path(str(files("graph.analysis") / "out_of_core_sql"))
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.sql"))}


class OutOfCore:
    """Ask the tables in a folder, with so many bytes of memory; what needs more goes to a folder aside."""

    def __init__(self, tables: Path, memory: int, aside: Path, threads: int = 1) -> None:
        config = {"memory_limit": f"{memory}B", "temp_directory": str(aside), "threads": str(threads)}
        # Rows come in any order: keeping theirs would cost memory.
        self._engine = duckdb.connect(config={**config, "preserve_insertion_order": "false"})
        self._engine.execute("SET enable_progress_bar = false")
        for folder in sorted(path for path in tables.iterdir() if path.is_dir()):
            read = self._engine.read_parquet(str(folder / "*.parquet"))
            read.create_view(folder.name)

    def ask(self, name: str, kind: int | None = None) -> Rows:
        """Ask a question by name; ``kind`` is the kind of sums where it adds some up."""
        given = {} if kind is None else {"kind": kind}
        rows = self._engine.execute(questions()[name], given).fetchall()
        return [tuple(int(cell) for cell in row) for row in rows]

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the engine."""
        self._engine.close()

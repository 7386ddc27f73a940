"""Read a delimited table by two readers, and import it: seconds, and what each makes of malformed rows.

    .venv/bin/python benchmarks/tables.py FILE [ROWS]

FILE is a table that the mapping fi-eura-2014-2020 fits; with ROWS its rows are repeated, each under another
code, until there are so many.
"""

from __future__ import annotations

import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from graph.ingest.tables.intake import Dates, take_in
from graph.ingest.tables.mapping import load
from graph.ingest.tables.opening import opened
from graph.store.workspace import Workspace

_CODE = re.compile(r"^([\"]?)([AS])\d{5}")
_TRIES = 3


def by_module(path: Path) -> Counter[int]:
    """Count rows by the number of their fields, as the csv module and the reader of lines give them."""
    with opened(path) as held:
        return Counter(len(row.cells) for row in held.table.rows)


def by_duckdb(path: Path) -> Counter[int]:
    """Count the rows that DuckDB's reader gives, all columns as text, broken rows left out."""
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT * FROM read_csv(?, all_varchar = true, header = true, ignore_errors = true)", [str(path)]
        )
        width, counted = len(found.description or ()), Counter[int]()
        while batch := found.fetchmany(10_000):
            counted[width] += len(batch)
        return counted


def by_import(path: Path) -> Counter[str]:
    """Count rows by what an import into an empty workspace makes of them."""
    with tempfile.TemporaryDirectory() as folder:
        done = take_in(Workspace(Path(folder)), path, load("fi-eura-2014-2020"), Dates("2026-01-01"))
        return Counter(done.version.rows)


def repeated(path: Path, rows: int, folder: Path) -> Path:
    """Write the table with its rows repeated under other codes."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    larger = folder / "larger.csv"
    with larger.open("w", encoding="utf-8") as file:
        file.write(lines[0])
        file.writelines(_renamed(lines[1:], rows))
    return larger


def _renamed(lines: list[str], rows: int) -> Iterator[str]:
    for number in range(rows):
        yield _CODE.sub(rf"\g<1>\g<2>{number % 100_000:05d}", lines[number % len(lines)])


def timed(name: str, read: Callable[[Path], Counter[int] | Counter[str]], path: Path) -> None:
    """Print the best of some tries, in seconds of this process, and what was read."""
    best, found = float("inf"), Counter[str]()
    for _ in range(_TRIES):
        before = time.process_time()
        found = Counter({str(key): count for key, count in read(path).items()})
        best = min(best, time.process_time() - before)
    print(f"{name:10} {best:8.3f} s  {dict(found.most_common(6))}")


def main() -> None:
    """Measure."""
    path = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        if len(sys.argv) > 2:
            path = repeated(path, int(sys.argv[2]), Path(folder))
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
        timed("csv", by_module, path)
        timed("duckdb", by_duckdb, path)
        timed("import", by_import, path)
    print(f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()

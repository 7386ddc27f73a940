"""Read invented documents, accept all that they propose, and release: what many documents cost.

Every step runs in a process of its own, whose CPU and peak memory are told. The documents share hardly a
group or an instrument, so that there are more cells of coverage (every coverer with all that may be covered)
than as many documents of one ministry would have.

Run: python -m benchmarks.documents [--documents 31 62 124] [--write]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph.release import manifest
from graph.release.opening import place
from graph.release.shelf import Shelf
from graph.store.query_file import load
from graph.store.workspace import Workspace

_ROOT = Path(__file__).parents[1]
_UNSEEN = _ROOT / "tests" / "examples" / "unseen"
_CELLS = Path(__file__).parent / "questions" / "cells.rq"
_ENDINGS = frozenset({".txt", ".md", ".docx", ".pdf"})
_KYTKOS = (sys.executable, "-m", "kytkos")
PAGE = _ROOT / "docs" / "reference" / "release-of-documents.md"
_HEAD = """# What a release of many read documents costs

Invented documents are read, all links that they propose are accepted, and a release is made, each step in a
process of its own. Seconds are of CPU, on a shared machine. Every coverer has a cell of coverage with all
that may be covered; the documents share hardly a group or an instrument, so that there are more cells than as
many documents of one ministry would have, and of nearly all cells nothing is said. A release of more than
500,000 statements has its store made while it is built. Written by

    python -m benchmarks.documents --write

"""
_COLUMNS = ("documents", "links", "cells", "statements", "read, s", "accept, s", "release, s", "peak MiB")


def documents() -> list[Path]:
    """Return the invented documents, in order of their names."""
    return sorted(p for p in _UNSEEN.glob("*/*") if p.suffix in _ENDINGS and p.name != "README.md")


def measured(number: int, folder: Path) -> tuple[float, ...]:
    """Take the documents from file to release; returns a row of the table."""
    data = ("--data", str(folder))
    read, _, _ = _ran("ingest", *data, *map(str, documents()[:number]))
    _, _, listed = _ran("review", "list", *data, "--limit", "0")
    links = [line.split()[0] for line in listed.splitlines()]
    accepted, _, _ = _ran("review", "accept", *links, *data, "--reason", "measured")
    released, peak, _ = _ran("release", *data, "--yes")
    current = Shelf(Workspace(folder).releases).current()
    assert current
    counts, dataset = manifest.read(current).counts, place(current).dataset()
    (row,) = dataset.texts(load(_CELLS).text)
    return number, len(links), float(row[0]), sum(counts.values()), read, accepted, released, peak


def _ran(*words: str) -> tuple[float, float, str]:
    """Run a command; returns seconds of CPU, peak MiB and what it said."""
    with subprocess.Popen(
        [*_KYTKOS, *words], cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"kytkos {words[0]}: exit {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said


def page(rows: Sequence[Sequence[float]]) -> str:
    """Write the table."""
    lines = [f"| {' | '.join(_COLUMNS)} |", "| " + " | ".join("---:" for _ in _COLUMNS) + " |"]
    lines += [f"| {' | '.join(f'{value:,.0f}' for value in row)} |" for row in rows]
    return _HEAD + "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure each number of documents and print, or write, the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[31, 62, 124])
    parser.add_argument("--write", action="store_true")
    given: Any = parser.parse_args(arguments)
    rows = []
    for number in given.documents:
        with tempfile.TemporaryDirectory(prefix="kytkos-") as folder:
            rows.append(measured(number, Path(folder)))
            print(json.dumps(dict(zip(_COLUMNS, rows[-1], strict=True))), flush=True)
    if given.write:
        PAGE.write_text(page(rows))


if __name__ == "__main__":
    main()

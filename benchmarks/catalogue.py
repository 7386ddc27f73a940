"""Ask every question of the catalogue of a release with a million made-up rows, on disk, and tell the CPU.

Rows come from a seed over the release's own themes, objectives and groups. Each question is asked twice in a
process of its own that may take so many seconds of CPU; what takes more is told to be over.

Run: python -m benchmarks.catalogue RELEASE [--projects 1000000] [--seconds 20] [--folder DIR]
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path
from typing import IO, cast

import pyoxigraph

from benchmarks.made_rows import Rows
from graph.analysis.columns import opened
from graph.release.reader import open_release, quads
from graph.store.dataset import Dataset, with_default
from graph.store.query_file import QueryFile, bind

_WHOLES = """PREFIX kyt: <https://w3id.org/kytkos/ns#>
SELECT ?whole ?period WHERE {
  VALUES ?kind { kyt:Theme kyt:SpecificObjective kyt:MeasurePackage }
  ?whole a ?kind ; kyt:period ?period .
}"""


def filled(release: Path, projects: int, folder: Path) -> None:
    """Load a release and so many made-up rows into a store."""
    columns = opened(release)
    assert columns is not None
    wholes: dict[str, set[str]] = {}
    for whole, period in open_release(release).texts(_WHOLES):
        wholes.setdefault(period, set()).add(whole)
    rows = Rows(
        projects,
        {period: sorted(held) for period, held in sorted(wholes.items())},
        list(columns.head.covered[: columns.head.groups]),
    )
    store = pyoxigraph.Store(str(folder))
    store.bulk_load(cast("IO[bytes]", rows), format=pyoxigraph.RdfFormat.N_TRIPLES)
    store.bulk_extend(with_default(quads(release)))
    store.flush()


def asked(question: QueryFile, folder: Path, seconds: int) -> None:
    """Ask one question twice with its defaults, in a process of its own, and print what it cost."""
    process = os.fork()
    if process:
        if os.waitpid(process, 0)[1]:
            print(f"| {question.name} | over {seconds} | | |", flush=True)
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    dataset = Dataset(pyoxigraph.Store.read_only(str(folder)))
    text = bind(question, {held.name: held.default for held in question.params if held.default is not None})
    costs, rows = [], 0
    for _ in range(2):
        start = time.process_time()
        rows = len(dataset.select(text).rows)
        costs.append(time.process_time() - start)
    print(f"| {question.name} | {costs[0]:.2f} | {costs[1]:.2f} | {rows} |", flush=True)
    os._exit(0)


def main() -> None:
    """Print a table of what each question costs."""
    from sparql.answers import catalogue

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("release", type=Path, help="the folder of a release")
    parser.add_argument("--projects", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--folder", type=Path, help="where the store goes, and is removed from")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        folder = Path(scratch) / "store"
        filled(given.release, given.projects, folder)
        print("| question | first | then | rows |\n| --- | --- | --- | --- |", flush=True)
        for question in catalogue():
            asked(question, folder, given.seconds)


if __name__ == "__main__":
    main()

"""Ask a portfolio of 100 million links over Parquet, in bounded memory, side by side with the columns.

The portfolio comes in pieces, two different ones by turns, each time as projects of
their own, written as Parquet; over each piece the questions are asked in memory, too, and answers added up.
Then a process of its own asks the Parquet tables with so many bytes. The answers must be the same.

Run: python -m benchmarks.out_of_core [--links 100000000] [--piece 1000000] [--memory 1024] [--write]
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.made_portfolio import GROUPS, made
from graph.analysis import portfolio, spending, stratifying
from graph.analysis.column_tables import Before, write
from graph.analysis.columns import Columns
from graph.analysis.out_of_core import OutOfCore

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "out-of-core-speed.md"
_DIFFERENT = 2
QUESTIONS = {"coverage": 0, "gaps": None, "money": 0}

Answer = Counter[tuple[int, ...]]


def in_memory(columns: Columns) -> Iterator[tuple[str, Answer, float]]:
    """Yield each question's answer over columns, as counts by cell and what is counted, and its CPU."""
    start = time.process_time()
    held = portfolio.coverage(columns, 0)
    yield "coverage", _cells(held.projects, held.cents, held.unsure), time.process_time() - start
    start = time.process_time()
    found = portfolio.reached(columns).projects
    reached: Answer = Counter({(at,): int(n) for at, n in enumerate(found) if n})
    yield "gaps", reached, time.process_time() - start
    start = time.process_time()
    spent = spending.spent(columns, 0)
    sums = [each.sum(axis=1) for each in (spent.projects, spent.cents, spent.unsure)]
    answer: Answer = Counter(
        {(GROUPS + at, n): int(sums[n][at]) for at in range(len(sums[0])) for n in range(3)}
    )
    yield "money", answer, time.process_time() - start


def _cells(*counted: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> Answer:
    at = np.nonzero(counted[0])
    places = list(zip(*(each.tolist() for each in at), strict=True))
    return Counter(
        {
            (*place, n): value
            for n, held in enumerate(counted)
            for place, value in zip(places, held[at].tolist(), strict=True)
        }
    )


def built(links: int, piece: int, tables: Path, told: Queue[object]) -> None:
    """Write pieces by turns until there are so many links, and tell of them and of what they answer."""
    answers: dict[str, Answer] = {name: Counter() for name in QUESTIONS}
    costs = dict.fromkeys(("written", *QUESTIONS), 0.0)
    inside = made(1).inside
    pieces = [stratifying.columns(replace(made(piece, 7 + n), inside=inside)) for n in range(_DIFFERENT)]
    found = [list(in_memory(columns)) for columns in pieces]
    stands, stated, inherited, turn = Before(), 0, 0, 0
    while stated < links:
        columns = pieces[turn % len(pieces)]
        start = time.process_time()
        stands = write(columns, tables, stands)
        costs["written"] += time.process_time() - start
        for name, answer, cost in found[turn % len(pieces)]:
            answers[name].update(answer)
            costs[name] += cost
        stated, inherited = stated + len(columns.stated.ends), inherited + len(columns.inherited.ends)
        turn += 1
    told.put((stands, stated, inherited, costs, answers))


def asked(tables: Path, memory: int, aside: Path, told: Queue[object]) -> None:
    """Ask every question over the tables, and tell the rows, CPU, time and peak of memory."""
    found = {}
    with OutOfCore(tables, memory, aside, threads=2) as engine:
        for name, kind in QUESTIONS.items():
            start, cpu = time.perf_counter(), time.process_time()
            rows = engine.ask(name, kind)
            found[name] = (rows, time.process_time() - cpu, time.perf_counter() - start)
    told.put((found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10))


def apart(work: Callable[..., None], *given: object) -> Any:  # noqa: ANN401 - what the work tells
    """Return what work tells that is done in a process of its own, so that memory is counted apart."""
    context = multiprocessing.get_context("spawn")
    told: Queue[object] = context.Queue()
    process = context.Process(target=work, args=(*given, told))
    process.start()
    answer = told.get()
    process.join()
    return answer


def same(answers: dict[str, Answer], found: dict[str, tuple[list[tuple[int, ...]], float, float]]) -> None:
    """Stop where Parquet and memory do not give the same."""
    for name, width in (("coverage", 2), ("money", 1)):
        rows = {(*row[:width], n): row[width + n] for row in found[name][0] for n in range(3)}
        assert rows == {at: held for at, held in answers[name].items() if at in rows or held}, name
    covered = {at for (at,) in answers["gaps"]}
    gaps = {row[0] for row in found["gaps"][0]}
    assert not gaps & covered, "gaps"
    assert gaps | covered == set(range(max(gaps | covered) + 1)), "gaps"


def main() -> None:
    """Print what was measured, or write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--links", type=int, default=52_000_000, help="stated links")
    parser.add_argument("--piece", type=int, default=100_000, help="projects of a piece")
    parser.add_argument("--memory", type=int, default=1024, help="MiB that the engine may use")
    parser.add_argument("--folder", type=Path, help="where the tables go, and are removed from")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        tables, aside = Path(scratch) / "tables", Path(scratch) / "aside"
        stands, stated, inherited, costs, answers = apart(built, given.links, given.piece, tables)
        size = sum(path.stat().st_size for path in tables.rglob("*.parquet"))
        found, peak = apart(asked, tables, given.memory << 20, aside)
    same(answers, found)
    told = "\n".join(page(stands, stated + inherited, stated, size, costs, found, peak, given.memory))
    print(told)
    if given.write:
        PAGE.write_text(told + "\n", encoding="utf-8")


def page(
    stands: Before,
    links: int,
    stated: int,
    size: int,
    costs: dict[str, float],
    found: dict[str, tuple[list[tuple[int, ...]], float, float]],
    peak: int,
    memory: int,
) -> Iterator[str]:
    """Yield the page of what was measured."""
    yield _OPENING
    yield (
        f"{stands.projects:,} projects with {stated:,} stated links and {links - stated:,} that follow by\n"
        f"the hierarchy: {size >> 20:,} MiB of Parquet, written in {costs['written']:.0f} s of CPU. DuckDB\n"
        f"was given {memory:,} MiB; its process had {peak >> 20:,} MiB at most, on {os.cpu_count()} cores.\n"
    )
    yield "| question | DuckDB over Parquet, CPU s | its time, s | columns in memory, CPU s | rows |"
    yield "| --- | --- | --- | --- | --- |"
    for name, words in _WORDS.items():
        rows, cpu, passed = found[name]
        yield f"| {words} | {cpu:.1f} | {passed:.1f} | {costs[name]:.2f} | {len(rows):,} |"


_WORDS = {
    "coverage": "coverage: projects and money of every whole and covered thing",
    "gaps": "gaps: what no project reaches",
    "money": "money per policy instrument",
}
_OPENING = """# What questions cost beyond memory

A made-up portfolio of Kohesio's shape in pieces (two different ones by turns, each time as projects of
their own), written as the Parquet tables of `kytkos columns` and asked by DuckDB in bounded memory; beside
it, the same questions over columns in memory, piece by piece, added up. Both gave the same rows. On a shared
machine with other work on it: read CPU, not time. Write this page anew by

    python -m benchmarks.out_of_core --write
"""


if __name__ == "__main__":
    main()

"""Measure what a runaway query costs: itself in time, its worker, and the others.

A release of invented projects (16 triples each, half of them in the default graph) is made once from a seed,
and served by `kytkos serve`, in memory or on disk. Measured are: how long after the deadline the client is
told and the process is gone, how long until a worker answers in its place, and p50 and p99 of small queries
with and without one worker kept busy. The bars are those that the project has set itself.

Run: python -m benchmarks.isolation [--projects 100000] [--folder FOLDER] [--in-memory] [--repeat 5]
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from graph.errors import OutOfTime
from graph.release.canonical import sha256
from graph.release.manifest import Manifest
from graph.release.opening import place
from graph.release.reader import DUMP
from graph.release.shelf import Shelf
from graph.store.layout import DEFAULT
from sparql.limits import Limits
from sparql.protocol import Operation
from sparql.template import Template
from sparql.workers import Answer, Pool

ID, NS = "https://w3id.org/kytkos/id/", "https://w3id.org/kytkos/ns#"
A, LABEL = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://www.w3.org/2000/01/rdf-schema#label"
YEAR = "http://www.w3.org/2001/XMLSchema#gYear"
#: It takes time only: one that takes memory, too, would end by itself.
RUNAWAY = f"SELECT (COUNT(*) AS ?n) {{ ?a <{NS}theme> ?t . ?b <{NS}theme> ?t . ?c <{NS}theme> ?t }}"
SECONDS, CONNECTIONS = 2.0, 4


def statements(projects: int, seed: int = 7) -> Iterator[str]:
    """Yield eight canonical quads for each invented project."""
    dice = random.Random(seed)
    graph = f"<{DEFAULT[0]}>"
    for number in range(projects):
        project = f"<{ID}X{number:07}>"
        begun = dice.randint(2014, 2026)
        for predicate, held in (
            (A, f"<{NS}Project>"),
            (LABEL, f'"Keksitty hanke {number}"@fi'),
            (NS + "code", f'"X{number:07}"'),
            (NS + "theme", f"<{ID}t{dice.randrange(20)}>"),
            (NS + "targets", f"<{ID}g{dice.randrange(200)}>"),
            (NS + "implementer", f"<{ID}o{dice.randrange(projects // 20 + 1)}>"),
            (NS + "begins", f'"{begun}"^^<{YEAR}>'),
            (NS + "ends", f'"{begun + dice.randint(1, 3)}"^^<{YEAR}>'),
        ):
            yield f"{project} <{predicate}> {held} {graph} .\n"


def made(folder: Path, projects: int) -> Path:
    """Put the release on the shelf of a folder, unless it is there; return its own folder."""
    shelf = Shelf(folder / "releases")
    if (there := shelf.current()) is not None:
        return there
    shelf.folder.mkdir(parents=True)
    aside = shelf.folder / "aside"
    aside.mkdir()
    with gzip.open(aside / DUMP, "wt", compresslevel=1) as lines:
        lines.writelines(statements(projects))
    identity = sha256([(aside / DUMP).read_bytes()])
    counts = {DEFAULT[0]: 8 * projects}
    built = Manifest(
        identity[:12], identity, ID, provisional=True, built="2021", counts=counts, files={DUMP: identity}
    )
    (aside / "manifest.json").write_bytes(built.to_bytes())
    there = aside.rename(shelf.folder / built.id)
    with shelf.writing():
        shelf.make_current(built.id)
    return there


async def ends(
    release: Path, most_in_memory: int, repeat: int
) -> tuple[list[float], list[float], list[float]]:
    """Return seconds from the deadline until the client is told and the process gone, and to an answer."""
    opened = place(release, most_in_memory)
    began = time.perf_counter()
    pool = Pool(lambda: Template.of(opened, 2 << 30), Limits(seconds=60), 1)
    await pool.start()
    await pool.ask(small(0), None)
    print(f"opened, first answer after {time.perf_counter() - began:.2f} s", flush=True)
    told, gone, back = [], [], []
    for number in range(repeat):
        deadline = time.perf_counter() + SECONDS
        runaways = [asyncio.create_task(pool.ask(runaway(), None, client=name)) for name in ("one", "two")]
        await asyncio.sleep(SECONDS / 2)
        workers = list(children(pool.home.pid if isinstance(pool.home, Template) else 0))
        for failed in asyncio.as_completed(runaways):
            try:
                await failed
            except OutOfTime:
                told.append(time.perf_counter() - deadline)
        asking = asyncio.create_task(pool.ask(small(number), None))
        ending = asyncio.to_thread(awaited, workers)
        answer: Answer = await asking
        back.append(time.perf_counter() - deadline - max(told[-2:]))
        assert answer.is_whole
        await ending
        gone.append(time.perf_counter() - deadline)
    await pool.stop()
    return told, gone, back


def runaway() -> Operation:
    """Return a query that does not end."""
    return Operation(RUNAWAY, seconds=SECONDS)


def small(number: int) -> Operation:
    """Return a query of one project."""
    return Operation(f"SELECT ?p ?o {{ <{ID}X{number:07}> ?p ?o }}")


def children(pid: int) -> Iterator[int]:
    """Yield the processes that a process has started."""
    yield from map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())


def awaited(processes: list[int]) -> None:
    """Wait until processes are gone."""
    while any(Path(f"/proc/{pid}").exists() for pid in processes):
        time.sleep(0.002)


@contextmanager
def served(folder: Path, most_in_memory: int) -> Iterator[int]:
    """Serve the folder, and yield the port."""
    command = [
        sys.executable,
        "-m",
        "kytkos",
        "serve",
        "--data",
        str(folder),
        "--port",
        "0",
        "--workers",
        "2",
    ]
    command += ["--most-in-memory", str(most_in_memory), "--seconds", "600"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            address = next(line.split()[1] for line in process.stdout if "endpoint" in line)
            yield int(address.rsplit(":", 1)[1].split("/")[0])
        finally:
            process.terminate()


async def latencies(port: int, requests: int, projects: int, seed: int) -> list[float]:
    """Return the seconds that small queries take, each another, over some connections at once."""
    dice, found = random.Random(seed), []

    async def client(count: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(count):
            query = quote(small(dice.randrange(projects)).query)
            began = time.perf_counter()
            writer.write(f"GET /sparql?query={query} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            await reader.readexactly(int(head.partition("content-length: ")[2].split("\r\n")[0]))
            found.append(time.perf_counter() - began)
            assert " 200 " in head.split("\r\n")[0]
        writer.close()

    await asyncio.gather(*(client(requests // CONNECTIONS) for _ in range(CONNECTIONS)))
    return found


async def others(port: int, requests: int, projects: int) -> tuple[list[float], list[float]]:
    """Return latencies without and with one worker kept busy."""
    await wait_until_ready(port)
    await latencies(port, requests // 4, projects, 1)
    alone = await latencies(port, requests, projects, 2)
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /sparql?query={quote(RUNAWAY)} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
    await asyncio.sleep(0.5)
    beside = await latencies(port, requests, projects, 3)
    writer.close()
    return alone, beside


async def wait_until_ready(port: int) -> None:
    """Wait until the server takes connections."""
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
            continue
        writer.close()
        return


def p(values: list[float], percent: int) -> float:
    """Return a percentile, in milliseconds."""
    return 1000 * statistics.quantiles(values, n=100)[percent - 1]


def main() -> None:
    """Print a table; exit with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--in-memory", action="store_true")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--requests", type=int, default=4_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch)
        began = time.perf_counter()
        release = made(folder, given.projects)
        most = 10**12 if given.in_memory else 0
        place(release, most)
        taken = time.perf_counter() - began
        print(f"{given.projects} projects, made in {taken:.0f} s on {os.cpu_count()} cores", flush=True)
        told, gone, back = asyncio.run(ends(release, most, given.repeat))
        with served(folder, most) as port:
            alone, beside = asyncio.run(others(port, given.requests, given.projects))
    growth = p(beside, 99) / p(alone, 99)
    rows = [
        ("told after the deadline, worst", f"{max(told):.3f} s", max(told) <= 0.5),
        ("process gone after the deadline, worst", f"{max(gone):.3f} s", max(gone) <= 0.5),
        ("next answer after that end, worst", f"{max(back):.3f} s", max(back) <= 0.5),
        ("others alone, p50 / p99", f"{p(alone, 50):.2f} / {p(alone, 99):.2f} ms", True),
        ("others beside a runaway, p50 / p99", f"{p(beside, 50):.2f} / {p(beside, 99):.2f} ms", True),
        ("growth of p99", f"{growth:.2f}", growth <= 2),
    ]
    print("| measure | value | bar met |\n| --- | --- | --- |")
    for name, value, is_met in rows:
        print(f"| {name} | {value} | {'yes' if is_met else 'no'} |")
    sys.exit(not all(is_met for *_, is_met in rows))


if __name__ == "__main__":
    main()

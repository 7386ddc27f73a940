"""Load a server with all sorts of requests for an hour, and see whether it grows.

Four clients ask in turn, from a seed: small queries, new and seen before, long answers read whole or left
halfway, what is malformed, runaway queries (stopped after two seconds), queries that take more memory than
they may, pages and counts. Told are, at the start, after each minute and in the end: the memory of all the
server's processes (what they share counted once), their open files, and answers by status. An answer that was
not expected is counted as an error.

Run: python -m benchmarks.soak [--minutes 60] [--projects 5000] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from benchmarks.endpoint import SELECT, request
from benchmarks.isolation import ID, LABEL, RUNAWAY, made
from benchmarks.load import asked, family, port_of_kytkos, started

CLIENTS = 4
LONG = "SELECT * { ?s ?p ?o } LIMIT 5000"
GROWING = f"SELECT * {{ ?a <{LABEL}> ?b . ?c <{LABEL}> ?d . ?e <{LABEL}> ?f }} ORDER BY ?f ?d ?b"

#: What is asked, how often, and with which status it may be answered.
_KINDS = {
    "new": (300, {200}),
    "seen": (300, {200}),
    "packed": (50, {200}),
    "page": (50, {200}),
    "malformed": (30, {400}),
    "long": (20, {200}),
    "left": (20, {200}),
    "counts": (10, {200}),
    "runaway": (2, {504, 429, 503}),
    "growing": (1, {507, 504, 429, 503}),
}


@dataclass
class Mixed:
    """One client's requests, and how they were answered."""

    port: int
    dice: random.Random
    projects: int
    answers: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)

    async def run(self, until: float) -> None:
        """Ask until a time."""
        kinds, weights = zip(*((kind, often) for kind, (often, _) in _KINDS.items()), strict=True)
        while time.monotonic() < until:
            (kind,) = self.dice.choices(kinds, weights)
            try:
                status = await self._left() if kind == "left" else await self._asked(kind)
            except (OSError, asyncio.IncompleteReadError) as problem:
                self.errors[f"{kind}: {type(problem).__name__}"] += 1
                continue
            self.answers[str(status)] += 1
            if status not in _KINDS[kind][1]:
                self.errors[f"{kind}: {status}"] += 1

    async def first(self) -> None:
        """Wait for the first answer, after which all processes are there."""
        await self._asked("new")

    async def _asked(self, kind: str) -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            # Many requests on one connection, as clients do.
            for _ in range(self.dice.randint(1, 5) if kind in ("new", "seen", "packed") else 1):
                status, _body = await asked(reader, writer, self._request(kind))
            return status
        finally:
            writer.close()

    async def _left(self) -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(request(LONG))
        head = await reader.readuntil(b"\r\n\r\n")
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
        return int(head.split(b" ", 2)[1])

    def _request(self, kind: str) -> bytes:
        number = self.dice.randrange(self.projects)
        one = f"SELECT ?p ?o {{ <{ID}X{number:07}> ?p ?o }} #{self.dice.random()}"
        return {
            "new": lambda: request(one),
            "seen": lambda: request(SELECT),
            "packed": lambda: request(one, ("Accept-Encoding", self.dice.choice(("br", "gzip")))),
            "page": lambda: _get(f"/page/X{number:07}"),
            "malformed": lambda: request(f"SELECT {number}"),
            "long": lambda: request(LONG),
            "counts": lambda: _get("/metrics"),
            "runaway": lambda: request(RUNAWAY),
            "growing": lambda: request(GROWING),
        }[kind]()


def _get(path: str) -> bytes:
    return f"GET {quote(path)} HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n".encode()


@dataclass(frozen=True)
class State:
    """What the server's processes have at a moment: MiB, open files, and how many they are."""

    memory: float
    files: int
    processes: int


def state(pid: int) -> State:
    """Look at a process and all below it; one that ends meanwhile counts as gone."""
    memory = files = processes = 0
    for each in family(pid):
        with suppress(OSError):
            rollup = Path(f"/proc/{each}/smaps_rollup").read_text()
            files += len(list(Path(f"/proc/{each}/fd").iterdir()))
            memory += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
            processes += 1
    return State(memory / 1024, files, processes)


async def soaked(pid: int, port: int, minutes: float, projects: int) -> list[tuple[str, State]]:
    """Run the load, print what is so each minute, and return it."""
    clients = [Mixed(port, random.Random(seed), projects) for seed in range(CLIENTS)]
    await clients[0].first()
    told = [("start", state(pid))]
    _tell(*told[-1], clients)
    began = time.monotonic()
    working = asyncio.gather(*(client.run(began + 60 * minutes) for client in clients))
    for minute in range(1, int(minutes) + 1):
        await asyncio.sleep(max(0, began + 60 * minute - time.monotonic()))
        told.append((f"{minute} min", state(pid)))
        _tell(*told[-1], clients)
    await working
    # The last workers are replaced, and connections closed, within a moment.
    await asyncio.sleep(5)
    told.append(("after", state(pid)))
    _tell(*told[-1], clients)
    return told


def _tell(when: str, now: State, clients: list[Mixed]) -> None:
    answers: Counter[str] = sum((client.answers for client in clients), Counter())
    errors: Counter[str] = sum((client.errors for client in clients), Counter())
    by_status = ", ".join(f"{status}: {count}" for status, count in sorted(answers.items()))
    wrong = ", ".join(f"{what} ({count})" for what, count in errors.items()) or "none"
    print(
        f"| {when} | {now.memory:.0f} | {now.files} | {now.processes} | {by_status} | {wrong} |", flush=True
    )


def main() -> None:
    """Print a table, and how much there is at the end beside the second minute."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--projects", type=int, default=5_000)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as stack:
        folder = given.folder or Path(scratch)
        made(folder, given.projects)
        serve = ["kytkos", "serve", "--data", str(folder), "--port", "0", "--seconds", "2", "--memory", "256"]
        # Little is kept, so that what is has found its size long before the end.
        log = ["--kept", "4", "--access-log", str(folder / "log")]
        pid, port = stack.enter_context(started([*serve, *log], port_of_kytkos))
        print("| when | MiB | files | processes | answers | errors |\n| --- | --- | --- | --- | --- | --- |")
        told = asyncio.run(soaked(pid, port, given.minutes, given.projects))
    settled, after = told[min(2, len(told) - 2)][1], told[-1][1]
    growth, files = after.memory - settled.memory, after.files - settled.files
    print(f"\nFrom the second minute to the end: {growth:+.0f} MiB, {files:+d} open files.")


if __name__ == "__main__":
    main()

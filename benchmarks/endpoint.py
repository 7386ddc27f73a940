"""Measure what a small query costs, beside a bare prototype, a null handler and a peer, in one run.

A release of invented projects is served by `kytkos serve` (two workers, access log on), by the prototype and
by rdflib-endpoint over oxrdflib. The same SELECT of 15 rows is asked, with a comment that differs where
the answer must not have been seen. Contenders take turns, round after round, and the median of the rounds is
told. CPU is that of all the server's processes, not of the client. The ratios stand beside the bars that the
project has set itself; nothing is asserted.

Run: python -m benchmarks.endpoint [--requests 1000] [--rounds 5] [--projects 2000]
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from benchmarks.isolation import ID, LABEL, NS, RUNAWAY, made
from benchmarks.load import asked, cpu, load, percentile, port_of_kytkos, started

SELECT = f"""PREFIX kyt: <{NS}>
SELECT ?project ?name ?begins WHERE {{
  ?project kyt:theme <{ID}t3> ; <{LABEL}> ?name ; kyt:begins ?begins .
}} LIMIT 15"""
CONNECTIONS = 32
_NUMBERS = itertools.count()


@dataclass
class Contender:
    """A way to ask: of which server, what, and what was measured."""

    name: str
    pid: int
    port: int
    is_seen: bool = False
    tag: str = ""
    path: str = "/sparql"
    costs: list[float] = field(default_factory=list)
    spread: list[tuple[float, float]] = field(default_factory=list)

    def requests(self, count: int) -> list[bytes]:
        """Return so many requests, all alike where the answer may have been seen."""
        more = [("If-None-Match", self.tag)] if self.tag else []
        if self.is_seen:
            return [request(SELECT, *more)] * count
        return [request(f"{SELECT} #{next(_NUMBERS)}", *more) for _ in range(count)]

    async def measure(self, count: int) -> None:
        """Ask so many times over one connection, counting CPU, and over many, counting time."""
        expected = 304 if self.tag else 200
        await load(self.port, self.requests(20), 1, expected)
        one = self.requests(count)
        before = cpu(self.pid)
        await load(self.port, one, 1, expected)
        self.costs.append((cpu(self.pid) - before) / count)
        taken = await load(self.port, self.requests(count), CONNECTIONS, expected, CONNECTIONS)
        self.spread.append((percentile(taken, 50), percentile(taken, 99)))

    @property
    def cost(self) -> float:
        """Seconds of CPU for a request."""
        return statistics.median(self.costs)

    @property
    def p50(self) -> float:
        """The median of the rounds' medians, in seconds."""
        return statistics.median(p50 for p50, _ in self.spread)

    @property
    def p99(self) -> float:
        """The median of the rounds' 99th percentiles, in seconds."""
        return statistics.median(p99 for _, p99 in self.spread)

    @property
    def stretch(self) -> float:
        """How many times the median the 99th percentile is: the median of the rounds."""
        return statistics.median(p99 / p50 for p50, p99 in self.spread)


def request(query: str, *headers: tuple[str, str]) -> bytes:
    """Return a request as it is sent."""
    more = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: a\r\n{more}\r\n".encode()


async def tag_of(port: int) -> str:
    """Return the entity tag of the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request(SELECT))
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    writer.close()
    return head.partition("\r\netag: ")[2].split("\r\n")[0]


async def same(contenders: list[Contender]) -> None:
    """Make sure that all contenders find 15 rows."""
    for each in contenders:
        reader, writer = await asyncio.open_connection("127.0.0.1", each.port)
        status, body = await asked(reader, writer, request(SELECT, ("Accept", "application/json")))
        writer.close()
        assert status == 200, (each.name, status, body)
        assert body.count(b'"begins"') in (15, 16), (each.name, body)


async def beside_a_runaway(contender: Contender, count: int, rounds: int) -> list[tuple[float, float]]:
    """Return p99 alone and with one worker kept busy, of requests over two connections, round by round."""
    found = []
    for _ in range(rounds):
        alone = await load(contender.port, contender.requests(count), 2, 200, 2)
        _, writer = await asyncio.open_connection("127.0.0.1", contender.port)
        writer.write(f"GET /sparql?query={quote(RUNAWAY)} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        await asyncio.sleep(0.5)
        beside = await load(contender.port, contender.requests(count), 2, 200, 2)
        writer.close()
        await asyncio.sleep(0.5)
        found.append((percentile(alone, 99), percentile(beside, 99)))
    return found


def contenders(folder: Path, stack: ExitStack) -> Iterator[Contender]:
    """Start every server once."""
    serve = ["kytkos", "serve", "--data", str(folder), "--port", "0", "--seconds", "600"]
    ours = stack.enter_context(started(serve, port_of_kytkos))
    yield Contender("ours, not seen before", *ours)
    yield Contender("ours, seen before", *ours, is_seen=True)
    yield Contender("ours, 304", *ours, is_seen=True, tag="to be asked")
    for name, words in (
        ("bare prototype", ["prototype", str(folder)]),
        ("null handler", ["null"]),
        ("rdflib-endpoint over oxrdflib", ["peer", str(folder)]),
    ):
        yield Contender(name, *stack.enter_context(started(["benchmarks.bare", *words], int)))


async def measured(all_: list[Contender], count: int, rounds: int) -> list[tuple[float, float]]:
    """Measure every contender in turn, round by round; return p99 alone and beside a runaway query."""
    ours, _, tagged, prototype, _, peer = all_
    await same([ours, prototype, peer])
    tagged.tag = await tag_of(tagged.port)
    for _ in range(rounds):
        for each in all_:
            await each.measure(count if each is not peer else max(count // 4, 100))
    return await beside_a_runaway(ours, count, rounds)


def report(all_: list[Contender], runaway: list[tuple[float, float]]) -> Iterator[str]:
    """Yield the tables."""
    ours, seen, tagged, prototype, null, peer = all_
    yield "| contender | CPU, ms | p50, ms | p99, ms | p99 / p50 |\n| --- | --- | --- | --- | --- |"
    for each in all_:
        yield (
            f"| {each.name} | {1000 * each.cost:.3f} | {1000 * each.p50:.1f} | {1000 * each.p99:.1f} "
            f"| {each.stretch:.2f} |"
        )
    yield "\n| ratio | measured | bar |\n| --- | --- | --- |"
    yield f"| CPU, not seen before / bare prototype | {ours.cost / prototype.cost:.2f} | at most 1.6 |"
    yield f"| CPU, rdflib-endpoint / not seen before | {peer.cost / ours.cost:.2f} | at least 3.5 |"
    yield f"| CPU, seen before / null handler | {seen.cost / null.cost:.2f} | at most 3 |"
    yield f"| CPU, 304 / null handler | {tagged.cost / null.cost:.2f} | |"
    yield f"| p99/p50, not seen before / null handler | {ours.stretch / null.stretch:.2f} | at most 1.5 |"
    growth = statistics.median(beside / alone for alone, beside in runaway)
    yield f"| p99 beside a runaway query / alone | {growth:.2f} | at most 2 |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--projects", type=int, default=2_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as stack:
        folder = Path(scratch)
        made(folder, given.projects)
        all_ = list(contenders(folder, stack))
        print(f"{given.rounds} rounds of {given.requests} requests on {os.cpu_count()} cores", flush=True)
        runaway = asyncio.run(measured(all_, given.requests, given.rounds))
    print("\n".join(report(all_, runaway)))


if __name__ == "__main__":
    main()

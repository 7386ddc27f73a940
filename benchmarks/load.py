"""Load for a server on this machine, and what the server's processes have taken."""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


class Refused(Exception):
    """The server answered with a status that was not expected."""


@contextmanager
def started(command: Sequence[str], port_of: Callable[[str], int | None]) -> Iterator[tuple[int, int]]:
    """Start a Python module that serves, and yield its process and the port that it prints."""
    words = [sys.executable, "-m", *command]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=quiet, text=True) as process:
        assert process.stdout
        try:
            port = next(found for line in process.stdout if (found := port_of(line)) is not None)
            yield process.pid, port
        finally:
            process.terminate()


def port_of_kytkos(line: str) -> int | None:
    """Read the port in what `kytkos serve` prints."""
    return int(line.split()[1].rsplit(":", 1)[1].split("/")[0]) if "endpoint" in line else None


def family(pid: int) -> list[int]:
    """Return a process and all below it."""
    below: list[int] = []
    # A child is listed with the thread that started it.
    for thread in Path(f"/proc/{pid}/task").glob("*"):
        with suppress(OSError):
            below += map(int, (thread / "children").read_text().split())
    return [pid, *(each for child in below for each in family(child))]


def cpu(pid: int) -> float:
    """Return the seconds of CPU that a process and all below it have taken, those that ended included."""
    return sum(_time(each) for each in family(pid))


def _time(pid: int) -> float:
    # utime, stime, and those of children that have ended (proc(5)).
    return sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15])) / _TICK


async def asked(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> tuple[int, bytes]:
    """Send a request and read its answer: status and body."""
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head.split(b" ", 2)[1])
    if b"content-length: " in head:
        length = int(head.partition(b"content-length: ")[2].split(b"\r\n")[0])
        return status, await reader.readexactly(length)
    body = b""
    if b"transfer-encoding: chunked" in head:
        while size := int((await reader.readuntil(b"\r\n")), 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readexactly(2)
    return status, body


async def load(
    port: int, requests: Sequence[bytes], connections: int, expected: int, hosts: int = 1
) -> list[float]:
    """Return the seconds that each request took, sent over so many connections from so many addresses."""
    left, taken = iter(requests), []

    async def client(number: int) -> None:
        here = (f"127.0.0.{2 + number % hosts}", 0)
        reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=here)
        for request in left:
            began = time.perf_counter()
            status, _ = await asked(reader, writer, request)
            taken.append(time.perf_counter() - began)
            if status != expected:
                raise Refused(status)
        writer.close()

    await asyncio.gather(*(client(number) for number in range(connections)))
    return taken


def percentile(values: Sequence[float], percent: int) -> float:
    """Return a percentile."""
    return statistics.quantiles(values, n=100)[percent - 1]

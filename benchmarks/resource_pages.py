"""Measure what a page of a thing costs: CPU in milliseconds, of every thing that search finds in a release.

Requests go through the whole application, without a socket, one after another in one thread. ``fresh`` is a
page that nobody asked for before: nothing of answers is kept, and names and parts of pages are only those
that the pages before it left. ``kept`` is a page that was asked for, and ``304`` is for who has it. What is
gathered once a release, before readers come, is told apart. With turns, each figure is the least of so many,
each of an application made anew, which is nearer to what it takes where nothing else runs.

Run: python -m benchmarks.resource_pages [--workspace DIR] [--turns 3] [--language fi]
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Callable, Iterable, MutableMapping
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from api.app import Options, create_app
from api.site import Site
from benchmarks.load import percentile
from graph.identifiers import code_of
from graph.release.opening import place
from graph.release.shelf import Shelf

BARS = {"fresh": 1.0, "kept": 1.0, "304": 0.4}
Headers = list[tuple[bytes, bytes]]


def application(workspace: Path, kept: int) -> FastAPI:
    """Return the application over a workspace's release, as it is served, with so many bytes kept."""
    folder = Shelf(workspace / "releases").current()
    assert folder is not None
    there = place(folder)
    return create_app(there.dataset(), Options(data=workspace, place=there, kept=kept))


async def ask(app: FastAPI, path: str, headers: Headers) -> tuple[int, dict[bytes, bytes], float]:
    """Ask for a page; return status, headers, and milliseconds of CPU."""
    told: dict[str, Any] = {}

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            told.update(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"localhost"), (b"accept", b"text/html"), *headers],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
    }
    began = time.process_time()
    await app(scope, receive, send)
    return told["status"], dict(told["headers"]), (time.process_time() - began) * 1000


async def measured(app: FastAPI, codes: Iterable[str], language: str, of: str) -> list[float]:
    """Return what the page of each thing takes."""
    spoken: Headers = [(b"accept-language", language.encode())]
    taken = []
    for code in codes:
        headers = spoken
        if of != "fresh":
            _, told, _ = await ask(app, f"/page/{code}", spoken)
            headers = [*spoken, (b"if-none-match", told[b"etag"])] if of == "304" else spoken
        status, _, cpu = await ask(app, f"/page/{code}", headers)
        assert status == (304 if of == "304" else 200)
        taken.append(cpu)
    return taken


def timed(work: Callable[[], object]) -> float:
    """Return the seconds of CPU that something takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspace", type=Path, default=Path("dataset"))
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--language", default="fi")
    given = parser.parse_args()
    print("| page | things | mean, ms | p50, ms | p90, ms | p99, ms | bar |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for of, bar in BARS.items():
        turns = []
        for _ in range(given.turns):
            app = application(given.workspace, 0 if of == "fresh" else 256 << 20)
            held: Site = app.state.serving.current.site
            seconds = timed(held.prepare)
            codes = [code_of(hit.iri) for hit in held.search.find("", most=100_000).hits]
            turns.append(asyncio.run(measured(app, codes, given.language, of)))
        taken = [min(each) for each in zip(*turns, strict=True)]
        figures = (sum(taken) / len(taken), *(percentile(taken, at) for at in (50, 90, 99)))
        print(f"| {of} | {len(taken)} | {' | '.join(f'{f:.2f}' for f in figures)} | {bar} |", flush=True)
    print(f"\ngathered once a release, with the index of names: {seconds:.1f} s of CPU")


if __name__ == "__main__":
    main()

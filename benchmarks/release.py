"""Import a made-up register, release it and serve it, beside a bare bulk load of the same statements.

Each step runs in a process of its own, whose CPU and peak memory are told; ratios are of CPU, for whatever
else runs on the machine moves clocks more. The bare load reads the same statements, and those of the default
graph that the store holds, from a pipe: no disk is needed for them, and who writes them is not counted. A
server's memory is told when it says that it is ready.

Run: python -m benchmarks.release [--rows 20000 200000] [--folder DIR] [--write]
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, cast

import numpy as np
import pyoxigraph

from benchmarks.load import family
from benchmarks.made_register import mapping, written
from benchmarks.release_page import Told, page
from graph.assertion import Decision
from graph.curation.log import DecisionLog
from graph.ingest.tables.intake import Dates, take_in
from graph.release import manifest
from graph.release.build import build
from graph.release.reader import DUMP
from graph.release.shelf import Shelf
from graph.store import quad_lines
from graph.store.workspace import Workspace

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "release-speed.md"
_ROOT = Path(__file__).parents[1]
_STEP = (sys.executable, "-m", "benchmarks.release", "--step")
_PAGES, _PARALLEL_OF_SERVER = 300, 2
_ADDRESS = re.compile(r"pages\s+(\S+)/")


def imported(folder: Path) -> Told:
    """Import the table and declare it authoritative."""
    workspace = Workspace(folder / "workspace")
    done = take_in(workspace, folder / "table.csv", mapping(), Dates("2026-01-01", "2020"))
    said = {"relations": list(done.version.relations)}
    now = datetime.now(UTC).isoformat()
    log = DecisionLog(workspace)
    log.append(
        Decision(
            "ebench",
            now,
            "made",
            "made up",
            "trust",
            "made up",
            document=done.version.register,
            assertion=said,
        )
    )
    return {"rows": done.version.rows}


def released(folder: Path) -> Told:
    """Build the release, and say what each phase took."""
    phases: dict[str, float] = {}
    peaks: dict[str, float] = {}
    last, since = "start", _cpu()

    def tell(phase: str, _done: int, _total: int) -> None:
        nonlocal last, since
        if phase != last:
            now = _cpu()
            phases[last] = phases.get(last, 0.0) + now - since
            peaks[last] = _peak()
            print(f"{last}: {phases[last]:.0f} s, peak {peaks[last]:.0f} MiB", file=sys.stderr, flush=True)
            last, since = phase, now

    workspace = Workspace(folder / "workspace")
    build(workspace, tell)
    tell("", 0, 0)
    current = _current(folder)
    disk = {part.name: _size(part) for part in current.iterdir()}
    counts = manifest.read(current).counts
    return {"phases": phases, "peaks": peaks, "disk": disk, "statements": sum(counts.values())}


def plain(folder: Path) -> Told:
    """Write the statements as the bare load reads them, into the pipe that it made; not measured."""
    with gzip.open(_current(folder) / DUMP) as packed, (folder / "plain.nq").open("wb") as pipe:
        pipe.writelines(quad_lines.with_default(quad_lines.chunks(cast("IO[bytes]", packed))))
    return {}


def bare(folder: Path) -> Told:
    """Load the statements by what the engine has for it, and nothing else; who writes them is not counted."""
    pipe = folder / "plain.nq"
    os.mkfifo(pipe)
    with subprocess.Popen([*_STEP, "plain", "--folder", str(folder)], cwd=_ROOT, stdout=subprocess.DEVNULL):
        store = pyoxigraph.Store(str(folder / "bare"))
        store.bulk_load(path=str(pipe), format=pyoxigraph.RdfFormat.N_QUADS)
        store.flush()
        del store
        taken = sum(os.times()[:2])
    pipe.unlink()
    return {"disk": _size(folder / "bare"), "cpu": taken}


def served(folder: Path) -> Told:
    """Serve the release: when it is ready, with how much memory, and how long pages take."""
    command = [sys.executable, "-m", "kytkos", "serve", "--data", str(folder / "workspace"), "--port", "0"]
    start = time.monotonic()
    with subprocess.Popen(
        [*command, "--access-log", ""], cwd=_ROOT, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            site = address(server)
            while _asked(f"{site}/ready")[0] != 200:
                time.sleep(0.02)
            ready, cpu, memory = time.monotonic() - start, _of_process(server.pid), resident(server.pid)
            # The index of names is made meanwhile, and is no part of what a page costs.
            while _asked(f"{site}/search?q=kuvitteellinen")[0] != 200:
                time.sleep(0.5)
            codes = [f"S{number:08}" for number in random.Random(3).sample(range(_rows(folder)), _PAGES)]
            _asked(f"{site}/id/{codes[0]}")
            before = _of_process(server.pid)
            taken = np.array([_asked(f"{site}/id/{code}")[1] for code in codes])
            each = (_of_process(server.pid) - before) / len(codes)
        finally:
            server.terminate()
    told = {"ready": ready, "ready cpu": cpu, "memory": memory, "page cpu": each}
    return {**told, "page median": float(np.median(taken)), "page p99": float(np.quantile(taken, 0.99))}


_STEPS: dict[str, Callable[[Path], Told]] = {
    "import": imported,
    "release": released,
    "serve": served,
    "bare": bare,
    "plain": plain,
}
_MEASURED = ("import", "release", "serve", "bare")


def measured(rows: int, folder: Path) -> dict[str, Told]:
    """Do every step for so many rows, each in its own process."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "workspace").mkdir(parents=True)
    written(folder / "table.csv", rows)
    found = {}
    for step in _MEASURED:
        command = [*_STEP, step, "--folder", str(folder)]
        done = subprocess.run(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True, check=True)
        found[step] = json.loads(done.stdout)
        print(f"{rows} {step}: {found[step]}", file=sys.stderr, flush=True)
    return found


def _cpu() -> float:
    return sum(os.times()[:4])


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _current(folder: Path) -> Path:
    current = Shelf(folder / "workspace" / "releases").current()
    assert current is not None
    return current


def _size(path: Path) -> int:
    return sum(held.stat().st_size for held in (path, *path.rglob("*")) if held.is_file())


def _rows(folder: Path) -> int:
    with (folder / "table.csv").open("rb") as file:
        return sum(1 for _ in file) - 1


def address(server: subprocess.Popen[str]) -> str:
    """Return where a server's pages are, as it tells."""
    assert server.stdout is not None
    for line in server.stdout:
        if found := _ADDRESS.search(line):
            return found[1]
    raise RuntimeError("the server told no address")


def _asked(address: str) -> tuple[int, float]:
    start = time.perf_counter()
    try:
        with urllib.request.urlopen(
            urllib.request.Request(address, headers={"Accept": "text/html"})
        ) as answer:
            answer.read()
            return answer.status, time.perf_counter() - start
    except OSError:
        return 0, time.perf_counter() - start


def _of_process(pid: int) -> float:
    """Return the CPU seconds of a process and its children so far."""
    ticks = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()[11:13] for one in family(pid)]
    return sum(int(tick) for both in ticks for tick in both) / os.sysconf("SC_CLK_TCK")


def resident(pid: int) -> float:
    """Return the MiB that a process and its children hold, what they share counted once."""
    held = [Path(f"/proc/{one}/smaps_rollup").read_text() for one in family(pid)]
    return sum(int(found[1]) for text in held if (found := re.search(r"^Pss:\s+(\d+)", text, re.M))) / 1024


def main() -> None:
    """Measure, and print the page or write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[20_000, 200_000])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--step", choices=_STEPS, help="do this step only, in this process")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if given.step:
        told = _STEPS[given.step](given.folder)
        print(json.dumps({"cpu": _cpu(), "peak": _peak(), **told}))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch)
        found = {rows: measured(rows, folder / str(rows)) for rows in given.rows}
    text = "\n".join(page(found))
    print(text)
    if given.write:
        PAGE.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

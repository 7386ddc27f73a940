"""Measure how soon a page is seen: its first contentful paint in Chromium, against the same page as a file.

Each page of a served release is saved with its stylesheets and scripts, and opened in turn from the server
and from a plain file server, in a browser that has seen neither. The bar: at most twice the file's time.

Run: python -m benchmarks.pages [--workspace DIR] [--turns 9] [--write]
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import SWITCHES

PAGES = {
    "home": "/",
    "theme": "/page/k2802",
    "group": "/page/k1149",
    "search": "/search?q=nuoret",
    "question": "/question/groups-without-earlier-project",
    "coverage": "/analysis/coverage",
    "sparql": "/sparql",
    "about": "/about",
}
BAR = 2.0
REPORT = Path(__file__).resolve().parents[1] / "docs" / "reference" / "first-paint.md"
#: The paint is told some time after the load.
PAINT = """
() => new Promise((told) => new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (entry.name === "first-contentful-paint") told(entry.startTime);
}).observe({ type: "paint", buffered: true }))
"""


class Quiet(SimpleHTTPRequestHandler):
    """A plain file server that says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name where it is inherited
        """Say nothing."""


class Files(ThreadingHTTPServer):
    """A server that a browser may leave in the middle, as it does once a page is measured."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of it."""


@contextmanager
def served(data: Path) -> Iterator[str]:
    """Serve a workspace's release as its users do."""
    words = ["serve", "--data", str(data), "--port", "0", "--access-log", "", "--workers", "1"]
    command = [sys.executable, "-u", "-m", "kytkos", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        told = (serving.stdout.readline() for _ in range(9))
        yield next(line.split()[1].rstrip("/") for line in told if line.split()[:1] == ["pages"])
        serving.terminate()


@contextmanager
def as_files(root: str) -> Iterator[str]:
    """Serve the same pages, saved with all that they load."""
    with TemporaryDirectory() as folder:
        for name, path in PAGES.items():
            text = fetch(root + path).decode()
            Path(folder, f"{name}.html").write_text(text, encoding="utf-8")
            for part in re.findall(r'(?:href|src)="(/static/[^"]+)"', text):
                place = Path(folder, part.lstrip("/"))
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(fetch(root + part))
        server = Files(("127.0.0.1", 0), partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        server.server_close()


def fetch(address: str) -> bytes:
    """Return what is at an address, for a browser of an English reader."""
    asked = Request(address, headers={"Accept": "text/html", "Accept-Language": "en"})
    with urlopen(asked) as answer:
        body: bytes = answer.read()
    return body


def painted(browser: Browser, address: str) -> float:
    """Return the milliseconds from asking to the first contentful paint, with nothing kept from before."""
    context = browser.new_context(locale="en")
    page = context.new_page()
    page.goto(address)
    paint = float(page.evaluate(PAINT))
    context.close()
    return paint


def written(lines: list[str], held: str, turns: int) -> str:
    """Return the page of the reference, with the day and how busy the machine was."""
    busy, cores = os.getloadavg()[1], os.cpu_count()
    how = (
        f"Measured by `python -m benchmarks.pages --turns {turns} --write` on {datetime.now(UTC):%Y-%m-%d}: "
        f"the median of {turns} turns, on {cores} cores where {busy:.0f} processes wanted to run.\n"
        "Each page of the published dataset is opened as it is served, and the same page as a file, by "
        "turns, in a browser that has seen neither."
    )
    return "\n".join(("# First paint", "", how, "", *lines, "", held, ""))


def main() -> None:
    """Print a table, or write it down if told so; exit with 1 where a page takes more than the bar allows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspace", type=Path, default=Path("dataset"))
    parser.add_argument("--turns", type=int, default=9)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    missed = False
    lines = ["| page | served, ms | as a file, ms | ratio |", "| --- | --- | --- | --- |"]
    print(*lines, sep="\n")
    with served(given.workspace) as root, as_files(root) as plain, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)
        for name, path in PAGES.items():
            pairs = [
                (painted(browser, root + path), painted(browser, f"{plain}/{name}.html"))
                for _ in range(given.turns)
            ]
            ours, files = (median(side) for side in zip(*pairs, strict=True))
            missed |= ours > BAR * files
            lines.append(f"| {name} | {ours:.0f} | {files:.0f} | {ours / files:.2f} |")
            print(lines[-1], flush=True)
        browser.close()
    held = f"The bar, at most {BAR:g} times the file's time, is {'missed' if missed else 'held'}."
    print(f"\n{held}")
    if given.write:
        REPORT.write_text(written(lines, held, given.turns), encoding="utf-8")
    sys.exit(missed)


if __name__ == "__main__":
    main()

"""Ask a fresh server once for some five hundred addresses of every kind, and tell what each first hit costs.

Told are milliseconds of CPU of the server and its workers, and of the clock, the dearest kind first; then all
that cost more than the bar. What makes the index of names beside the server is left out. The first answer on
coverage is asked for as soon as the server is ready, and a few pages right after it, while it still begins;
all others when it is at rest. Codes are drawn with a seed, so that two runs over a release ask for the same.

Run: python -m benchmarks.first_hits WORKSPACE [--each 5] [--bar 50]
"""

from __future__ import annotations

import argparse
import http.client
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import Path
from urllib.parse import quote, urlsplit

from pyoxigraph import DefaultGraph, NamedNode

from benchmarks.load import family
from benchmarks.release import address, resident
from graph.identifiers import ID, code_of
from graph.release.opening import place
from graph.release.shelf import Shelf
from graph.release.tally import Tally
from graph.store.dataset import Dataset
from graph.terms import RDF

_ROOT = Path(__file__).parents[1]
_LANGUAGES = ("fi", "sv", "en")
_FORMS = ("ttl", "nq", "trig", "jsonld", "rdf", "json")
#: Things of a kind that are looked at, of which some are drawn.
_LOOKED_AT = 5000
_ALONE = (
    "/question /analysis /kind /documents /about /ns /catalog /release /releases /downloads /draft /explorer "
    "/search /sparql /report /robots.txt /sitemap.xml /sitemap-1.xml /catalog.ttl /.well-known/void /ns.ttl "
    "/explorer?at=ESF /api/v1/scope /api/v1/releases /api/v1/documents /api/v1/map /health /metrics"
).split()
_KINDS = "Project Theme TargetGroup Organization RegisterVersion MonetaryAmount".split()
_SEARCHES = (
    "pekelipa",
    "na",
    "nuoret",
    "työ",
    "työ ja",
    "S0000",
    "esf",
    "naki mokki",
    "kuvitteelinen",
    "k2801",
)
_COVERAGE = (
    "?coverers=SpecificObjective",
    "?coverers=MeasurePackage",
    "?covered=PolicyInstrument",
    "?period=2014-2020",
    "?state=unknown",
    "?route=direct",
    "?lang=sv",
    ".csv",
    ".json",
)
_QUERY = "SELECT ?theme { ?theme a <https://w3id.org/kytkos/ns#Theme> } LIMIT 10"


@dataclass
class Hit:
    """What a first hit cost: of which kind it was, status, milliseconds of CPU and of the clock, bytes."""

    kind: str
    path: str
    status: int
    cpu: float
    clock: float
    size: int


@dataclass
class Server:
    """A server over a workspace, and what it has been asked."""

    workspace: Path
    hits: list[Hit] = field(default_factory=list)
    _taken: dict[str, int] = field(default_factory=dict)

    def __enter__(self) -> Server:
        """Start it, and wait until it is ready."""
        command = [sys.executable, "-m", "kytkos", "serve", "--data", str(self.workspace), "--port", "0"]
        self._began = time.monotonic()
        self._process = subprocess.Popen(
            [*command, "--access-log", ""], cwd=_ROOT, stdout=subprocess.PIPE, text=True
        )
        self._at = urlsplit(address(self._process)).netloc
        while self._answer("/ready")[0] != 200:
            time.sleep(0.005)
        self.ready = self.since_start()
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()

    def since_start(self) -> float:
        """Return seconds of the clock since it was started."""
        return time.monotonic() - self._began

    def cpu(self) -> float:
        """Return the seconds of CPU that it and its workers have taken, but for the index of names."""
        for pid in filter(_answers, family(self._process.pid)):
            self._taken |= _of_threads(pid)  # what ended has taken what it had
        return sum(self._taken.values()) / 1e9

    def memory(self) -> float:
        """Return the MiB that it and its workers hold."""
        return resident(self._process.pid)

    def rest(self) -> None:
        """Wait until it does nothing of its own."""
        before = -1.0
        while (now := self.cpu()) - before > 0.01:
            before = now
            time.sleep(0.5)

    def ask(self, kind: str, path: str, language: str = "fi") -> Hit:
        """Ask for an address, and keep what it cost."""
        before = self.cpu()
        status, clock, size = self._answer(path, language)
        hit = Hit(kind, path, status, (self.cpu() - before) * 1000, clock * 1000, size)
        self.hits.append(hit)
        return hit

    def _answer(self, path: str, language: str = "fi") -> tuple[int, float, int]:
        is_page = "/api/" not in path and "." not in path.partition("?")[0].rpartition("/")[2]
        accept = "*/*" if path.startswith("/.well-known") or not is_page else "text/html"
        headers = {"Accept": accept, "Accept-Language": language}
        began = time.perf_counter()
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(self._at, timeout=600)
            connection.request("GET", quote(path, safe="/?=&%:;,+"), headers=headers)
            answer = connection.getresponse()
            size = len(answer.read())
            connection.close()
            return answer.status, time.perf_counter() - began, size
        return 0, time.perf_counter() - began, 0


def addresses(dataset: Dataset, each: int) -> Iterator[tuple[str, str, str]]:
    """Yield what is asked for: its kind, its address and a language."""
    drawn = random.Random(7)
    tally = Tally(dataset)
    hubs = sorted(code_of(iri) for iri in tally.hubs)
    things = {kind: _drawn(dataset, kind, each, drawn) for kind, _ in tally.kinds}
    yield from (("home", "/", language) for language in _LANGUAGES)
    yield from _of_hubs(hubs)
    for kind, codes in things.items():
        name = kind.rpartition("#")[2].rpartition("/")[2]
        yield from ((f"page of {name}", f"/page/{code}", "fi") for code in codes)
        for form, code in zip(_FORMS, codes, strict=False):
            yield f"thing as {form}", f"/data/{code}.{form}", "fi"
        yield from (("thing in the API", f"/api/v1/resources/{code}", "fi") for code in codes[-1:])
        yield from (("said of a thing", f"/said/{code}", "fi") for code in codes[:1])
    yield from (("list of a kind", f"/kind/{name}", "fi") for name in _KINDS)
    yield from ((f"alone: {path}", path, "fi") for path in _ALONE)
    yield from (("search", f"/search?q={words}", "fi") for words in _SEARCHES)
    yield from (("search in the API", f"/api/v1/search?q={words}", "fi") for words in _SEARCHES[:3])
    yield from (("coverage", f"/analysis/coverage{more}", "fi") for more in _COVERAGE)
    yield "query", f"/sparql?query={_QUERY}", "fi"
    by_name = {kind.rpartition("#")[2]: codes for kind, codes in things.items()}
    pairs = zip(by_name.get("Theme", ()), by_name.get("TargetGroup", ()), strict=False)
    for theme, group in pairs:
        yield "why", f"/why/{theme}/{group}", "fi"
        yield "said of two things", f"/said/{theme}/{group}", "fi"


def _of_hubs(hubs: list[str]) -> Iterator[tuple[str, str, str]]:
    for hub in hubs:
        yield "page of a hub", f"/page/{hub}", "fi"
        yield "page of a hub, other language", f"/page/{hub}", "sv"
        yield "hub in the API", f"/api/v1/resources/{hub}", "fi"
        yield "hub's neighbourhood", f"/api/v1/resources/{hub}/neighbourhood", "fi"
        yield "said of a hub", f"/said/{hub}", "fi"
        yield from ((f"hub as {form}", f"/data/{hub}.{form}", "fi") for form in _FORMS)
        yield "hub as nq, page 2", f"/data/{hub}.nq?page=2", "fi"
    for one, other in pairwise(hubs):
        yield "said of two hubs", f"/said/{one}/{other}", "fi"


def _drawn(dataset: Dataset, kind: str, each: int, drawn: random.Random) -> list[str]:
    found = dataset.store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(kind), DefaultGraph())
    subjects = (quad.subject for quad in islice(found, _LOOKED_AT))
    codes = [code_of(s.value) for s in subjects if isinstance(s, NamedNode) and s.value.startswith(ID)]
    return drawn.sample(codes, min(each, len(codes)))


def _of_threads(pid: int) -> dict[str, int]:
    """Return the nanoseconds of CPU of each thread of a process."""
    taken = {}
    for held in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        with suppress(OSError):
            taken[held.parent.name] = int(held.read_text().split()[0])
    return taken


def _answers(pid: int) -> bool:
    with suppress(OSError):
        return b"api.indexing" not in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def measured(workspace: Path, each: int) -> Server:
    """Ask a server for all, and return it with what it was asked."""
    folder = Shelf(workspace / "releases").current()
    assert folder is not None
    asked = list(addresses(place(folder).dataset(), each))
    random.Random(11).shuffle(asked)
    beginning = [one for one in asked if one[0].startswith("page of ")][:20]
    with Server(workspace) as server:
        print(f"ready after {server.ready:.2f} s, {server.cpu():.2f} s of CPU, {server.memory():.0f} MiB")
        first = server.ask("coverage at once", "/analysis/coverage")
        print(f"coverage at once: {first.status}, {first.clock:.0f} ms, {first.cpu:.0f} ms of CPU with what")
        print(f"  begins beside it; {server.since_start():.2f} s after the start", flush=True)
        for kind, path, language in beginning:
            server.ask(f"beginning: {kind}", path, language)
        server.rest()
        for one in asked:
            if one not in beginning:
                server.ask(*one)
        print(f"in the end {server.memory():.0f} MiB")
    return server


def report(hits: list[Hit], bar: float) -> Iterator[str]:
    """Yield a table of the kinds, the dearest first, and what cost more than the bar."""
    kinds: dict[str, list[Hit]] = {}
    for hit in hits:
        kinds.setdefault(hit.kind, []).append(hit)
    yield f"\n{'kind':42} {'n':>3} {'cpu max':>8} {'median':>7} {'clock max':>9} {'median':>7}  statuses"
    for kind, held in sorted(kinds.items(), key=lambda item: -max(hit.cpu for hit in item[1])):
        cpu, clock = [hit.cpu for hit in held], [hit.clock for hit in held]
        told = ",".join(map(str, sorted({hit.status for hit in held})))
        figures = (
            f"{max(cpu):8.1f} {statistics.median(cpu):7.1f} {max(clock):9.1f} {statistics.median(clock):7.1f}"
        )
        yield f"{kind:42} {len(held):3} {figures}  {told}"
    dear = sorted((hit for hit in hits if hit.cpu > bar), key=lambda hit: -hit.cpu)
    slow = sum(hit.clock > bar for hit in hits)
    yield f"\nof {len(hits)} are over {bar:.0f} ms: {slow} by the clock, {len(dear)} by CPU:"
    yield from (f"{h.cpu:8.1f} {h.clock:8.1f}  {h.status} {h.size:>9} B  {h.path}" for h in dear)


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--each", type=int, default=5, help="things of each kind")
    parser.add_argument("--bar", type=float, default=50.0, help="milliseconds")
    given = parser.parse_args()
    print("\n".join(report(measured(given.workspace, given.each).hits, given.bar)))


if __name__ == "__main__":
    main()

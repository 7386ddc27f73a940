"""The page of what a large release costs, made of what was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Told = dict[str, Any]


def page(found: dict[int, dict[str, Told]]) -> Iterator[str]:
    """Yield the page of what was measured."""
    yield _OPENING
    yield "| | " + " | ".join(f"{rows:,} rows" for rows in found) + " | bar |"
    yield "| --- |" + " --- |" * (len(found) + 1)
    for words, value, bar in _LINES:
        yield f"| {words} | " + " | ".join(value(told) for told in found.values()) + f" | {bar} |"
    if len(found) > 1:
        (small, one), *_, (large, other) = found.items()
        told = [
            f"{step} {other[step]['cpu'] / one[step]['cpu']:.1f}" for step in ("import", "release", "bare")
        ]
        yield f"\n{large / small:.0f} times the rows take so many times the CPU: {', '.join(told)} (bar: 11)."


def _phase(name: str) -> Callable[[dict[str, Told]], str]:
    return lambda told: f"{told['release']['phases'].get(name, 0):,.0f}"


def _loaded(told: dict[str, Told]) -> str:
    return f"{told['bare']['cpu'] / told['release']['phases'].get('store', float('inf')):.2f}"


def _disk(told: dict[str, Told]) -> str:
    held = told["release"]["disk"]
    return f"{sum(held.values()) / told['bare']['disk']:.2f}"


_LINES: tuple[tuple[str, Callable[[dict[str, Told]], str], str], ...] = (
    ("statements, million", lambda told: f"{told['release']['statements'] / 1e6:.1f}", ""),
    ("import, s of CPU", lambda told: f"{told['import']['cpu']:,.0f}", ""),
    ("import, peak MiB", lambda told: f"{told['import']['peak']:,.0f}", "4,096"),
    ("release, s of CPU", lambda told: f"{told['release']['cpu']:,.0f}", ""),
    ("of it: what is said beside rows", lambda told: f"{_beside(told):,.0f}", ""),
    ("of it: rows to sorted lines", _phase("rows"), ""),
    ("of it: dump, identity, counts", _phase("write"), ""),
    ("of it: store", _phase("store"), ""),
    ("release, peak MiB", lambda told: f"{told['release']['peak']:,.0f}", "4,096"),
    ("bare bulk load, s of CPU", lambda told: f"{told['bare']['cpu']:,.0f}", ""),
    ("bare bulk load, peak MiB", lambda told: f"{told['bare']['peak']:,.0f}", ""),
    ("speed of our store's build to the bare load's", _loaded, "≥ 0.80"),
    (
        "release to bare load",
        lambda told: f"{told['release']['cpu'] / told['bare']['cpu']:.2f}",
        "≤ 3",
    ),
    ("disk, MiB", lambda told: f"{sum(told['release']['disk'].values()) / 2**20:,.0f}", ""),
    ("disk to bare store", _disk, "≤ 3"),
    ("server ready, s", lambda told: f"{told['serve']['ready']:.1f}", "≤ 2"),
    ("server ready, s of CPU", lambda told: f"{told['serve']['ready cpu']:.1f}", ""),
    ("server when ready, MiB", lambda told: f"{told['serve']['memory']:,.0f}", "≤ 1,024"),
    ("a project's page, median ms", lambda told: f"{1000 * told['serve']['page median']:.1f}", ""),
    ("a project's page, p99 ms", lambda told: f"{1000 * told['serve']['page p99']:.1f}", "≤ 50"),
    ("a project's page, ms of CPU", lambda told: f"{1000 * told['serve']['page cpu']:.1f}", ""),
)
_OPENING = """# What a large release costs

A made-up register of projects, of the shape of the Finnish lists and Kohesio's files: name, fund, axis,
authority, dates, beneficiary, two sums and a region, declared authoritative, over the shipped vocabulary. It
is imported, released and served, each in a process of its own; beside it, in the same run, the engine alone
loads the same statements (with those of the default graph) from a pipe. Seconds are of CPU, and so are
ratios: the machine is shared, and much other work ran on it, so that times on the clock (server ready, pages)
say little. Write this page anew by

    python -m benchmarks.release --write
"""


def _beside(told: dict[str, Told]) -> float:
    phases = told["release"]["phases"]
    return float(told["release"]["cpu"] - sum(phases.get(name, 0) for name in ("rows", "write", "store")))

"""Measure what every analysis costs with every choice of its parameters: CPU in milliseconds, of a release.

Of choices, all that go together are asked; of things, each that a parameter may be, beside the first of
another parameter's. Each analysis is asked in a process of its own, split off from one that has loaded the
release as a server does, with every choice in turn and then with all again; what takes longer than the bar is
asked up to three times more in others. A split process pays for the memory that it writes to, so that figures
are some milliseconds too high. What is measured is analysing: no words are said, and no page is made.

Run: python -m benchmarks.analyses [--workspace DIR] [--only NAME] [--over 50] [--write]
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, product
from pathlib import Path
from typing import NamedTuple

from graph.analysis.analysis import Analysis
from graph.analysis.held import Held
from graph.analysis.listing import analyses
from graph.analysis.preparing import prepare
from graph.errors import KytkosError
from graph.identifiers import ID
from graph.release.shelf import Shelf
from graph.store.dataset import Dataset
from graph.store.parameter import Parameter
from graph.store.query_file import bind
from kytkos.notebook import dataset_at, releases_at
from sparql.answers import question

BAR = 50.0
PAGE = Path(__file__).parents[1] / "docs" / "reference" / "analyses-speed.md"
#: Parameters that only leave out rows of what is worked out anyway.
_FILTERS = ("state", "type")
#: How often what took longer than the bar is asked once more.
_MORE = 3
_WORDS = {
    "change": (
        *("remove k2802", "remove k2802 targets=k1149", "add Theme of=k2804 targets=k1149,k1104"),
        *("add k2802 targets=k1104", "shift S20220 to k2802", "fund S20220 by k2802"),
    ),
    "asOf": ("", "2024"),
}
Given = Mapping[str, str]


class Asked(NamedTuple):
    """What one question cost at first and again, in milliseconds, and its number of rows; or why none."""

    name: str
    given: Given
    first: float
    again: float
    rows: int
    refused: str = ""

    @property
    def most(self) -> float:
        """The more of both."""
        return max(self.first, self.again)


def combinations(held: Held, asked: Analysis, releases: tuple[str, ...]) -> Iterator[Given]:
    """Yield the parameters that an analysis is asked with."""
    params = asked.declared.params
    choices = [[(p.name, value) for value in _choices(p, releases)] for p in params if p.type != "resource"]
    things = {p.name: _things(held, p) for p in params if p.type == "resource"}
    for chosen in product(*choices):
        for some in _each_once(things):
            yield {**dict(chosen), **some}


def _choices(param: Parameter, releases: tuple[str, ...]) -> tuple[str, ...]:
    if param.name == "with":
        return releases
    if param.type == "choice":
        return (param.default or param.classes[0],) if param.name in _FILTERS else param.classes
    return _WORDS.get(param.name, (param.default or "",))


def _things(held: Held, param: Parameter) -> list[str]:
    return held.layer.of_kind(*param.classes)


def _each_once(things: Mapping[str, list[str]]) -> Iterator[Given]:
    """Yield every thing of each parameter, the others being at their first."""
    first = {name: held[0] for name, held in things.items() if held}
    yield first
    for name, held in things.items():
        yield from ({**first, name: one} for one in held[1:])


def measured(held: Held, asked: Analysis, every: Sequence[Given], over: float) -> list[Asked]:
    """Ask with all parameters in turn, and what took longer up to three times more."""
    found = _asked(held, asked, every)
    for at, one in enumerate(found):
        for _ in range(_MORE):
            if found[at].most > over:
                # Other work on the machine may have hindered it.
                other = _asked(held, asked, [one.given])[0]
                least = min(found[at].first, other.first), min(found[at].again, other.again)
                found[at] = one._replace(first=least[0], again=least[1])
    return found


def _asked(held: Held, asked: Analysis, every: Sequence[Given]) -> list[Asked]:
    """Ask all at first and again, in a process of its own."""
    reading, writing = os.pipe()
    if not os.fork():
        with os.fdopen(writing, "w") as telling:
            rounds = [[_told(held, asked, given) for given in every] for _ in range(2)]
            json.dump(rounds, telling)
            telling.flush()
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        first, again = json.load(told)
    os.wait()
    return [
        Asked(asked.declared.name, given, one[0], other[0], one[1], one[2])
        for given, one, other in zip(every, first, again, strict=True)
    ]


def _told(held: Held, asked: Analysis, given: Given) -> tuple[float, int, str]:
    rows, refused = 0, ""
    start = time.process_time()
    try:
        rows = len(asked.find(held, given).rows)
    except KytkosError as problem:
        refused = str(problem)[:200]
    return 1000 * (time.process_time() - start), rows, refused


def _short(given: Given) -> str:
    return " ".join(f"{name}={value.removeprefix(ID)}" for name, value in given.items() if value)


def prepared(workspace: Path) -> Held:
    """Load a release as it is served."""
    opened = partial(_other, workspace)
    held = Held(dataset_at(workspace), releases=opened, others=partial(releases_at, workspace))
    prepare(held)
    return held


def _other(workspace: Path, release: str) -> Dataset:
    return dataset_at(workspace, release)


def page(held: Held, other: str, only: str, over: float) -> Iterator[str]:
    """Yield a row for each analysis, then what costs more than the bar."""
    yield "| analysis | asked | refused | first, most | again, most | over the bar |"
    yield "| --- | --- | --- | --- | --- | --- |"
    slow: list[Asked] = []
    for asked in (one for one in analyses() if only in ("", one.declared.name)):
        found = measured(held, asked, list(combinations(held, asked, (other,))), over)
        beyond = [one for one in found if one.most > over]
        slow += beyond
        most = f"{max(one.first for one in found):.0f} | {max(one.again for one in found):.0f}"
        refused = sum(bool(one.refused) for one in found)
        yield f"| {asked.declared.name} | {len(found)} | {refused} | {most} | {len(beyond)} |"
    if slow:
        yield f"\nOver {over:g} ms:\n\n| analysis | first | again | rows |\n| --- | --- | --- | --- |"
    for one in sorted(slow, key=lambda one: -one.first):
        yield f"| {one.name} {_short(one.given)} | {one.first:.0f} | {one.again:.0f} | {one.rows} |"


def _usual(held: Held, asked: Analysis, other: str) -> Iterator[tuple[str, str]]:
    """Yield what an analysis is asked with where nothing is chosen, and the first of what has to be."""
    for param in asked.declared.params:
        if param.type == "resource":
            first = param.default or _things(held, param)[0]
            yield param.name, ID + first.removeprefix(ID).removeprefix("id:")
        elif param.name in ("with", "change"):
            yield param.name, _choices(param, (other,))[0]


def beside(held: Held, other: str, only: str) -> Iterator[str]:
    """Yield what each analysis costs as if nothing were chosen, and the nearest question in SPARQL."""
    yield "\n## Beside SPARQL\n"
    yield "| analysis | ms | rows | nearest question of the catalogue | ms | rows |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for asked in (one for one in analyses() if only in ("", one.declared.name)):
        given = dict(_usual(held, asked, other))
        found = _asked(held, asked, [given])[0]
        nearest = asked.declared.queries[0]
        cost, rows = in_sparql(held.dataset, nearest)
        ours = f"{found.name} {_short(given)} | {found.first:.1f} | {found.rows:,}"
        yield f"| {ours} | {nearest} | {cost:.1f} | {rows:,} |"


def in_sparql(dataset: Dataset, name: str) -> tuple[float, int]:
    """Return the milliseconds, the least of three, and the rows of a question of the catalogue."""
    asked = question(name)
    text = bind(asked, {param.name: "en" for param in asked.params if param.type == "language"})
    taken = []
    for _ in range(3):
        start = time.process_time()
        rows = len(dataset.select(text).rows)
        taken.append(1000 * (time.process_time() - start))
    return min(taken), rows


def main() -> None:
    """Print the page, or write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspace", type=Path, default=Path("dataset"))
    parser.add_argument("--only", default="")
    parser.add_argument("--over", type=float, default=BAR)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    start = time.process_time()
    held = prepared(given.workspace)
    took = time.process_time() - start
    others = [one.id for one in Shelf(given.workspace / "releases").list() if one.id != held.dataset.release]
    other = others[-1] if others else ""
    lines = [_OPENING.format(took=took)]
    # Else a collection in a split process would write to all that it shares.
    gc.freeze()
    for line in chain(page(held, other, given.only, given.over), beside(held, other, given.only)):
        print(line, flush=True)
        lines.append(line)
    if given.write:
        PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


_OPENING = """# What every analysis of the published release costs

CPU of one process in milliseconds, on a shared machine with other work on it: the most of all choices of an
analysis' parameters, at first and again, after what a server loads and makes ready in {took:.1f} s, most of
it once it serves; in that, the release before is opened, asked all that can be compared, and let go of.
Choices that do not go together are refused, and counted. What took longer than the bar was asked up to three
times more in other processes, and the least is told. Beside them stands the question of the catalogue that
asks the nearest to it in SPARQL, which tells less: no states of what is not found. Write this page anew by

    python -m benchmarks.analyses --write
"""

if __name__ == "__main__":
    main()

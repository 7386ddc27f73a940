"""Measure search among millions of invented names: how long the index takes to make, and each way to find.

Names are titles of projects as portfolios have them: a few common words, many rare ones, years, codes; each
project with a period, a theme, a group and lemmas. The same seed gives the same names. The index is made by a
process of its own, so that what a server needs is measured apart; queries come one after another. Besides the
time that a query takes, its CPU time is told, which is what it takes where nothing else runs. Nothing is
asserted. In a folder that is given the index stays, and is measured again without being made.

Run: python -m benchmarks.search [--names 2000000] [--queries 200] [--folder FOLDER] [--write]
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from benchmarks.load import percentile
from graph.identifiers import ID, NS
from sparql.index import Entry, Facet, Index, beside, index_of
from sparql.search import Search

REPORT = Path(__file__).parents[1] / "docs/reference/search-speed.md"
WORDS, THEMES, GROUPS = 400_000, 60, 300
PERIODS = ("2000-2006", "2007-2013", "2014-2020", "2021-2027")
SYLLABLES = (
    "ka ki ku la lo lä ma mi mu na ne ni osa pa pe pi ra ri ro sa se si so ta te ti to tu ty työ va ve vi "
    "kou lu han ke tuk nuo ret yri tys tal ous inno sjö berg land skol arb ung dom sam hälle for ward green "
    "ing tion ment ness"
).split()
#: What is behind a lemma where a title has it.
ENDINGS = ("", "", "", "n", "ssa", "sta", "lle", "t", "er", "s")
Asked = tuple[str, dict[Facet, str]]


def vocabulary(seed: int) -> list[str]:
    """Return invented words, none twice, the commonest first: those are short."""
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < WORDS:
        found["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4, 4, 5))))] = None
    return sorted(found, key=lambda word: len(word) + chance.random() * 12)


def entries(names: int, seed: int = 7) -> Iterator[Entry]:
    """Yield so many invented projects."""
    words, chance, rng = vocabulary(seed), random.Random(seed), np.random.default_rng(seed)
    for start in range(0, names, 10_000):
        # Zipf's law: the word of rank r comes about as often as 1/r.
        picked = np.exp(rng.random((10_000, 9)) * np.log(WORDS)).astype(int) - 1
        for number, row in enumerate(picked[: names - start].tolist(), start):
            lemmas = [words[place] for place in row[: chance.randint(3, 9)]]
            title = " ".join(lemma + chance.choice(ENDINGS) for lemma in lemmas).capitalize()
            if chance.random() < 0.2:
                title += f" {chance.randint(2000, 2030)}"
            yield Entry(
                f"{ID}Q{1_000_000 + number}",
                (NS + ("Project" if chance.random() < 0.97 else "Organisation"),),
                ((title, "fi"),),
                (
                    ("kind", "Project"),
                    ("period", chance.choice(PERIODS)),
                    ("theme", f"k{chance.randrange(THEMES)}"),
                    ("group", f"k{THEMES + chance.randrange(GROUPS)}"),
                ),
                tuple(dict.fromkeys(lemmas)),
            )


def misspelt(word: str, chance: random.Random) -> str:
    """Exchange two neighbouring letters of a word."""
    place = chance.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def asked(index: Index, count: int) -> dict[str, list[Asked]]:
    """Return queries of each sort, made of names that are there."""
    chance, words = random.Random(11), vocabulary(7)
    titles = [index.entry(chance.randrange(len(index))).names[0][0] for _ in range(count)]
    within = [
        chance.choice([w for w in title.lower().split() if len(w) > 4] or ["hanke"]) for title in titles
    ]
    return {
        "exact name": [(title, {}) for title in titles],
        "code": [(f"Q{1_000_000 + chance.randrange(len(index))}", {}) for _ in range(count)],
        "beginning, 3 letters": [(word[:3], {}) for word in within],
        "beginning of two words": [
            (f"{word[:4]} {title.split()[0][:3]}", {}) for word, title in zip(within, titles, strict=True)
        ],
        "beginnings of 1 letter": [
            (f"{word[0]} {title[0]}", {}) for word, title in zip(within, titles, strict=True)
        ],
        "other form": [(f"{chance.choice(words[:20_000])}issa", {}) for _ in range(count)],
        "within words": [(word[1:6], {}) for word in within],
        "misspelt": [(misspelt(word, chance), {}) for word in within],
        "misspelt, two words": [
            (f"{misspelt(word, chance)} {title.split()[0]}", {})
            for word, title in zip(within, titles, strict=True)
        ],
        "a common word, filtered": [
            (word, {"theme": f"k{chance.randrange(THEMES)}", "period": chance.choice(PERIODS)})
            for word in chance.choices(words[:200], k=count)
        ],
        "a common word, two wide filters": [
            (word, {"kind": "Project", "period": chance.choice(PERIODS)})
            for word in chance.choices(words[:200], k=count)
        ],
        "no words, two wide filters": [
            ("", {"kind": "Project", "period": chance.choice(PERIODS)}) for _ in range(count)
        ],
        "no words, filtered": [
            ("", {"group": f"k{THEMES + chance.randrange(GROUPS)}"}) for _ in range(count)
        ],
    }


def timed(search: Search, queries: list[Asked]) -> tuple[list[float], list[float], int]:
    """Return how many seconds of CPU and of time queries took, and how many things the middle one found."""
    busy, taken, found = [], [], []
    for words, filters in queries:
        began, running = time.perf_counter(), time.thread_time()
        found.append(search.find(words, filters, most=20).total)
        busy.append(time.thread_time() - running)
        taken.append(time.perf_counter() - began)
    return busy, taken, sorted(found)[len(found) // 2]


def resident() -> int:
    """Return the memory that this process has now, in MB, with the files that it has read."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def made(folder: Path, names: int) -> tuple[float, int]:
    """Make the index in a process of its own; return its seconds of CPU, and its memory in MB."""
    noted = folder / "made.json"
    if noted.exists():
        seconds, peak = json.loads(noted.read_text())
        return seconds, peak
    make: Callable[[], Index] = lambda: index_of(entries(names))  # noqa: E731
    child = multiprocessing.get_context("fork").Process(target=beside, args=(folder, make))
    child.start()
    child.join()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    noted.write_text(json.dumps((used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 // 1_000_000)))
    return made(folder, names)


def report(names: int, count: int, folder: Path) -> Iterator[str]:
    """Yield the lines of what is measured."""
    seconds, peak = made(folder, names)
    before, began = resident(), time.perf_counter()
    search = Search(index := beside(folder, lambda: index_of(())))
    opened = time.perf_counter() - began
    size = sum(path.stat().st_size for path in folder.rglob("*")) // 1_000_000
    yield f"{names:,} names, {len(index.words):,} different words and codes, {len(index.lemmas):,} lemmas."
    yield ""
    yield f"- made in {seconds:.0f} s of CPU, with {peak:,} MB at most (the invention of the names included)"
    yield f"- {size:,} MB on disk; open in {opened * 1000:.0f} ms"
    yield ""
    yield "| asked | CPU p50, ms | CPU p99, ms | p50, ms | p99, ms | found (median) |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for sort, queries in asked(index, count).items():
        busy, taken, found = timed(search, queries)
        figures = (percentile(times, percent) * 1000 for times in (busy, taken) for percent in (50, 99))
        yield f"| {sort} | {' | '.join(f'{figure:.1f}' for figure in figures)} | {found:,} |"
    yield ""
    yield f"Memory after all of these: {resident() - before:,} MB more than before, mapped files included."


def main() -> None:
    """Print what is measured, and write it down if told so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=2_000_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for line in report(given.names, given.queries, given.folder or Path(folder)):
            print(line, flush=True)
            lines.append(line)
    if given.write:
        head = [
            "# Speed of search",
            "",
            "Measured by `python -m benchmarks.search --write` on two cores shared with other work. The bar",
            "is 50 ms at p99; where nothing else runs, a query takes its CPU time.",
            "",
        ]
        REPORT.write_text("\n".join((*head, *lines, "")), "utf-8")


if __name__ == "__main__":
    main()

"""Measure questions to all projects of a made-up portfolio, over columns and side by side in SPARQL.

A seeded generator makes a portfolio of Kohesio's shape: projects by theme and period in regions, each with
groups, some with an instrument that it answers, a sum and days; groups in a hierarchy. It gives columns
directly and, of the same portfolio, N-Quads for the store. CPU is of this process, the least of the rounds;
whatever else runs on the machine moves it, so read ratios first. Answers of both ways are compared.

Run: python -m benchmarks.portfolio [--projects 100000] [--large 1800000] [--rounds 5] [--write]
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pyoxigraph

from benchmarks.made_portfolio import OBJECTIVES, PERIODS, made, statements
from graph.analysis import co_occurrence, portfolio, spending, stratifying
from graph.analysis.columns import Columns, opened, to_files
from graph.store.dataset import Dataset
from graph.store.query_file import bind, load

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "portfolio-speed.md"
_QUERIES = Path(__file__).parent / "questions"
_FIRST, _LAST = date(2016, 1, 1), date(2018, 12, 31)

_Answer = dict[tuple[str, ...], tuple[int, ...]]


def questions(columns: Columns) -> dict[str, Callable[[], object]]:
    """Return what is measured, by its name."""
    last = len(columns.head.regions) - 1
    return {
        "coverage": lambda: portfolio.coverage(columns, 0, portfolio.during(columns, _FIRST, _LAST)),
        "gaps": lambda: portfolio.reached(columns),
        "gaps-in-region": lambda: portfolio.reached(columns, portfolio.in_region(columns, last)),
        "gaps-by-region": lambda: portfolio.by_region(columns),
        "money": lambda: spending.spent(columns, 0),
        "together": lambda: co_occurrence.together(columns),
    }


def answers(columns: Columns) -> dict[str, _Answer]:
    """Return what columns answer, in the shape of the queries' rows."""
    head, asked = columns.head, questions(columns)
    groups = head.covered[: head.groups]
    cover, money = asked["coverage"](), asked["money"]()
    pairs = asked["together"]()
    assert isinstance(cover, portfolio.Coverage)
    assert isinstance(money, spending.Spent)
    themes = [(row, name) for row, name in enumerate(head.wholes) if row >= PERIODS + OBJECTIVES]
    found: dict[str, _Answer] = {
        "coverage": {
            (theme, group): (int(cover.projects[row, at]), int(cover.cents[row, at]))
            for row, theme in themes
            for at, group in enumerate(groups)
            if cover.projects[row, at]
        },
        "money": {
            (name,): (int(money.projects[at].sum()), int(money.cents[at].sum()))
            for at, name in enumerate(head.covered[head.groups :])
            if money.projects[at].any()
        },
        "together": {
            (one, other): (int(pairs[row, column]),)  # type: ignore[index]
            for row, one in enumerate(groups)
            for column, other in enumerate(groups)
            if one < other and pairs[row, column]  # type: ignore[index]
        },
    }
    for name in ("gaps", "gaps-in-region"):
        gone = asked[name]()
        assert isinstance(gone, portfolio.Reached)
        found[name] = {(group,): () for at, group in enumerate(groups) if not gone.projects[at]}
    return found


def least(work: Callable[[], object], rounds: int) -> float:
    """Return the least CPU time of some rounds, in seconds."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def written(folder: Path, projects: int) -> None:
    """Make up a portfolio and write its columns."""
    for name, held in to_files(stratifying.columns(made(projects))).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(held)


def over_columns(projects: int, rounds: int) -> tuple[str, dict[str, float]]:
    """Measure every question over the columns of so many projects, in a process that did not make them."""
    with tempfile.TemporaryDirectory() as scratch:
        maker = multiprocessing.get_context("spawn").Process(target=written, args=(Path(scratch), projects))
        maker.start()
        maker.join()
        size = sum(path.stat().st_size for path in Path(scratch).rglob("*.npy"))
        start = time.process_time()
        columns = opened(Path(scratch))
        assert columns is not None
        asked = questions(columns)
        first = least(asked["coverage"], 1)
        ready = time.process_time() - start
        costs = {name: least(work, rounds) for name, work in asked.items()}
        links, strata = len(columns.stated.ends), len(columns.sizes)
        more = len(columns.inherited.ends)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    told = (
        f"{projects:,} projects in {strata:,} strata, {links:,} links and {more:,} that follow by the\n"
        f"hierarchy; {size / 2**20:.0f} MiB of files, opened and coverage asked for the first time in\n"
        f"{ready:.2f} s of CPU ({first:.2f} s of it the question); peak memory {peak:.0f} MiB.\n"
        f"Per million counts the links that are stated."
    )
    return told, {**costs, "links": links}


def in_sparql(projects: int, rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """Measure questions over columns and on the store for one portfolio; answers must be the same."""
    said = made(projects)
    columns = stratifying.columns(said)
    store = pyoxigraph.Store()
    text = "".join(statements(said)).encode()
    store.bulk_load(text, format=pyoxigraph.RdfFormat.N_TRIPLES)
    dataset, expected, ours, theirs = Dataset(store), answers(columns), {}, {}
    for name, work in questions(columns).items():
        path = _QUERIES / f"{name}.rq"
        ours[name] = least(work, rounds)
        if path.is_file():
            start = time.process_time()
            rows = dataset.texts(bind(load(path)))
            theirs[name] = time.process_time() - start
            keys = 2 if name in ("coverage", "together") else 1
            found = {row[:keys]: tuple(int(cell) for cell in row[keys:]) for row in rows}
            assert found == expected[name], (name, list(found.items())[:3], list(expected[name].items())[:3])
    return ours, theirs


def page(
    large: str, costs: dict[str, float], small: int, both: tuple[dict[str, float], ...]
) -> Iterator[str]:
    """Yield the page of what was measured."""
    yield _OPENING.format(small=f"{small:,}")
    yield f"## Over columns\n\n{large}\n"
    yield "| question | CPU, ms | ms per million links | bar, ms |\n| --- | --- | --- | --- |"
    millions = costs["links"] / 1e6
    for name, words in _WORDS.items():
        yield f"| {words} | {1000 * costs[name]:.1f} | {1000 * costs[name] / millions:.2f} | {_BARS[name]} |"
    ours, theirs = both
    yield f"\n## Beside SPARQL, {small:,} projects\n"
    yield "| question | columns, ms | SPARQL, ms | ratio |\n| --- | --- | --- | --- |"
    for name, words in _WORDS.items():
        if name in theirs:
            mine, other = 1000 * ours[name], 1000 * theirs[name]
            yield f"| {words} | {mine:.1f} | {other:,.0f} | {other / max(mine, 0.001):,.0f} |"


_WORDS = {
    "coverage": "coverage of groups and instruments by all wholes: states, days, money",
    "gaps": "gaps of the whole portfolio through the hierarchy",
    "gaps-in-region": "gaps in one region",
    "gaps-by-region": "gaps in every region",
    "money": "money per instrument",
    "together": "co-occurrence of all groups",
}
_BARS = {
    "coverage": "150 and 10 per million",
    "gaps": "30",
    "gaps-in-region": "30",
    "gaps-by-region": "",
    "money": "30",
    "together": "600",
}
_OPENING = """# What questions to a whole portfolio cost

A made-up portfolio of Kohesio's shape: 120 themes, 40 objectives, two periods, 350 groups in a hierarchy,
60 instruments, 200 regions, five groups a project. CPU of one process, the least of some rounds, on a shared
machine with other work on it. The columns are read from disk as a release holds them. Beside them, the same
questions in SPARQL on the embedded store in memory, for {small} projects: both must give the same rows. Write
this page anew by

    python -m benchmarks.portfolio --write
"""


def main() -> None:
    """Print the page, or write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=100_000)
    parser.add_argument("--large", type=int, default=1_800_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--nquads", type=Path, help="write the portfolio as N-Quads here, and nothing else")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if given.nquads:
        with given.nquads.open("w", encoding="utf-8") as lines:
            lines.writelines(statements(made(given.projects)))
        return
    large, costs = over_columns(given.large, given.rounds)
    told = "\n".join(page(large, costs, given.projects, in_sparql(given.projects, given.rounds)))
    print(told)
    if given.write:
        PAGE.write_text(told + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

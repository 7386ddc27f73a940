"""What a release has much of, gone through once: rows as lines and numbers, and cells that nothing says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InvalidRelease
from graph.ingest.lemmas import Lemmatiser
from graph.release import canonical, row_checks
from graph.release.aside import Aside
from graph.release.linking import Linking
from graph.release.portfolio import Portfolio
from graph.release.progress import Progress
from graph.release.reader import DUMP
from graph.release.records import Register
from graph.release.row_lines import RowLines
from graph.release.runs import MOST_HELD, Runs
from graph.release.silence import Silence
from graph.release.source import Source
from graph.store.dataset import Dataset

_ROWS, _RUNS = "rows", "runs"
_TOLD, _SHOWN = 2000, 20


@dataclass(frozen=True, slots=True)
class Rows:
    """What rows state, and what columns are made of; ``aside`` is where it stands if it is much."""

    runs: Runs
    portfolio: Portfolio
    aside: Aside | None


def read_rows(
    source: Source,
    dataset: Dataset,
    silence: Silence,
    words: Lemmatiser,
    releases: Path,
    progress: Progress = lambda _phase, _done, _total: None,
    most_held: int = MOST_HELD,
) -> Rows:
    """Go through the rows, and cells of which nothing is said, or take over what is finished of them.

    Raises MalformedLine, and InvalidRelease for rows that are not as rows should be.
    """
    is_much = bool(source.registers) or silence.most > most_held
    aside = Aside(releases, _key(source, dataset if is_much else None))
    if aside.folder.is_dir():
        aside.begin()
        runs = Runs(aside.folder / _RUNS)
        # There are none any more when the dump was made of them; and where that is in place, not it either.
        if aside.finished(_ROWS) is not None and (runs.is_on_disk or (aside.release / DUMP).is_file()):
            return Rows(runs, Portfolio.load(aside.folder), aside)
        aside.empty()
    runs, portfolio = Runs(aside.folder / _RUNS, most_held, aside.begin), Portfolio()
    for cells in silence.blocks(dataset):
        runs.add(cells)
    _through(source, Linking(dataset, source.merged), words, (runs, portfolio), progress)
    if not runs.is_on_disk:
        return Rows(runs, portfolio, None)
    runs.finish()
    portfolio.save(aside.folder)
    aside.finish(_ROWS, {})
    return Rows(runs, portfolio, aside)


def _through(
    source: Source, linking: Linking, words: Lemmatiser, into: tuple[Runs, Portfolio], progress: Progress
) -> None:
    runs, portfolio = into
    total = sum(register.version.rows.get("read", 0) for register in source.registers)
    done, wrong = 0, list[str]()
    for register in source.registers:
        lines = RowLines(register, linking, words, portfolio)
        for record in register.records:
            if not done % _TOLD:
                progress(_ROWS, min(done, total), total)
            done += 1
            if found := row_checks.problems(record):
                wrong += _told(register, record.row, found)
                if len(wrong) >= _SHOWN:
                    raise InvalidRelease(tuple(wrong))
                continue
            runs.add(lines.blocks(record))
    if wrong:
        raise InvalidRelease(tuple(wrong))
    if total:
        progress(_ROWS, total, total)


def _told(register: Register, row: int, problems: list[str]) -> list[str]:
    return [f"violation: {register.version.register}, row {row}: {problem}" for problem in problems]


def _key(source: Source, dataset: Dataset | None) -> str:
    """Say all that lines are made from: what is stated beside them, where they may be many, and the files."""
    beside = canonical.sha256(canonical.lines(dataset.quads())) if dataset else ""
    said = [beside, *(f"{name} {held}" for name, held in sorted(source.hashes.items()))]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]

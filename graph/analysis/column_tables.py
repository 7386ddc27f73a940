"""Columns as Parquet tables, which an engine reads that works beyond memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt

from graph.analysis.columns import UNDATED, Columns, Ints, Table

#: Projects of which the links are written at once.
_AT_ONCE = 500_000
_LINKS = ("stated", "inherited", "proposed", "near")
_OWN = ("own_stated", "own_proposed", "own_denied", "own_near")

Fields = Mapping[str, npt.NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Before:
    """How many files, projects and strata were written before: of a portfolio that comes in pieces."""

    files: int = 0
    projects: int = 0
    strata: int = 0


def write(columns: Columns, folder: Path, before: Before = Before()) -> Before:
    """Write a portfolio's tables, each a folder of Parquet files; return what stands now.

    Pieces of one portfolio have one head and whatever wholes say themselves; each has projects of its own.
    """
    with duckdb.connect(config={"threads": "1"}) as engine:
        number = before.files
        for name, fields in _named(columns) if before == Before() else ():
            _put(engine, folder / name / "part.parquet", fields)
        for name, fields in _by_stratum(columns, before):
            _put(engine, folder / name / f"part-{number:06}.parquet", fields)
        # Of no projects there are empty tables.
        for start in range(0, max(len(columns), 1), _AT_ONCE):
            end = min(start + _AT_ONCE, len(columns))
            for name, fields in _by_project(columns, before, start, end):
                _put(engine, folder / name / f"part-{number:06}.parquet", fields)
            number += 1
        return Before(number, before.projects + len(columns), before.strata + len(columns.sizes))


def _named(columns: Columns) -> Iterator[tuple[str, Fields]]:
    """Yield what numbers mean, and what holds of wholes and covered things themselves."""
    head = columns.head
    yield "whole", {"whole": _up_to(head.wholes), "iri": _texts(head.wholes), "is_period": columns.is_period}
    is_group = _up_to(head.covered) < head.groups
    yield "covered", {"covered": _up_to(head.covered), "iri": _texts(head.covered), "is_group": is_group}
    yield "region", {"region": _up_to(head.regions), "iri": _texts(head.regions)}
    kinds = {
        name: _texts([getattr(k, name) for k in head.kinds]) for name in ("scope", "composition", "stage")
    }
    currencies = _texts([kind.currency for kind in head.kinds])
    yield "kind", {"kind": _up_to(head.kinds), **kinds, "currency": currencies}
    wider, narrower = np.nonzero(columns.inside)
    yield "inside", {"wider": wider, "narrower": narrower}
    whole, part = np.nonzero(columns.members)
    yield "member", {"whole": whole, "part": part}
    ends = [np.nonzero(getattr(columns, name)) for name in _OWN]
    how = np.repeat(_texts([name.removeprefix("own_") for name in _OWN]), [len(rows) for rows, _ in ends])
    rows, things = (np.concatenate(each) for each in zip(*ends, strict=True))
    yield "own", {"whole": rows, "covered": things, "how": how}
    rows, things = np.nonzero(columns.own_rungs)
    yield "own_rung", {"whole": rows, "covered": things, "rung": columns.own_rungs[rows, things]}


def _by_stratum(columns: Columns, before: Before) -> Iterator[tuple[str, Fields]]:
    table = columns.stratum_wholes
    yield "stratum", {"stratum": table.rows() + before.strata, "whole": np.asarray(table.ends)}


def _by_project(columns: Columns, before: Before, start: int, end: int) -> Iterator[tuple[str, Fields]]:
    stratum = np.searchsorted(columns.strata, np.arange(start, end), side="right") - 1 + before.strata
    project = np.arange(start, end) + before.projects
    days = {name: getattr(columns, name)[start:end] for name in ("first_day", "last_day")}
    yield (
        "project",
        {"project": project, "code": columns.projects[start:end].astype(str), "stratum": stratum, **days},
    )
    for name in _LINKS:
        row, ends, _ = _links(getattr(columns, name), start, end)
        yield name, {"project": project[row], "stratum": stratum[row], "covered": ends}
    row, ends, marks = _links(columns.rungs, start, end)
    yield "rung", {"project": project[row], "stratum": stratum[row], "covered": ends, "rung": marks}
    row, ends, _ = _links(columns.regions, start, end)
    yield "place", {"project": project[row], "region": ends}
    kind, row = np.nonzero(~columns.unsure[:, start:end])
    cents = columns.cents[:, start:end][kind, row]
    yield "sum", {"project": project[row], "stratum": stratum[row], "kind": kind, "cents": cents}


def _links(
    table: Table, start: int, end: int
) -> tuple[Ints, npt.NDArray[np.generic], npt.NDArray[np.generic]]:
    first, last = int(table.starts[start]), int(table.starts[end])
    row = np.repeat(np.arange(end - start), np.diff(table.starts[start : end + 1]))
    marks = table.marks[first:last] if len(table.marks) else np.zeros(last - first, np.uint8)
    return row, np.asarray(table.ends[first:last]), marks


def _put(engine: duckdb.DuckDBPyConnection, path: Path, fields: Fields) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    engine.register("fields", {name: np.ascontiguousarray(held) for name, held in fields.items()})
    chosen = ", ".join(_DAY.format(name) if name.endswith("_day") else name for name in fields)
    engine.view("fields").project(chosen).write_parquet(str(path), compression="zstd")
    engine.unregister("fields")


_DAY = f"CASE WHEN {{0}} <> {UNDATED} THEN DATE '1970-01-01' + {{0}} END AS {{0}}"


def _up_to(things: tuple[object, ...]) -> Ints:
    return np.arange(len(things))


def _texts(texts: tuple[str, ...] | list[str]) -> npt.NDArray[np.generic]:
    return np.array(texts, object)

"""How good the graph itself is: what was found, filled, evidenced, reviewed, named, judged, and how fresh."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from graph.analysis.analysis import Finding, Remark
from graph.analysis.held import Held
from graph.analysis.picture import Bar, Bars
from graph.analysis.value import number
from graph.identifiers import NS
from graph.store.counted import counted
from graph.store.dataset import Dataset, Term
from graph.store.query_file import load
from graph.terms import state

_QUERIES = Path(str(files("graph.analysis") / "queries" / "quality"))
_COLUMNS = ("measure", "of", "count", "outOf", "state")
_SUMMED = (
    *("sections", "sectionsFound", "sectionsFilled", "links", "evidenced", "reviewed"),
    *("documents", "dated", "warnings"),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure of one thing: how many there are, of how many; None where that is not known."""

    measure: str
    of: Term | None
    count: int | None
    out_of: int | None = None


def find(held: Held, _given: Mapping[str, str]) -> Finding:
    """Measure the graph, part by part."""
    measured = [*_summable(held.dataset), *_named(held.dataset)]
    return Finding(
        _COLUMNS,
        tuple(_row(one) for one in measured),
        tuple(_remarks(held.dataset, measured)),
        _picture(measured),
    )


def summary(held: Held) -> Finding:
    """Measure the graph in one row, to be printed beside every aggregate; worth keeping for a release.

    Names are no part of it: to count them is to pass by every project.
    """
    measured = _summable(held.dataset)
    row = tuple(None if value is None else number(value) for value in _summed(measured).values())
    return Finding(_SUMMED, (row,), tuple(_remarks(held.dataset, measured)))


def _summable(dataset: Dataset) -> list[Measured]:
    sections = {version: (int(looked), int(found)) for version, looked, found in _asked(dataset, "sections")}
    filled = {version: int(count) for version, count in _asked(dataset, "slots")}
    links = [
        (NamedNode(relation), int(there), int(shown), int(decided))
        for relation, there, shown, decided in _asked(dataset, "links")
    ]
    warnings = [int(count) for (count,) in _asked(dataset, "judged")]
    documents, dated, *_ = _fresh(dataset)
    return [
        *(Measured("sections", NamedNode(v), found, looked) for v, (looked, found) in sections.items()),
        *(Measured("slots", NamedNode(v), filled.get(v, 0), found) for v, (_, found) in sections.items()),
        *(Measured("evidenced", relation, shown, there) for relation, there, shown, _ in links),
        *(Measured("reviewed", relation, decided, there) for relation, there, _, decided in links),
        Measured("shapes", None, warnings[0] if warnings else None),
        Measured("dated", None, int(dated), int(documents)),
    ]


def _named(dataset: Dataset) -> Iterator[Measured]:
    for tag, things, own in counted(dataset).get("names") or names(dataset):
        yield Measured("labels", Literal(tag), int(own), int(things))


def names(dataset: Dataset) -> list[tuple[str, ...]]:
    """Count by language the things of which a name is shown and those that have one in it, one by one."""
    return _asked(dataset, "labels")


def _fresh(dataset: Dataset) -> tuple[str, ...]:
    """Return how many documents were read and are dated, the latest date, and when was last decided."""
    return _asked(dataset, "freshness")[0]


def _row(one: Measured) -> tuple[Term | None, ...]:
    known = "unknown" if one.count is None else "direct"
    count, out_of = (None if value is None else number(value) for value in (one.count, one.out_of))
    return NamedNode(f"{NS}quality-{one.measure}"), one.of, count, out_of, NamedNode(state(known))


def _summed(measured: list[Measured]) -> dict[str, int | None]:
    def total(measure: str) -> tuple[int, int]:
        ours = [one for one in measured if one.measure == measure]
        return sum(one.count or 0 for one in ours), sum(one.out_of or 0 for one in ours)

    found, looked = total("sections")
    evidenced, links = total("evidenced")
    dated, documents = total("dated")
    warnings = next(one.count for one in measured if one.measure == "shapes")
    values = (
        looked,
        found,
        total("slots")[0],
        links,
        evidenced,
        total("reviewed")[0],
        documents,
        dated,
        warnings,
    )
    return dict(zip(_SUMMED, values, strict=True))


def _remarks(dataset: Dataset, measured: list[Measured]) -> Iterator[Remark]:
    summed = _summed(measured)
    yield Remark("summary", {name: value for name, value in summed.items() if value is not None})
    if summed["warnings"] is None:
        yield Remark("not-judged")
    else:
        yield Remark("judged", {"warnings": summed["warnings"]})
    _, _, latest, decided = _fresh(dataset)
    if latest:
        yield Remark("latest", {"date": latest[:10]})
    if decided:
        yield Remark("decided", {"date": decided[:10]})


def _picture(measured: list[Measured]) -> Bars | None:
    """Draw shares in hundredths, by measure; nothing is drawn where nothing was counted."""
    bars = []
    for measure in dict.fromkeys(one.measure for one in measured):
        ours = [one for one in measured if one.measure == measure]
        out_of = sum(one.out_of or 0 for one in ours)
        if out_of:
            name = f"{NS}quality-{measure}"
            share = 100 * sum(one.count or 0 for one in ours) / out_of
            bars.append(Bar(name, ((name, round(share, 1)),)))
    return Bars(tuple(bars), "hundredths") if bars else None


def _asked(dataset: Dataset, name: str) -> list[tuple[str, ...]]:
    return dataset.texts(load(_QUERIES / f"{name}.rq").text)

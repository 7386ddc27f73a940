"""Money by theme, project, group or instrument: sums of like kinds, what is left, and within what bounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from pyoxigraph import Literal, NamedNode

from graph.analysis.amount import Amount, Kind, Stated, last_day, read, standing, total
from graph.analysis.analysis import Finding, Remark
from graph.analysis.counted_money import Counted, beside, claimed, counted
from graph.analysis.division import Known, Part, parts
from graph.analysis.held import Held
from graph.analysis.owners import Owners, inside
from graph.analysis.picture import Bar, Bars
from graph.analysis.value import date, is_day, money, number, thing
from graph.errors import InvalidParameter, TooManyProjects
from graph.identifiers import NS
from graph.store.dataset import Term
from graph.terms import state

_COLUMNS = (
    *("thing", "scope", "composition", "currency", "stage", "amount", "left"),
    *("least", "most", "sums", "outOf", "asOf", "source", "sources", "state"),
)
_STAGES = tuple(f"{NS}stage-{stage}" for stage in ("planned", "called", "committed", "paid"))
#: Of a sum at a stage, what is left is what has not come to this one.
_NEXT = dict(zip(_STAGES, (_STAGES[2], _STAGES[2], _STAGES[3]), strict=False))
_OF_PROJECT = NS + "fundingScope-project"
_INSTEAD = "ask for money by theme, group or instrument without a day, or for the page of the project"
_DRAWN = 50


@dataclass(frozen=True, slots=True)
class Line:
    """The parts of one thing and kind, added up; ``is_own`` where any of them is the thing's by the rule.

    ``out_of`` counts the projects that could have such a sum, and is nought where that is not the question.
    """

    thing: str
    chosen: Amount
    bounds: Amount
    sums: int
    is_own: bool
    out_of: int = 0

    @property
    def cents(self) -> int | None:
        """The sum, where sources leave one only."""
        return self.chosen.least if self.is_own and self.chosen.is_certain else None

    @property
    def state(self) -> str:
        """Tell a sum as stated from one of some projects only, divided, disputed or without bounds."""
        if self.bounds.most is None:
            return "unknown"
        if not self.chosen.is_certain:
            return "conflict"
        return "direct" if self.bounds.is_certain and self.sums >= self.out_of else "partial"


def find(held: Held, given: Mapping[str, str]) -> Finding:
    """Add up money of like kinds; raises InvalidParameter for a date that is none."""
    until = _until(given["asOf"])
    is_counted = held.portfolio is not None
    if is_counted and (until or given["by"] == "project"):
        raise TooManyProjects("money of single projects, or as of a day,", held.most_walked, _INSTEAD)
    near = beside(held) if is_counted else None
    walked = near.held if near else held
    owners = Owners(walked, given["by"])
    stated = read(held.rows_of("amounts", near.holders) if near else held.rows("amounts"))
    known, inner = _outermost(walked, standing(stated, until), is_apart=given["by"] == "project")
    added = counted(near, owners, given["split"], known) if near else Counted()
    divided = (*parts(known, owners.of, given["split"]), *added.parts)
    lines = tuple(_of_projects(line, owners, added) for line in lines_of(divided))
    bare = sorted({*owners.all} - {line.thing for line in lines})
    is_listed = owners.sort in ("theme", "project")
    declared = {one for (one,) in held.rows("money-missing")}
    rows = (
        *_rows(lines, is_counted=is_counted),
        *(_bare(held, one, is_declared=one in declared) for one in bare if is_listed),
    )
    others = claimed(held) if is_counted else sum(int(sums) for (sums,) in held.rows("money-claimed"))
    remarks = (
        *_totals((*((amount, 1) for amount in known.values()), *added.totals)),
        *_told(stated, until),
        *_divided([len(owners.of(holder)) for holder, _ in known], added, given["split"]),
        *_exceeded(lines),
        *_counted("inside", inner + added.inner),
        *_counted("claimed", others),
        *_counted("without", 0 if is_listed else len(bare)),
        *(Remark("declared", {"thing": one}) for one in sorted(declared)),
        *(Remark("unsure", {"count": count, **_parts_of(kind)}) for kind, count in added.unsure),
    )
    return Finding(_COLUMNS, rows, remarks, _picture(lines))


def _outermost(held: Held, known: Known, *, is_apart: bool) -> tuple[Known, int]:
    """Leave out what lies within another sum of its kind, and count it; not where each stands apart."""
    if is_apart:
        return known, 0
    pairs = inside(held.layer, {holder for holder, _ in known})
    within = {(part, kind) for whole, part in pairs for holder, kind in known if holder == whole}
    kept = {key: amount for key, amount in known.items() if key not in within}
    return kept, len(known) - len(kept)


def lines_of(divided: Iterable[Part]) -> Iterator[Line]:
    """Add up the parts of each thing and kind, those of no thing last."""

    def key(part: Part) -> tuple[bool, str, tuple[str, ...]]:
        return not part.thing, part.thing, _order(part.chosen.kind)

    for _, group in groupby(sorted(divided, key=key), key):
        ours = list(group)
        kind = ours[0].chosen.kind
        yield Line(
            ours[0].thing,
            total((part.chosen for part in ours), kind),
            total((part.bounds for part in ours), kind),
            sum(part.sums for part in ours),
            any(part.is_own for part in ours),
        )


def _of_projects(line: Line, owners: Owners, added: Counted) -> Line:
    """Count the projects of a theme beside what is told of their money."""
    if line.chosen.kind.scope != _OF_PROJECT:
        return line
    walked = len(owners.projects.get(line.thing, ()))
    return replace(line, out_of=walked + added.projects.get(line.thing, 0))


def _order(kind: Kind) -> tuple[str, ...]:
    rank = _STAGES.index(kind.stage) if kind.stage in _STAGES else len(_STAGES)
    return (kind.scope, kind.composition, kind.currency, str(rank))


def _rows(lines: tuple[Line, ...], *, is_counted: bool) -> Iterator[tuple[Term | None, ...]]:
    sums = {(line.thing, line.chosen.kind): line.cents for line in lines}
    for line in lines:
        kind, bounds = line.chosen.kind, line.bounds
        yield (
            *(thing(line.thing), thing(kind.scope), thing(kind.composition)),
            *(Literal(kind.currency) if kind.currency else None, thing(kind.stage)),
            *(_money(line.cents), _money(_left(sums, line)), money(bounds.least), _money(bounds.most)),
            *(number(line.sums), number(line.out_of) if line.out_of else None),
            *(date(max(bounds.dates, default="")),),
            thing(next(iter(bounds.sources)) if len(bounds.sources) == 1 else ""),
            # Columns do not tell by which source a sum is.
            None if is_counted and not bounds.sources else number(len(bounds.sources)),
            NamedNode(state(line.state)),
        )


def _left(sums: Mapping[tuple[str, Kind], int | None], line: Line) -> int | None:
    after = _NEXT.get(line.chosen.kind.stage) if line.chosen.kind.is_addable else None
    gone = sums.get((line.thing, line.chosen.kind._replace(stage=after))) if after else None
    return None if gone is None or line.cents is None or not line.thing else line.cents - gone


def _bare(held: Held, one: str, *, is_declared: bool) -> tuple[Term | None, ...]:
    """Say of a thing without a sum whether a document that describes it was read."""
    told = any(section.describes for section in held.layer.sections.get(one, ()))
    known = "not-stated" if told and not is_declared else "unknown"
    return (NamedNode(one), *(None,) * (len(_COLUMNS) - 2), NamedNode(state(known)))


def _totals(added: tuple[tuple[Amount, int], ...]) -> Iterator[Remark]:
    """Add up sums by kind, each given with the number of those that it is made of."""
    sums = Counter[Kind]()
    for amount, count in added:
        sums[amount.kind] += count
    for kind in sorted(sums, key=_order):
        if sums[kind] > 1 and not kind.is_addable:
            yield Remark("whose", {"count": sums[kind]})
            continue
        found = total((amount for amount, _ in added if amount.kind == kind), kind)
        values: dict[str, str | int] = {**_parts_of(kind), "sums": sums[kind]}
        values["least"] = money(found.least).value
        values["most"] = "–" if found.most is None else money(found.most).value
        key = "total" if found.is_certain else "between"
        yield Remark(key if kind.currency else f"{key}-bare", values)
    yield from _counted("unlike", len({kind[:3] for kind in sums}), least=2)
    yield from _counted("no-currency", sum(count for kind, count in sums.items() if not kind.currency))


def _parts_of(kind: Kind) -> dict[str, str]:
    """Name what a sum is of; where none is said, a word of the analysis says that."""
    return {name: part or f"no-{name}" for name, part in kind._asdict().items()}


def _told(stated: tuple[Stated, ...], until: str) -> Iterator[Remark]:
    for one in stated:
        if one.cents is None:
            key = "negative" if one.said.startswith("-") else "no-sum"
            yield Remark(key, {"thing": one.holder, "said": one.said or "–"})
    if until:
        yield from _counted("undated", sum(not one.date for one in stated))
        later = sum(bool(one.date) and last_day(one.date) > last_day(until) for one in stated)
        yield from _counted("later", later)


def _divided(owners: list[int], added: Counted, split: str) -> Iterator[Remark]:
    """Say how many sums belong to none and to several, given the number of each one's owners."""
    yield from _counted("outside", owners.count(0) + added.outside)
    yield from _counted(f"split-{split}", sum(count > 1 for count in owners) + added.shared)


def _exceeded(lines: tuple[Line, ...]) -> Iterator[Remark]:
    sums = {(line.thing, line.chosen.kind): line.cents for line in lines}
    for line in lines:
        left = _left(sums, line)
        if left is not None and left < 0:
            yield Remark("exceeded", {"thing": line.thing, "stage": line.chosen.kind.stage})


def _counted(key: str, count: int, least: int = 1) -> Iterator[Remark]:
    if count >= least:
        yield Remark(key, {"count": count})


def _picture(lines: tuple[Line, ...]) -> Bars | None:
    """Draw the largest sums in euros, each by itself: sums of unlike kinds do not make one bar."""
    drawn = [
        (line.cents, Bar(line.thing, ((_drawn_as(line.chosen.kind), line.cents / 100),)))
        for line in lines
        if line.thing and line.cents is not None and line.chosen.kind.currency == "EUR"
    ]
    drawn.sort(key=lambda one: -one[0])
    return Bars(tuple(bar for _, bar in drawn[:_DRAWN]), "euros") if drawn else None


def _drawn_as(kind: Kind) -> str:
    """Name what tells one bar of a thing from another: how far the money has come, or else whose it is."""
    return kind.stage or kind.composition or "no-composition"


def _until(given: str) -> str:
    if given and not is_day(given):
        raise InvalidParameter("money", "asOf", "expected a date such as 2024, 2024-06 or 2024-06-30")
    return given


def _money(cents: int | None) -> Literal | None:
    return None if cents is None else money(cents)

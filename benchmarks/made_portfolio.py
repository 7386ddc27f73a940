"""Make up a portfolio of Kohesio's shape from a seed: as what columns are made of, and as N-Triples."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from graph.analysis import stratifying
from graph.analysis.amount import Kind
from graph.analysis.columns import Bits, Head, Ints
from graph.identifiers import ID, NS
from graph.terms import DCT, LADDER, RDF, SKOS, XSD

PERIODS, OBJECTIVES, THEMES = 2, 40, 120
GROUPS, WIDE, REGIONS, INSTRUMENTS = 350, 40, 200, 60
_SEED = 7
_KIND = Kind(NS + "fundingScope-project", NS + "composition-eu", "EUR", NS + "stage-committed")
_EPOCH = date(1970, 1, 1)
_SCHEMA = "http://schema.org/"
_RUNG = dict(enumerate((NS + name for name in LADDER), 1))


def made(projects: int, seed: int = _SEED) -> stratifying.Said:
    """Make up a portfolio: themes and groups by their own popularity, five groups a project on average."""
    dice = np.random.default_rng(seed)
    wholes = PERIODS + OBJECTIVES + THEMES
    number = np.arange(projects) + wholes
    theme = _popular(dice, THEMES, projects)
    objective = theme % OBJECTIVES
    period = dice.integers(0, PERIODS, projects)
    names = [f"period{n}" for n in range(PERIODS)] + [f"objective{n}" for n in range(OBJECTIVES)]
    names += [f"theme{n}" for n in range(THEMES)]
    covered = [f"group{n}" for n in range(GROUPS)] + [f"instrument{n}" for n in range(INSTRUMENTS)]
    below = [np.stack([period, number], 1), np.stack([theme + wholes - THEMES, number], 1)]
    below.append(np.stack([objective + PERIODS, number], 1))
    begins = (date(2014, 1, 1) - _EPOCH).days + 2557 * period + dice.integers(0, 2557, projects)
    cents = np.exp(dice.normal(16.5, 1.4, projects)).astype(np.int64)
    unsure = dice.random(projects) < 0.05
    return stratifying.Said(
        head=Head(
            tuple(ID + name for name in names),
            tuple(ID + name for name in covered),
            GROUPS,
            tuple(f"{ID}region{n:03}" for n in range(REGIONS)),
            (_KIND,),
        ),
        projects=np.char.add("p", np.char.zfill(np.arange(projects).astype("U7"), 7)).astype(np.bytes_),
        is_period=np.arange(wholes) < PERIODS,
        tells=np.arange(wholes) < PERIODS + OBJECTIVES,
        below=np.concatenate(below),
        inside=_hierarchy(dice),
        told=_told(dice, wholes, projects),
        stated=np.concatenate([_targets(dice, number), _answers(dice, wholes, number)]),
        proposed=_some(dice, number, projects // 20),
        denied=np.empty((0, 3), np.int64),
        near=np.empty((0, 3), np.int64),
        rungs=_rungs(dice, wholes, number),
        complete=np.empty((0, 3), np.int64),
        regions=np.stack([number, _popular(dice, REGIONS, projects), np.zeros(projects, np.int64)], 1),
        first_day=begins.astype(np.int32),
        last_day=(begins + dice.integers(90, 1400, projects)).astype(np.int32),
        cents=np.where(unsure, 0, cents)[None, :],
        unsure=unsure[None, :],
    )


def _popular(dice: np.random.Generator, things: int, times: int) -> Ints:
    """Pick things so that some are picked many times as often as others."""
    weight = 1 / (np.arange(things) + 5.0)
    return dice.choice(things, times, p=weight / weight.sum()).astype(np.int64)


def _hierarchy(dice: np.random.Generator) -> Ints:
    """Put most groups under a wide one, some of them two steps deep."""
    found = []
    middle = range(WIDE, WIDE + 90)
    for group in range(WIDE, GROUPS):
        above = int(dice.integers(0, WIDE)) if group in middle else int(dice.choice(middle))
        found.append((above, group))
    further = [(top, low) for top, mid in found for one, low in found if one == mid]
    return np.array(found + further, np.int64)


def _targets(dice: np.random.Generator, number: Ints) -> Ints:
    """Give each project one to nine groups, and what is left out by chance."""
    each = np.repeat(number, dice.integers(1, 10, len(number)))
    what = (_popular(dice, GROUPS - 20, len(each)) * 3) % GROUPS
    return np.stack([each, what, np.ones(len(each), np.int64)], 1)


def _answers(dice: np.random.Generator, wholes: int, number: Ints) -> Ints:
    return np.asarray(_rungs(dice, wholes, number) * (1, 1, 0), np.int64)


def _rungs(_dice: np.random.Generator, wholes: int, number: Ints) -> Ints:
    """Let each theme claim to answer three instruments, and each tenth project have money coded to one."""
    own = np.random.default_rng(_SEED + 1)
    themes = np.repeat(np.arange(wholes - THEMES, wholes), 3)
    some = number[own.random(len(number)) < 0.1]
    who = np.concatenate([themes, some])
    what = GROUPS + own.integers(0, INSTRUMENTS - 5, len(who))
    rung = np.where(who < wholes, 2, 4)
    return np.stack([who, what, rung], 1)


def _some(dice: np.random.Generator, number: Ints, many: int) -> Ints:
    who, what = dice.choice(number, many), dice.integers(0, GROUPS, many)
    return np.stack([who, what, np.zeros(many, np.int64)], 1)


def _told(dice: np.random.Generator, wholes: int, projects: int) -> Bits:
    """Let some themes' documents be read, and tables with nothing but titles be the most of projects."""
    whole = dice.random((wholes, 2)) < 0.4
    project = np.repeat(dice.random(projects) < 0.2, 2).reshape(-1, 2)
    return np.concatenate([whole, project])


def statements(said: stratifying.Said) -> Iterator[str]:
    """Yield a portfolio as N-Triples, a project's links beside each other or not."""
    head, nodes = said.head, _names(said)
    covered = [f"<{name}>" for name in head.covered]
    for number, name in enumerate(covered):
        yield _line(
            name, RDF + "type", f"<{NS}{'TargetGroup' if number < head.groups else 'PolicyInstrument'}>"
        )
    for name in nodes[PERIODS + OBJECTIVES : len(head.wholes)]:
        yield _line(name, RDF + "type", f"<{NS}Theme>")
    for above, below in _steps(said.inside):
        yield _line(covered[below], SKOS + "broader", covered[above])
    for above, below in said.below.tolist():
        if above >= PERIODS:
            yield _line(nodes[above], DCT + "hasPart", nodes[below])
        else:
            yield _line(nodes[below], NS + "period", nodes[above])
    for who, what, _ in said.stated.tolist():
        if what < head.groups:
            yield _line(nodes[who], NS + "targets", covered[what])
    for who, what, rung in said.rungs.tolist():
        yield _line(nodes[who], _RUNG[rung], covered[what])
    for who, region, _ in said.regions.tolist():
        yield _line(nodes[who], DCT + "spatial", f"<{head.regions[region]}>")
    yield from _projects(said, nodes[len(head.wholes) :])


def _projects(said: stratifying.Said, nodes: list[str]) -> Iterator[str]:
    first, last = (np.datetime64("1970-01-01") + days for days in (said.first_day, said.last_day))
    for number, name in enumerate(nodes):
        yield _line(name, RDF + "type", f"<{NS}Project>")
        yield _line(name, _SCHEMA + "startDate", f'"{first[number]}"')
        yield _line(name, _SCHEMA + "endDate", f'"{last[number]}"')
        if not said.unsure[0, number]:
            money = name.replace("/p", "/m")
            yield _line(name, NS + "hasFunding", money)
            yield _line(money, NS + "amount", f'"{said.cents[0, number]}"^^<{XSD}integer>')


def _names(said: stratifying.Said) -> list[str]:
    return [f"<{name}>" for name in said.head.wholes] + [f"<{ID}{p.decode()}>" for p in said.projects]


def _steps(inside: Ints) -> list[tuple[int, int]]:
    """Return the pairs that do not follow from others."""
    pairs = {(int(above), int(below)) for above, below in inside}
    below_of: dict[int, set[int]] = {}
    for above, below in pairs:
        below_of.setdefault(above, set()).add(below)
    return [p for p in sorted(pairs) if not any((mid, p[1]) in pairs for mid in below_of[p[0]])]


def _line(subject: str, relation: str, end: str) -> str:
    return f"{subject} <{relation}> {end} .\n"

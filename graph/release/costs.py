"""What the projects of a release cost, as columns of cents by kind of sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import numpy as np
from pyoxigraph import DefaultGraph, NamedNode

from graph.analysis import amount
from graph.analysis.amount import Amount, Kind, Stated
from graph.analysis.columns import Bits, Ints
from graph.identifiers import ID, NS
from graph.release.portfolio import Portfolio
from graph.store.dataset import Dataset
from graph.terms import DCT, RDF

_ANYWHERE = DefaultGraph()
#: A register's budgets, whose money each is, and what else is known of them.
_BUDGETS = {NS + "euBudget": NS + "composition-eu", NS + "totalBudget": ""}
_MOST = 2**63 - 1
_OF_PROJECT = NS + "fundingScope-project"


def costs(
    dataset: Dataset, projects: Mapping[str, int], portfolio: Portfolio
) -> tuple[tuple[Kind, ...], Ints, Bits]:
    """Return the kinds of sums, and by kind and project the cents and whether no sum is certain.

    Each row of a register is a source of its own. Of what is stated beside rows, sums of one project are read
    at a time, so that memory does not grow with those of all.
    """
    found = portfolio.sums(projects)
    for iri in stated(dataset, NS + "hasFunding", NS + "hasRecord") & projects.keys():
        for (_, kind), known in amount.standing(_stated(dataset, iri)).items():
            least, most = found.setdefault(kind, _none(len(projects)))
            _widen(least, most, projects[iri], known)
    kinds = tuple(sorted(found))
    # What could overflow when all are added up is no sum to rely on.
    limit = (2**63 - 1) // max(len(projects), 1)
    cents = np.zeros((len(kinds), len(projects)), np.int64)
    unsure = np.ones((len(kinds), len(projects)), bool)
    for row, kind in enumerate(kinds):
        least, most = found[kind]
        unsure[row] = (most < 0) | (least != most) | (most > limit)
        # Sums that leave open whose money it is are not alike: none may be added to another.
        unsure[row] |= not kind.is_addable and int((most >= 0).sum()) > 1
        cents[row] = np.where(unsure[row], 0, least)
    return kinds, cents, unsure


def stated(dataset: Dataset, *relations: str) -> set[str]:
    """Return of which things the default graph states one of these relations."""
    of = dataset.store.quads_for_pattern
    quads = (quad for name in relations for quad in of(None, NamedNode(name), None, _ANYWHERE))
    return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}


def _none(projects: int) -> tuple[Ints, Ints]:
    return np.full(projects, -1, np.int64), np.full(projects, -1, np.int64)


def _widen(least: Ints, most: Ints, at: int, known: Amount) -> None:
    if known.most is not None:
        low, high = min(known.least, _MOST), min(known.most, _MOST)
        least[at] = low if most[at] < 0 else min(low, least[at])
        most[at] = max(high, most[at])


def _stated(dataset: Dataset, project: str) -> tuple[Stated, ...]:
    """Read what sources state of one project, as amounts.rq does of all."""
    node = NamedNode(project)
    held = _held(dataset, node)
    rows: list[tuple[str, ...]] = []
    for money in held.get(NS + "hasFunding", ()):
        of = _held(dataset, NamedNode(money))
        rows += _rows(dataset, project, money, of, of)
    for record in held.get(NS + "hasRecord", ()):
        of = _held(dataset, NamedNode(record))
        for budget, composition in _BUDGETS.items():
            if budget in of:
                said = {"amount": of[budget], "fundingScope": [_OF_PROJECT], "currency": ["EUR"]}
                named = {NS + name: value for name, value in said.items()}
                named[NS + "composition"] = [composition]
                rows += _rows(dataset, project, record, named, of)
    return amount.read(sorted(rows))


def _rows(
    dataset: Dataset, project: str, node: str, said: Mapping[str, list[str]], of: Mapping[str, list[str]]
) -> Iterator[tuple[str, ...]]:
    names = ("amount", "fundingScope", "composition", "stage", "currency")
    for values in product(*(said.get(NS + name) or [""] for name in names)):
        for date, source in _sources(dataset, of):
            yield (project, node, *values, date, source)


def _sources(dataset: Dataset, of: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield date and source: of a register's row its version, which has a date where the sum has none."""
    for own, source in product(of.get(NS + "asOf") or [""], of.get(DCT + "source") or [""]):
        row = _held(dataset, NamedNode(source)) if source.startswith(ID) else {}
        if NS + "RegisterRecord" not in row.get(RDF + "type", ()):
            yield own, source
            continue
        for register in row.get(DCT + "source") or [""]:
            dates = _held(dataset, NamedNode(register)).get(NS + "asOf") if register else None
            for whole in dates or [""]:
                yield own or whole, register or source


def _held(dataset: Dataset, node: NamedNode) -> dict[str, list[str]]:
    """Return what the default graph says of a thing, by relation."""
    found: dict[str, list[str]] = {}
    for quad in dataset.store.quads_for_pattern(node, None, None, _ANYWHERE):
        found.setdefault(quad.predicate.value, []).append(str(getattr(quad.object, "value", "")))
    return found

"""An answer asked again of a later release: the same table, with what is new in it and what is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from pyoxigraph import NamedNode

from graph.identifiers import NS
from graph.store.dataset import Dataset, Term
from sparql.answers import Answer, answer, tally
from sparql.words import Language

#: The parameter that names an earlier release; questions have others of their own.
SINCE = "sinceRelease"
#: The column that says what became of a row.
CHANGE = "change"
SAME, NEW, GONE = (NamedNode(f"{NS}row-{name}") for name in ("same", "new", "gone"))

Row = tuple[Term | None, ...]


def asked(
    dataset: Dataset,
    name: str,
    params: Mapping[str, str],
    language: Language,
    earlier: Callable[[str], Dataset],
) -> Answer:
    """Ask a question of the catalogue, and of an earlier release as well where one is named among them.

    Raises what answer() raises, and what opening the earlier release does.
    """
    given = {key: value for key, value in params.items() if key != SINCE}
    now = answer(dataset, name, given, language)
    if not params.get(SINCE):
        return now
    return repeated(answer(earlier(params[SINCE]), name, given, language), now)


def repeated(then: Answer, now: Answer) -> Answer:
    """Return the later answer with a column first that says which rows are new; those that are gone end it.

    Both are of one question with the same parameters. States are counted of the rows that hold now.
    """
    before = Counter(then.rows)
    rows: list[Row] = []
    for row in now.rows:
        held = before[row] > 0
        before[row] -= held
        rows.append((SAME if held else NEW, *row))
    gone = [row for row in then.rows if _taken(before, row)]
    columns = (CHANGE, *now.columns)
    return replace(
        now,
        parameters={**now.parameters, SINCE: then.release},
        columns=columns,
        rows=(*rows, *((GONE, *row) for row in gone)),
        states=tally(columns, tuple(rows)),
    )


def _taken(left: Counter[Row], row: Row) -> bool:
    """Say whether one more of this row is left, and take it."""
    left[row] -= 1
    return left[row] >= 0

"""Catalogue questions answered: never bare rows, always with their scope and states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from pyoxigraph import Literal

from graph.errors import InvalidParameter, NotFound
from graph.identifiers import NS
from graph.store.dataset import Dataset, Table, Term
from graph.store.query_file import QueryFile
from graph.terms import STATES
from sparql.naming import given
from sparql.query_folder import QueryFolder
from sparql.scope import Scope, scope
from sparql.words import Language

_STATE = NS + "state-"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a catalogue question got: the scope it holds in, rows of terms, and how many are in which state.

    ``question`` is in the reader's language; ``parameters`` are as given, with codes in place of names, and
    with the defaults of the others.
    """

    name: str
    question: str
    need: str
    parameters: Mapping[str, str]
    scope: Scope
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    states: Mapping[str, int]
    release: str


def catalogue() -> tuple[QueryFile, ...]:
    """List the questions of the catalogue in the order of their names."""
    return _library().files


def question(name: str) -> QueryFile:
    """Return one question of the catalogue; raises NotFound naming those there are."""
    return _library().named(name)


def answer(dataset: Dataset, name: str, params: Mapping[str, str], lang: Language = "fi") -> Answer:
    """Ask a question of the catalogue; a thing is given by its code or its name.

    Raises NotFound, InvalidParameter, AmbiguousName.
    """
    asked = question(name)
    bound = {**{p.name: lang for p in asked.params if p.type == "language"}, **_bound(dataset, asked, params)}
    table = _library().select(dataset, name, bound)
    defaults = {p.name: p.default for p in asked.params if p.default is not None}
    return Answer(
        name=name,
        question=asked.question.get(lang, asked.question.get("fi", name)),
        need=asked.need,
        parameters={**defaults, **bound},
        scope=cut(scope(dataset), {**defaults, **bound}, table),
        columns=table.columns,
        rows=table.rows,
        states=tally(table.columns, table.rows),
        release=dataset.release,
    )


def cut(bounds: Scope, given: Mapping[str, str], table: Table) -> Scope:
    """Say in the bounds of an answer whether it is cut: by ``most``, with all that there is in ``?total``."""
    if "most" not in given or "total" not in table.columns:
        return bounds
    place, most = table.columns.index("total"), int(given["most"])
    total = max((int(term.value) for row in table.rows if isinstance(term := row[place], Literal)), default=0)
    is_cut = total > most if total else len(table.rows) >= most
    return replace(bounds, most=most, total=total) if is_cut else bounds


def is_state_column(column: str) -> bool:
    """Say whether a column holds states: ``state``, or a name that ends in State."""
    return column == "state" or column.endswith("State")


def state_of(term: Term | None) -> str | None:
    """Return the state a cell names, by its IRI or its bare name, or None."""
    text = getattr(term, "value", "").removeprefix(_STATE)
    return text if text in STATES else None


def _bound(dataset: Dataset, asked: QueryFile, params: Mapping[str, str]) -> dict[str, str]:
    bound = dict(params)
    for parameter in asked.params:
        if parameter.name in bound:
            try:
                bound[parameter.name] = given(dataset, parameter, bound[parameter.name])
            except NotFound as unknown:
                raise InvalidParameter(asked.name, parameter.name, f"{unknown}. {unknown.remedy}") from None
    return bound


def tally(columns: tuple[str, ...], rows: tuple[tuple[Term | None, ...], ...]) -> dict[str, int]:
    """Count the rows by their state, in the order of the states; nothing where no column says one."""
    place = next((n for n, column in enumerate(columns) if is_state_column(column)), None)
    if place is None:
        return {}
    found = Counter(state_of(row[place]) for row in rows)
    return {state: found[state] for state in STATES if found[state]}


@cache
def _library() -> QueryFolder:
    return QueryFolder(Path(str(files("sparql"))) / "catalogue", "question")

"""An answer as a workbook: its question and scope first, then its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from graph.export import words, workbook
from graph.export.cover import Cover, Part
from graph.export.table import Row, Table, Value
from graph.identifiers import NS
from sparql.answers import Answer
from sparql.labels import Labels
from sparql.rendering import Cell, Sheet, sheet
from sparql.scope import sentences
from sparql.words import Language

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def as_xlsx(
    answer: Answer,
    labels: Labels,
    language: Language,
    heads: Mapping[str, str] | None = None,
    notes: Sequence[Part] = (),
    asked: Sequence[tuple[str, str]] | None = None,
) -> bytes:
    """Write question, scope, states and notes on the first sheet, and the rows on the second.

    A column that names things has another beside it, with their codes. ``heads`` are the words that columns
    are headed with, ``asked`` the parameters in words.
    """
    shown = sheet(answer, labels, language)
    coded = {n for row in shown.rows for n, held in enumerate(row) if held and held.code}
    headed = ((heads or {}).get(column, column) for column in shown.columns)
    code = words.column("code")[language]
    columns = (
        name
        for n, c in enumerate(headed)
        for name in ([c, f"{c}, {code}" if heads else f"{c}Code"] if n in coded else [c])
    )
    output = BytesIO()
    name = words.cover()["answer"][language]
    table = Table(name, "", tuple(columns), _rows(shown, coded))
    workbook.write(output, _cover(answer, labels, language, notes, asked), [table])
    return output.getvalue()


def _cover(
    answer: Answer,
    labels: Labels,
    language: Language,
    notes: Sequence[Part],
    asked: Sequence[tuple[str, str]] | None,
) -> Cover:
    text = words.cover()
    scope = [*sentences(answer.scope, labels, language), text["absence"][language]]
    known = answer.parameters.items() if asked is None else asked
    given = [f"{name}: {value}" for name, value in known]
    states = [f"{labels.of(f'{NS}state-{s}', language).text}: {n}" for s, n in answer.states.items()]
    parts = (
        (answer.question, given),
        (text["basis"][language], scope),
        (text["states"][language], states),
        (text["cite"][language], [f"{text['title'][language]}. {answer.release}", text["licence"][language]]),
    )
    return Cover(
        text["scope"][language],
        (*(Part((heading,), tuple((line,) for line in lines)) for heading, lines in parts), *notes),
    )


def _rows(shown: Sheet, coded: set[int]) -> Iterator[Row]:
    for row in shown.rows:
        yield tuple(
            value
            for n, held in enumerate(row)
            for value in ([_value(held), held.code if held else None] if n in coded else [_value(held)])
        )


def _value(held: Cell | None) -> Value:
    if held is None:
        return None
    if held.is_number and (found := _NUMBER.fullmatch(held.text)):
        return float(held.text) if found[1] else int(held.text)
    return held.text

"""Answers as a table of text, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import Literal, NamedNode

from graph.errors import InvalidIdentifier
from graph.export.figure import figure
from graph.export.formula import harmless
from graph.identifiers import NS, code_of
from graph.store.dataset import Term
from graph.terms import XSD
from sparql.answers import Answer, state_of
from sparql.labels import Labels
from sparql.scope import sentences
from sparql.words import Language, truth

_NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float", "int", "long")}
#: What such a value may look like (XML Schema 1.1, 3.3); a store holds any other, too.
_NUMERAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN", re.ASCII)
_WIDEST = 120

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a reader sees in a cell: words in a language, the thing they name, the state they say."""

    text: str
    language: str = ""
    iri: str = ""
    state: str = ""
    is_number: bool = False
    truth: bool | None = None

    @property
    def code(self) -> str:
        """The code of the thing named, or empty where it is none of ours."""
        try:
            return code_of(self.iri)
        except InvalidIdentifier:
            return ""

    def shown(self, language: str) -> str:
        """Return it as a reader of a language sees it, where no program reads it."""
        return figure(self.text, language) if self.is_number else self.text


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns and cells of an answer as they are shown."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]


def sheet(answer: Answer, labels: Labels, language: Language) -> Sheet:
    """Put names in place of IRIs; a column ``xLabel`` beside ``x`` is merged into it."""
    merged = {c: answer.columns.index(c + "Label") for c in answer.columns if c + "Label" in answer.columns}
    dropped = set(merged.values())
    kept = [(place, column) for place, column in enumerate(answer.columns) if place not in dropped]
    # Most cells of a long answer are of a few states, names and numbers: each is shown once.
    known: dict[tuple[Term | None, Term | None], Cell | None] = {}

    def shown(term: Term | None, name: Term | None) -> Cell | None:
        if (term, name) not in known:
            known[term, name] = cell(term, labels, language, name)
        return known[term, name]

    rows = (
        tuple(shown(row[place], row[merged[column]] if column in merged else None) for place, column in kept)
        for row in answer.rows
    )
    return Sheet(tuple(column for _, column in kept), tuple(rows))


def cell(term: Term | None, labels: Labels, language: Language, name: Term | None = None) -> Cell | None:
    """Show one term: a thing by its name, a state in words, a value as it is."""
    if term is None:
        return None
    if state := state_of(term):
        shown = labels.of(f"{NS}state-{state}", language)
        return Cell(shown.text, shown.language, state=state)
    if isinstance(term, NamedNode):
        shown = labels.of(term.value, language)
        if isinstance(name, Literal) and name.language == language:
            return Cell(name.value, language, term.value)
        return Cell(shown.text, shown.language, term.value)
    if isinstance(term, Literal) and term.datatype.value == XSD + "boolean":
        held = term.value in ("true", "1")
        return Cell(truth(language, held), language, truth=held)
    if isinstance(term, Literal):
        is_number = term.datatype.value in _NUMBERS and _NUMERAL.fullmatch(term.value) is not None
        return Cell(term.value, term.language or "", is_number=is_number)
    return Cell(str(term))


def as_text(answer: Answer, labels: Labels, language: Language) -> str:
    """Write question, scope and rows for a terminal."""
    shown = sheet(answer, labels, language)
    head = [answer.question, *(f"  {line}" for line in sentences(answer.scope, labels, language)), ""]
    rows = [tuple(held.shown(language) if held else "" for held in row) for row in shown.rows]
    tally = ", ".join(_counted(answer, labels, language))
    foot = ["", f"{len(rows)} · {tally}" if tally else str(len(rows))]
    return "\n".join([*head, *aligned(shown.columns, rows), *foot]) + "\n"


def as_json(answer: Answer, labels: Labels, language: Language) -> bytes:
    """Write the whole answer as one JSON object."""
    return json.dumps(as_object(answer, labels, language), ensure_ascii=False, indent=1).encode()


def as_object(answer: Answer, labels: Labels, language: Language) -> dict[str, object]:
    """Return the whole answer as JSON has it."""
    shown = sheet(answer, labels, language)
    return {
        "name": answer.name,
        "question": answer.question,
        "need": answer.need,
        "release": answer.release,
        "parameters": dict(answer.parameters),
        "scope": list(sentences(answer.scope, labels, language)),
        "states": dict(answer.states),
        "columns": list(shown.columns),
        "rows": [dict(zip(shown.columns, map(as_value, row), strict=True)) for row in shown.rows],
    }


def as_csv(
    answer: Answer, labels: Labels, language: Language, beside: Mapping[str, str] | None = None
) -> bytes:
    """Write the rows as CSV, with the code of each thing beside its name, the release, and the scope once.

    What is to be said ``beside`` the rows, by the names of columns, is said once, too.

    Starts with a byte order mark, without which spreadsheets misread ä and ö.
    """
    shown = sheet(answer, labels, language)
    coded = {n for row in shown.rows for n, held in enumerate(row) if held and held.code}
    heads = [[column, f"{column}Code"] if n in coded else [column] for n, column in enumerate(shown.columns)]
    bounds = " ".join(sentences(answer.scope, labels, language))
    out = io.StringIO()
    writer = csv.writer(out)
    once = {"scope": bounds, **(beside or {})}
    writer.writerow([*chain(*heads), "release", *once])
    for place, row in enumerate(shown.rows or ((None,) * len(shown.columns),)):
        texts = (
            [_csv(h), harmless(h.code) if h else ""] if n in coded else [_csv(h)] for n, h in enumerate(row)
        )
        writer.writerow(
            [*chain(*texts), answer.release, *("" if place else harmless(s) for s in once.values())]
        )
    return ("\ufeff" + out.getvalue()).encode()


def _csv(held: Cell | None) -> str:
    if held is None:
        return ""
    return held.text if held.is_number else harmless(held.text)


def as_value(held: Cell | None) -> Value | dict[str, Value]:
    """Return a cell as JSON has it: a number, a truth, a text, or an object for a thing and a state."""
    if held is None:
        return None
    if held.state:
        return {"state": held.state, "label": held.text}
    if held.iri:
        return {"code": held.code or None, "iri": held.iri, "label": held.text, "lang": held.language}
    if held.truth is not None:
        return held.truth
    if held.is_number:
        return _number(held.text)
    return {"text": held.text, "lang": held.language} if held.language else held.text


def _number(text: str) -> int | float | str:
    try:
        return int(text)
    except ValueError:
        number = float(text)
        return number if number == number and abs(number) != float("inf") else text


def _counted(answer: Answer, labels: Labels, language: Language) -> list[str]:
    return [f"{labels.of(f'{NS}state-{s}', language).text}: {n}" for s, n in answer.states.items()]


def aligned(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Write a table for a terminal, line by line."""
    widths = [
        min(_WIDEST, max([len(column), *(len(row[n]) for row in rows)])) for n, column in enumerate(columns)
    ]
    lines = [columns, ["─" * width for width in widths], *rows]
    return [
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]

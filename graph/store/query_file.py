"""SPARQL files: a header that names the query, its question and its parameters, and text to bind them in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from graph.errors import InvalidParameter, MalformedLine
from graph.store.parameter import TYPES, Parameter
from graph.store.tokens import Kind, tokens

_HEADER = re.compile(r"#\s*([a-z]+)\s*:\s*(.*)")
_PARAMETER = re.compile(
    r"(?P<name>[a-z][A-Za-z0-9]*)\s+(?P<type>[a-z]+)(?:\((?P<classes>[A-Za-z0-9|-]+)\))?"
    r"(?:\s*=\s*(?P<default>[^;]*?))?\s*;\s*(?P<meaning>.+)"
)
LANGUAGES = ("fi", "sv", "en")


@dataclass(frozen=True, slots=True)
class QueryFile:
    """A query with its question in each language; ``rule`` and ``graph`` are those of inference rules.

    ``why`` names the question that tells what a row rests on which is of no thing.
    """

    name: str
    text: str
    need: str = ""
    question: Mapping[str, str] = field(default_factory=dict)
    params: tuple[Parameter, ...] = ()
    rule: str = ""
    graph: str = ""
    why: str = ""


@cache
def load(path: Path) -> QueryFile:
    """Read a ``.rq`` file, once a process; raises MalformedLine for what is not as it declares."""
    text = path.read_text(encoding="utf-8")
    held: dict[str, str] = {}
    params: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            break
        if not (found := _HEADER.match(line)):
            continue
        if found[1] == "param":
            params.append(parameter(path, number, found[2]))
        else:
            held[found[1]] = found[2].strip()
    query = QueryFile(
        name=held.get("name") or held.get("rule") or path.stem,
        text=text,
        need=held.get("need", ""),
        question={language: held[language] for language in LANGUAGES if language in held},
        params=tuple(params),
        rule=held.get("rule", ""),
        graph=held.get("graph", ""),
        why=held.get("why", ""),
    )
    _check_placeholders(path, query)
    return query


def bind(query: QueryFile, values: Mapping[str, str] | None = None) -> str:
    """Return the query's text with each placeholder replaced by its value, or default, as a term.

    Raises InvalidParameter for a value that is missing, unknown or not of its type.
    """
    given = dict(values or {})
    known = {parameter.name for parameter in query.params}
    for name in given:
        if name not in known:
            raise InvalidParameter(query.name, name, f"unknown; there are: {', '.join(sorted(known))}")
    terms = {f"${p.name}": _bound(query, p, given.get(p.name, p.default)) for p in query.params}
    return "".join(terms.get(piece, piece) for piece in _pieces(query.text))


@cache
def _pieces(text: str) -> tuple[str, ...]:
    """Split a text so that every placeholder is a piece of its own; each file is split once."""
    pieces: list[str] = []
    held: list[str] = []
    for token in tokens(text):
        if token.kind is Kind.VARIABLE and token.text.startswith("$"):
            pieces.extend(("".join(held), token.text))
            held.clear()
        else:
            held.append(token.text)
    return (*pieces, "".join(held))


def _bound(query: QueryFile, parameter: Parameter, value: str | None) -> str:
    if value is None:
        raise InvalidParameter(query.name, parameter.name, "missing")
    try:
        return parameter.term(value)
    except ValueError as problem:
        raise InvalidParameter(query.name, parameter.name, str(problem)) from None


def parameter(path: Path, number: int, declared: str) -> Parameter:
    """Read a declared parameter: ``name type(classes) = default ; meaning``; raises MalformedLine."""
    found = _PARAMETER.fullmatch(declared.strip())
    if found is None or found["type"] not in TYPES:
        expected = f"expected: name type = default ; meaning, with a type of {', '.join(TYPES)}"
        raise MalformedLine(path, number, expected)
    classes = tuple((found["classes"] or "").split("|")) if found["classes"] else ()
    held = Parameter(found["name"], found["type"], classes, found["default"], found["meaning"])
    if held.default is not None:
        try:
            held.term(held.default)
        except ValueError as problem:
            raise MalformedLine(path, number, f"default of {held.name}: {problem}") from None
    return held


def _check_placeholders(path: Path, query: QueryFile) -> None:
    declared = {f"${parameter.name}" for parameter in query.params}
    used = set()
    for token in tokens(query.text):
        if token.kind is Kind.VARIABLE and token.text.startswith("$"):
            used.add(token.text)
            if token.text not in declared:
                line = query.text.count("\n", 0, token.start) + 1
                raise MalformedLine(path, line, f"{token.text} is declared by no # param: line")
    if unused := sorted(declared - used):
        raise MalformedLine(path, 1, f"{', '.join(unused)} is declared and never used")

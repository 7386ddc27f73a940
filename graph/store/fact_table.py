"""Facts that an owner of data writes by hand as a table of things, with a line each."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, XSD
from rdflib.term import Node

from graph.errors import InvalidIdentifier, MalformedLine
from graph.identifiers import ID, NS, resource

_COLUMN = re.compile(r"(?P<term>[A-Za-z]+)(?:_(?P<language>[a-z]{2}))?")
_NUMBER = re.compile(r"-?[0-9]{1,18}")
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
#: Several values of one cell stand apart by this.
_APART = "|"
_FIRST = ("code", "kind")
#: What is a text even where it is made of digits alone.
_TEXTS = frozenset(("identifier", "notation"))
_NAMES = frozenset(("prefLabel", "altLabel", "hiddenLabel"))


def load(path: Path) -> Graph:
    """Read a table of things; its first line names the columns.

    ``code`` and ``kind`` come first; any other column is a term of the published context, with a language
    behind it where the value is in one (``prefLabel_sv``). A value is a thing (``id:…``), a term (``kyt:…``),
    an address, a whole number, or else a text; ``|`` stands between several. Names of a line get ``source``
    as their source. Raises MalformedLine for what is none of this.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        return read(path, file)


def read(path: Path, text: Iterable[str]) -> Graph:
    """Read the lines of a table as ``load`` does; the path is named in what is raised."""
    graph = Graph()
    try:
        lines = csv.reader(text, strict=True)
        columns = next(lines, [])
        _check(path, columns)
        for line in lines:
            _add(graph, path, lines.line_num, columns, line)
    except (csv.Error, UnicodeDecodeError) as problem:
        reason = f"not a table of comma-separated values in UTF-8: {problem}"
        raise MalformedLine(path, 1, reason) from None
    return graph


def _check(path: Path, columns: Sequence[str]) -> None:
    if tuple(columns[:2]) != _FIRST:
        raise MalformedLine(path, 1, f"the first columns are {' and '.join(_FIRST)}")
    for column in columns[2:]:
        found = _COLUMN.fullmatch(column)
        if found is None or found["term"] not in _terms():
            raise MalformedLine(path, 1, f"column {column!r} is no term of the context, as prefLabel_fi is")
    if len(set(columns)) < len(columns):
        raise MalformedLine(path, 1, "a column stands there twice")


def _add(graph: Graph, path: Path, number: int, columns: Sequence[str], line: Sequence[str]) -> None:
    if not any(cell.strip() for cell in line):
        return
    if len(line) != len(columns):
        raise MalformedLine(path, number, f"{len(line)} values stand under {len(columns)} columns")
    cells = {column: cell.strip() for column, cell in zip(columns, line, strict=True)}
    try:
        thing = URIRef(resource(cells["code"].removeprefix("id:")))
    except InvalidIdentifier:
        raise MalformedLine(path, number, f"{cells['code']!r} is no code") from None
    for kind in (part.strip() for part in cells["kind"].split(_APART)):
        if kind not in _terms() or not kind[0].isupper():
            raise MalformedLine(path, number, f"{kind!r} is no kind, as TargetGroup is")
        graph.add((thing, RDF.type, URIRef(_terms()[kind])))
    names = [added for column in columns[2:] for added in _said(graph, thing, column, cells[column])]
    _label(graph, thing, names, cells.get("source", ""))


def _said(graph: Graph, thing: URIRef, column: str, cell: str) -> Iterator[Literal]:
    """Add what one cell says, and yield the names among it."""
    found = _COLUMN.fullmatch(column)
    assert found is not None
    term, language = found["term"], found["language"]
    for text in filter(None, (part.strip() for part in cell.split(_APART))):
        value = _value(term, language, text)
        graph.add((thing, URIRef(_terms()[term]), value))
        if term in _NAMES and isinstance(value, Literal):
            yield value


def _value(term: str, language: str | None, text: str) -> Node:
    if language:
        return Literal(text, lang=language)
    for prefix, start in (("id:", ID), ("kyt:", NS)):
        if text.startswith(prefix):
            return URIRef(start + text.removeprefix(prefix))
    if _IRI.fullmatch(text):
        return URIRef(text)
    if _NUMBER.fullmatch(text) and term not in _TEXTS:
        return Literal(text, datatype=XSD.integer)
    return Literal(text)


def _label(graph: Graph, thing: URIRef, names: Sequence[Literal], source: str) -> None:
    """Say where a thing's names are from: a source makes them official ones."""
    if names:
        labelling = BNode()
        graph.add((thing, URIRef(NS + "labelling"), labelling))
        status = "label-official" if _IRI.fullmatch(source) else "label-working"
        graph.add((labelling, URIRef(NS + "labelStatus"), URIRef(NS + status)))
        if _IRI.fullmatch(source):
            graph.add((labelling, DCTERMS.source, URIRef(source)))
        for name in names:
            graph.add((labelling, URIRef(NS + "labelText"), name))


@cache
def _terms() -> Mapping[str, str]:
    """Return the IRIs of the terms of the published context, by their short names."""
    held = json.loads((files("ontology") / "context.jsonld").read_text("utf-8"))["@context"]
    named = {name: value["@id"] if isinstance(value, dict) else value for name, value in held.items()}
    prefixes = {
        name: value for name, value in named.items() if isinstance(value, str) and value.endswith(("/", "#"))
    }
    found = {}
    for name, value in named.items():
        prefix, _, local = str(value).partition(":")
        if prefix in prefixes and local and not local.startswith("//"):
            found[name] = prefixes[prefix] + local
    return found

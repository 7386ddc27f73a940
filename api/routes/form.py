"""The form for readers of pages: a query written by hand or by choices, and its result beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from pyoxigraph import QueryBoolean, parse_query_results

from api.answering import shown
from api.reader import Reader, reader_of
from api.routes.questions import by_need
from api.site import Site
from api.templating import page
from api.v1.telling import code_of
from graph.errors import (
    AnswerTooLarge,
    Busy,
    ForbiddenQuery,
    InvalidQuery,
    MalformedRequest,
    OutOfMemory,
    OutOfTime,
    TooLarge,
)
from graph.identifiers import ID
from graph.store import layout
from graph.store.query_file import bind
from graph.terms import KINDS, PREFIXES, RELATIONS, STATES, state
from sparql.answers import catalogue, question
from sparql.guided import CHOICES, built
from sparql.labels import alphabetical
from sparql.protocol import Fields, Operation, operation
from sparql.rendering import Cell, cell
from sparql.results import SHORT, TABLES, Result, sealed
from sparql.words import Language

_TABLE = ("json", "xml", "csv", "tsv")
_GRAPH = ("ttl", "nt", "rdf", "jsonld", "trig", "nq")
_ON_PAGE = f"{SHORT['json']}, {SHORT['ttl']}"
_TOLD = (InvalidQuery, ForbiddenQuery, TooLarge, MalformedRequest, OutOfTime, OutOfMemory, Busy)
_SHOWN, _SHOWN_BYTES = 500, 100_000
_CODE = re.compile(rf"(?:\bid:|<{re.escape(ID)})([A-Za-z0-9][A-Za-z0-9_-]*)")
_EXAMPLE = """PREFIX kyt: <https://w3id.org/kytkos/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?theme ?group ?name WHERE {
  ?theme a kyt:Theme ;
    kyt:targets ?group .
  ?group skos:prefLabel ?name .
  FILTER(lang(?name) = "fi")
}
ORDER BY ?theme ?name"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A result as the page shows it: a table, a yes or no, or the beginning of some Turtle with the
    names of its things by their codes."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell | None, ...], ...] = ()
    count: int = 0
    truth: bool | None = None
    text: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    is_cut: bool = False
    formats: tuple[str, ...] = _TABLE


async def form(request: Request, here: Site, named: Fields, base: str) -> Response:
    """Show the form, with the result of its query; what is wrong with it is told beside it."""
    reader = reader_of(request)
    chosen = {name: held[0] for name, held in named.items() if name in CHOICES and held[0]}
    text = next(iter(named.get("query", [])), "") or (built(chosen) if chosen else "")
    result, error, status = None, None, 200
    try:
        if text.strip():
            asked = _asked(request, named, text, base)
            got = await shown(request, here, asked, _ON_PAGE)
            result = await run_in_threadpool(sealed, lambda: _shown(here, reader.language, got))
    except _TOLD as problem:
        error, status = problem, problem.http_status
    said: dict[str, object] = {
        "query": text or _example(named),
        "asked": text,
        "shown": result,
        "error": error,
        "chosen": chosen,
        "is_cut": isinstance(error, AnswerTooLarge),
    }
    return await run_in_threadpool(_page, here, reader, status, said)


def _asked(request: Request, named: Fields, text: str, base: str) -> Operation:
    if "query" not in named:
        return Operation(text, base=base)
    return replace(operation("GET", request.scope["query_string"], {}, b""), base=base)


def _example(named: Fields) -> str:
    """Return the query of the question that an address names, with its defaults, or else a first example."""
    name = next(iter(named.get("example", [])), "")
    return bind(question(name)) if name else _EXAMPLE


def examples(reader: Reader) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the questions that can be asked as they are, by what they are needed for."""
    ready = {held.name for held in catalogue() if all(p.default is not None for p in held.params)}
    every = ((need, [held for held in asked if held[0] in ready]) for need, asked in by_need(reader.language))
    return [(need, asked) for need, asked in every if asked]


def guide(here: Site, reader: Reader) -> dict[str, list[tuple[str, str]]]:
    """Return what each choice of the guided form offers, by its name in the reader's language."""

    def named(iris: Iterable[str]) -> list[tuple[str, str]]:
        shown = ((code_of(iri), here.labels.of(iri, reader.language).text) for iri in iris)
        return sorted(shown, key=lambda pair: alphabetical(pair[1]))

    held = [iri for iri, _ in here.kinds if iri in KINDS.values()]
    return {
        "kind": named(held),
        "relation": named(relation.iri for relation in RELATIONS.values() if relation.plain),
        "other": named(held),
        "state": [(name, here.labels.of(state(name), reader.language).text) for name in STATES],
        "period": named(period.iri for period in here.scope.periods),
    }


def _page(here: Site, reader: Reader, status: int, said: dict[str, object]) -> Response:
    return page(
        here,
        reader,
        "sparql.html",
        status,
        **said,
        graphs=here.graphs,
        prefixes=PREFIXES,
        examples=examples(reader),
        guide=guide(here, reader),
        in_default=layout.DEFAULT,
    )


def _shown(here: Site, language: Language, got: Result) -> Shown:
    if got.media_type != SHORT["json"]:
        text = got.body[:_SHOWN_BYTES].decode(errors="ignore")
        names = _names(here, language, text)
        return Shown(text=text, names=names, is_cut=len(got.body) > _SHOWN_BYTES, formats=_GRAPH)
    answer = parse_query_results(got.body, format=TABLES[SHORT["json"]])
    if isinstance(answer, QueryBoolean):
        return Shown(truth=bool(answer))
    variables = answer.variables
    rows: list[tuple[Cell | None, ...]] = []
    count = 0
    for solution in answer:
        count += 1
        if count <= _SHOWN:
            rows.append(tuple(cell(solution[v], here.labels, language) for v in variables))
    return Shown(tuple(v.value for v in variables), tuple(rows), count, is_cut=count > _SHOWN)


def _names(here: Site, language: Language, turtle: str) -> dict[str, str]:
    """Name the things of some Turtle by their codes: for who reads it, and for its drawing."""
    codes = islice(dict.fromkeys(_CODE.findall(turtle)), _SHOWN)
    return {code: here.labels.of(ID + code, language).text for code in codes}

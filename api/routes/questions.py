"""The catalogue of questions: each a page with its scope and states, and the same as JSON, CSV and XLSX."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from api.reader import ByReader, Reader
from api.routes.why import addresses
from api.site import Here, Site
from api.templating import page
from graph.errors import NotFound
from graph.export.workbook import MEDIA_TYPE
from graph.identifiers import ID, NS
from graph.store.parameter import Parameter
from graph.store.query_file import QueryFile, bind
from graph.terms import KINDS, STATES
from sparql.answers import Answer, answer, catalogue, question
from sparql.description import value
from sparql.labels import Labels, alphabetical, local_name
from sparql.negotiation import choose
from sparql.rendering import Sheet, as_csv, as_json, sheet
from sparql.scope import sentences
from sparql.words import LANGUAGES, Language
from sparql.workbook import as_xlsx

router = APIRouter()

_NEEDS = (
    "gaps coverage continuity overlap evidence funding indicators results organisations provenance scope"
).split()
_WRITERS: Mapping[str, tuple[str, Callable[[Answer, Labels, Language], bytes]]] = {
    "json": ("application/json", as_json),
    "csv": ("text/csv", as_csv),
    "xlsx": (MEDIA_TYPE, as_xlsx),
}
_OFFERED = ("text/html", "application/json", "text/csv", MEDIA_TYPE)
_SUFFIXES = {media_type: suffix for suffix, (media_type, _) in _WRITERS.items()}
_SHOWN = 500
_MOST_OPTIONS = 400


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a parameter can be given, and how it reads."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter as a form asks for it; without options it is written by hand."""

    name: str
    label: str
    meaning: str
    value: str
    options: tuple[Option, ...]
    is_required: bool


def by_need(language: Language) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the catalogue's names and questions in this language, grouped by what they are needed for."""
    groups: dict[str, list[tuple[str, str]]] = {need: [] for need in _NEEDS}
    for asked in catalogue():
        groups.setdefault(asked.need, []).append((asked.name, asked.question.get(language, asked.name)))
    return [(need, held) for need, held in groups.items() if held]


@router.get("/question")
def questions(here: Here, reader: ByReader) -> Response:
    """List the questions of the catalogue."""
    return page(here, reader, "questions.html", needs=by_need(reader.language))


@router.get("/question/{name}")
def ask(name: str, here: Here, reader: ByReader, request: Request) -> Response:
    """Answer a question as a page, or as JSON, CSV or a workbook by suffix or Accept header."""
    stem, _, suffix = name.rpartition(".")
    if stem and suffix in _WRITERS:
        return _written(here, reader, stem, suffix)
    if stem:
        raise NotFound("format", suffix, tuple(_WRITERS))
    chosen = choose(request.headers.get("accept"), _OFFERED)
    if chosen != "text/html":
        return _written(here, reader, name, _SUFFIXES[chosen])
    return _shown(here, reader, question(name))


def _written(here: Site, reader: Reader, name: str, suffix: str) -> Response:
    media_type, write = _WRITERS[suffix]
    got = answer(here.dataset, name, _given(reader), reader.language)
    headers = {
        "Content-Language": reader.language,
        "Vary": "Accept, Accept-Language",
        "Content-Disposition": f'inline; filename="{name}.{suffix}"',
    }
    return Response(write(got, here.labels, reader.language), headers=headers, media_type=media_type)


def _shown(here: Site, reader: Reader, asked: QueryFile) -> Response:
    given = _given(reader)
    is_ready = all(p.name in given or p.default is not None for p in asked.params)
    got = answer(here.dataset, asked.name, given, reader.language) if is_ready else None
    held = got.parameters if got else given
    fields = [_field(here, reader, p, held.get(p.name)) for p in asked.params]
    rows = sheet(got, here.labels, reader.language) if got else None
    return page(
        here,
        reader,
        "question.html",
        asked=asked,
        title=asked.question.get(reader.language, asked.name),
        fields=fields,
        given=given,
        scope=sentences(here.scope, here.labels, reader.language),
        got=got,
        columns=[_column(here, reader, column) for column in rows.columns] if rows else [],
        rows=rows.rows[:_SHOWN] if rows else (),
        whys=_whys(here, reader, rows, held) if rows else [],
        most=_SHOWN,
        suffixes=tuple(_WRITERS),
        query=bind(asked, got.parameters) if got else asked.text,
    )


def _whys(here: Site, reader: Reader, shown: Sheet, given: Mapping[str, str]) -> list[list[str]]:
    things = (text if text.startswith(ID) else ID + text.removeprefix("id:") for text in given.values())
    return addresses(here, reader, shown.rows[:_SHOWN], things)


def _given(reader: Reader) -> dict[str, str]:
    return {name: held for name, held in reader.query if name != "lang" and held}


def _field(here: Site, reader: Reader, parameter: Parameter, given: str | None) -> Field:
    held = given if given is not None else parameter.default or ""
    options = _options(here, reader, parameter)
    # The file of a query explains its parameters in English only; their names have words in every language.
    meaning = parameter.meaning if reader.language == "en" else ""
    label = _column(here, reader, parameter.name)
    return Field(parameter.name, label, meaning, _short(held), options, is_required=parameter.default is None)


def _options(here: Site, reader: Reader, parameter: Parameter) -> tuple[Option, ...]:
    if parameter.type == "state":
        labels = ((state, here.labels.of(f"{NS}state-{state}", reader.language).text) for state in STATES)
        return tuple(Option(state, text) for state, text in labels)
    if parameter.type == "language":
        return tuple(Option(tag, here.texts.say(reader.language, f"language.{tag}")) for tag in LANGUAGES)
    if not parameter.classes and (parameter.default or "").startswith("kyt:"):
        rows = here.queries.select(here.dataset, "siblings", {"value": parameter.default or ""}).rows
        iris = [value(sibling) for (sibling,) in rows]
        return tuple(Option(_short(iri), here.labels.of(iri, reader.language).text) for iri in iris)
    found: dict[str, str] = {}
    for name in parameter.classes:
        for thing, _ in here.queries.select(here.dataset, "kind", {"kind": _class(name)}).rows:
            found[local_name(value(thing))] = here.labels.of(value(thing), reader.language).text
    if len(found) > _MOST_OPTIONS:
        return ()
    return tuple(Option(code, text) for code, text in sorted(found.items(), key=lambda o: alphabetical(o[1])))


def _column(here: Site, reader: Reader, column: str) -> str:
    return here.texts.find(reader.language, f"column.{column}") or column


def _class(name: str) -> str:
    return KINDS.get(name) or NS + name


def _short(held: str) -> str:
    return held.replace(NS, "kyt:").removeprefix("id:")

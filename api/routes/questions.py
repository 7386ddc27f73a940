"""The catalogue of questions: each a page with its scope and states, and the same as JSON, CSV and XLSX."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request, Response

from api.fields import Field, column, field, filled, releases
from api.leaf import FIELD, leaf
from api.reader import ByReader, Reader
from api.site import Here, Site
from api.templating import page
from api.whys import Whys
from graph.errors import NotFound
from graph.export.workbook import MEDIA_TYPE
from graph.identifiers import ID
from graph.store.parameter import Parameter
from graph.store.query_file import QueryFile, bind
from sparql.answers import Answer, catalogue, question
from sparql.labels import Labels
from sparql.negotiation import choose
from sparql.rendering import Sheet, as_csv, as_json, sheet
from sparql.repeated import SINCE
from sparql.repeated import asked as asked_of
from sparql.scope import sentences
from sparql.words import Language
from sparql.workbook import as_xlsx

router = APIRouter()

_NEEDS = (
    "gaps coverage continuity overlap evidence funding indicators results organisations provenance scope"
).split()
#: The question that tells what was read, and so what a state of no thing rests on.
_READ = "documents-read"
FORMS: Mapping[str, tuple[str, Callable[[Answer, Labels, Language], bytes]]] = {
    "json": ("application/json", as_json),
    "csv": ("text/csv", as_csv),
    "xlsx": (MEDIA_TYPE, as_xlsx),
}
_OFFERED = ("text/html", "application/json", "text/csv", MEDIA_TYPE)
_SUFFIXES = {media_type: suffix for suffix, (media_type, _) in FORMS.items()}


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
    if stem and suffix in FORMS:
        return _written(here, reader, stem, suffix)
    if stem:
        raise NotFound("format", suffix, tuple(FORMS))
    chosen = choose(request.headers.get("accept"), _OFFERED)
    if chosen != "text/html":
        return _written(here, reader, name, _SUFFIXES[chosen])
    asked = question(name)
    return here.kept.get(("question", reader), lambda: _shown(here, reader, asked))


def _written(here: Site, reader: Reader, name: str, suffix: str) -> Response:
    media_type, write = FORMS[suffix]
    got = asked_of(here.dataset, name, _given(reader), reader.language, here.earlier)
    headers = {
        "Content-Language": reader.language,
        "Vary": "Accept, Accept-Language",
        "Content-Disposition": f'inline; filename="{name}.{suffix}"',
    }
    return Response(write(got, here.labels, reader.language), headers=headers, media_type=media_type)


def _shown(here: Site, reader: Reader, asked: QueryFile) -> Response:
    given = _given(reader)
    is_ready = all(p.name in given or p.default is not None for p in asked.params)
    got = asked_of(here.dataset, asked.name, given, reader.language, here.earlier) if is_ready else None
    held = got.parameters if got else given
    fields = [field(here, reader, p, held.get(p.name)) for p in asked.params]
    if since := _since(here, reader, held):
        fields.append(since)
    rows = sheet(got, here.labels, reader.language) if got else None
    turned = leaf(reader, len(rows.rows) if rows else 0)
    shown = turned.rows(rows.rows) if rows else ()
    return page(
        here,
        reader,
        "question.html",
        asked=asked,
        title=asked.question.get(reader.language, asked.name),
        fields=fields,
        given=given,
        scope=sentences(got.scope if got else here.scope, here.labels, reader.language),
        got=got,
        columns=[column(here, reader, name) for name in rows.columns] if rows else [],
        rows=shown,
        whys=_whys(here, reader, rows, held, asked.why or _READ).of(shown),
        leaf=turned,
        suffixes=tuple(FORMS),
        query=bind(asked, {p.name: held[p.name] for p in asked.params}) if got else asked.text,
    )


def _since(here: Site, reader: Reader, held: Mapping[str, str]) -> Field | None:
    """Make the field of the release that an answer is compared with; None where no other is kept."""
    others = releases(here)
    if not others:
        return None
    label, meaning = (
        here.texts.say(reader.language, f"question.{key}") for key in ("since", "since-meaning")
    )
    parameter = Parameter(SINCE, "string", default="")
    return filled(parameter, held.get(SINCE), label, meaning, others)


def _whys(here: Site, reader: Reader, held: Sheet | None, given: Mapping[str, str], why: str) -> Whys:
    things = (text if text.startswith(ID) else ID + text.removeprefix("id:") for text in given.values())
    otherwise = reader.link(f"/question/{why}")
    columns = held.columns if held else ()
    return Whys(here, reader, columns, tuple(things), otherwise=otherwise, then=given.get(SINCE, ""))


def _given(reader: Reader) -> dict[str, str]:
    return {name: held for name, held in reader.query if name not in ("lang", FIELD) and held}

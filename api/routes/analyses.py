"""The catalogue of analyses: each a page with scope, picture and table, and the same in written forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from api.fields import Field, Option, filled, options
from api.heat import Heat, heat
from api.leaf import FIELD, leaf
from api.reader import ByReader, Reader
from api.routes.older import answered_at
from api.site import Here, Site
from api.templating import page
from api.whys import Whys
from graph.analysis.analysis import Analysis, Declared
from graph.analysis.listing import analyses, analysis
from graph.analysis.picture import Matrix
from graph.errors import KytkosError, NotFound
from graph.export.drawing.drawn import drawn
from graph.identifiers import ID
from graph.store.parameter import Parameter
from sparql.analyses import RELEASE, analyse
from sparql.analysis_forms import FORMS, lettering
from sparql.negotiation import choose
from sparql.scope import sentences
from sparql.spoken import Spoken, chosen, meaning, speak, title_of
from sparql.words import Language

router = APIRouter()

_HTML = "text/html"
_SUFFIXES = {form.media_type: suffix for suffix, form in FORMS.items() if form.media_type != _HTML}
_OFFERED = (_HTML, *_SUFFIXES)


@dataclass(frozen=True, slots=True)
class Asked:
    """An analysis as a reader asked for it, and the path of its page."""

    analysis: Analysis
    given: Mapping[str, str]
    path: str

    @property
    def declared(self) -> Declared:
        """What is asked."""
        return self.analysis.declared

    @property
    def lacks(self) -> bool:
        """Say whether a parameter is wanting that has no default."""
        return any(p.default is None and p.name not in self.given for p in self.declared.params)


@router.get("/analysis")
def listed(here: Here, reader: ByReader) -> Response:
    """List the analyses by what they are needed for."""
    groups: dict[str, list[Declared]] = {}
    for held in analyses():
        groups.setdefault(held.declared.need, []).append(held.declared)
    return page(here, reader, "analyses.html", groups=groups)


@router.get("/analysis/{name}")
def answered(name: str, here: Here, reader: ByReader, request: Request) -> Response:
    """Run an analysis: as a page, or in a written form by suffix or Accept header."""
    return _answer(here, reader, name, request.headers.get("accept"))


@router.get("/release/{release}/analysis/{name}")
async def answered_before(
    release: str, name: str, here: Here, reader: ByReader, request: Request
) -> Response:
    """Run an analysis on a release that is kept, at an address that always gives the same."""
    accept = request.headers.get("accept")
    return await answered_at(
        request, release, here, reader, lambda site, bound: _answer(site, bound, name, accept)
    )


def _answer(here: Site, reader: Reader, name: str, accept: str | None) -> Response:
    stem, _, suffix = name.rpartition(".")
    if stem and suffix not in FORMS:
        raise NotFound("format", suffix, tuple(FORMS))
    if not stem and (chosen_form := choose(accept, _OFFERED)) != _HTML:
        stem, suffix = name, _SUFFIXES[chosen_form]
    given = {key: value for key, value in reader.query if key not in ("lang", FIELD) and value}
    held = analysis(stem or name)
    asked = Asked(held, given, reader.kept(f"/analysis/{held.declared.name}"))
    key = ("analysis", name, suffix, reader)
    return here.kept.get(
        key, lambda: _written(here, reader, asked, suffix) if stem else _shown(here, reader, asked)
    )


def told(here: Site, asked: Analysis, given: Mapping[str, str], language: Language) -> Spoken:
    """Run an analysis and put what it found into words; raises what analyse() raises."""
    found = analyse(here.held, asked, given, language, here.scope)
    return speak(found, here.quality, here.labels, language)


def _written(here: Site, reader: Reader, asked: Asked, suffix: str) -> Response:
    form = FORMS[suffix]
    held = told(here, asked.analysis, asked.given, reader.language)
    headers = {
        "Content-Language": reader.language,
        "Vary": "Accept, Accept-Language",
        "Content-Disposition": f'{form.disposition}; filename="{asked.declared.name}.{suffix}"',
    }
    if form.policy:
        headers["Content-Security-Policy"] = form.policy
    return Response(form.write(held, here.labels), headers=headers, media_type=form.media_type)


def _shown(here: Site, reader: Reader, asked: Asked) -> Response:
    try:
        held = None if asked.lacks else told(here, asked.analysis, asked.given, reader.language)
    except KytkosError as wrong:
        if wrong.http_status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise
        return _page(here, reader, asked, None, wrong)
    return _page(here, reader, asked, held)


def _page(
    here: Site, reader: Reader, asked: Asked, held: Spoken | None, wrong: KytkosError | None = None
) -> Response:
    declared = asked.declared
    values = held.answer.parameters if held else asked.given
    turned = leaf(reader, len(held.sheet.rows) if held else 0)
    rows = turned.rows(held.sheet.rows) if held else ()
    picture = held.picture if held else None
    things = tuple(ID + text.removeprefix("id:") for text in values.values())
    questions = reader.link(f"/question/{declared.queries[0]}") if declared.queries else ""
    then = values.get(RELEASE, "")
    whys = Whys(
        here,
        reader,
        held.sheet.columns if held else (),
        things,
        declared.about,
        questions,
        then if then in here.held.others() else "",
    )
    return page(
        here,
        reader,
        "analysis.html",
        wrong.http_status if wrong else 200,
        asked=asked,
        declared=declared,
        fields=[_field(here, reader, declared, p, values.get(p.name)) for p in declared.params],
        scope=sentences(here.scope, here.labels, reader.language),
        held=held,
        wrong=wrong,
        rows=rows,
        whys=whys.of(rows),
        leaf=turned,
        heat=_heat(here, reader, picture) if isinstance(picture, Matrix) else None,
        drawing=Markup(drawn(picture, lettering(held, here.labels))) if held and picture else "",  # noqa: S704 - escaped as it is drawn
        suffixes=[suffix for suffix in FORMS if suffix != "svg" or picture],
    )


def _heat(here: Site, reader: Reader, picture: Matrix) -> Heat:
    return heat(picture, here.words(reader), here.reach)


def _field(here: Site, reader: Reader, declared: Declared, parameter: Parameter, given: str | None) -> Field:
    language = reader.language
    offered = (
        tuple(Option(c, chosen(declared, parameter, c, here.labels, language)) for c in parameter.classes)
        if parameter.type == "choice"
        else options(here, reader, parameter)
    )
    label, told = title_of(declared, parameter.name, language), meaning(parameter, language)
    held = given if given is not None else parameter.default or ""
    if held and not offered and parameter.type == "resource":
        # Too many to choose from: what is written is a code, and its name stands below.
        told = f"{chosen(declared, parameter, held, here.labels, language)}. {told}".strip()
    return filled(parameter, given, label, told, offered)

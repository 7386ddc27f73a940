"""Work products: a dossier of a thing and a report of a period, as pages and as files to hand in."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Response
from markupsafe import Markup

from api.reader import ByReader, Reader
from api.site import Here, Site
from api.templating import page
from graph.errors import NotFound
from graph.export import web_page
from sparql.composed import Composed, paper
from sparql.dossier import dossier, subject
from sparql.labels import local_name
from sparql.product_forms import FORMS
from sparql.report import PERIODS, report
from sparql.scribe import Scribe

router = APIRouter()

_REPORT = "/report"


@router.get("/dossier/{name}")
def of_thing(name: str, here: Here, reader: ByReader) -> Response:
    """Write all that is known of a group, theme or instrument: a page, or a file by its suffix."""
    stem, suffix = _split(name)
    thing = subject(here.held, stem)
    code = local_name(thing)

    def compose(scribe: Scribe) -> Composed:
        return dossier(scribe, thing)

    return _answer(here, reader, f"/dossier/{code}", suffix, compose)


@router.get(_REPORT)
def of_period(here: Here, reader: ByReader, period: str = PERIODS[-1]) -> Response:
    """Write a report of a programming period as a page."""
    return _answer(here, reader, _REPORT, "", lambda scribe: report(scribe, period), period)


@router.get("/report.{suffix}")
def of_period_as_file(suffix: str, here: Here, reader: ByReader, period: str = PERIODS[-1]) -> Response:
    """Write a report of a programming period as a file: html, docx or xlsx."""
    if suffix not in FORMS:
        raise NotFound("format", suffix, tuple(FORMS))
    return _answer(here, reader, _REPORT, suffix, lambda scribe: report(scribe, period), period)


def _split(name: str) -> tuple[str, str]:
    stem, _, suffix = name.rpartition(".")
    return (stem, suffix) if stem and suffix in FORMS else (name, "")


def _answer(
    here: Site,
    reader: Reader,
    path: str,
    suffix: str,
    compose: Callable[[Scribe], Composed],
    period: str = "",
) -> Response:
    def made() -> Response:
        held = compose(Scribe(here.held, here.labels, reader.language, here.scope))
        return _file(reader, held, suffix) if suffix else _page(here, reader, held, path, period)

    return here.kept.get(("product", path, suffix, period, reader), made)


def _file(reader: Reader, held: Composed, suffix: str) -> Response:
    form = FORMS[suffix]
    headers = {
        "Content-Language": reader.language,
        "Vary": "Accept-Language",
        "Content-Disposition": f'attachment; filename="{held.name}.{suffix}"',
    }
    if form.policy:
        headers["Content-Security-Policy"] = form.policy
    return Response(form.write(held), headers=headers, media_type=form.media_type)


def _page(here: Site, reader: Reader, held: Composed, path: str, period: str) -> Response:
    body = Markup(web_page.body(paper(held)))  # noqa: S704 - escaped as it is written
    periods = PERIODS if period else ()
    return page(
        here,
        reader,
        "dossier.html",
        held=held,
        body=body,
        path=path,
        period=period,
        periods=periods,
        forms=FORMS,
    )

"""A thing with its nearest as a file: workbook, CSVW, Parquet, GraphML and a graph in JSON."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, Request, Response

from api.conditional import conditional, tagged
from api.routes.downloads import LICENCE
from api.site import Here, Site
from graph.errors import NotFound
from graph.export.download import Download, of_form
from graph.export.neighbourhood import FORMS, Neighbourhood
from graph.identifiers import resource
from graph.release import manifest
from sparql.results import with_charset
from sparql.scope import told

router = APIRouter()


@router.get("/neighbourhood/{name}")
def neighbourhood(name: str, here: Here, request: Request) -> Response:
    """Give a thing's links, with their state and evidence, and the things at their ends, as a file."""
    code, form = _split(name)
    here.things.describe(resource(code))
    folder = here.dataset.folder
    if folder is None:
        raise NotFound("release", here.dataset.release)
    made = here.kept.get(("neighbourhood", name), lambda: _file(here, folder, code, of_form(form)))
    return conditional(request.headers, made)


def _split(name: str) -> tuple[str, str]:
    for form in FORMS:
        suffix = of_form(form).name.removeprefix("release")
        if name.endswith(suffix):
            return name.removesuffix(suffix), form
    raise NotFound("format", name.partition(".")[2], FORMS)


def _file(here: Site, folder: Path, code: str, download: Download) -> Response:
    near = Neighbourhood(here.dataset, manifest.read(folder), told, resource(code))
    suffix = download.name.removeprefix("release")
    with TemporaryDirectory() as aside:
        path = Path(aside, download.name)
        download.write(near, path)
        body = path.read_bytes()
    headers = {
        "Content-Disposition": f'attachment; filename="kytkos-{here.dataset.release}-{code}{suffix}"',
        "Link": f'<{LICENCE}>; rel="license"',
    }
    answer = Response(body, headers=headers, media_type=with_charset(download.media_type))
    return tagged(answer, here.dataset.release)

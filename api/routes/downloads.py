"""What can be taken of a release: a page that lists the files, and the files, made when first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from api.reader import ByReader
from api.representation import is_held
from api.site import Here, Options
from api.templating import page
from graph.errors import NotFound
from graph.export.download import DOWNLOADABLE, Download, Source, find, made, make, scheme
from graph.export.skos import schemes
from graph.release import manifest
from graph.release.shelf import Shelf
from sparql.results import with_charset
from sparql.scope import told

router = APIRouter()

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that is offered; ``size`` and ``sha256`` are known once somebody has asked for it."""

    name: str
    form: str
    media_type: str
    size: int | None
    sha256: str


@router.get("/context.jsonld")
def context(request: Request) -> Response:
    """Give the JSON-LD context of the vocabulary, for whoever writes or reads its terms by short names."""
    body = (files("ontology") / "context.jsonld").read_bytes()
    headers = {"ETag": f'"{sha256(body).hexdigest()}"', "Cache-Control": "no-cache"}
    if is_held(request.headers, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/ld+json")


@router.get("/downloads")
def downloads(here: Here, reader: ByReader, request: Request) -> Response:
    """List the files of the release that serves, with their media type, size and SHA-256."""
    folder = folder_of(request, here.dataset.release)
    held = manifest.read(folder)
    return page(
        here,
        reader,
        "downloads.html",
        offers=offers(folder),
        schemes=schemes(here.dataset),
        held=held,
        licence=LICENCE,
    )


@router.get("/downloads/{name}")
def current(name: str, here: Here, request: Request) -> Response:
    """Give a file of the release that serves."""
    return _file(request, here.dataset.release, find(name), name, "no-cache")


@router.get("/downloads/scheme/{name}")
def current_scheme(name: str, here: Here, request: Request) -> Response:
    """Give a concept scheme of the release that serves, by its code."""
    return _scheme(request, here.dataset.release, name, "no-cache")


@router.get("/release/{release}/downloads/{name}")
def permanent(release: str, name: str, request: Request) -> Response:
    """Give a file of a release; what is behind this address never changes."""
    return _file(request, release, find(name), name, _FOREVER)


@router.get("/release/{release}/downloads/scheme/{name}")
def permanent_scheme(release: str, name: str, request: Request) -> Response:
    """Give a concept scheme of a release, by its code."""
    return _scheme(request, release, name, _FOREVER)


def offers(folder: Path) -> tuple[Offer, ...]:
    """Return what is offered of the release in this folder."""
    found = ((download, made(folder, download.name)) for download in DOWNLOADABLE.values())
    return tuple(
        Offer(d.name, d.form, d.media_type, held.size if held else None, held.sha256 if held else "")
        for d, held in found
    )


def shelf_of(request: Request) -> Shelf:
    """Return the releases that this server keeps; raises NotFound where it keeps none."""
    options: Options = request.app.state.options
    if options.shelf is None:
        raise NotFound("folder of releases on this server", "releases")
    return Shelf(options.shelf)


def folder_of(request: Request, release: str) -> Path:
    """Return the folder of a release by its whole id; raises NotFound, Gone."""
    folder = shelf_of(request).path(release)
    if folder.name != release:
        raise NotFound("release", release, (folder.name,))
    return folder


def _scheme(request: Request, release: str, name: str, caching: str) -> Response:
    code, _, suffix = name.rpartition(".")
    if suffix != "ttl":
        raise NotFound("format", suffix, ("ttl",))
    download = scheme(Source(folder_of(request, release), told).dataset, code)
    return _file(request, release, download, f"scheme/{name}", caching)


def _file(request: Request, release: str, download: Download, path: str, caching: str) -> Response:
    held = make(folder_of(request, release), download, told)
    headers = {
        "ETag": f'"{held.sha256}"',
        "Cache-Control": caching,
        "Kytkos-Release": release,
        "Content-Location": f"{request.scope.get('root_path', '')}/release/{release}/downloads/{path}",
        "Link": f'<{LICENCE}>; rel="license"',
    }
    if is_held(request.headers, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return FileResponse(
        held.path,
        headers=headers,
        media_type=with_charset(download.media_type),
        filename=_named(release, download.name),
    )


def _named(release: str, name: str) -> str:
    """Name a file so that releases do not replace each other in a folder."""
    return f"kytkos-{release}{name.removeprefix('release').replace('scheme', '-scheme')}"

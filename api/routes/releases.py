"""The releases that are kept: a list, a permanent page of each with its changes, and any two compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import Message, Receive, Scope, Send

from api.comparing import Compared
from api.former import Former
from api.reader import ByReader, Reader
from api.routes.catalogue import one
from api.routes.downloads import folder_of, offers, shelf_of
from api.routes.endpoint import Endpoint
from api.site import Here, Site
from api.templating import page
from graph.errors import NotFound
from graph.release import manifest
from graph.release.difference import Change
from graph.release.manifest import Manifest
from graph.release.since import Moved, Since, is_link
from sparql.negotiation import choose
from sparql.results import GRAPHS, SHORT

router = APIRouter()

_SHOWN = 200
_OFFERED = ("text/html", "application/json")
_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


@dataclass(frozen=True, slots=True)
class Changes:
    """What a page shows of a difference: the first links that came and went, of how many, and states."""

    found: Since
    links: Mapping[str, tuple[Change, ...]]
    count: int
    moved: tuple[Moved, ...]


@router.get("/releases")
def releases(here: Here, reader: ByReader, request: Request) -> Response:
    """List the releases that are kept, the newest first."""
    held = [(found, _before(request, found.id)) for found in reversed(shelf_of(request).list())]
    return page(here, reader, "releases.html", held=held)


@router.get("/release/{release}")
def release(release: str, here: Here, reader: ByReader, request: Request) -> Response:
    """Show a release and what changed since the one before; or its manifest as JSON, its record as RDF."""
    folder = folder_of(request, release)
    chosen = choose(request.headers.get("accept"), (*_OFFERED, *GRAPHS))
    if chosen in GRAPHS:
        return one(here, request, release, chosen)
    headers = {"Kytkos-Release": release, "Vary": "Accept, Accept-Language"}
    if chosen != "text/html":
        return Response((folder / manifest.FILE).read_bytes(), headers=headers, media_type=chosen)
    before = _before(request, release)
    found = _compared(request).of(folder_of(request, before.id), folder) if before else None
    shown = page(
        here,
        reader,
        "release_kept.html",
        held=manifest.read(folder),
        before=before,
        offers=offers(folder),
        changes=_changes(found) if found else None,
    )
    shown.headers.update(headers)
    return shown


@router.get("/release/{earlier}/diff/{name}")
def diff(earlier: str, name: str, here: Here, reader: ByReader, request: Request) -> Response:
    """Compare two releases as a page, or as .json, .added.nt and .removed.nt, which together are a patch."""
    later, _, suffix = name.partition(".")
    if suffix and suffix not in _WRITERS:
        raise NotFound("format", suffix, tuple(_WRITERS))
    found = _compared(request).of(folder_of(request, earlier), folder_of(request, later))
    if suffix:
        media_type, write = _WRITERS[suffix]
        return Response(write(found), headers={**_FOREVER, "Kytkos-Release": later}, media_type=media_type)
    return _difference(here, reader, earlier, later, found)


class Older:
    """Answer queries of a release that is kept, by the SPARQL 1.1 Protocol, whether it serves now or not."""

    path = "/release/{release}/sparql"

    def __init__(self) -> None:
        self._endpoint = Endpoint(self.path)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; raises NotFound, Gone and DamagedRelease."""
        request = Request(scope)
        release: str = scope["path_params"]["release"]
        folder = await run_in_threadpool(folder_of, request, release)
        former: Former = request.app.state.former

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Kytkos-Release"] = release
            await send(message)

        async with former.serving(folder) as served:
            scope["state"]["served"] = served
            await self._endpoint(scope, receive, marked)


# It takes every method, as the endpoint does.
router.add_route(Older.path, Older(), name="older")  # type: ignore[arg-type]


def _difference(here: Site, reader: Reader, earlier: str, later: str, found: Since) -> Response:
    shown = page(here, reader, "difference.html", earlier=earlier, later=later, changes=_changes(found))
    shown.headers["Kytkos-Release"] = later
    return shown


def _changes(found: Since) -> Changes:
    added = [change for change in found.difference.added if is_link(change)]
    removed = [change for change in found.difference.removed if is_link(change)]
    links = {"added": tuple(added[:_SHOWN]), "removed": tuple(removed[:_SHOWN])}
    return Changes(found, links, len(added) + len(removed), found.moved[:_SHOWN])


def _before(request: Request, release: str) -> Manifest | None:
    """Return the release that was built before this one, of those that are kept."""
    former = None
    for held in shelf_of(request).list():
        if held.id == release:
            return former
        former = held
    return None


def _compared(request: Request) -> Compared:
    held = request.app.state.compared
    assert isinstance(held, Compared)
    return held


def _n_triples(changes: Iterable[Change]) -> bytes:
    lines = sorted({f"{change.quad.triple} .\n" for change in changes})
    return "".join(lines).encode()


def _as_json(found: Since) -> bytes:
    said = {
        "added": [_change(change) for change in found.difference.added],
        "removed": [_change(change) for change in found.difference.removed],
        "states": [
            {"coverer": m.coverer, "covered": m.covered, "then": m.then or None, "now": m.now or None}
            for m in found.moved
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def _change(change: Change) -> dict[str, object]:
    return {"quad": f"{change.quad} .", "decisions": list(change.decisions)}


_WRITERS: Mapping[str, tuple[str, Callable[[Since], bytes]]] = {
    "json": ("application/json", _as_json),
    "added.nt": (SHORT["nt"], lambda found: _n_triples(found.difference.added)),
    "removed.nt": (SHORT["nt"], lambda found: _n_triples(found.difference.removed)),
}

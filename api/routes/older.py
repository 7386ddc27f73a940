"""Why states of a release that is kept are so: at its own addresses, whether it serves now or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.former import Former
from api.reader import ByReader, Reader
from api.routes import said, why
from api.routes.downloads import folder_of
from api.site import Here, Site

router = APIRouter()


async def answered_at(
    request: Request, release: str, here: Site, reader: Reader, make: Callable[[Site, Reader], Response]
) -> Response:
    """Answer from this release, with whys that stay in it; raises NotFound, Gone and DamagedRelease."""
    bound = replace(reader, release=release)
    if release == here.dataset.release:
        return await run_in_threadpool(make, here, bound)
    former: Former = request.app.state.former
    async with former.serving(folder_of(request, release)) as served:
        made = await run_in_threadpool(make, served.site, bound)
    made.headers["Kytkos-Release"] = release
    return made


@router.get("/release/{release}/why/{coverer}/{covered}.json")
async def why_written(
    release: str, coverer: str, covered: str, here: Here, reader: ByReader, request: Request
) -> Response:
    """Say why as JSON, by a release that is kept."""
    return await answered_at(
        request, release, here, reader, lambda site, bound: why.written(coverer, covered, site, bound)
    )


@router.get("/release/{release}/why/{coverer}/{covered}")
async def why_before(
    release: str, coverer: str, covered: str, here: Here, reader: ByReader, request: Request
) -> Response:
    """Say why a coverer covers a group or an instrument, or why not, by a release that is kept."""
    return await answered_at(
        request, release, here, reader, lambda site, bound: why.why(coverer, covered, site, bound, request)
    )


@router.get("/release/{release}/said/{code}")
async def said_before(release: str, code: str, here: Here, reader: ByReader, request: Request) -> Response:
    """Show what a release that is kept says of one thing, as a page or as JSON."""
    return await answered_at(
        request, release, here, reader, lambda site, bound: said.said(code, site, bound, request)
    )


@router.get("/release/{release}/said/{code}/{other}")
async def said_together_before(
    release: str, code: str, other: str, here: Here, reader: ByReader, request: Request
) -> Response:
    """Show what a release that is kept says of two things, as a page or as JSON."""
    return await answered_at(
        request,
        release,
        here,
        reader,
        lambda site, bound: said.said_together(code, other, site, bound, request),
    )

"""The releases that a server knows of, as its catalogue tells them."""

from __future__ import annotations

from pathlib import Path

from fastapi import Request
from pyoxigraph import NamedNode

from api.site import Options, Site
from graph.errors import MalformedRequest
from graph.export.download import DOWNLOADABLE, made
from graph.release.catalogue import Edition, File
from graph.release.citation import identifier_of
from graph.release.manifest import Manifest
from graph.release.shelf import Shelf


def editions(request: Request, here: Site) -> tuple[Edition, ...]:
    """Return the releases that are kept here up to the one served, the oldest first."""
    folder = _folder(request)
    if folder is None or not here.dataset.release:
        return ()
    shelf = Shelf(folder)
    found = tuple(_edition(folder / held.id, held) for held in shelf.list())
    served = [place for place, edition in enumerate(found) if edition.release == here.dataset.release]
    # A release that was built and is not served yet is not published.
    return found[: served[0] + 1] if served else ()


def site_of(request: Request) -> str:
    """Return this site's address as it was asked, without a slash at its end; raises MalformedRequest."""
    address = str(request.base_url).rstrip("/")
    try:
        return NamedNode(address).value
    except ValueError:
        raise MalformedRequest("the address asked is no address") from None


def _folder(request: Request) -> Path | None:
    options: Options = request.app.state.options
    if options.releases is not None:
        return options.releases
    if options.place is not None:
        return options.place.release.parent
    return options.data / "releases" if options.data else None


def _edition(folder: Path, held: Manifest) -> Edition:
    files = []
    for download in DOWNLOADABLE.values():
        there = made(folder, download.name)
        size, sha256 = (there.size, there.sha256) if there else (None, "")
        files.append(File(download.name, download.media_type, size, sha256))
    return Edition(held.id, held.identity, held.built, tuple(files), identifier_of(folder))

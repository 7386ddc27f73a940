"""The releases that a server knows of, as its catalogue tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from fastapi import Request
from pyoxigraph import NamedNode

from api.embedded import embedded, published
from api.reader import Reader
from api.site import Options, Site
from api.texts import Texts
from graph.errors import MalformedRequest, NotFound
from graph.export.download import DOWNLOADABLE, made
from graph.release import manifest
from graph.release.catalogue import Edition, File
from graph.release.citation import Citation, identifier_of
from graph.release.shelf import Shelf
from sparql.description import value
from sparql.words import Language


def editions(request: Request, here: Site) -> tuple[Edition, ...]:
    """Return the releases that are kept here up to the one served, the oldest first."""
    folder = _folder(request)
    if folder is None or not here.dataset.release:
        return ()
    shelf = Shelf(folder)
    found = tuple(edition(folder / held.id) for held in shelf.list())
    served = [place for place, known in enumerate(found) if known.release == here.dataset.release]
    # A release that was built and is not served yet is not published.
    if not served:
        return ()
    rows = here.queries.select(here.dataset, "periods").rows
    periods = tuple((value(start), value(end)) for start, end in rows)
    return (*found[: served[0]], replace(found[served[0]], periods=periods))


def edition_of(request: Request, release: str) -> Edition:
    """Return a release that is kept here by its whole id; raises NotFound, Gone."""
    folder = _folder(request)
    if folder is None:
        raise NotFound("release", release)
    path = Shelf(folder).path(release)
    if path.name != release:
        raise NotFound("release", release, (path.name,))
    return edition(path)


def citation(texts: Texts, edition: Edition, language: Language) -> Citation:
    """Return how a release is cited in a language."""
    return Citation(
        texts.say(language, "catalogue.catalogue-title"),
        texts.say(language, "release.title", release=edition.release),
        edition.release,
        edition.issued,
        texts.say(language, "catalogue.publisher"),
        edition.iri,
        edition.identifier,
    )


def cited(here: Site, reader: Reader, request: Request) -> Mapping[str, object]:
    """Return what the page of the release that serves says of it for who cites it, and for search engines."""
    known = editions(request, here)
    if not known:
        return {"edition": None, "cited": None, "described": ""}
    told = citation(here.texts, known[-1], reader.language)
    description = here.texts.say(reader.language, "catalogue.release-description")
    block = embedded(published(known[-1], site_of(request), told, description))
    return {"edition": known[-1], "cited": told, "described": block}


def site_of(request: Request) -> str:
    """Return this site's address as it was asked, without a slash at its end; raises MalformedRequest."""
    address = str(request.base_url).rstrip("/")
    try:
        return NamedNode(address).value
    except ValueError:
        raise MalformedRequest("the address asked is no address") from None


def _folder(request: Request) -> Path | None:
    options: Options = request.app.state.options
    return options.shelf


def edition(folder: Path) -> Edition:
    """Return the release of this folder; raises NotFound."""
    held = manifest.read(folder)
    files = []
    for download in DOWNLOADABLE.values():
        there = made(folder, download.name)
        size, sha256 = (there.size, there.sha256) if there else (None, "")
        files.append(File(download.name, download.media_type, size, sha256))
    return Edition(held.id, held.identity, held.built, tuple(files), identifier_of(folder))

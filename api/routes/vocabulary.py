"""The vocabulary at its namespace, as a page and as data, and each version of it that there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from pyoxigraph import NamedNode, Triple

from api import links
from api.conditional import conditional, tagged
from api.forms import DATA, HTML, JSON, NAMES, SUFFIXES
from api.reader import ByReader, Reader
from api.site import Here, Site
from api.templating import page
from graph.errors import NotFound
from graph.identifiers import BASE
from graph.store import layout
from graph.terms import OWL
from sparql.description import value
from sparql.labels import Label
from sparql.negotiation import choose
from sparql.resource_data import written

router = APIRouter()

_IRI = BASE + "ns"
_VERSION = NamedNode(OWL + "versionInfo")
_DATA = {suffix: media_type for suffix, media_type in DATA.items() if media_type != JSON}
_OFFERED = (HTML, *_DATA.values())


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of the vocabulary and what it means."""

    iri: str
    definition: Label | None


@router.get("/ns")
def vocabulary(here: Here, reader: ByReader, request: Request) -> Response:
    """Give the vocabulary as a page or as data."""
    return _given(here, reader, request, choose(request.headers.get("accept"), _OFFERED))


@router.get("/ns.{suffix}")
def vocabulary_data(suffix: str, here: Here, reader: ByReader, request: Request) -> Response:
    """Give the vocabulary in the form of the suffix."""
    if suffix not in _DATA:
        raise NotFound("format", suffix, tuple(_DATA))
    return _given(here, reader, request, _DATA[suffix])


@router.get("/ns/{version}")
def vocabulary_version(version: str, here: Here, reader: ByReader, request: Request) -> Response:
    """Give a version of the vocabulary; the release holds one, other releases hold theirs."""
    known = _versions(here)
    if version not in known:
        raise NotFound("version of the vocabulary", version, known)
    return _given(here, reader, request, choose(request.headers.get("accept"), _OFFERED))


def _given(here: Site, reader: Reader, request: Request, media_type: str) -> Response:
    if media_type == HTML:
        made = here.kept.get(("/ns", reader), lambda: _page(here, reader))
    else:
        made = here.kept.get(("/ns", media_type, reader.root), lambda: _data(here, reader, media_type))
    return conditional(request.headers, made)


def _page(here: Site, reader: Reader) -> Response:
    sections: dict[str, list[Entry]] = {"classes": [], "properties": [], "values": []}
    for term, kind in here.queries.select(here.dataset, "terms").rows:
        meaning = here.labels.definition(value(term), reader.language)
        sections[_section(value(kind))].append(Entry(value(term), meaning))
    answer = page(
        here,
        reader,
        "ontology.html",
        sections=sections,
        versions=_versions(here),
        suffixes=tuple(_DATA),
        names=NAMES,
    )
    answer.headers["Link"] = links.of_vocabulary(reader, _IRI)
    answer.headers["Content-Location"] = reader.here_in(reader.language)
    return tagged(answer, here.dataset.release)


def _data(here: Site, reader: Reader, media_type: str) -> Response:
    found = written(here.dataset, _terms(here), media_type)
    headers = {
        "Content-Location": f"{reader.root}/ns.{SUFFIXES[media_type]}",
        "Vary": "Accept",
        "Link": links.of_vocabulary(reader, _IRI),
    }
    return tagged(Response(found.body, headers=headers, media_type=found.media_type), here.dataset.release)


def _terms(here: Site) -> Iterator[Triple]:
    """Yield what is said of every term, also of the values of code lists, which stand among the schemes."""
    yield from (quad.triple for quad in here.dataset.quads(layout.ONTOLOGY))
    yield from (Triple(*row) for row in here.queries.select(here.dataset, "values-of-lists").rows)  # type: ignore[arg-type]


def _versions(here: Site) -> tuple[str, ...]:
    told = here.dataset.store.quads_for_pattern(NamedNode(_IRI), _VERSION, None, NamedNode(layout.ONTOLOGY))
    return tuple(sorted(value(quad.object) for quad in told))


def _section(kind: str) -> str:
    if kind.endswith("Class"):
        return "classes"
    return "properties" if kind.endswith("Property") else "values"

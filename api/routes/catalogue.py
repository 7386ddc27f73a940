"""What is published here, for other catalogues, search engines and crawlers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from fastapi import APIRouter, Request, Response
from pyoxigraph import Literal, NamedNode, Triple

from api import links
from api import sitemap as map_of_site
from api.conditional import conditional, tagged
from api.editions import citation, edition_of, editions, site_of
from api.forms import DATA, HTML, JSON, NAMES, SUFFIXES
from api.reader import ByReader, Reader
from api.site import Here, Site
from api.templating import page
from graph.errors import NotFound
from graph.release import catalogue as dcat
from graph.release.citation import Citation
from graph.release.licences import licence
from graph.store import layout
from graph.terms import DCT
from sparql.negotiation import choose
from sparql.results import GRAPHS, triples
from sparql.service import VOID
from sparql.words import LANGUAGES

router = APIRouter()

_DATA = {suffix: media_type for suffix, media_type in DATA.items() if media_type != JSON}
#: Forms of the catalogue, a page first.
OFFERED = (HTML, *_DATA.values())
_CITATIONS: Mapping[str, tuple[str, Callable[[Citation], str]]] = {
    "txt": ("text/plain", Citation.as_text),
    "bib": ("application/x-bibtex", Citation.as_bibtex),
    "json": ("application/vnd.citationstyles.csl+json", Citation.as_csl),
}
_RELEASE = layout.CATALOGUE + "#release"


@router.get("/catalog")
def catalogue(here: Here, reader: ByReader, request: Request) -> Response:
    """Describe what is published here by DCAT 3 and DCAT-AP 3: a page, or RDF as the Accept header asks."""
    chosen = choose(request.headers.get("accept"), OFFERED)
    if chosen != HTML:
        return given(here, reader, request, chosen)
    answer = page(
        here,
        reader,
        "catalogue.html",
        editions=tuple(reversed(editions(request, here))),
        forms={suffix: NAMES[suffix] for suffix in _DATA},
    )
    return conditional(request.headers, tagged(answer, here.dataset.release))


@router.get("/catalog.{suffix}")
def catalogue_data(suffix: str, here: Here, reader: ByReader, request: Request) -> Response:
    """Describe what is published here in the form of the suffix."""
    if suffix not in _DATA:
        raise NotFound("format", suffix, tuple(_DATA))
    return given(here, reader, request, _DATA[suffix])


def given(here: Site, reader: Reader, request: Request, media_type: str) -> Response:
    """Write the catalogue in a format of RDF."""
    told = dcat.catalogue(site_of(request), editions(request, here), _say(here))
    written = triples(told, media_type)
    headers = {
        "Content-Location": f"{reader.root}/catalog.{SUFFIXES[media_type]}",
        "Vary": "Accept",
        "Link": f'<{dcat.CATALOGUE}>; rel="describes", <{licence(layout.CATALOGUE)}>; rel="license"',
    }
    answer = Response(written.body, headers=headers, media_type=written.media_type)
    return conditional(request.headers, tagged(answer, here.dataset.release))


@router.get("/release/{release}/citation.{suffix}")
def citations(release: str, suffix: str, here: Here, reader: ByReader, request: Request) -> Response:
    """Say how a release is cited: .txt, .bib (BibTeX) or .json (CSL-JSON)."""
    if suffix not in _CITATIONS:
        raise NotFound("format", suffix, tuple(_CITATIONS))
    media_type, write = _CITATIONS[suffix]
    told = write(citation(here.texts, edition_of(request, release), reader.language))
    headers = {"Content-Language": reader.language, "Vary": "Accept-Language", "Kytkos-Release": release}
    return conditional(
        request.headers, tagged(Response(told, headers=headers, media_type=media_type), release)
    )


def one(here: Site, request: Request, release: str, media_type: str) -> Response:
    """Write what the catalogue says of one release in a format of RDF; raises NotFound, Gone."""
    edition = edition_of(request, release)
    known = editions(request, here)
    held = known if edition in known else (edition,)
    told = dcat.of_release(dcat.catalogue(site_of(request), held, _say(here)), edition.iri)
    written = triples(told, media_type)
    headers = {"Vary": "Accept", "Kytkos-Release": release, "Link": f'<{edition.iri}>; rel="describes"'}
    answer = Response(written.body, headers=headers, media_type=written.media_type)
    return conditional(request.headers, tagged(answer, release))


@router.get("/.well-known/void")
def void(here: Here, reader: ByReader, request: Request) -> Response:
    """Count what the release holds by VoID: graphs, classes, properties, links to others, vocabularies."""
    media_type = choose(request.headers.get("accept"), tuple(GRAPHS))
    written = triples(_void(here, site_of(request)), media_type)
    headers = {"Vary": "Accept", "Link": links.catalogue(reader)}
    answer = Response(written.body, headers=headers, media_type=written.media_type)
    return conditional(request.headers, tagged(answer, here.dataset.release))


@router.get("/robots.txt")
def robots(request: Request) -> Response:
    """Tell crawlers what to leave alone, and where the map of the site is."""
    root = request.scope.get("root_path", "")
    closed = "".join(f"Disallow: {root}/{path}\n" for path in ("sparql", "search", "workspace/", "api/"))
    return Response(
        f"User-agent: *\n{closed}\nSitemap: {site_of(request)}/sitemap.xml\n", media_type="text/plain"
    )


@router.get("/sitemap.xml")
def sitemap(here: Here, request: Request) -> Response:
    """List the pages of the site, or the files that do where they are too many for one."""
    site, parts = site_of(request), map_of_site.parts(here.kinds, map_of_site.MOST)
    if len(parts) == 1:
        return _part(here, request, parts[0])
    return _map("sitemapindex", "sitemap", (f"{site}/sitemap-{n}.xml" for n in range(1, len(parts) + 1)))


@router.get("/sitemap-{number}.xml")
def sitemap_part(number: int, here: Here, request: Request) -> Response:
    """List a part of the pages of a large site."""
    parts = map_of_site.parts(here.kinds, map_of_site.MOST)
    if not 0 < number <= len(parts):
        raise NotFound("part of the map", str(number))
    return _part(here, request, parts[number - 1])


def _void(here: Site, site: str) -> Iterator[Triple]:
    yield from (quad.triple for quad in here.dataset.quads(layout.CATALOGUE))
    release = NamedNode(_RELEASE)
    yield Triple(release, NamedNode(VOID + "sparqlEndpoint"), NamedNode(site + "/sparql"))
    yield Triple(release, NamedNode(VOID + "dataDump"), NamedNode(site + "/downloads/release.nq.gz"))
    yield Triple(release, NamedNode(DCT + "title"), Literal(f"Kytkös {here.dataset.release}"))
    yield Triple(release, NamedNode(DCT + "license"), NamedNode(licence(layout.CATALOGUE)))
    for graph, count in here.graphs:
        if count:
            yield Triple(NamedNode(graph), NamedNode(DCT + "license"), NamedNode(licence(graph)))


def _say(here: Site) -> dcat.Say:
    return lambda key: {tag: here.texts.say(tag, key) for tag in LANGUAGES}


def _part(here: Site, request: Request, part: Sequence[map_of_site.Piece]) -> Response:
    site = site_of(request)
    listed = _map("urlset", "url", (f"{site}{place}" for place in map_of_site.places(here, part)))
    return conditional(request.headers, tagged(listed, here.dataset.release))


def _map(outer: str, inner: str, addresses: Iterator[str]) -> Response:
    held = "".join(f"<{inner}><loc>{escape(address)}</loc></{inner}>\n" for address in addresses)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    body = f'{head}<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{held}</{outer}>\n'
    return Response(body, media_type="application/xml")

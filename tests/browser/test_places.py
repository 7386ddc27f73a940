"""No page is left out of the pages that are read by a browser."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from api.app import create_app
from graph.store.dataset import Dataset
from tests.browser.places import PLACES, SELDOM

#: What answers GET and is no page of its own: data, files, machinery, and what leads elsewhere.
NO_PAGES = {
    "/.well-known/genid/{code}",
    "/.well-known/void",
    "/catalog.{suffix}",
    "/context.jsonld",
    "/data/{name}",
    "/downloads/scheme/{name}",
    "/downloads/{name}",
    "/graph/{name}",
    "/graph-store",
    "/graph-store/{name}",
    "/health",
    "/id/{code}",
    "/metrics",
    "/neighbourhood/{name}",
    "/ns.{suffix}",
    "/ns/{version}",
    "/ready",
    "/release/{release}/citation.{suffix}",
    "/release/{release}/downloads/scheme/{name}",
    "/release/{release}/downloads/{name}",
    "/release/{release}/why/{coverer}/{covered}.json",
    "/report.{suffix}",
    "/robots.txt",
    "/sitemap-{number}.xml",
    "/sitemap.xml",
    "/why/{coverer}/{covered}.json",
    "/workspace/graph-store",
    "/workspace/graph-store/{name}",
    "/workspace/sparql",
    "/workspace/sparql/",
    "/workspace/update",
    "/workspace/update/",
}
#: Pages that need a curator or a second release: tests/browser/test_review.py and tests/api/test_releases.py.
ELSEWHERE = {
    "/release/{earlier}/diff/{name}",
    "/release/{release}",
    "/release/{release}/analysis/{name}",
    "/release/{release}/said/{code}",
    "/release/{release}/said/{code}/{other}",
    "/release/{release}/why/{coverer}/{covered}",
    "/review",
    "/review/link/{code}",
    "/review/log",
    "/review/lost",
    "/review/publish",
    "/review/registers",
}


@pytest.mark.filterwarnings("ignore:Duplicate Operation ID")
def test_every_page_is_read_by_a_browser() -> None:
    paths = create_app(Dataset.of(())).openapi()["paths"]
    there = {path for path, methods in paths.items() if "get" in methods and not path.startswith("/api/")}
    read = [urlsplit(path).path for path in (*PLACES.values(), *SELDOM.values())]
    unread = {path for path in there if not any(fits(path, held) for held in read)}
    assert unread == NO_PAGES | ELSEWHERE


def fits(pattern: str, path: str) -> bool:
    return (
        re.fullmatch(re.sub(r"\{[a-z]+\}", "[^/]+", re.sub(r"\.(?![*+])", r"\\.", pattern)), path) is not None
    )

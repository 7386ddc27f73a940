"""RDF of a thing with very many links comes in pages that lead to each other and together hold all of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol

import httpx
import pytest
from fastapi import FastAPI
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from api.app import create_app
from graph.identifiers import ID, NS
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import DCT

MANY = 5200
HUB = NamedNode(ID + "hub")


class Client(Protocol):
    def get(self, path: str, **kwargs: Any) -> httpx.Response: ...


LINKS = {
    *(Triple(NamedNode(f"{ID}p{n}"), NamedNode(NS + "period"), HUB) for n in range(MANY)),
    *(Triple(HUB, NamedNode(DCT + "hasPart"), NamedNode(f"{ID}t{n}")) for n in range(40)),
}


@pytest.fixture
def client(ask: Callable[[FastAPI], Client]) -> Client:
    quads = (Quad(link.subject, link.predicate, link.object, NamedNode(layout.ENTITIES)) for link in LINKS)
    return ask(create_app(Dataset.of(quads, "r1"), None))


@pytest.mark.parametrize(
    ("suffix", "form"), [("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("nq", RdfFormat.N_QUADS)]
)
def test_pages_lead_on_to_the_end_and_hold_all(client: Client, suffix: str, form: RdfFormat) -> None:
    address: str | None = f"/data/hub.{suffix}"
    held, pages = set(), 0
    while address:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-location"].endswith(address)
        held |= {quad.triple for quad in parse(answer.content, format=form)}
        pages += 1
        assert ('rel="prev"' in answer.headers["link"]) is (pages > 1)
        found = re.search(r'<[^>]*?(/data/[^>]+)>; rel="next"', answer.headers["link"])
        address = found[1] if found else None
    assert pages > (3 if suffix == "nq" else 1)  # each with its graph costs as much as two without
    assert held == LINKS


@pytest.mark.parametrize(
    ("page", "status"), [("4", 404), ("0", 400), ("-1", 400), ("x", 400), ("9" * 9000, 400), ("", 400)]
)
def test_a_page_that_is_not_there_is_refused(client: Client, page: str, status: int) -> None:
    assert client.get(f"/data/hub.ttl?page={page}").status_code == status


def test_what_has_few_links_is_whole_at_once(client: Client) -> None:
    answer = client.get("/data/p7.ttl")
    assert 'rel="next"' not in answer.headers["link"]
    assert {quad.triple for quad in parse(answer.content, format=RdfFormat.TURTLE)} == {
        link for link in LINKS if link.subject == NamedNode(f"{ID}p7")
    }

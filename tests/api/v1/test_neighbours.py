"""All links of a thing that has very many are given, page by page, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import httpx
import pytest
from fastapi import FastAPI
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from api.app import create_app
from graph.identifiers import GRAPH, ID, NS
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import DCT, OA, RDF

HUB, MANY = "hub", 450
PERIOD, PART = NS + "period", DCT + "hasPart"


class Client(Protocol):
    def get(self, path: str, **kwargs: Any) -> httpx.Response: ...


def assertion(number: int) -> Iterator[Quad]:
    """Say that a document says, too, of a thing that it belongs to the hub."""
    said, evidence, place = NamedNode(f"{ID}e{number}"), BlankNode(f"e{number}"), BlankNode(f"p{number}")
    graph = NamedNode(GRAPH + "read")
    known: dict[str, NamedNode | BlankNode] = {
        RDF + "subject": NamedNode(f"{ID}p{number}"),
        RDF + "predicate": NamedNode(PERIOD),
        RDF + "object": NamedNode(ID + HUB),
        NS + "decisionState": NamedNode(NS + "status-accepted"),
        NS + "polarity": NamedNode(NS + "polarity-stated"),
        NS + "band": NamedNode(NS + "band-certain"),
        NS + "evidence": evidence,
    }
    for relation, value in known.items():
        yield Quad(said, NamedNode(relation), value, graph)
    yield Quad(evidence, NamedNode(OA + "hasSource"), NamedNode(ID + "v1"), graph)
    yield Quad(evidence, NamedNode(OA + "hasSelector"), place, graph)
    yield Quad(place, NamedNode(OA + "start"), Literal(0), graph)
    yield Quad(place, NamedNode(OA + "end"), Literal(9), graph)


@pytest.fixture
def client(ask: Callable[[FastAPI], Client]) -> Client:
    hub = NamedNode(ID + HUB)
    links = [(NamedNode(f"{ID}p{n}"), NamedNode(PERIOD), hub) for n in range(MANY)]
    links += [(hub, NamedNode(PART), NamedNode(f"{ID}t{n}")) for n in range(MANY)]
    quads = [Quad(*link, NamedNode(layout.ENTITIES)) for link in links]
    for number in range(0, MANY, 20):
        quads += assertion(number)
    return ask(create_app(Dataset.of(quads, "r1"), None))


def found(client: Client, of: str) -> Iterator[dict[str, Any]]:
    cursor = ""
    while cursor is not None:
        page = client.get(
            f"/api/v1/resources/{HUB}/neighbourhood?limit=70{of}{cursor and '&cursor=' + cursor}"
        )
        assert page.status_code == 200
        yield page.json()
        cursor = page.json()["next"]


@pytest.mark.parametrize(
    ("of", "codes"),
    [
        ("&relation=kyt:period&direction=in", {f"p{n}" for n in range(MANY)}),
        ("&relation=dct:hasPart", {f"t{n}" for n in range(MANY)}),
        ("", {f"{kind}{n}" for kind in "pt" for n in range(MANY)}),
    ],
)
def test_every_link_is_on_one_page(client: Client, of: str, codes: set[str]) -> None:
    pages = list(found(client, of))
    given = [link["link"]["thing"]["code"] for page in pages for link in page["links"]]
    assert sorted(given) == sorted(codes)
    assert {page["total"] for page in pages} == {len(codes)}

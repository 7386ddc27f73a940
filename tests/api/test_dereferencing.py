"""Identifiers that answer: by suffix and by header, only to who has the answer not, below any path."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize
from rdflib import Graph
from rdflib.compare import isomorphic

from api.app import Options, create_app
from graph.identifiers import BASE, NS, resource
from graph.release.reader import open_release
from graph.release.shelf import Shelf
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import DCT, OWL, SKOS, XSD

HTML = {"accept": "text/html", "accept-language": "en"}
TURTLE = {"accept": "text/turtle"}
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SUFFIXES = ("ttl", "nt", "jsonld", "rdf", "trig", "nq", "json")

MEDIA_TYPES = {
    "turtle": "text/turtle",
    "nt": "application/n-triples",
    "json-ld": "application/ld+json",
    "xml": "application/rdf+xml",
}


class Client(Protocol):
    def request(self, method: str, path: str, **kwargs: Any) -> httpx.Response: ...
    def get(self, path: str, **kwargs: Any) -> httpx.Response: ...


Ask = Callable[[FastAPI], Client]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_suffix_gives_the_same_below_page_and_data(client: Client, suffix: str) -> None:
    page, data = client.get(f"/page/t1.{suffix}"), client.get(f"/data/t1.{suffix}")
    assert page.status_code == data.status_code == 200
    assert page.content == data.content
    assert data.headers["content-location"] == f"/data/t1.{suffix}"
    assert data.headers["vary"] == "Accept"


def test_data_without_a_suffix_is_what_is_accepted(client: Client) -> None:
    answer = client.get("/data/t1", headers={"accept": "application/n-quads"})
    assert answer.headers["content-type"] == "application/n-quads"
    assert answer.headers["content-location"] == "/data/t1.nq"
    assert client.get("/data/t1", headers={"accept": "image/png"}).status_code == 406
    assert client.get("/page/t1.html", headers=HTML).headers["content-type"].startswith("text/html")
    assert client.get("/data/t1.html").headers["location"] == "/page/t1"


def test_a_refusal_lists_every_form_there_is(client: Client) -> None:
    answer = client.get("/id/t1", headers={"accept": "image/png, audio/*"})
    assert answer.headers["content-type"] == "application/problem+json"
    for media_type in (
        "text/html",
        "text/turtle",
        "application/trig",
        "application/n-quads",
        "application/json",
    ):
        assert media_type in answer.json()["remedy"]


@pytest.mark.parametrize(
    "path", ["/page/t1", "/page/a1", "/page/dtheme", "/data/t1.ttl", "/data/t1.json", "/ns"]
)
def test_who_has_an_answer_is_not_sent_it_again(client: Client, path: str) -> None:
    first = client.get(path, headers=HTML)
    tag = first.headers["etag"]
    assert tag.startswith('"')
    for held in (tag, f'"other", W/{tag}', "*"):
        again = client.get(path, headers={**HTML, "if-none-match": held})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["vary"] == first.headers["vary"]
        assert again.headers["content-location"] == first.headers["content-location"]
    assert client.get(path, headers={**HTML, "if-none-match": '"other"'}).content == first.content


def test_tags_differ_by_language_form_and_release(client: Client, dataset: Dataset, ask: Ask) -> None:
    other = ask(create_app(Dataset(dataset.store, "r124")))
    tags = [
        client.get("/page/t1", headers={"accept-language": "fi"}).headers["etag"],
        client.get("/page/t1", headers={"accept-language": "sv"}).headers["etag"],
        client.get("/data/t1.ttl").headers["etag"],
        client.get("/data/t1.trig").headers["etag"],
        other.get("/data/t1.ttl").headers["etag"],
    ]
    assert len(set(tags)) == len(tags)


def test_an_answer_links_to_its_forms_licence_and_the_catalogue(client: Client) -> None:
    for path, role in (("/page/t1", "canonical"), ("/data/t1.nt", "describes")):
        links = client.get(path, headers={"accept": "*/*"}).headers["link"]
        assert f'<{BASE}id/t1>; rel="{role}"' in links
        assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in links
        assert '</catalog>; rel="describedby"' in links
        for suffix in SUFFIXES:
            assert f'</data/t1.{suffix}>; rel="alternate"' in links


@pytest.mark.parametrize("code", ["t1", "k9003", "a1", "dtheme", "sgroups"])
def test_a_page_holds_linked_data_that_names_its_thing(client: Client, code: str) -> None:
    (block,) = BLOCK.findall(client.get(f"/page/{code}", headers=HTML).text)
    assert json.loads(block)["@id"] == BASE + "id/" + code
    said = list(parse(block, format=RdfFormat.JSON_LD))
    assert {quad.subject for quad in said} == {NamedNode(BASE + "id/" + code)}


def test_no_name_leaves_the_block_of_data(client: Client) -> None:
    (block,) = BLOCK.findall(client.get("/page/k9003", headers=HTML).text)
    names = [name["@value"] for name in json.loads(block)["skos:prefLabel"]]
    assert "<script>alert(1)</script> & \u202etxet" in names


def test_quads_tell_the_graph_of_each_statement(client: Client) -> None:
    quads = list(parse(client.get("/data/t1.nq").content, format=RdfFormat.N_QUADS))
    targets = {quad.graph_name for quad in quads if quad.predicate.value == NS + "targets"}
    assert targets == {NamedNode(layout.ACCEPTED)}


def test_plain_json_tells_names_links_states_and_evidence(client: Client) -> None:
    held = client.get("/data/t1.json").json()
    assert held["names"] == {"fi": "Keksitty teema", "sv": "Ett påhittat tema"}
    (targets,) = (r for r in held["relations"] if (r["relation"], r["direction"]) == ("targets", "out"))
    (link,) = (link for link in targets["links"] if link["iri"] == resource("k9001"))
    assert link["state"] == "direct"
    assert link["assertions"][0]["mentions"][0]["words"] == "keksityt henkilöt"


def merged(dataset: Dataset) -> Dataset:
    old, new = NamedNode(resource("xold")), NamedNode(resource("k9001"))
    truth = Literal("true", datatype=NamedNode(XSD + "boolean"))
    graph = NamedNode(layout.ENTITIES)
    said = (
        Quad(old, NamedNode(DCT + "isReplacedBy"), new, graph),
        Quad(old, NamedNode(OWL + "deprecated"), truth, graph),
        Quad(old, NamedNode(SKOS + "prefLabel"), Literal("vanha", language="fi"), graph),
    )
    return Dataset.of((*dataset.quads(), *said), "r123")


def test_what_was_merged_leads_to_what_it_became_and_its_page_says_so(dataset: Dataset, ask: Ask) -> None:
    client = ask(create_app(merged(dataset)))
    answer = client.get("/id/xold", headers=TURTLE)
    assert (answer.status_code, answer.headers["location"]) == (301, "/id/k9001")
    page = client.get("/page/xold", headers=HTML).text
    assert 'replaced by <a href="/page/k9001">' in page
    assert "isReplacedBy" in client.get("/data/xold.nt").text


def test_a_graph_answers_with_its_page_or_with_all_it_holds(client: Client) -> None:
    answer = client.get("/graph/accepted", headers=TURTLE)
    assert answer.headers["location"].startswith("/graph-store?graph=")
    held = client.get(answer.headers["location"], headers=TURTLE)
    assert "targets" in held.text
    page = client.get(client.get("/graph/accepted", headers=HTML).headers["location"], headers=HTML)
    assert page.status_code == 200
    assert "/graph-store?graph=https%3A%2F%2Fw3id.org%2Fkytkos%2Fgraph%2Faccepted" in page.text
    assert client.get("/graph/no-such", headers=TURTLE).status_code == 404


def test_the_vocabulary_answers_by_suffix_and_by_version(client: Client) -> None:
    by_suffix = client.get("/ns.nt")
    assert by_suffix.content == client.get("/ns", headers={"accept": "application/n-triples"}).content
    assert client.get("/ns.exe").status_code == 404
    assert client.get("/ns/9.9").status_code == 404


@pytest.mark.parametrize("left_on", [False, True])
def test_below_a_path_of_its_proxy_every_address_begins_with_it(
    dataset: Dataset, ask: Ask, *, left_on: bool
) -> None:
    client = ask(create_app(dataset, Options(root_path="/esf/kytkos")))
    sent = "/esf/kytkos" if left_on else ""
    answer = client.get(f"{sent}/id/t1", headers=TURTLE)
    assert answer.headers["location"] == "/esf/kytkos/data/t1.ttl"
    for path in (
        "/",
        "/page/t1",
        "/page/a1",
        "/ns",
        "/question",
        "/documents",
        "/release",
        "/sparql",
        "/search?q=keksi",
    ):
        answer = client.get(sent + path, headers=HTML)
        assert answer.status_code == 200
        addresses = re.findall(r'(?:href|src|action)="(/[^"]*)"', answer.text)
        assert addresses
        assert all(a.startswith("/esf/kytkos/") for a in addresses), path
        for name in ("content-location", "link"):
            targets = re.findall(r"(?:^|<)(/[^>]*)", answer.headers.get(name, ""))
            assert all(t.startswith("/esf/kytkos/") for t in targets)


@pytest.fixture(scope="module")
def whole(released: Path, ask: Ask) -> Client:
    """The invented workspace's release, served."""
    return ask(create_app(open_release(_current(released))))


@pytest.fixture(scope="module")
def identifiers(released: Path) -> list[str]:
    """Every IRI of ours that the release holds, wherever it stands."""
    return sorted(set(_ours(open_release(_current(released)))))


def _current(data: Path) -> Path:
    path = Shelf(data / "releases").current()
    assert path is not None
    return path


def _ours(dataset: Dataset) -> Iterator[str]:
    for quad in dataset.quads():
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            if isinstance(term, NamedNode) and term.value.startswith(BASE):
                yield term.value


@pytest.mark.slow
def test_every_identifier_of_a_release_answers(whole: Client, identifiers: list[str]) -> None:
    assert len(identifiers) > 1000
    anchors = set(re.findall(r' id="([^"]+)"', whole.get("/ns", headers=HTML).text))
    pages = {iri for iri in identifiers if not iri.startswith(NS)}
    assert {iri.removeprefix(NS) for iri in identifiers if iri.startswith(NS) and iri != NS} <= anchors
    for path in sorted({iri.partition("#")[0].removeprefix(BASE) for iri in pages}):
        status = whole.request("HEAD", f"/{path}", headers=TURTLE).status_code
        assert status in (200, 301, 303), path


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_the_forms_of_any_thing_hold_the_same_graph(
    whole: Client, identifiers: list[str], data: st.DataObject
) -> None:
    places = [iri for iri in identifiers if iri.startswith((BASE + "id/", BASE + ".well-known/genid/"))]
    iri = data.draw(st.sampled_from(places))
    graphs = {}
    for name, media_type in MEDIA_TYPES.items():
        led = whole.get(iri.removeprefix(BASE[:-1]), headers={"accept": media_type})
        graphs[name] = _read(whole.get(led.headers["location"]).content, name)
    assert len(graphs["nt"])
    assert all(isomorphic(graphs["nt"], held) for held in graphs.values())


def _read(body: bytes, name: str) -> Graph:
    """Read with another parser than wrote it, but for JSON-LD, which that one reads into many graphs."""
    if name != "json-ld":
        return Graph().parse(data=body, format=name)
    triples = (quad.triple for quad in parse(body, format=RdfFormat.JSON_LD))
    return Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")


HOSTILE = st.text(st.characters(codec="latin-1", exclude_characters="\r\n\0"), max_size=60)


@given(accept=HOSTILE, tag=HOSTILE, language=HOSTILE)
@settings(max_examples=60, deadline=None)
def test_any_header_gets_an_answer_that_is_none_of_a_fault(
    client: Client, accept: str, tag: str, language: str
) -> None:
    headers = {"accept": accept, "if-none-match": tag, "accept-language": language}
    sent = {name: text.encode("latin-1") for name, text in headers.items()}
    for path in ("/id/t1", "/page/t1", "/data/t1", "/ns"):
        assert client.get(path, headers=sent).status_code in (200, 303, 304, 406)


@given(place=st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_place_gets_an_answer_that_is_none_of_a_fault(client: Client, place: str) -> None:
    try:
        address = httpx.URL("http://test/").copy_with(path=f"/page/{place}")
    except (httpx.InvalidURL, UnicodeEncodeError):
        return
    assert client.get(str(address)).status_code in (200, 400, 404)

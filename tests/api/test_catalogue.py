"""The catalogue tells every release with its files, as the European profile demands."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol
from xml.etree import ElementTree as ET

import httpx
import pyshacl
import pytest
from fastapi import FastAPI
from rdflib import DCTERMS, FOAF, RDF, SH, SKOS, XSD, Graph, Literal, Namespace, URIRef

from api import sitemap
from api.app import Options, create_app
from graph.identifiers import BASE
from graph.release import citation
from graph.release.reader import DUMP, open_release
from graph.release.shelf import Shelf
from graph.store import layout
from ontology.source import graph

DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VOID = Namespace("http://rdfs.org/ns/void#")
HTML = {"accept": "text/html", "accept-language": "en"}


class Client(Protocol):
    def get(self, path: str, **kwargs: Any) -> httpx.Response: ...


Ask = Callable[[FastAPI], Client]
TWO = "0a1b2c3d4e5f"


@pytest.fixture(scope="module")
def shelf(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The invented workspace's release, and before it an older one that holds the same."""
    folder = tmp_path_factory.mktemp("shelf") / "releases"
    held = Shelf(Path(shutil.copytree(released / "releases", folder)))
    current = held.current()
    assert current is not None
    older = shutil.copytree(current, folder / TWO)
    told = (older / "manifest.json").read_text(encoding="utf-8")
    told = re.sub(r'"id": "[^"]*"', f'"id": "{TWO}"', told)
    told = re.sub(r'"built": "[^"]*"', '"built": "2020-01-02T03:04:05+00:00"', told)
    (older / "manifest.json").write_text(told, encoding="utf-8")
    citation.identify(older, "https://doi.org/10.99999/invented.1")
    return held


@pytest.fixture(scope="module")
def served(shelf: Shelf, ask: Ask) -> Client:
    current = shelf.current()
    assert current is not None
    return ask(create_app(open_release(current), Options(releases=shelf.folder)))


@pytest.fixture(scope="module")
def told(served: Client) -> Graph:
    return Graph().parse(data=served.get("/catalog.ttl").content, format="turtle")


def test_the_catalogue_is_as_our_shapes_and_the_profile_demand(told: Graph) -> None:
    _, report, _ = pyshacl.validate(told, shacl_graph=graph("shapes"), inference="none")
    assert sorted(map(str, report.objects(None, SH.resultMessage))) == []


def test_what_the_catalogue_refers_to_is_of_the_class_that_the_profile_wants(told: Graph) -> None:
    wanted = {
        DCTERMS.language: DCTERMS.LinguisticSystem,
        DCTERMS.license: DCTERMS.LicenseDocument,
        DCTERMS.accessRights: DCTERMS.RightsStatement,
        DCTERMS.accrualPeriodicity: DCTERMS.Frequency,
        DCTERMS.spatial: DCTERMS.Location,
        DCTERMS.temporal: DCTERMS.PeriodOfTime,
        DCTERMS.publisher: FOAF.Agent,
        FOAF.homepage: FOAF.Document,
        DCAT.landingPage: FOAF.Document,
        DCAT.dataset: DCAT.Dataset,
        DCAT.mediaType: DCTERMS.MediaType,
        DCAT.theme: SKOS.Concept,
        DCAT.inSeries: DCAT.DatasetSeries,
        SPDX.checksum: SPDX.Checksum,
    }
    for relation, kind in wanted.items():
        led_to = set(told.objects(None, relation))
        assert led_to or relation == SPDX.checksum, relation
        assert all((thing, RDF.type, kind) in told for thing in led_to), relation
    for concept in told.subjects(RDF.type, SKOS.Concept):
        assert told.value(concept, SKOS.prefLabel), concept


def test_releases_follow_each_other_in_a_series(told: Graph, shelf: Shelf) -> None:
    current = shelf.current()
    assert current is not None
    new, old = URIRef(f"{BASE}release/{current.name}"), URIRef(f"{BASE}release/{TWO}")
    series = URIRef(BASE + "catalog#series")
    assert told.value(new, DCAT.prev) == old
    assert told.value(old, DCAT.prev) is None
    assert set(told.subjects(DCAT.inSeries, series)) == {new, old}
    assert (told.value(series, DCAT.first), told.value(series, DCAT.last)) == (old, new)
    assert "10.99999/invented.1" in set(map(str, told.objects(old, DCTERMS.identifier)))


def test_a_file_that_is_there_is_told_with_its_true_size_and_hash(served: Client, shelf: Shelf) -> None:
    current = shelf.current()
    assert current is not None
    data = (current / DUMP).read_bytes()
    assert served.get(f"/release/{current.name}/downloads/{DUMP}").content == data
    told = Graph().parse(data=served.get("/catalog.ttl").content, format="turtle")
    packed = URIRef(f"{BASE}release/{current.name}#{DUMP}")
    assert int(str(told.value(packed, DCAT.byteSize))) == len(data)
    checksum = told.value(packed, SPDX.checksum)
    assert checksum is not None
    assert str(told.value(checksum, SPDX.checksumValue)).lower() == hashlib.sha256(data).hexdigest()


@pytest.mark.slow
def test_every_address_of_a_file_answers(served: Client, told: Graph) -> None:
    addresses = {str(address) for address in told.objects(None, DCAT.downloadURL) if TWO not in str(address)}
    assert len(addresses) > 5
    for address in addresses:
        assert served.get(address, headers={"if-none-match": "*"}).status_code in (200, 304), address


def test_a_release_says_which_years_it_is_about(told: Graph, shelf: Shelf) -> None:
    release = URIRef(f"https://w3id.org/kytkos/release/{shelf.list()[-1].id}")
    periods = set(told.objects(release, DCTERMS.temporal))
    assert periods
    for period in periods:
        assert (period, RDF.type, DCTERMS.PeriodOfTime) in told
        start, end = (told.value(period, DCAT[name]) for name in ("startDate", "endDate"))
        assert isinstance(start, Literal)
        assert isinstance(end, Literal)
        assert start.datatype == end.datatype == XSD.gYear
        assert 2000 <= int(str(start)) <= int(str(end))


def test_nobody_in_person_is_in_it(told: Graph) -> None:
    vcard = Namespace("http://www.w3.org/2006/vcard/ns#")
    assert {told.value(c, RDF.type) for c in told.objects(None, DCAT.contactPoint)} == {vcard.Organization}
    assert not any("mailto:" in str(term) or "tel:" in str(term) for triple in told for term in triple)


@pytest.mark.parametrize(
    ("accept", "form"),
    [("text/turtle", "turtle"), ("application/rdf+xml", "xml"), ("application/n-triples", "nt")],
)
def test_the_root_gives_the_catalogue_to_programs_and_a_page_to_readers(
    served: Client, accept: str, form: str
) -> None:
    told = Graph().parse(data=served.get("/catalog.ttl").content, format="turtle")
    answer = served.get("/", headers={"accept": accept})
    assert set(Graph().parse(data=answer.content, format=form)) == set(told)
    assert served.get("/catalog", headers={"accept": accept}).content == answer.content
    assert served.get("/", headers={"accept": "*/*"}).headers["content-type"].startswith("text/html")


def test_it_is_sent_only_to_who_has_it_not(served: Client) -> None:
    tag = served.get("/catalog.nt").headers["etag"]
    assert served.get("/catalog.nt", headers={"if-none-match": tag}).status_code == 304


def test_the_page_lists_releases_and_files_and_every_page_links_to_it(served: Client) -> None:
    text = served.get("/catalog", headers=HTML).text
    assert f"/release/{TWO}/downloads/release.xlsx" in text
    for path in ("/", "/about", "/ns"):
        answer = served.get(path, headers=HTML)
        assert 'href="/catalog"' in answer.text.partition("<footer")[2]
        assert '</catalog>; rel="describedby"' in answer.headers["link"]


def test_a_site_without_a_release_has_an_empty_catalogue(empty: Client) -> None:
    told = Graph().parse(data=empty.get("/catalog.ttl").content, format="turtle")
    assert list(told.objects(None, DCAT.prev)) == []
    assert empty.get("/catalog", headers=HTML).status_code == 200
    assert empty.get("/catalog.exe").status_code == 404


def test_void_tells_counts_licences_and_where_to_ask(served: Client) -> None:
    answer = served.get("/.well-known/void")
    assert answer.headers["content-type"].startswith("text/turtle")
    told = Graph().parse(data=answer.content, format="turtle")
    release = URIRef(layout.CATALOGUE + "#release")
    assert told.value(release, VOID.sparqlEndpoint) == URIRef("http://test/sparql")
    assert told.value(URIRef(layout.CATALOGUE + "#default"), VOID.triples) is not None
    assert "zero" in str(told.value(URIRef(layout.SCHEMES), DCTERMS.license))
    assert "by/4.0" in str(told.value(URIRef(layout.ACCEPTED), DCTERMS.license))


def _places(client: Client, path: str) -> list[str]:
    root = ET.fromstring(client.get(path).content)
    return [str(place.text) for place in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def test_the_map_lists_pages_that_answer(client: Client) -> None:
    robots = client.get("/robots.txt").text
    assert "Sitemap: http://test/sitemap.xml" in robots
    places = _places(client, "/sitemap.xml")
    assert "http://test/page/t1" in places
    assert all(client.get(place, headers=HTML).status_code == 200 for place in places)


def test_a_map_of_too_many_pages_is_a_list_of_maps(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _places(client, "/sitemap.xml")
    monkeypatch.setattr(sitemap, "MOST", 7)
    parts = _places(client, "/sitemap.xml")
    assert len(parts) > 2
    assert [place for part in parts for place in _places(client, part)] == whole
    assert len(whole) == len(set(whole))
    assert client.get("/sitemap-999.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404
    assert client.get("/sitemap-x.xml").status_code == 400


def test_an_address_that_is_none_is_refused(client: Client) -> None:
    for host in ("a<b", "a b", 'x"y'):
        assert client.get("/catalog.ttl", headers={"host": host}).status_code in (200, 400)


def test_a_release_says_how_it_is_cited(served: Client) -> None:
    text = served.get(f"/release/{TWO}/citation.txt", headers={"accept-language": "en"}).text
    assert "(2020)" in text
    assert text.endswith("https://doi.org/10.99999/invented.1")
    assert f"@misc{{kytkos-{TWO}" in served.get(f"/release/{TWO}/citation.bib").text
    assert served.get(f"/release/{TWO}/citation.json").json()[0]["version"] == TWO
    assert served.get(f"/release/{TWO}/citation.exe").status_code == 404
    assert served.get("/release/ffffffffffff/citation.txt").status_code == 404


def test_the_page_of_the_release_describes_it_for_search_engines(served: Client, shelf: Shelf) -> None:
    current = shelf.current()
    assert current is not None
    text = served.get("/release", headers=HTML).text
    assert "Cite this" in text
    (block,) = re.findall(r'(?s)<script type="application/ld\+json">(.*?)</script>', text)
    told = json.loads(block)
    assert (told["@type"], told["version"]) == ("Dataset", current.name)
    assert told["@id"] == f"{BASE}release/{current.name}"
    assert {held["name"] for held in told["distribution"]} >= {DUMP}


def test_a_thing_says_how_it_is_cited(client: Client) -> None:
    text = client.get("/page/t1", headers=HTML).text
    cited = text.partition('id="cite"')[2].partition("</section>")[0]
    assert "r123" in cited
    assert BASE + "id/t1" in cited


def test_a_release_answers_at_its_own_address_as_data(served: Client, told: Graph) -> None:
    release = URIRef(f"{BASE}release/{TWO}")
    answer = served.get(f"/release/{TWO}", headers={"accept": "text/turtle"})
    assert answer.headers["kytkos-release"] == TWO
    held = Graph().parse(data=answer.content, format="turtle")
    assert set(held.predicate_objects(release)) == set(told.predicate_objects(release))
    assert served.get("/release/ffffffffffff", headers={"accept": "text/turtle"}).status_code == 404

"""Identifiers lead to pages and data; pages show state and evidence; no name of a thing can act on a page."""

from __future__ import annotations

from typing import Any, Protocol

import httpx
import pytest
from pyoxigraph import RdfFormat, Triple, parse

BROWSER = {
    "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "accept-language": "en",
}
ISLAND = '<script type="module" src="/static/built/'
DATA_BLOCK = '<script type="application/ld+json">'
FORMATS = {
    "ttl": ("text/turtle", RdfFormat.TURTLE),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
    "trig": ("application/trig", RdfFormat.TRIG),
    "nq": ("application/n-quads", RdfFormat.N_QUADS),
}


class Client(Protocol):
    def get(self, path: str, **kwargs: Any) -> httpx.Response: ...


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        (BROWSER["accept"], "/page/t1"),
        ("*/*", "/page/t1"),
        ("text/turtle", "/data/t1.ttl"),
        ("application/n-triples", "/data/t1.nt"),
        ("application/ld+json", "/data/t1.jsonld"),
        ("application/rdf+xml, text/html;q=0.9", "/data/t1.rdf"),
        ("application/ld+json;q=0.4, text/turtle;q=0.5", "/data/t1.ttl"),
        ("text/*;q=0.3, text/turtle;q=0.9", "/data/t1.ttl"),
        ("application/trig", "/data/t1.trig"),
        ("application/n-quads", "/data/t1.nq"),
        ("application/json", "/data/t1.json"),
        ("application/*, application/json;q=0.1, application/n-triples;q=0", "/data/t1.jsonld"),
        ("text/html;q=0, */*", "/data/t1.ttl"),
        ("nonsense, ;;, text/turtle;q=x, application/rdf+xml;q=7", "/data/t1.rdf"),
    ],
)
def test_an_identifier_leads_to_what_is_accepted(client: Client, accept: str, location: str) -> None:
    answer = client.get("/id/t1", headers={"accept": accept})
    assert answer.status_code == 303
    assert answer.headers["location"] == location
    assert answer.headers["vary"] == "Accept"


def test_an_identifier_in_no_accepted_form_names_what_there_is(client: Client) -> None:
    answer = client.get("/id/t1", headers={"accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["remedy"]


def triples(client: Client, code: str, suffix: str) -> set[Triple]:
    answer = client.get(f"/data/{code}.{suffix}")
    media_type, format_ = FORMATS[suffix]
    assert answer.headers["content-type"].partition(";")[0] == media_type
    return {quad.triple for quad in parse(answer.content, format=format_)}


@pytest.mark.parametrize("code", ["t1", "k9003", "a1", "vtheme"])
def test_every_format_holds_the_same_triples(client: Client, code: str) -> None:
    held = triples(client, code, "nt")
    assert held
    for suffix in FORMATS:
        assert triples(client, code, suffix) == held


def test_data_of_a_thing_holds_its_links_and_their_evidence(client: Client) -> None:
    text = client.get("/data/k9001.nt").text
    assert "<https://w3id.org/kytkos/id/t1> <https://w3id.org/kytkos/ns#targets>" in text
    assert '<http://www.w3.org/ns/oa#exact> "keksityt henkilöt"' in text


def test_a_page_shows_each_link_with_state_words_place_and_reason(client: Client) -> None:
    text = client.get("/page/t1", headers=BROWSER).text
    link = text.partition('<a href="/page/k9001">')[2].partition('class="links')[0]
    assert "invented people" in link
    assert '<span class="state state-direct"><bdi>stated</bdi></span>' in link
    assert '<q lang="fi">keksityt henkilöt</q>' in link
    assert "characters 12–29" in link
    assert 'href="/page/a1"' in link
    assert "1 more" in link


def test_a_page_tells_proposed_denied_and_rejected_apart(client: Client) -> None:
    text = client.get("/page/t1", headers=BROWSER).text
    for state in ("direct", "proposed", "denied", "rejected"):
        assert f"state-{state}" in text
    assert "Rejected by the editors (1)" in text


def test_a_page_shows_relations_from_both_ends(client: Client) -> None:
    text = client.get("/page/k9001", headers=BROWSER).text
    assert "Who targets this group" in text
    assert '<a href="/page/t1">' in text


def test_a_page_shows_coverage_with_counts_and_through_what(client: Client) -> None:
    text = client.get("/page/k9001", headers=BROWSER).text
    assert "Who covers this" in text
    assert "1/2" in text
    assert "Keksitty hanke" in text
    assert "state-unknown" in text


def test_a_page_links_to_its_data_and_names_its_identifier(client: Client) -> None:
    answer = client.get("/page/t1", headers=BROWSER)
    assert '<https://w3id.org/kytkos/id/t1>; rel="canonical"' in answer.headers["link"]
    assert 'rel="alternate"; type="text/turtle"' in answer.headers["link"]
    assert "https://w3id.org/kytkos/id/t1" in answer.text


def test_a_name_missing_in_a_language_is_finnish_and_tagged(client: Client) -> None:
    text = client.get("/page/k9002", headers=BROWSER).text
    assert '<h1><bdi lang="fi">vain suomeksi nimetyt</bdi></h1>' in text


def test_markup_and_direction_marks_in_names_stay_text(client: Client) -> None:
    for path in ("/page/k9003", "/page/t1", "/kind/TargetGroup", "/search?q=script", "/page/a3"):
        text = client.get(path, headers={**BROWSER, "accept-language": "fi"}).text
        assert "<script" not in text.replace(DATA_BLOCK, "").replace(ISLAND, "")
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; \u202etxet</bdi>" in text


@pytest.mark.parametrize(
    "path", ["/page/nothing", "/id/nothing", "/data/nothing.ttl", "/kind/Nothing", "/page/"]
)
def test_what_is_unknown_is_not_found(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_what_is_not_found_is_a_page_with_a_way_on_for_readers(client: Client) -> None:
    answer = client.get("/page/nothing", headers={**BROWSER, "accept-language": "sv"})
    assert answer.status_code == 404
    assert '<html lang="sv">' in answer.text
    assert 'action="/search"' in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/page/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/data/..%2f..%2fetc%2fpasswd.ttl",
        "/static/..%2f..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/page/a%00b",
        "/page/<script>",
        "/page/" + "x" * 500,
        "/data/t1.exe",
        "/page/genid/..%2fid",
        "/page/graph/",
        "/data/.ttl",
        "/graph/..%2f..%2fetc",
        "/page/t1%20",
    ],
)
def test_malformed_codes_and_paths_reach_no_file_and_no_thing(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (400, 404)
    assert "root:" not in answer.text
    assert "create_app" not in answer.text


def test_an_assertion_shows_its_evidence_and_decisions(client: Client) -> None:
    text = client.get("/page/a1", headers=BROWSER).text
    assert "invented people" in text
    assert "<blockquote" in text
    assert "characters 12–29" in text
    assert "characters 40–48" in text
    assert "Named in the list." in text
    assert "in the role of curator" in text
    assert "not checked by the ministry" in text
    assert "The document itself is not on this server" in text


def test_a_denied_assertion_says_so(client: Client) -> None:
    text = client.get("/page/a4", headers=BROWSER).text
    assert "It says that this is not so" in text
    assert "a curator" in text


def test_with_the_documents_at_hand_a_quote_is_verified_by_hash(quoting: Client) -> None:
    text = quoting.get("/page/a1", headers=BROWSER).text
    assert "Quote checked" in text
    assert "keksityt</blockquote>" in text


def test_a_document_tells_sections_found_and_not_found_and_what_it_says_in_order(client: Client) -> None:
    text = client.get("/page/dtheme", headers=BROWSER).text
    assert "Undated draft" in text
    assert text.index("not found") > text.index("found</span>")
    places = [text.index(f">{start}–") for start in (12, 40, 50, 56, 58)]
    assert places == sorted(places)


def test_a_document_tells_what_of_it_is_lost(client: Client) -> None:
    text = client.get("/page/dreport", headers=BROWSER).text
    assert "the text breaks off" in text


def test_a_document_known_and_not_read_says_so(client: Client) -> None:
    assert "has not been read" in client.get("/page/dknown", headers=BROWSER).text


def test_the_vocabulary_is_a_page_or_data(client: Client) -> None:
    page = client.get("/ns", headers=BROWSER)
    assert 'id="TargetGroup"' in page.text
    assert "People served." in page.text
    data = client.get("/ns", headers={"accept": "text/turtle"})
    assert data.headers["content-location"] == "/ns.ttl"
    found = {quad.subject for quad in parse(data.content, format=RdfFormat.TURTLE)}
    assert len(found) > 3

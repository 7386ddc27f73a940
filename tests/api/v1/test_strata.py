"""The layered map over HTTP, and the same on the start page."""

from __future__ import annotations

from tests.api.conftest import Client

ENGLISH = {"Accept-Language": "en"}
HTML = {"Accept": "text/html", **ENGLISH}


def test_the_map_names_its_layers_and_the_ends_of_its_links(client: Client) -> None:
    told = client.get("/api/v1/map", headers=ENGLISH).json()
    codes = {s["name"]: [t["code"] for t in s["things"]] for s in told["strata"]}
    assert "t1" in codes["themes"]
    assert "k9001" in codes["groups"]
    assert {"from": "t1", "to": "k9001"} in [{n: tie[n] for n in ("from", "to")} for tie in told["ties"]]
    assert told["at"] is None
    assert told["scope"]


def test_around_a_thing_only_what_is_linked_to_it_is_left(client: Client) -> None:
    told = client.get("/api/v1/map?at=t1", headers=ENGLISH).json()
    assert told["at"]["code"] == "t1"
    assert all("t1" in (tie["from"], tie["to"]) or tie["from"] != "t2" for tie in told["ties"])


def test_an_unknown_centre_is_not_found(client: Client) -> None:
    assert client.get("/api/v1/map?at=k0000").status_code == 404
    assert client.get("/?at=k0000", headers=HTML).status_code == 404


def test_the_start_page_lists_the_map_with_a_way_to_each_thing(client: Client) -> None:
    text = client.get("/", headers=HTML).text
    assert 'href="/?at=t1#map"' in text
    assert 'data-island="map"' in text


def test_the_start_page_says_so_where_nothing_leads_to_a_thing(client: Client) -> None:
    text = client.get("/?at=t2", headers=HTML).text
    assert "No accepted link of the map" in text

"""Each state of an analysis or a question leads to why it is so, and no such page is a dead end."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import httpx
import pytest
from fastapi import FastAPI
from pyoxigraph import NamedNode, Triple

from api.app import create_app
from graph.analysis.listing import analyses
from graph.identifiers import ID
from graph.release.opening import place
from graph.release.shelf import Shelf
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import DCT
from sparql.answers import catalogue

BROWSER = {"accept": "text/html", "accept-language": "en"}
#: What those analyses are asked that ask for something.
GIVEN = {"whynot": "coverer=t1&covered=k9002", "whatif": "change=remove t1"}


class Client(Protocol):
    def get(self, path: str, **kwargs: Any) -> httpx.Response: ...


def shown(client: Client, path: str) -> str:
    answer = client.get(path, headers=BROWSER)
    if answer.status_code == 303:
        answer = client.get(answer.headers["location"], headers=BROWSER)
    assert answer.status_code == 200, path
    return answer.text


@pytest.mark.parametrize("name", [held.declared.name for held in analyses()])
def test_each_state_of_an_analysis_leads_to_why(client: Client, name: str) -> None:
    text = shown(client, f"/analysis/{name}?{GIVEN.get(name, '')}")
    rows = re.findall(r"<td.*?</td>", text, re.DOTALL)
    states = [cell for cell in rows if 'class="state ' in cell]
    assert all('class="state-why"' in cell for cell in states)
    for address in sorted(set(re.findall(r'class="state-why" href="([^"]+)"', text)))[:20]:
        assert "<h1>" in shown(client, address)


def states(text: str) -> list[str]:
    return [
        cell for cell in re.findall(r'<td role="cell".*?</td>', text, re.DOTALL) if 'class="state ' in cell
    ]


def test_each_state_of_a_question_leads_to_why(client: Client) -> None:
    counted = 0
    for asked in catalogue():
        found = states(shown(client, f"/question/{asked.name}"))
        assert all('class="state-why"' in cell for cell in found), asked.name
        counted += len(found)
    assert counted


def test_the_question_that_tells_why_is_one_of_the_catalogue() -> None:
    named = {asked.why for asked in catalogue() if asked.why}
    assert named
    assert named <= {asked.name for asked in catalogue()}


@pytest.mark.slow
def test_each_state_of_the_published_dataset_leads_to_why(
    shipped: Path, ask: Callable[[FastAPI], Client]
) -> None:
    folder = Shelf(shipped / "releases").current()
    assert folder is not None
    client = ask(create_app(place(folder).dataset()))
    for asked in catalogue():
        found = states(shown(client, f"/question/{asked.name}"))
        assert all('class="state-why"' in cell for cell in found), asked.name


def test_each_cell_of_a_list_bears_the_name_of_its_column(client: Client) -> None:
    text = shown(client, "/analysis/overlap")
    heads = re.findall(r'role="columnheader"[^>]*>([^<]*)</th>', text)
    first = text[text.index('<tbody role="rowgroup">') :].partition("</tr>")[0]
    assert heads
    assert re.findall(r'<td role="cell" data-label="([^"]*)"', first) == heads


def test_columns_that_a_state_is_said_to_be_about_are_columns() -> None:
    for held in (found.declared for found in analyses()):
        named = {name for column, about in held.about.items() for name in (column, *about)}
        assert named <= set(held.columns), held.name


def test_what_links_two_is_told_with_words_and_place(client: Client) -> None:
    text = shown(client, "/said/t1/k9001")
    between = text[text.index('id="between"') : text.index('id="alike"')]
    assert "/page/a1" in between
    assert "characters 12–29" in between
    assert 'href="/why/t1/k9001"' in text


def test_what_nothing_links_is_no_dead_end(client: Client) -> None:
    text = shown(client, "/said/t1/t2")
    assert "Nothing in what was read links the two to each other." in text
    assert "No document that describes “Lukematon teema” has been read." in text
    assert "Not found is not the same as no." in text
    assert 'href="/said/t1"' in text


@pytest.mark.parametrize(("count", "is_told"), [(40, False), (41, True)])
def test_parts_that_were_not_looked_at_are_told(
    dataset: Dataset, ask: Callable[[FastAPI], Client], count: int, is_told: bool
) -> None:
    held = Dataset.of(dataset.quads(), dataset.release)
    whole, relation = NamedNode(ID + "t1"), NamedNode(DCT + "hasPart")
    held.add(layout.ENTITIES, (Triple(whole, relation, NamedNode(f"{ID}part{n}")) for n in range(count)))
    text = shown(ask(create_app(held)), "/said/t1/2021-2027")
    assert ("40 of 41 parts were looked at here" in text) == is_told


def test_what_is_said_of_one_thing_is_told_with_its_evidence(client: Client) -> None:
    text = shown(client, "/said/t1")
    assert "/page/a1" in text
    assert 'href="/page/vtheme"' in text


@pytest.mark.parametrize("path", ["/said/t1/k9001.json", "/said/t1/k9001"])
def test_what_is_said_is_told_to_programs(client: Client, path: str) -> None:
    answer = client.get(path, headers={"accept": "application/json", "accept-language": "en"})
    told = answer.json()
    assert (answer.headers["content-type"], answer.headers["content-language"]) == ("application/json", "en")
    assert [thing["code"] for thing in told["things"]] == ["t1", "k9001"]
    (way,) = told["between"]["links"]
    assert way["link"]["statements"][0]["assertion"] == "a1"
    assert told["cell"] == ["t1", "k9001"]


def test_what_is_said_of_one_thing_is_told_with_its_links(client: Client) -> None:
    told = client.get("/said/t1", headers={"accept": "application/json"}).json()
    (thing,) = told["things"]
    assert [version["code"] for version in thing["read"]] == ["vtheme"]
    assert thing["relations"]
    assert client.get("/said/t1", headers={"accept": "image/png"}).status_code == 406


def test_a_document_has_a_page_of_its_own(client: Client) -> None:
    answer = client.get("/said/vtheme", headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (303, "/page/vtheme")


@pytest.mark.parametrize("path", ["/said/nothing", "/said/t1/nothing"])
def test_of_what_is_not_there_nothing_is_said(client: Client, path: str) -> None:
    assert client.get(path, headers=BROWSER).status_code == 404


def test_what_a_what_if_adds_has_no_page_and_so_no_link(client: Client) -> None:
    text = shown(client, "/analysis/whatif?change=add Project of=t1 targets=k9002")
    assert "<bdi>new1</bdi>" in text
    assert not re.search(r'href="/(page|said|why)/[^"]*new1', text)

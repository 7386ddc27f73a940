"""Names too long, with markup or running the other way, and an empty release: pages stay whole."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, expect
from pyoxigraph import RdfFormat, parse

from api.app import Options, create_app
from api.server import server
from graph.store.dataset import Dataset
from tests.browser.conftest import Violations
from tests.browser.visiting import LANGUAGES, NARROW, WIDE, Reading, Visitor

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")

LONG = "keksittyjenryhmienpitkänimi" * 74
PREFERRED = "http://www.w3.org/2004/02/skos/core#prefLabel"
MARKUP = "<img src=x onerror=alert(1)>"
HEBREW = "קבוצה בדויה \u202eהפוך"
#: Pages that tell of what there is; each in one language by turns, the long matrix has the others.
EMPTY = (
    *("/", "/release", "/documents", "/kind", "/kind/TargetGroup", "/search?q=nuoret", "/explorer"),
    *("/sparql", "/analysis/coverage", "/analysis/gaps", "/question", "/about", "/draft"),
)
NAMES = {"k9101": LONG, "k9102": MARKUP, "k9103": HEBREW}


def alike(*given: object) -> Any:
    """Leave to the long matrix what is told as another here is."""
    return pytest.param(*given, marks=pytest.mark.slow)


def turtle(code: str, name: str) -> str:
    return f"""
    GRAPH <https://w3id.org/kytkos/graph/schemes> {{
      <https://w3id.org/kytkos/id/{code}> a <http://www.w3.org/2004/02/skos/core#Concept> ,
          <https://w3id.org/kytkos/ns#TargetGroup> ;
        <http://www.w3.org/2004/02/skos/core#prefLabel> "{name}"@fi ;
        <http://www.w3.org/2004/02/skos/core#broader> <https://w3id.org/kytkos/id/k9102> .
    }}"""


@contextmanager
def running(dataset: Dataset) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        served = server(create_app(dataset, Options(workers=0)), log_level="critical")
        thread = threading.Thread(target=lambda: asyncio.run(served.serve([listening])))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            served.should_exit = True
            thread.join(60)


@pytest.fixture(scope="module")
def odd() -> Iterator[str]:
    trig = "\n".join(turtle(code, name) for code, name in NAMES.items())
    with running(Dataset.of(parse(trig, format=RdfFormat.TRIG), "odd1")) as address:
        yield address


@pytest.fixture(scope="module")
def empty() -> Iterator[str]:
    with running(Dataset.of(())) as address:
        yield address


@contextmanager
def visiting(browser: Browser, root: str) -> Iterator[Visitor]:
    held = Visitor(browser, root)
    yield held
    held.close()
    assert not held.faults


#: Where odd names stand in lists, tables and pictures.
ODD = (
    *("/kind/TargetGroup", "/search?q=keksittyjenryhmienpitk", "/explorer?at=k9101", "/?at=k9101"),
    *("/said/k9101/k9102", "/sparql?query=" + quote(f"SELECT * {{ ?a <{PREFERRED}> ?n }}")),
)


@pytest.mark.parametrize("code", NAMES)
def test_a_page_of_an_odd_name_is_whole_on_a_phone(
    browser: Browser, odd: str, violations: Violations, code: str
) -> None:
    with visiting(browser, odd) as visitor:
        page = visitor.open(f"/page/{code}", Reading("fi", "light", NARROW))
        assert page.locator("h1").text_content() == NAMES[code]
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
        assert page.locator("main img").count() == 0
        assert violations(page) == []


@pytest.mark.parametrize(
    ("path", "width"),
    [
        pytest.param(path, width, marks=() if (page + turn) % 2 == 0 else pytest.mark.slow)
        for page, path in enumerate(ODD)
        for turn, width in enumerate((NARROW, WIDE))
    ],
)
def test_odd_names_fit_in_lists_tables_and_pictures_and_are_only_text(
    browser: Browser, odd: str, path: str, width: int
) -> None:
    with visiting(browser, odd) as visitor:
        page = visitor.open(path, Reading("fi", "dark", width))
        assert visitor.status == 200
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("main img").count() == 0
        # No name is wider in a table than a paragraph is.
        cells = page.locator("main td > a").all()
        assert all((held.bounding_box() or {"width": 0})["width"] <= 24 * 16 + 1 for held in cells)


@pytest.mark.parametrize(
    ("path", "language"),
    [
        pytest.param(path, language, marks=() if (page + turn) % len(LANGUAGES) == 0 else pytest.mark.slow)
        for page, path in enumerate(EMPTY)
        for turn, language in enumerate(LANGUAGES)
    ],
)
def test_an_empty_release_is_told_as_empty_with_a_way_on(
    browser: Browser, empty: str, path: str, language: str
) -> None:
    with visiting(browser, empty) as visitor:
        page = visitor.open(path, language=language)
        assert visitor.status == 200
        assert page.locator("main .notice, main h1").first.inner_text().strip()
        expect(page.locator("main a, main button").first).to_be_attached()


@pytest.mark.parametrize(
    "path",
    [
        *("/page/nothing", "/no/such/page"),
        *(alike("/kind/Nothing"), alike("/question/nothing"), alike("/why/k1/k2")),
    ],
)
def test_what_is_not_there_is_said_in_the_reader_s_language_and_leads_on(visitor: Visitor, path: str) -> None:
    page = visitor.open(path, language="sv")
    assert visitor.status == 404
    expect(page.locator("h1")).to_have_text("Sidan finns inte")
    page.get_by_role("search").locator("input[type=search]").fill("ungdomar")
    page.keyboard.press("Enter")
    expect(page.locator(".hits a").first).to_be_visible()


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/search?q=nuoret&kind=nothing", 400, "något sådant finns inte här"),
        alike("/search?q=nuoret&kind=nothing", 400, "formell organisation"),
        ("/analysis/gaps?kind=nothing", 400, "Slag: här väntas något av"),
        alike("/analysis/gaps?nothing=1", 400, "ett sådant val finns inte"),
        (
            "/question/groups-of-theme?theme=nothing",
            400,
            "det finns ingenting med den koden eller det namnet",
        ),
        ("/explorer?at=nothing", 404, "Det efterfrågade: ”nothing”"),
        alike("/dossier/nothing", 404, "Det efterfrågade: ”nothing”"),
        alike("/report?period=1999", 404, "Det efterfrågade: ”1999”"),
        alike("/release/nothing", 404, "Det efterfrågade: ”nothing”"),
        (
            "/sparql?query=SELECT%20*%20%7B%20SERVICE%20%3Ca:%3E%20%7B%7D%20%7D",
            403,
            "SERVICE besvaras inte här",
        ),
    ],
)
def test_a_choice_that_does_not_fit_is_told_in_the_reader_s_language_and_leads_on(
    visitor: Visitor, violations: Violations, path: str, status: int, said: str
) -> None:
    page = visitor.open(path, language="sv")
    assert visitor.status == status
    expect(page.locator("main .refused")).to_contain_text(said)
    assert page.locator("main .refused [lang]").count() == 0
    expect(page.locator("main a, main button").first).to_be_visible()
    assert violations(page) == []


def test_a_query_that_times_out_is_told_in_the_reader_s_language_and_can_be_changed(visitor: Visitor) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    page = visitor.open("/sparql?" + urlencode({"query": slow, "timeout": "0.3"}), language="fi")
    assert visitor.status == 504
    expect(page.get_by_role("alert")).to_contain_text("Aikaa oli 0.3 s.")
    expect(page.get_by_role("alert")).to_contain_text("keskeytettiin")
    expect(page.locator("textarea#query")).to_have_value(slow)


def test_an_unknown_language_is_answered_in_the_browser_s_own(visitor: Visitor) -> None:
    assert visitor.open("/about?lang=tlh", language="sv").locator("html").get_attribute("lang") == "sv"

"""From a link back to the words it rests on: every link of what is published, and of invented documents."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from pyoxigraph import NamedNode

from api.app import Options, create_app
from graph.identifiers import ID, NS
from graph.release.opening import opened
from graph.store import layout
from graph.store.dataset import Dataset
from graph.store.workspace import Workspace
from graph.terms import OA, RDF, RELATIONS
from tests.api.conftest import Client, browsing

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / ".." / "shared" / "corpus"
EXAMPLES = ROOT / "tests" / "examples" / "documents"
GROUPS, FUTURE = "groups-without-earlier-project", "why-nothing-known-of-later-projects"


@dataclass(frozen=True)
class Mention:
    """Where an assertion's evidence says that its words stand."""

    version: str
    section: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Published:
    """A release, and the folder of the documents it was read from, where that is at hand."""

    dataset: Dataset
    corpus: Path | None


@pytest.fixture(scope="module")
def real(shipped: Path) -> Published:
    """The repository's dataset, built as `make serve` builds it."""
    return Published(opened(Workspace(shipped)), CORPUS if CORPUS.is_dir() else None)


@pytest.fixture(scope="module", params=["invented", "real"])
def held(request: pytest.FixtureRequest) -> Published:
    """Each of the two, in turn."""
    if request.param == "real":
        given = request.getfixturevalue("real")
        assert isinstance(given, Published)
        return given
    return Published(opened(Workspace(request.getfixturevalue("released"))), EXAMPLES)


@pytest.fixture
def browse() -> Iterator[Callable[[FastAPI], Client]]:
    with browsing() as client_of:
        yield client_of


Browse = Callable[[FastAPI], Client]


def test_every_accepted_link_has_an_accepted_assertion(held: Published) -> None:
    links = {(q.subject, q.predicate, q.object) for q in held.dataset.quads(layout.ACCEPTED)}
    stated = {link for code in accepted(held.dataset) if (link := affirmed(held.dataset, code))}
    assert links
    assert links == stated


def test_every_accepted_link_opens_its_document_section_place_and_mention(
    held: Published, browse: Browse
) -> None:
    client = browse(create_app(held.dataset))
    for code in accepted(held.dataset):
        shown = page(client, f"/page/{code}")
        found = mentions(held.dataset, code)
        assert found, code
        for mention in found:
            assert mention.words
            assert mention.words in shown, code
            assert f'href="/page/{mention.version}?lang=en"' in shown, code
            assert (name(held.dataset, mention.section) in shown) is True, code
            assert f"characters {mention.start}–{mention.end}" in shown, code


def test_with_the_documents_at_hand_every_quote_is_shown_and_verified(
    held: Published, browse: Browse
) -> None:
    if held.corpus is None:
        pytest.skip("the source documents are not beside the checkout")
    client = browse(create_app(held.dataset, Options(corpus=held.corpus)))
    for code in accepted(held.dataset):
        shown = page(client, f"/page/{code}")
        assert shown.count('class="check check-yes"') == len(mentions(held.dataset, code)), code
        assert "check-no" not in shown, code


def test_a_text_altered_by_one_byte_is_refused_as_not_verified(
    held: Published, browse: Browse, tmp_path: Path
) -> None:
    if held.corpus is None:
        pytest.skip("the source documents are not beside the checkout")
    for path in held.corpus.iterdir():
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        (tmp_path / path.name).write_bytes(data)
    client = browse(create_app(held.dataset, Options(corpus=tmp_path)))
    for code in one_of_each_document(held.dataset):
        shown = page(client, f"/page/{code}")
        assert "check-yes" not in shown
        assert "The document itself is not on this server" in shown


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_home_page_answers_the_two_questions_first_asked(
    real: Published, browse: Browse, language: str
) -> None:
    client = browse(create_app(real.dataset))
    shown = page(client, "/", language)
    said = client.get(f"/question/{GROUPS}.json", params={"lang": language}).json()
    assert f'href="/question/{GROUPS}?lang={language}"' in shown
    assert f'href="/question/{FUTURE}?lang={language}"' in shown
    assert [line for line in said["scope"] if line not in shown] == []
    groups = {row["group"]["label"] for row in said["rows"]}
    assert len(groups) > 1
    assert [group for group in groups if group not in shown] == []


def accepted(dataset: Dataset) -> list[str]:
    """Return the codes of the accepted assertions."""
    status = NamedNode(NS + "decisionState"), NamedNode(NS + "status-accepted")
    found = dataset.store.quads_for_pattern(None, *status, None)
    return sorted({str(getattr(quad.subject, "value", "")).removeprefix(ID) for quad in found})


def affirmed(dataset: Dataset, code: str) -> tuple[object, object, object] | None:
    """Return the link that an assertion makes a plain triple of, if it does."""
    subject, predicate, object_, polarity = (
        next(values(dataset, ID + code, iri))
        for iri in (RDF + "subject", RDF + "predicate", RDF + "object", NS + "polarity")
    )
    plain = {relation.iri for relation in RELATIONS.values() if relation.plain}
    affirms = text(polarity) == NS + "polarity-affirmed" and text(predicate) in plain
    return (subject, predicate, object_) if affirms else None


def mentions(dataset: Dataset, code: str) -> list[Mention]:
    return [mention(dataset, text(evidence)) for evidence in values(dataset, ID + code, NS + "evidence")]


def mention(dataset: Dataset, evidence: str) -> Mention:
    selectors = [text(selector) for selector in values(dataset, evidence, OA + "hasSelector")]

    def one(names: Iterable[str], iri: str) -> str:
        return next(text(term) for name in names for term in values(dataset, name, iri))

    return Mention(
        one([evidence], OA + "hasSource").removeprefix(ID),
        one([evidence], NS + "inSection"),
        int(one(selectors, OA + "start")),
        int(one(selectors, OA + "end")),
        folded(one(selectors, OA + "exact")),
    )


def one_of_each_document(dataset: Dataset) -> list[str]:
    """Return the code of one accepted assertion of each document version."""
    codes = {mentions(dataset, code)[0].version: code for code in accepted(dataset)}
    assert codes
    return list(codes.values())


def name(dataset: Dataset, iri: str) -> str:
    label = next(values(dataset, iri, "http://www.w3.org/2004/02/skos/core#prefLabel"))
    return folded(text(label))


def values(dataset: Dataset, subject: str, predicate: str) -> Iterator[object]:
    pattern = NamedNode(subject), NamedNode(predicate), None, None
    return (quad.object for quad in dataset.store.quads_for_pattern(*pattern))


def text(term: object) -> str:
    return str(getattr(term, "value", ""))


def folded(words: str) -> str:
    return " ".join(words.split())


def page(client: Client, path: str, language: str = "en") -> str:
    """Return a page's text with its markup, as a browser reads it."""
    answer = client.get(path, params={"lang": language}, headers={"Accept": "text/html"})
    assert answer.status_code == 200, path
    without = re.sub(r'<span class="short">([^<]*)</span>', r"\1", re.sub(r"</?bdi[^>]*>", "", answer.text))
    return folded(html.unescape(without))

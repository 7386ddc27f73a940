"""A document in the order of its text: mentions where they stand, what they say, and what is missing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, RdfFormat, parse

from api.app import Options, create_app
from api.highlighted import Span
from api.in_place import in_place
from graph.store.dataset import Dataset
from sparql.evidence import Part, Said
from tests.api.conftest import EXAMPLE, TEXT, Client

EVIL = "Kohteena on keksityt henkilöt <script>alert(1)</script> a.b@example.org".ljust(60)


@pytest.mark.parametrize("code", ["vtheme", "dtheme"])
def test_the_text_is_shown_with_its_mentions_where_it_is_at_hand(quoting: Client, code: str) -> None:
    shown = quoting.get(f"/document/{code}").text
    assert '<span id="m12-29"><mark>keksityt henkilöt</mark></span>' in shown
    assert "Kohteena on " in shown
    assert 'href="#n1"' in shown
    assert 'id="n1"' in shown


def test_each_mention_leads_to_its_links(quoting: Client) -> None:
    shown = quoting.get("/document/vtheme", headers={"accept-language": "fi"}).text
    first = shown[shown.index('id="n1"') : shown.index('id="n2"')]
    assert "/page/k9001" in first
    assert "/page/a1" in first
    assert "state-direct" in first


def test_without_the_text_the_mentions_own_words_are_shown(client: Client) -> None:
    shown = client.get("/document/vtheme").text
    assert '<span id="m12-29"><q lang="fi">keksityt henkilöt</q></span>' in shown
    assert "Kohteena on" not in shown
    assert "<mark>" not in shown


def test_sections_and_parts_that_are_missing_are_said(client: Client) -> None:
    read = client.get("/document/vtheme", headers={"accept-language": "en"}).text
    assert 'id="target-groups"' in read
    assert "indicators: not found" in read
    assert "the text breaks off" in client.get("/document/vreport").text


@pytest.mark.parametrize("code", ["t1", "dknown", "vnone", "a1", "k9001"])
def test_what_is_no_document_that_was_read_is_not_found(client: Client, code: str) -> None:
    assert client.get(f"/document/{code}").status_code == 404


def of_text(text: str, folder: Path, ask: Callable[..., Client], policy: str = "short") -> Client:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    (folder / "document.txt").write_text(text, encoding="utf-8")
    told = EXAMPLE.read_text(encoding="utf-8").replace('"SHA256"', f'"{sha256}"')
    told = told.replace('kyt:quotePolicy "short"', f'kyt:quotePolicy "{policy}"')
    return ask(create_app(Dataset.of(parse(told, format=RdfFormat.TRIG), "r1"), Options(corpus=folder)))


def test_markup_in_a_text_cannot_act_and_personal_data_stays_masked(
    tmp_path: Path, ask: Callable[..., Client]
) -> None:
    shown = of_text(EVIL, tmp_path, ask).get("/document/vtheme").text
    assert "<script>alert" not in shown
    assert "@example" not in shown


def test_words_that_are_not_those_recorded_are_told(tmp_path: Path, ask: Callable[..., Client]) -> None:
    shown = (
        of_text("Aivan muuta kuin luettaessa: sanat ovat toiset tässä kohdassa nyt.", tmp_path, ask)
        .get("/document/vtheme?lang=en")
        .text
    )
    assert "differ from those recorded: 1." in shown


@pytest.mark.parametrize("path", ["/page/a1", "/page/t1", "/why/t1/k9001", "/page/vtheme"])
def test_evidence_leads_to_its_place_in_the_document(client: Client, path: str) -> None:
    shown = client.get(f"{path}?lang=sv").text
    assert 'href="/document/vtheme?lang=sv#m12-29"' in shown


def test_documents_that_were_read_lead_to_their_mentions(client: Client) -> None:
    shown = client.get("/documents").text
    assert 'href="/document/dtheme"' in shown
    assert "/document/dknown" not in shown


def test_the_text_of_who_allows_no_quotes_is_not_shown(tmp_path: Path, ask: Callable[..., Client]) -> None:
    shown = of_text(TEXT, tmp_path, ask, "none").get("/document/vtheme?lang=en").text
    assert "Kohteena on" not in shown
    assert "allows no quotes" in shown


@pytest.mark.parametrize("path", ["/page/a1", "/why/t1/k9001"])
def test_no_words_are_taken_from_the_text_of_who_allows_no_quotes(
    tmp_path: Path, ask: Callable[..., Client], path: str
) -> None:
    shown = of_text(TEXT, tmp_path, ask, "none").get(f"{path}?lang=en").text
    assert "Quote checked" not in shown
    assert "Quote checked" in of_text(TEXT, tmp_path, ask).get(f"{path}?lang=en").text


def said(start: int, end: int, state: str = "direct") -> Said:
    return Said("a", "s", "p", Literal("o"), state, "", start, end, "words")


def part(key: str, start: int, end: int) -> Part:
    return Part(key, key, is_found=True, start=str(start), end=str(end), reason="")


def test_a_section_inside_another_ends_that_one() -> None:
    shown = in_place("a" * 30, [part("one", 2, 30), part("two", 10, 30)], [said(4, 6), said(12, 14)])
    assert [(s.section.key if s.section else "", len(s.groups)) for s in shown.stretches] == [
        ("", 0),
        ("one", 1),
        ("two", 1),
    ]


def test_no_heading_cuts_a_mention() -> None:
    shown = in_place("a" * 30, [part("one", 0, 10), part("two", 10, 30)], [said(8, 12)])
    assert [[g.spans for g in s.groups] for s in shown.stretches] == [[(Span(8, 12),)], []]
    pieces = [p.text for s in shown.stretches for held in s.paragraphs for p in held.pieces]
    assert "".join(pieces) == "a" * 30


def test_a_group_is_shown_in_its_strongest_state() -> None:
    shown = in_place(None, [], [said(0, 5, "rejected"), said(0, 5), said(2, 8, "proposed")])
    (stretch,) = shown.stretches
    assert shown.state(stretch.groups[0]) == "direct"
    assert not stretch.paragraphs

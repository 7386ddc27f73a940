"""Names are tagged with their language and escaped, and only safe addresses become links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from api.reader import Reader
from api.saying import Words
from api.texts import Texts
from graph.identifiers import BASE, ID, NS
from graph.store.dataset import Dataset
from sparql.labels import Label, Labels


@pytest.fixture(scope="module")
def words(dataset: Dataset) -> Words:
    return Words(dataset, Labels(dataset), Texts(), Reader("sv", is_chosen=True, root="/at"))


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        (ID + "t1", "/at/page/t1?lang=sv"),
        (NS + "targets", "/at/ns?lang=sv#targets"),
        ("https://example.org/x", "https://example.org/x"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("urn:x:y", ""),
    ],
)
def test_only_safe_addresses_are_linked(words: Words, iri: str, address: str) -> None:
    assert words.address(iri) == address
    assert ("<a " in words.thing(iri)) == bool(address)


def test_a_name_in_another_language_is_tagged(words: Words) -> None:
    assert words.name(ID + "k9001") == "<bdi>påhittade personer</bdi>"
    assert words.name(ID + "k9002") == '<bdi lang="fi">vain suomeksi nimetyt</bdi>'


@given(st.text(), st.sampled_from(["fi", "sv", "en", ""]))
def test_no_name_can_become_markup(words: Words, text: str, language: str) -> None:
    written = words.tagged(Label(text, language))
    inside = written.partition(">")[2].removesuffix("</bdi>")
    assert not set(inside) & set("<>\"'")
    assert Markup(inside).unescape() == text


def test_a_state_is_said_in_words_with_its_numbers(words: Words) -> None:
    assert words.state("direct") == '<span class="state state-direct"><bdi>konstaterad</bdi></span>'
    assert "(1/2)" in words.state("partial", "1", "2")
    assert "avvisad" in words.state("rejected")


def test_a_relation_has_words_from_both_ends(words: Words) -> None:
    assert words.relation(NS + "targets", "out") == "Egentliga målgrupper"
    assert words.relation(NS + "targets", "in") == "Vems egentliga målgrupp detta är"
    assert "←" in words.relation(NS + "noSuchRelation", "in")


def test_a_section_is_named_in_a_few_words_or_by_its_heading(words: Words) -> None:
    assert words.section(ID + "sgroups") == "målgrupper"
    assert "nothing" in words.section(ID + "nothing")


def test_only_what_has_no_page_is_shown_in_place(words: Words) -> None:
    assert words.inner(ID + "t1") == []
    assert words.inner(BASE + ".well-known/genid/none") == []

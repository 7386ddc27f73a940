"""Codes, prefixed names and literals as RDF terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from graph.errors import InvalidIdentifier
from graph.identifiers import ID, NS
from graph.store.node import node


def test_a_code_is_a_resource() -> None:
    assert node("32020H1104(01)") == NamedNode(ID + "32020H1104(01)")


def test_a_prefixed_name_is_a_term_of_our_own() -> None:
    assert node("kyt:uptake-in-use") == NamedNode(NS + "uptake-in-use")


@given(st.text(st.characters(codec="utf-8")), st.sampled_from([None, "fi", "sv"]))
def test_a_literal_comes_back_as_it_is_written(text: str, language: str | None) -> None:
    written = Literal(text, language=language) if language else Literal(text)
    assert node(str(written)) == written


@pytest.mark.parametrize(
    "written",
    ["", "kyt:", "kyt:a/b", '"open', '"a" "b"', '"a"@', '"a" .\n<x:s> <x:p> "b"', "a b", "<x:y>", "_:b"],
)
def test_anything_else_is_refused(written: str) -> None:
    with pytest.raises(InvalidIdentifier):
        node(written)

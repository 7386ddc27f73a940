"""What names a representation, and who has it already."""

from __future__ import annotations

import gzip

import brotli  # type: ignore[import-untyped]
import pytest

from api.representation import is_held, packed, packer, tag
from sparql.protocol import Operation

ASKED = Operation("ASK {}")


@pytest.mark.parametrize(
    ("header", "held"),
    [('"a"', True), ('W/"a"', True), ('"b", "a"', True), ('"b"', False), ("", False), ("a", False)],
)
def test_a_sender_has_what_it_names(header: str, held: bool) -> None:
    assert is_held({"if-none-match": header}, '"a"') is held


def test_what_has_no_tag_is_never_held() -> None:
    assert not is_held({"if-none-match": "None"}, None)


def test_another_release_has_another_tag() -> None:
    assert tag("r1", ASKED, None) != tag("r2", ASKED, None)


def test_an_empty_workspace_has_no_tags() -> None:
    assert tag("", ASKED, None) is None


def test_the_same_body_is_packed_in_the_same_way() -> None:
    for coded, unpacked in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        assert packed(b"x" * 5000, coded) == packed(b"x" * 5000, coded)
        assert unpacked(packed(b"x" * 5000, coded)) == b"x" * 5000


def test_pieces_are_packed_into_what_gives_the_whole() -> None:
    for coded, unpacked in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        pack = packer(coded)
        pieces = [pack.packed(b"ab" * 5000) for _ in range(9)]
        assert unpacked(b"".join(pieces) + pack.rest()) == b"ab" * 45_000


def test_headers_that_ask_for_the_same_formats_have_one_tag() -> None:
    plain = tag("r1", ASKED, None)
    assert (
        tag("r1", ASKED, "*/*")
        == tag("r1", ASKED, "text/turtle, application/json;q=0.1, application/sparql-results+json")
        == plain
    )
    assert tag("r1", ASKED, "text/csv") != plain
    assert tag("r1", ASKED, "text/csv, " + "a/b," * 500) == tag("r1", ASKED, "text/csv")


@pytest.mark.parametrize(
    "query", ["SELECT (RAND() AS ?r) {}", "ASK { FILTER(now() > 1) }", "ASK{BIND(BNODE()AS?b)}"]
)
def test_what_may_be_answered_differently_each_time_has_no_tag(query: str) -> None:
    assert tag("r1", Operation(query), None) is None


def test_words_that_hold_the_name_of_such_a_function_do_not_count() -> None:
    assert tag("r1", Operation('ASK { ?known ?brand "now" } # uuid'), None) is not None

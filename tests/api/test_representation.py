"""What names a representation, and who has it already."""

from __future__ import annotations

import gzip

import pytest

from api.representation import is_held, packed, tag
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
    assert tag("r1", ASKED, None, is_packed=False) != tag("r2", ASKED, None, is_packed=False)


def test_an_empty_workspace_has_no_tags() -> None:
    assert tag("", ASKED, None, is_packed=False) is None


def test_the_same_body_is_packed_in_the_same_way() -> None:
    assert packed(b"x" * 5000) == packed(b"x" * 5000)
    assert gzip.decompress(packed(b"x" * 5000)) == b"x" * 5000

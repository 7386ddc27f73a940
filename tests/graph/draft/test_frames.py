"""What goes between the server and the reading process arrives as it was sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.assertion import Assertion
from graph.draft.frames import (
    HEAD,
    MEDIA_TYPES,
    Kind,
    frame,
    path_for,
    reading,
    reading_from,
    refusal,
    refusal_from,
)
from graph.errors import UnreadableDocument, UnsupportedMediaType
from graph.ingest.reader import Reading


def content(piece: bytes, kind: Kind) -> bytes:
    assert piece[: HEAD.size] == HEAD.pack(kind.value, len(piece) - HEAD.size)
    return piece[HEAD.size :]


def test_a_reading_arrives_as_it_was_sent(
    link: Callable[..., Assertion], drafted: Callable[..., Reading]
) -> None:
    made = drafted(link("young", role="participants"), text="nuoret\r\nåäö \u2028")
    held = reading_from(content(reading(made), Kind.READING))
    assert (held.version, held.assertions, held.text) == (made.version, made.assertions, made.text)


def test_a_refusal_arrives_without_the_drafts_name() -> None:
    error = UnreadableDocument(Path("secret.txt"), "is empty", "Give a file.")
    held = refusal_from(content(refusal(error), Kind.REFUSED))
    assert isinstance(held, UnreadableDocument)
    assert (str(held), held.remedy) == ("draft: is empty", "Give a file.")


def test_a_refused_media_type_names_those_that_are_read() -> None:
    held = refusal_from(content(refusal(UnsupportedMediaType("image/png", ())), Kind.REFUSED))
    assert isinstance(held, UnsupportedMediaType)
    assert held.accepted == MEDIA_TYPES


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_every_media_type_has_a_name_to_be_read_under(media_type: str) -> None:
    assert path_for(media_type).stem == "draft"


def test_a_piece_says_how_long_it_is() -> None:
    assert frame(Kind.DRAFT, b"abc") == b"D\0\0\0\x03abc"

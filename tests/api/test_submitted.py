"""Forms with files are taken apart as browsers write them, and nothing else is."""

from __future__ import annotations

from contextlib import suppress

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.submitted import parts
from graph.errors import MalformedForm, TooLarge, UnsupportedMediaType

TYPE = "multipart/form-data; boundary=xyz"


def sent(content: bytes, name: str = "luonnos å.txt") -> tuple[bytes, str]:
    request = httpx.Request(
        "POST", "http://test", data={"lang": "fi"}, files={"file": (name, content, "text/plain")}
    )
    return request.read(), request.headers["content-type"]


@given(st.binary(max_size=200))
def test_the_bytes_of_a_file_come_through_as_they_are(content: bytes) -> None:
    lang, file = parts(*sent(content))
    assert (lang.name, lang.content, lang.file) == ("lang", b"fi", None)
    assert (file.name, file.content, file.media_type) == ("file", content, "text/plain")
    assert (file.file or "").endswith(".txt")


@pytest.mark.parametrize(
    "body", [b"", b"--xyz", b"--xyz\r\n\r\na", b"--xyz\r\nno gap\r\n--xyz--", b"a" * 100, b"--abc--"]
)
def test_what_is_no_form_is_refused(body: bytes) -> None:
    with pytest.raises(MalformedForm):
        parts(body, TYPE)


def test_a_form_without_a_boundary_is_refused() -> None:
    with pytest.raises(MalformedForm):
        parts(b"--\r\n\r\na\r\n----", "multipart/form-data")


def test_another_type_is_not_read() -> None:
    with pytest.raises(UnsupportedMediaType):
        parts(b"", "text/plain")


def test_the_number_of_fields_is_bounded() -> None:
    with pytest.raises(TooLarge):
        parts(b"--xyz\r\n\r\na\r\n" * 1000 + b"--xyz--", TYPE)


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail_otherwise(body: bytes) -> None:
    with suppress(MalformedForm):
        parts(b"--xyz\r\n" + body + b"\r\n--xyz--", TYPE)

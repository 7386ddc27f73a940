"""Addresses of stores, and how requests to them are signed."""

from __future__ import annotations

import base64

import httpx
import pytest

from graph.errors import InvalidAddress
from graph.store.address import address


def test_name_and_password_are_kept_apart_from_the_address() -> None:
    where = address("https://reader:s%40lt@store.example.org:8890/sparql?a=b")
    assert where.url == "https://store.example.org:8890/sparql?a=b"
    assert (where.user, where.password) == ("reader", "s@lt")


def test_nothing_secret_is_written_out() -> None:
    assert "salt" not in repr(address("https://reader:salt@store.example.org/sparql"))
    assert "reader" not in repr(address("https://reader:salt@store.example.org/sparql"))


@pytest.mark.parametrize(
    "written", ["", "store", "ftp://u:salt@store.example.org", "http://:salt@[::", "http://"]
)
def test_what_is_no_address_is_refused_without_repeating_it(written: str) -> None:
    with pytest.raises(InvalidAddress) as refused:
        address(written)
    assert "salt" not in str(refused.value) + refused.value.remedy


def signed(challenge: str) -> list[str]:
    """The Authorization headers sent to a store that asks for a signature in this way."""
    seen: list[str] = []

    def answered(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("authorization", ""))
        return httpx.Response(401 if len(seen) == 1 else 200, headers={"www-authenticate": challenge})

    where = address("http://reader:salt@store.example.org/sparql")
    with httpx.Client(auth=where.auth, transport=httpx.MockTransport(answered)) as client:
        assert client.post(where.url, content=b"x").status_code == 200
    return seen


def test_a_store_that_asks_for_a_digest_never_sees_the_password() -> None:
    first, second = signed(
        'Digest realm="SPARQL", domain=0, nonce="abc", opaque="d", qop="auth", algorithm="MD5"'
    )
    assert first == ""
    assert second.startswith("Digest username=")
    assert "salt" not in second


def test_a_store_that_asks_for_the_password_gets_it() -> None:
    assert signed('Basic realm="x"') == ["", f"Basic {base64.b64encode(b'reader:salt').decode()}"]


def test_an_address_without_a_name_is_not_signed() -> None:
    assert address("http://store.example.org/sparql").auth is None

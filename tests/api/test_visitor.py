"""Who asks: one key for each sender, which it cannot choose."""

from __future__ import annotations

from typing import Any

import pytest

from api.visitor import visitor


def scope(host: str, *forwarded: str) -> dict[str, Any]:
    return {"client": (host, 1234), "headers": [(b"x-forwarded-for", value.encode()) for value in forwarded]}


def test_a_sender_is_known_by_its_address() -> None:
    assert visitor(scope("192.0.2.7"), is_behind_proxy=False) == "192.0.2.7"
    assert visitor({"client": None, "headers": []}, is_behind_proxy=False) == ""


def test_what_a_sender_says_of_itself_is_not_believed() -> None:
    assert visitor(scope("192.0.2.7", "198.51.100.1"), is_behind_proxy=False) == "192.0.2.7"


@pytest.mark.parametrize(
    "forwarded", [("198.51.100.1",), ("203.0.113.9, 198.51.100.1",), ("203.0.113.9", " 198.51.100.1 ")]
)
def test_behind_a_proxy_the_last_hop_counts(forwarded: tuple[str, ...]) -> None:
    assert visitor(scope("127.0.0.1", *forwarded), is_behind_proxy=True) == "198.51.100.1"


def test_behind_a_proxy_that_names_nobody_the_proxy_itself_counts() -> None:
    assert visitor(scope("127.0.0.1"), is_behind_proxy=True) == "127.0.0.1"


def test_the_addresses_of_one_ipv6_network_are_one_sender() -> None:
    one, same, other = ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    keys = [visitor(scope(host), is_behind_proxy=False) for host in (one, same, other)]
    assert keys[0] == keys[1] != keys[2]


def test_an_ipv4_address_written_as_ipv6_is_itself() -> None:
    assert visitor(scope("::ffff:192.0.2.7"), is_behind_proxy=False) == "192.0.2.7"


def test_a_hop_that_is_no_address_is_a_short_key() -> None:
    assert visitor(scope("127.0.0.1", "x" * 5_000), is_behind_proxy=True) == "x" * 64

"""Who asks, as far as fair shares need to know: an address, of which one person has one."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.types import Scope

#: A site has so many bits of an IPv6 address for itself (RFC 6177), and within it any number of addresses.
_PREFIX = 64


def visitor(scope: Scope, *, is_behind_proxy: bool) -> str:
    """Return a key for the sender of a request, the same for all addresses of one IPv6 network.

    Behind a proxy it is who the proxy says asked: the last hop of X-Forwarded-For. What stands before it is
    the sender's own word.
    """
    peer = scope.get("client") or ("", 0)
    if is_behind_proxy:
        named = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
        if named:
            return _key(named[-1].decode("latin-1").rpartition(",")[2].strip())
    return _key(peer[0])


@lru_cache(4096)
def _key(host: str) -> str:
    try:
        address = ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return host[:64]
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, _PREFIX), strict=False))
    return str(address)

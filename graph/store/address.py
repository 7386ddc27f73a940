"""Where another store is, and who we are to it; what is secret in it is never written out."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field

import httpx

from graph.errors import InvalidAddress


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a store's endpoint, with the name and password that it was given with, if any."""

    url: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    def written(self) -> str:
        """Return the address with what is secret in it, for another process of ours."""
        return str(httpx.URL(self.url, username=self.user, password=self.password))

    @property
    def auth(self) -> httpx.Auth | None:
        """What requests are signed with."""
        return _Signing(self.user, self.password) if self.user else None


def address(written: str) -> Address:
    """Read ``https://user:password@host/sparql``; raises InvalidAddress, which repeats no password."""
    try:
        url = httpx.URL(written)
    except (httpx.InvalidURL, TypeError, ValueError):
        raise InvalidAddress("it cannot be read") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise InvalidAddress("it does not begin with http:// or https:// and a host")
    return Address(str(url.copy_with(username=None, password=None)), url.username, url.password)


class _Signing(httpx.Auth):
    """Sign as the store asks for: by digest, as Virtuoso does, or by the password itself."""

    def __init__(self, user: str, password: str) -> None:
        self._user, self._password = user, password

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        response = yield request
        if response.status_code != httpx.codes.UNAUTHORIZED:
            return
        if response.headers.get("www-authenticate", "").lower().startswith("digest"):
            signing = httpx.DigestAuth(self._user, self._password).auth_flow(request)
            next(signing)
            yield signing.send(response)
        else:
            yield next(httpx.BasicAuth(self._user, self._password).auth_flow(request))

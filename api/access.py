"""Who asks: the token of a request, and what guessing costs the one who guesses."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from fastapi import Request

from graph.errors import Forbidden, MalformedRequest, TooManyFailures, Unauthorised
from graph.store.access import Scope, Token, Tokens

#: Unknown tokens that an address may send within so many seconds before it is told to wait.
FAILURES, SECONDS = 10, 60
#: Addresses that are remembered; past it, the one that failed longest ago is forgotten.
REMEMBERED = 4096


class Failures:
    """Count the unknown tokens from each address, in bounded memory."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def add(self, address: str) -> None:
        """Count one more; raises TooManyFailures from the eleventh in a minute on."""
        now = self._clock()
        since, count = self._since.pop(address, (now, 0))
        if now - since >= SECONDS:
            since, count = now, 0
        self._since[address] = (since, count + 1)
        while len(self._since) > REMEMBERED:
            self._since.popitem(last=False)
        if count >= FAILURES:
            raise TooManyFailures(max(1, round(since + SECONDS - now)))


class Access:
    """Know the holders of a workspace's tokens; without a workspace nobody holds any.

    A known token is let in however many unknown ones came from its address: many people may share one, and
    no guess at 256 bits comes near.
    """

    def __init__(self, folder: Path | None, failures: Failures | None = None) -> None:
        self._tokens = Tokens(folder) if folder else None
        self._failures = failures or Failures()

    def holder(self, secret: str, address: str) -> Token:
        """Return whose secret this is; raises Unauthorised, TooManyFailures."""
        try:
            if self._tokens is None:
                raise Unauthorised(is_given=True)
            return self._tokens.holder(secret)
        except Unauthorised:
            self._failures.add(address)
            raise

    def known(self, token: str) -> Token | None:
        """Return the token with this id, or None where it was revoked."""
        held = self._tokens.list() if self._tokens else ()
        return next((known for known in held if known.id == token), None)


def holder(request: Request, needed: Scope) -> Token:
    """Return the token that a request bears, where it allows what is needed.

    Raises Unauthorised, TooManyFailures, Forbidden, and MalformedRequest for a token in the address, where
    logs and histories would keep it (RFC 6750, 2.3).
    """
    if "access_token" in request.query_params:
        raise MalformedRequest("a token in an address is not read: send it in the header Authorization")
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Unauthorised
    access: Access = request.app.state.access
    token = access.holder(secret.strip(), request.state.client)
    if not token.allows(needed):
        raise Forbidden(needed, token.scope)
    return token

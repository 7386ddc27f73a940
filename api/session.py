"""Sessions of browsers that signed in with a token: held in memory, short-lived, and dead with the token."""

from __future__ import annotations

import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from ipaddress import ip_address
from threading import Lock

from fastapi import Request, Response

from api.access import Access
from graph.store.access import Token

#: Seconds after which a session ends: since it began, and since it was last used.
LONGEST, IDLE = 12 * 3600, 2 * 3600
#: Sessions that are held; past it, the one that was used longest ago ends.
MOST = 256
_NAME, _SIGNING_IN = "kytkos-review", "kytkos-sign-in"


@dataclass(slots=True)
class Session:
    """What is known of one browser: whose token opened it, the forms' secret, and how its curator works."""

    token: str
    role: str
    csrf: str
    began: float
    used: float
    #: The reason given last, offered for the next decision.
    reason: str = ""
    #: The ids of the decisions made here, the last of which can be undone.
    made: list[str] = field(default_factory=list)


class Sessions:
    """Begin, find and end sessions; only a digest of what the browser holds is kept."""

    def __init__(self, access: Access, clock: Callable[[], float] = time.monotonic) -> None:
        self._access = access
        self._clock = clock
        self._held: OrderedDict[str, Session] = OrderedDict()
        self._key = secrets.token_bytes(32)
        # Requests are answered in threads.
        self._lock = Lock()

    def begin(self, token: Token, role: str) -> str:
        """Begin a session under a name that nobody knew before, and return that name."""
        name, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            self._held[_digest(name)] = Session(token.id, role, secrets.token_urlsafe(32), now, now)
            while len(self._held) > MOST:
                self._held.popitem(last=False)
        return name

    def find(self, name: str) -> tuple[Session, Token] | None:
        """Return a session and its token, or None where it ended or its token was revoked."""
        digest, now = _digest(name), self._clock()
        with self._lock:
            found = self._held.get(digest)
            token = self._access.known(found.token) if found else None
            if found is None or token is None or _is_over(found, now):
                self._held.pop(digest, None)
                return None
            found.used = now
            self._held.move_to_end(digest)
        return found, token

    def end(self, name: str) -> None:
        """End a session; whoever still holds its name holds nothing."""
        with self._lock:
            self._held.pop(_digest(name), None)

    def signed(self, value: str) -> str:
        """Return the proof that this server gave out a value, for forms that come before any session."""
        return hmac.new(self._key, value.encode(errors="replace"), sha256).hexdigest()


def sessions_of(request: Request) -> Sessions:
    """Return the sessions of the application that a request came to."""
    held = request.app.state.sessions
    assert isinstance(held, Sessions)
    return held


def name_of(request: Request) -> str:
    """Return the name of the session that a browser says it has, or nothing."""
    return request.cookies.get(_cookie(request, _NAME), "")


def signing_in(request: Request) -> str:
    """Return what the browser was given with the form to sign in, or nothing."""
    return request.cookies.get(_cookie(request, _SIGNING_IN), "")


def give(request: Request, answer: Response, name: str) -> None:
    """Let a browser hold a session's name."""
    _set(request, answer, _NAME, name, LONGEST)


def give_signing_in(request: Request, answer: Response, value: str) -> None:
    """Let a browser hold what its form to sign in is bound to."""
    _set(request, answer, _SIGNING_IN, value, 3600)


def take(request: Request, answer: Response) -> None:
    """Let a browser forget the name of its session."""
    _set(request, answer, _NAME, "", 0)


def is_safe(request: Request) -> bool:
    """Say whether a secret may be sent here: encrypted, to this machine itself, or by way of a proxy."""
    if request.url.scheme == "https" or request.app.state.options.is_behind_proxy:
        return True
    return _is_loopback(request.client.host if request.client else "")


def _is_over(session: Session, now: float) -> bool:
    return now - session.began >= LONGEST or now - session.used >= IDLE


def _set(request: Request, answer: Response, name: str, value: str, seconds: int) -> None:
    answer.set_cookie(
        _cookie(request, name),
        value,
        max_age=seconds,
        path=request.scope.get("root_path", "").rstrip("/") + "/review",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def _cookie(request: Request, name: str) -> str:
    # Browsers let nobody set a cookie of this prefix from a connection that is not encrypted.
    return f"__Secure-{name}" if request.url.scheme == "https" else name


def _is_loopback(host: str) -> bool:
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def _digest(name: str) -> str:
    return sha256(name.encode(errors="replace")).hexdigest()

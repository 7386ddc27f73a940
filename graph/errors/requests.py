"""Requests that the protocol or their sender make impossible to answer."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors.root import KytkosError


@dataclass(eq=False)
class Unauthorised(KytkosError):
    """A request without a token, or with one that is not known here."""

    is_given: bool = False
    exit_code = 2
    http_status = 401
    remedy = "Send 'Authorization: Bearer TOKEN'; who runs the server makes one with kytkos token create."

    @property
    def challenge(self) -> str:
        """Say what is asked for (RFC 6750, 3)."""
        return 'Bearer realm="kytkos"' + (', error="invalid_token"' if self.is_given else "")

    def __str__(self) -> str:
        return "this token is not known here" if self.is_given else "a token is needed here"


@dataclass(eq=False)
class Forbidden(KytkosError):
    """A request with a token that does not allow it."""

    needed: str
    held: str
    exit_code = 2
    http_status = 403
    remedy = "Ask who runs the server for a token of that scope."

    @property
    def challenge(self) -> str:
        """Say which scope is needed (RFC 6750, 3.1)."""
        return f'Bearer realm="kytkos", error="insufficient_scope", scope="{self.needed}"'

    def __str__(self) -> str:
        return f"this needs a token of scope {self.needed}, and yours is of scope {self.held}"


@dataclass(eq=False)
class TooManyFailures(KytkosError):
    """A request without a known token from where too many of them came."""

    retry_after: int
    exit_code = 2
    http_status = 429

    @property
    def remedy(self) -> str:  # type: ignore[override]
        """Say when to come again."""
        return f"Try again in {self.retry_after} seconds, with a token that is known here."

    def __str__(self) -> str:
        return "too many unknown tokens came from your address"


@dataclass(eq=False)
class MalformedRequest(KytkosError):
    """A request that the protocol does not allow: a parameter missing, twice, or not decodable."""

    reason: str
    exit_code = 2
    http_status = 400
    remedy = "Send one query as the SPARQL 1.1 Protocol says: GET, URL-encoded POST or direct POST."

    def __str__(self) -> str:
        return self.reason


@dataclass(eq=False)
class InvalidArgument(KytkosError):
    """A parameter of the JSON API that is unknown, given twice or not what it takes."""

    parameter: str
    reason: str
    exit_code = 2
    http_status = 400
    remedy = "See /api/v1/openapi.json for the parameters and what they take."

    def __str__(self) -> str:
        return f"{self.parameter[:80]}: {self.reason}"


@dataclass(eq=False)
class NotAcceptable(KytkosError):
    """A request for formats or languages of which none is offered."""

    accept: str
    offered: tuple[str, ...]
    exit_code = 2
    http_status = 406

    @property
    def remedy(self) -> str:  # type: ignore[override]
        """Name what is offered."""
        return f"Accept one of: {', '.join(self.offered)}"

    def __str__(self) -> str:
        return f"none of {self.accept[:200]!r} is offered here"


@dataclass(eq=False)
class UnsupportedMediaType(KytkosError):
    """A request whose body is in a form that is not read here."""

    given: str
    accepted: tuple[str, ...]
    exit_code = 2
    http_status = 415

    @property
    def remedy(self) -> str:  # type: ignore[override]
        """Name what is read."""
        return f"Send one of: {', '.join(self.accepted)}"

    def __str__(self) -> str:
        return (
            f"a body of type {self.given[:120]!r} is not read here" if self.given else "the body has no type"
        )


@dataclass(eq=False)
class MethodNotAllowed(KytkosError):
    """A request that would change what this address only shows, or of an unknown method."""

    reason: str
    allowed: tuple[str, ...]
    exit_code = 2
    http_status = 405

    @property
    def remedy(self) -> str:  # type: ignore[override]
        """Name the methods that are allowed."""
        return f"Use one of: {', '.join(self.allowed)}"

    def __str__(self) -> str:
        return self.reason


@dataclass(eq=False)
class ForgedForm(KytkosError):
    """A form without the secret of the session that it was sent in, as another site's page would send it."""

    exit_code = 2
    http_status = 403
    remedy = "Open the page again, and send the form from there."

    def __str__(self) -> str:
        return "the form does not belong to this session"


@dataclass(eq=False)
class InsecureSignIn(KytkosError):
    """A sign-in over a connection that others can read."""

    exit_code = 2
    http_status = 403
    remedy = (
        "Use https: put a proxy with a certificate before the server and start it with --behind-proxy, or "
        "sign in on the machine that it runs on."
    )

    def __str__(self) -> str:
        return "a token is not taken over a connection that is not encrypted"


@dataclass(eq=False)
class MalformedForm(KytkosError):
    """A form that is not written as browsers write them."""

    exit_code = 2
    http_status = 400
    remedy = "Send the form from its own page."

    def __str__(self) -> str:
        return "the form cannot be read"


@dataclass(eq=False)
class SlowRequest(KytkosError):
    """A request whose body comes so slowly that it is not waited for."""

    rate: int
    http_status = 408
    remedy = "Send it again over a better connection, or in parts."

    def __str__(self) -> str:
        return f"the request came more slowly than {self.rate} bytes a second"

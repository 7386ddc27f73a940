"""The SPARQL 1.1 Protocol: a request read as one query and the dataset it is asked of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from graph.errors import MalformedRequest, MethodNotAllowed, UnsupportedMediaType

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = ("GET", "HEAD", "POST", "OPTIONS")

Fields = Mapping[str, Sequence[str]]

#: Encoded fields that are no longer are remembered as they were read, since the same are sent again.
_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Operation:
    """One query; the graphs named by the protocol stand before those that the query names (2.1.4).

    Relative IRIs in it are relative to ``base``, where there is one (RFC 3986, 5.1). The sender may ask for
    fewer ``seconds`` than there are.
    """

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str = ""
    seconds: float | None = None


def operation(
    method: str, query_string: bytes, headers: Mapping[str, str], body: bytes, base: str = ""
) -> Operation:
    """Read a request as a query.

    Header names are lower-case. Raises MalformedRequest (400), MethodNotAllowed (405, for an update too) and
    UnsupportedMediaType (415).
    """
    address = fields(query_string)
    if method in ("GET", "HEAD"):
        return from_fields(address, base=base)
    if method != "POST":
        raise MethodNotAllowed(f"{method} is not a way to send a query", METHODS)
    media_type, charset = content_type(headers.get("content-type", ""))
    if media_type == UPDATE:
        raise _update_refused()
    if media_type == FORM:
        require_utf8(media_type, charset)
        return from_fields(fields(body), address, base)
    if media_type == QUERY:
        require_utf8(media_type, charset)
        return from_fields({"query": [utf8(body)]}, address, base)
    raise UnsupportedMediaType(media_type, (FORM, QUERY))


def fields(encoded: bytes) -> Fields:
    """Decode URL-encoded fields, each once; raises MalformedRequest where they are not UTF-8."""
    return (_read if len(encoded) <= _REMEMBERED else _read.__wrapped__)(encoded)


@lru_cache(1024)
def _read(encoded: bytes) -> Fields:
    read: dict[str, list[str]] = {}
    for pair in encoded.split(b"&"):
        name, _, value = pair.partition(b"=")
        if pair:
            read.setdefault(_decoded(name), []).append(_decoded(value))
    return read


def from_fields(sent: Fields, address: Fields | None = None, base: str = "") -> Operation:
    """Read fields as a query, and those of the address besides where the query was sent in the body.

    Raises MalformedRequest (400) and, for an update, MethodNotAllowed (405).
    """
    if "update" in sent or "update" in (address or ()):
        raise _update_refused()
    queries = sent.get("query", [])
    if len(queries) != 1:
        raise MalformedRequest(f"expected one query, found {len(queries)}")
    named = [sent, address] if address else [sent]
    return Operation(
        queries[0],
        tuple(iri for source in named for iri in source.get("default-graph-uri", [])),
        tuple(iri for source in named for iri in source.get("named-graph-uri", [])),
        base,
        _seconds([text for source in named for text in source.get("timeout", [])]),
    )


def _seconds(named: Sequence[str]) -> float | None:
    if not named:
        return None
    try:
        seconds = min(map(float, named))
    except ValueError:
        raise MalformedRequest("timeout is a number of seconds") from None
    if not 0 < seconds < float("inf"):
        raise MalformedRequest("timeout is a number of seconds above 0")
    return seconds


def _update_refused() -> MethodNotAllowed:
    return MethodNotAllowed("this endpoint reads a release and takes no updates", METHODS)


def content_type(header: str) -> tuple[str, str]:
    """Return the media type and the charset that a Content-Type header names, in lower case."""
    media_type, *parameters = (piece.strip() for piece in header.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return media_type.lower(), value.strip().strip("\"'").lower()
    return media_type.lower(), "utf-8"


def require_utf8(media_type: str, charset: str) -> None:
    """Raise UnsupportedMediaType for any other charset, since SPARQL is sent as UTF-8."""
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise UnsupportedMediaType(f"{media_type}; charset={charset}", (f"{media_type}; charset=UTF-8",))


def _decoded(value: bytes) -> str:
    return utf8(unquote_to_bytes(value.replace(b"+", b" ")))


def utf8(value: bytes) -> str:
    """Return what bytes say; raises MalformedRequest where they are not UTF-8."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise MalformedRequest(f"not UTF-8 at byte {problem.start}") from None

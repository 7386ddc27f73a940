"""The SPARQL 1.1 Graph Store HTTP Protocol: which graph a request names, and the documents that it sends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from pyoxigraph import NamedNode

from graph.errors import MalformedRequest, UnsupportedMediaType
from sparql.change import READ, Document
from sparql.protocol import content_type, fields, require_utf8

#: Methods of a graph that may be written, and of one that is only read.
METHODS = ("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS")
READING = ("GET", "HEAD", "OPTIONS")

_FORM = "multipart/form-data"
_SUFFIXES = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
    ".jsonld": "application/ld+json",
}


@dataclass(frozen=True, slots=True)
class Target:
    """The graph that a request names: by its IRI, or the default graph; a ``new`` one is yet to be named."""

    graph: str | None
    is_new: bool = False


def target(address: str, store: str, query_string: bytes) -> Target:
    """Read which graph is meant (4.1, 4.2).

    ``address`` is the request's without its query, ``store`` that of the graph store: below it, a graph is
    named by its own address. Raises MalformedRequest where no graph, or more than one, is named.
    """
    named = fields(query_string)
    graphs = named.get("graph", [])
    if len(graphs) + len(named.get("default", [])) > 1:
        raise MalformedRequest("name one graph: by graph=IRI or by default")
    is_below = address.rstrip("/") != store
    if is_below and (graphs or "default" in named):
        raise MalformedRequest("the graph is named twice: by its address and by a parameter")
    if is_below:
        return Target(_iri(address))
    if graphs:
        return Target(_iri(graphs[0]))
    return Target(None, is_new="default" not in named)


def documents(header: str, body: bytes, base: str) -> tuple[Document, ...]:
    """Read a body as the documents it holds, relative IRIs in them being relative to ``base``.

    Raises UnsupportedMediaType for what is no RDF of one graph, MalformedRequest for a form that is cut off.
    """
    media_type, charset = content_type(header)
    if media_type == _FORM:
        return tuple(_parts(header, body, base))
    if media_type not in READ:
        raise UnsupportedMediaType(media_type, (*READ, _FORM))
    if media_type != "application/rdf+xml":
        # XML says itself how it is encoded.
        require_utf8(media_type, charset)
    return (Document(media_type, body, base),)


def _parts(header: str, body: bytes, base: str) -> Iterator[Document]:
    message = message_from_bytes(b"Content-Type: " + header.encode() + b"\r\n\r\n" + body, policy=policy.HTTP)
    if not message.is_multipart() or message.defects:
        raise MalformedRequest("the form is not as its boundary says")
    for part in message.iter_parts():
        assert isinstance(part, EmailMessage)
        name = part.get_filename() or ""
        by_name = _SUFFIXES.get(name[name.rfind(".") :] if "." in name else "", "")
        sent = part.get_content_type()
        media_type = sent if sent in READ else by_name
        if media_type not in READ:
            raise UnsupportedMediaType(f"{sent} of {name or 'a field'}", tuple(READ))
        content = part.get_payload(decode=True)
        yield Document(media_type, content if isinstance(content, bytes) else b"", base)


def _iri(named: str) -> str:
    try:
        return NamedNode(named).value
    except ValueError:
        raise MalformedRequest(f"not an absolute IRI: {named[:200]!r}") from None

"""Identifiers: IRIs from codes, and codes minted once from what a document calls a thing."""

from __future__ import annotations

import hashlib
import re

from graph.errors import InvalidIdentifier

BASE = "https://w3id.org/kytkos/"
NS = BASE + "ns#"
ID = BASE + "id/"
GRAPH = BASE + "graph/"
#: Things that the vocabulary names by what they say only (RDF 1.1, section 3.5).
GENID = BASE + ".well-known/genid/"

#: The alphabet of RFC 4648, section 6.
_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._()-]{0,63}")
_MINTED = re.compile(r"x[a-z2-7]{10}")
#: Where IRIs of other things than resources begin, by the first part of their place on a site.
_PLACES = {"genid": GENID, "graph": GRAPH}


def resource(code: str) -> str:
    """Return the IRI of the resource with this code.

    Raises InvalidIdentifier for anything but letters, digits and ``._()-``.
    """
    if not _CODE.fullmatch(code):
        raise InvalidIdentifier(code)
    return ID + code


def code_of(iri: str) -> str:
    """Return the code of a resource's IRI; raises InvalidIdentifier for another IRI."""
    if not iri.startswith(ID) or not _CODE.fullmatch(iri[len(ID) :]):
        raise InvalidIdentifier(iri)
    return iri[len(ID) :]


def place_of(iri: str) -> str:
    """Return where a site shows the thing of an IRI: its code, or ``genid/…``, or ``graph/…``.

    Raises InvalidIdentifier for an IRI that is not ours.
    """
    for first, start in _PLACES.items():
        if iri.startswith(start) and _is_path(iri[len(start) :]):
            return f"{first}/{iri[len(start) :]}"
    return code_of(iri)


def iri_at(place: str) -> str:
    """Return the IRI of what is shown at a place; raises InvalidIdentifier where nothing can be."""
    first, _, rest = place.partition("/")
    if first in _PLACES and _is_path(rest):
        return _PLACES[first] + rest
    return resource(place)


def _is_path(rest: str) -> bool:
    return all(_CODE.fullmatch(part) for part in rest.split("/"))


def digest(*parts: str, length: int = 10) -> str:
    """Return a short lower-case base32 digest of the parts, the same on any machine."""
    number = int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest())
    return "".join([_BASE32[number >> at & 31] for at in range(251, 251 - 5 * length, -5)])


def mint(*parts: str) -> str:
    """Return an opaque code for a thing without an official one, from what identifies it."""
    return "x" + digest(*parts)


def is_minted(code: str) -> bool:
    """Whether a code is one that was minted, and not an official one."""
    return _MINTED.fullmatch(code) is not None


def work_code(sha256: str) -> str:
    """Return the code of a document work, from the hash of its first version's bytes."""
    return "d" + digest(sha256)


def version_code(sha256: str) -> str:
    """Return the code of one version of a document, from the hash of its bytes."""
    return "v" + digest("version", sha256)

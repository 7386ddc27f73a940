"""The dataset that a query names for itself, taken out of it, to be asked for by the protocol instead.

Stores differ in what they make of a query's own FROM beside the protocol's parameters (SPARQL 1.1 Protocol,
2.1.4, says that the parameters win); asked so, all do the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from graph.store.tokens import Kind, Token, tokens


@dataclass(frozen=True, slots=True)
class Clauses:
    """A query without its FROM and FROM NAMED, and the graphs that those name."""

    query: str
    default: tuple[str, ...]
    named: tuple[str, ...]


def clauses(query: str, base: str = "") -> Clauses:
    """Take the dataset out of a query whose syntax is known to be right."""
    if "from" not in query.lower():
        return Clauses(query, (), ())
    kept: list[str] = []
    found: tuple[list[str], list[str]] = ([], [])
    names = _Names(base)
    read = iter(tokens(query))
    for token in read:
        if token.kind is Kind.WORD and token.text.lower() == "from":
            following, is_named = _heard(read), False
            if following.text.lower() == "named":
                following, is_named = _heard(read), True
            found[is_named].append(names.iri(following))
            kept.append(" ")
        else:
            names.take(token)
            kept.append(token.text)
    return Clauses("".join(kept), tuple(found[0]), tuple(found[1]))


def _heard(read: Iterator[Token]) -> Token:
    return next(token for token in read if not token.is_silent)


class _Names:
    """What the prologue says names stand for."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._prefixes: dict[str, str] = {}
        self._declaring = ""
        self._prefix = ""

    def take(self, token: Token) -> None:
        """Take notice of a token of the prologue."""
        word = token.text.lower()
        if token.kind is Kind.WORD:
            self._declaring = word if word in ("base", "prefix") else ""
        elif token.kind is Kind.NAME and self._declaring == "prefix":
            self._prefix = token.text
        elif token.kind is Kind.IRI and self._declaring == "prefix":
            self._prefixes[self._prefix] = self.iri(token)
        elif token.kind is Kind.IRI and self._declaring == "base":
            self._base = self.iri(token)

    def iri(self, token: Token) -> str:
        """Return the IRI that a token stands for."""
        if token.kind is Kind.IRI:
            written = token.text[1:-1]
            # What ends in an empty fragment, as prefixes do, keeps it (RFC 3986, 5.3).
            return urljoin(self._base, written).rstrip("#") + "#" * written.endswith("#")
        prefix, _, local = token.text.partition(":")
        return self._prefixes.get(f"{prefix}:", "") + local

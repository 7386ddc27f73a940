"""A parameter of a query: its type, and the term that a given value becomes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph.errors import InvalidIdentifier
from graph.identifiers import ID, NS, code_of, resource
from graph.store.node import node
from graph.terms import STATES, state

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_YEAR = re.compile(r"(19|20|21)[0-9]{2}")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named, typed placeholder.

    ``classes`` says which kinds of resource make sense for it, or which words a ``choice`` is one of.
    """

    name: str
    type: str
    classes: tuple[str, ...] = ()
    default: str | None = None
    meaning: str = ""

    def term(self, value: str) -> str:
        """Return the value as a serialised SPARQL term; raises ValueError that says what was expected."""
        if len(value) > _LONGEST:
            raise ValueError(f"longer than {_LONGEST} characters")
        if self.type == "choice" and value not in self.classes:
            raise ValueError(f"expected one of {', '.join(self.classes)}, not {value[:80]!r}")
        return str(_READERS[self.type](value))


def _resource(value: str) -> NamedNode:
    try:
        if value.startswith(NS):
            return _own(f"kyt:{value[len(NS) :]}")
        if value.startswith("kyt:"):
            return _own(value)
        code = code_of(value) if value.startswith(ID) else value.removeprefix("id:")
        return NamedNode(resource(code))
    except InvalidIdentifier:
        raise ValueError(f"expected a code such as S20220, not {value[:80]!r}") from None


def _own(value: str) -> NamedNode:
    found = node(value)
    if not isinstance(found, NamedNode):
        raise InvalidIdentifier(value)
    return found


def _term(value: str) -> NamedNode:
    local = value.removeprefix(NS).removeprefix("kyt:")
    try:
        return _own(f"kyt:{local}")
    except InvalidIdentifier:
        raise ValueError(f"expected a term such as kyt:targets, not {value[:80]!r}") from None


def _state(value: str) -> NamedNode:
    name = value.removeprefix(NS).removeprefix("kyt:").removeprefix("state-")
    if name not in STATES:
        raise ValueError(f"expected one of {', '.join(STATES)}, not {value[:80]!r}")
    return NamedNode(state(name))


def _iri(value: str) -> NamedNode:
    try:
        return NamedNode(value)
    except ValueError:
        raise ValueError(f"expected an absolute IRI, not {value[:80]!r}") from None


def _string(value: str) -> Literal:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError("holds half of a surrogate pair") from None
    return Literal(value)


def _integer(value: str) -> int:
    if not _INTEGER.fullmatch(value):
        raise ValueError(f"expected a whole number, not {value[:80]!r}")
    return int(value)


def _year(value: str) -> int:
    if not _YEAR.fullmatch(value):
        raise ValueError(f"expected a year such as 2021, not {value[:80]!r}")
    return int(value)


def _language(value: str) -> Literal:
    if not _LANGUAGE.fullmatch(value):
        raise ValueError(f"expected a language such as fi, not {value[:80]!r}")
    return Literal(value)


_READERS: Mapping[str, Callable[[str], object]] = {
    "resource": _resource,
    "string": _string,
    "choice": _string,
    "integer": _integer,
    "year": _year,
    "language": _language,
    "state": _state,
    "term": _term,
    "iri": _iri,
}
TYPES = tuple(_READERS)

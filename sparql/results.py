"""Answers as bytes: one query evaluated and written in the format the sender likes best.

A result made in one thread and read in another aborts the process, so nothing live leaves this module.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Protocol, TypeVar

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from graph.errors import AnswerTooLarge, InvalidQuery, MalformedRequest
from graph.store.outside import refuse_service
from graph.store.tokens import Kind, tokens
from graph.terms import PREFIXES
from sparql.limits import admit
from sparql.negotiation import choose
from sparql.protocol import Operation

#: Formats of SELECT and ASK, best first; the last ones are other names of the first two.
TABLES: dict[str, QueryResultsFormat] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
}

#: Formats of CONSTRUCT and DESCRIBE, best first.
GRAPHS: dict[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}

#: Short names for addresses and links, where no header can be sent.
SHORT: dict[str, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "trig": "application/trig",
    "nq": "application/n-quads",
}

#: What SPARQLWrapper writes into addresses instead, beside its Accept header.
OTHERWISE = {"turtle": "ttl", "n3": "ttl", "rdf+xml": "rdf", "json-ld": "jsonld"}

_PLACE = re.compile(r"error at (\d+):(\d+): ")
_TEXT = ("text/", "application/xml", "application/rdf+xml")

Made = TypeVar("Made")
Evaluated = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Result:
    """A whole answer: its bytes and their media type, with the charset where the type has one."""

    body: bytes
    media_type: str


class Stored(Protocol):
    """What holds the store a query is asked of."""

    @property
    def store(self) -> Store:
        """The engine's store."""
        ...


def result(dataset: Stored, operation: Operation, accept: str | None) -> Result:
    """Evaluate a query and write its whole answer.

    Raises what evaluated() raises, and NotAcceptable naming the formats of the query's form.
    """
    return sealed(lambda: written(evaluated(dataset.store, operation), accept))


def sealed(make: Callable[[], Made]) -> Made:
    """Make something of an evaluated query, and let go of the query in this thread even when that fails.

    An error's traceback would carry the engine's result to the thread that handles it.
    """
    try:
        return make()
    except Exception as problem:
        traceback.clear_frames(problem.__traceback__)
        raise


def evaluated(store: Store, operation: Operation) -> Evaluated:
    """Evaluate a query; its answer must be read to the end in this thread.

    Raises TooLarge, ForbiddenQuery, InvalidQuery with line and column, MalformedRequest for its dataset.
    """
    admit(operation.query)
    refuse_service(operation.query)
    default, named = _graphs(operation.default_graphs), _graphs(operation.named_graphs)
    base = operation.base or None
    try:
        if default or named:
            return store.query(
                operation.query, default_graph=[*default], named_graphs=[*named], base_iri=base
            )
        return store.query(operation.query, base_iri=base)
    except SyntaxError as problem:
        raise undeclared(operation.query) or invalid(str(problem)) from None
    except RuntimeError as problem:
        # What the engine cannot evaluate is known only now, such as a function that it has not.
        raise InvalidQuery(str(problem)) from None
    except ValueError as problem:
        raise MalformedRequest(f"the address asked is no base of IRIs: {problem}") from None


def written(answer: Evaluated, accept: str | None) -> Result:
    """Write an answer in the best accepted format of its form."""
    if isinstance(answer, QueryTriples):
        return triples(answer, choose(accept, tuple(GRAPHS)))
    media_type = choose(accept, tuple(TABLES))
    return Result(answer.serialize(format=TABLES[media_type]) or b"", with_charset(media_type))


def written_to(answer: Evaluated, accept: str | None, opened: Callable[[str], IO[bytes]], most: int) -> None:
    """Write an answer piece by piece into what is opened for its media type.

    Raises AnswerTooLarge for a graph of more than so many triples; rows are left to who is written to.
    """
    if isinstance(answer, QueryTriples):
        media_type = choose(accept, tuple(GRAPHS))
        output = opened(with_charset(media_type))
        serialize(_once(answer, most), output=output, format=GRAPHS[media_type], prefixes=PREFIXES)
        return
    media_type = choose(accept, tuple(TABLES))
    answer.serialize(output=opened(with_charset(media_type)), format=TABLES[media_type])


def _once(held: Iterable[Triple], most: int) -> Iterator[Triple]:
    seen: set[Triple] = set()
    for triple in held:
        if triple not in seen:
            if len(seen) == most:
                raise AnswerTooLarge("triples", most)
            seen.add(triple)
            yield triple


def triples(held: Iterable[Triple], media_type: str) -> Result:
    """Write triples in one of the formats of graphs, each once."""
    body = serialize(dict.fromkeys(held), format=GRAPHS[media_type], prefixes=PREFIXES)
    return Result(body or b"", with_charset(media_type))


def with_charset(media_type: str) -> str:
    """Add the charset to the types of text that have one."""
    return f"{media_type}; charset=utf-8" if media_type.startswith(_TEXT) else media_type


def _graphs(iris: tuple[str, ...]) -> list[NamedNode]:
    try:
        return [NamedNode(iri) for iri in iris]
    except ValueError as problem:
        raise MalformedRequest(f"a graph of the dataset is no IRI: {problem}") from None


def undeclared(query: str) -> InvalidQuery | None:
    """Return the error of the first prefix that a query uses and does not declare, if there is one.

    The engine's parser tells of it where it gave up, with what else could have stood there.
    """
    declared: set[str] = set()
    before = ""
    for token in tokens(query):
        if token.is_silent:
            continue
        if token.kind is Kind.NAME:
            prefix = token.text.partition(":")[0]
            if before == "prefix":
                declared.add(prefix)
            elif prefix not in declared:
                line = query.count("\n", 0, token.start) + 1
                column = token.start - query.rfind("\n", 0, token.start)
                known = f": add PREFIX {prefix}: <{PREFIXES[prefix]}>" if prefix in PREFIXES else ""
                return InvalidQuery(f"the prefix {prefix}: is not declared{known}", line, column)
        before = token.text.lower()
    return None


def invalid(message: str) -> InvalidQuery:
    """Return the error for what the engine's parser says, with the place where it says it."""
    place = _PLACE.match(message)
    if place is None:
        return InvalidQuery(message)
    return InvalidQuery(_readable(message[place.end() :]), int(place[1]), int(place[2]))


#: What the engine's parser lists among what it expected, though it is why the query is wrong.
RULES = {
    "Prefix not found": "the prefix used here is not declared",
    "IRI parsing failed": "the IRI before this place is not absolute",
    "language tag parsing failed": "the language tag before this place is none",
    "The SELECT contains a variable that is unbound": "a variable is selected that is not grouped or bound",
    "Duplicated variable name in SELECT": "a variable is selected twice",
    "SELECT * is not authorized with GROUP BY": "SELECT * does not go with GROUP BY; name the variables",
    "The query limit should be a non negative integer": "this number is too large",
}
#: Where all that it lists is sets of characters, or nothing.
UNTOLD = "the query does not go on as it should from this place"


def _readable(expected: str) -> str:
    """Leave out the sets of characters that the engine lists, and say the rule where one was broken."""
    for said, rule in RULES.items():
        if said in expected:
            return rule
    listed = expected.removeprefix("expected ").removeprefix("one of ").split(", ")
    # A set of characters may hold line breaks, and stands in brackets; what it could not name, in angles.
    words = [word for word in listed if word[:1] not in "['<"]
    if not words:
        return UNTOLD
    return f"expected one of {', '.join(words)}" if len(words) > 1 else f"expected {words[0]}"

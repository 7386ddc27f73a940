"""A SPARQL update taken apart by its tokens: what it writes to, and what must not reach the engine.

The engine would fetch what LOAD names, knows no dataset but the update's own, and does not tell what it
changed. So its operations are read here first; what cannot be read as an update is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NoReturn
from urllib.parse import urljoin

from pyoxigraph import NamedNode

from graph.errors import ForbiddenQuery, InvalidQuery, MalformedRequest, TooLarge, UnsupportedMediaType
from graph.store.outside import refuse_doubtful, refuse_service
from graph.store.tokens import Kind, Token, place, tokens
from sparql.limits import admit
from sparql.protocol import FORM, UPDATE, content_type, fields, require_utf8, utf8

#: Characters of an update: its engine is a process of its own, and more data go to the graph store.
LENGTH = 1 << 20

_NOTHING = "DELETE DATA {}"
_FILLED = ("with", "insert", "delete")
_CLEARED = ("clear", "drop", "create")
_COPIED = ("add", "move", "copy")
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Update:
    """An update and the dataset that the protocol gives it (SPARQL 1.1 Protocol, 2.2.3)."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str = ""


@dataclass(slots=True)
class Plan:
    """What the engine is to evaluate, and the graphs that this may change.

    ``any_named`` says that operations clear all named graphs; ``is_open``, that a graph's name is a variable.
    ``with_graphs`` are written only where a template has triples outside GRAPH.
    """

    text: str = ""
    graphs: set[str] = field(default_factory=set)
    with_graphs: set[str] = field(default_factory=set)
    any_named: bool = False
    is_open: bool = False


def received(query_string: bytes, headers: Mapping[str, str], body: bytes) -> Update:
    """Read a POST request as an update (SPARQL 1.1 Protocol, 2.2).

    Header names are lower-case. Raises MalformedRequest (400) and UnsupportedMediaType (415).
    """
    address = fields(query_string)
    media_type, charset = content_type(headers.get("content-type", ""))
    if media_type not in (FORM, UPDATE):
        raise UnsupportedMediaType(media_type, (FORM, UPDATE))
    require_utf8(media_type, charset)
    sent = fields(body) if media_type == FORM else {"update": [utf8(body)]}
    if "query" in sent or "query" in address:
        raise MalformedRequest("queries are asked of the other address, /workspace/sparql")
    updates = [*sent.get("update", []), *address.get("update", [])]
    if len(updates) != 1:
        raise MalformedRequest(f"expected one update, found {len(updates)}")
    default, named = (
        tuple(iri for source in (sent, address) for iri in source.get(name, []))
        for name in ("using-graph-uri", "using-named-graph-uri")
    )
    return Update(updates[0], default, named)


def plan(update: Update) -> Plan:
    """Read an update.

    LOAD is refused, and LOAD SILENT does nothing, as where a document cannot be had. Raises InvalidQuery with
    line and column, ForbiddenQuery for LOAD and SERVICE, MalformedRequest where the dataset is given twice,
    TooLarge.
    """
    if len(update.text) > LENGTH:
        raise TooLarge("the update's length in characters", LENGTH)
    heard = [token for token in tokens(update.text) if not token.is_silent]
    admit(update.text, LENGTH, heard)
    refuse_service(update.text)
    refuse_doubtful(update.text)
    return _Reader(update, heard).read()


class _Reader:
    def __init__(self, update: Update, heard: Sequence[Token]) -> None:
        self._update = update
        self._heard = heard
        self._at = 0
        self._base = update.base
        self._prefixes: dict[str, str] = {}
        self._changes: list[tuple[int, int, str]] = []
        self._plan = Plan()
        self._fetches: Token | None = None
        default = (f"USING <{_checked(iri)}> " for iri in update.default_graphs)
        named = (f"USING NAMED <{_checked(iri)}> " for iri in update.named_graphs)
        self._using = "".join((*default, *named))

    def read(self) -> Plan:
        while True:
            self._prologue()
            if self._at >= len(self._heard):
                break
            self._operation(self._until_semicolon())
        if self._fetches is not None:
            line, column = place(self._update.text, self._fetches.start)
            reason = "LOAD fetches nothing here: send the document to the graph store instead"
            raise ForbiddenQuery(f"line {line}, column {column}: {reason}")
        self._plan.text = _replaced(self._update.text, self._changes)
        return self._plan

    def _prologue(self) -> None:
        while (word := self._word()) in ("base", "prefix", "version"):
            self._at += 1
            if word == "prefix":
                name = self._expect(Kind.NAME)
                if not name.text.endswith(":"):
                    self._fail(name, "expected a prefix that ends in a colon")
                self._prefixes[name.text[:-1]] = self._iri(self._expect(Kind.IRI))
            elif word == "base":
                self._base = self._iri(self._expect(Kind.IRI))
            else:
                self._expect(Kind.STRING)

    def _until_semicolon(self) -> Sequence[Token]:
        depth, start = 0, self._at
        for number, token in enumerate(self._heard[start:], start):
            if token.text == ";" and depth == 0:
                self._at = number + 1
                return self._heard[start:number]
            if token.kind is Kind.PUNCTUATION:
                depth += (token.text == "{") - (token.text == "}")
            if token.kind is Kind.NAME:
                self._iri(token)
        self._at = len(self._heard)
        return self._heard[start:]

    def _operation(self, held: Sequence[Token]) -> None:
        word = held[0].text.lower() if held and held[0].kind is Kind.WORD else ""
        if word == "load":
            self._load(held)
        elif word in _CLEARED:
            self._graph_or_all(_unsilenced(held[1:]))
        elif word in _COPIED:
            self._copied(word, _unsilenced(held[1:]))
        elif word in _FILLED:
            self._filled(held)
        else:
            self._fail(
                held[0] if held else self._heard[self._at - 1],
                "expected an operation of an update, such as INSERT DATA",
            )

    def _load(self, held: Sequence[Token]) -> None:
        rest = _unsilenced(held[1:])
        into = rest[1:] and [token.text.lower() for token in rest[1:3]] == ["into", "graph"]
        if len(rest) != (4 if into else 1) or any(t.kind not in (Kind.IRI, Kind.NAME) for t in rest[::3]):
            self._fail(held[0], "expected LOAD <document>, or LOAD <document> INTO GRAPH <graph>")
        if into:
            self._plan.graphs.add(self._iri(rest[3]))
        if len(rest) == len(held) - 1:
            self._fetches = held[0]
        self._changes.append((held[0].start, _end(held[-1]), _NOTHING))

    def _graph_or_all(self, rest: Sequence[Token]) -> None:
        word = rest[0].text.lower() if rest else ""
        if word in ("all", "named"):
            self._plan.any_named = True
        elif word != "default":
            self._named(rest)

    def _copied(self, word: str, rest: Sequence[Token]) -> None:
        middle = next((n for n, t in enumerate(rest) if t.kind is Kind.WORD and t.text.lower() == "to"), 0)
        self._named(rest[middle + 1 :])
        if word == "move":
            self._named(rest[:middle])

    def _named(self, rest: Sequence[Token]) -> None:
        """Note the graph of ``GRAPH <iri>`` or ``<iri>``; the engine judges whatever else stands there."""
        self._plan.graphs.update(self._iri(t) for t in rest[:2] if t.kind in (Kind.IRI, Kind.NAME))

    def _filled(self, held: Sequence[Token]) -> None:
        words = [token.text.lower() if token.kind is Kind.WORD else "" for token in held]
        if words[0] == "with":
            self._plan.with_graphs.update(self._iri(t) for t in held[1:2] if t.kind in (Kind.IRI, Kind.NAME))
        where = _where(held)
        is_short = words[:2] == ["delete", "where"]
        self._templates(held if is_short else held[:where])
        if not self._using or words[1:2] == ["data"]:
            return
        if "with" in words[:1] or "using" in words[:where]:
            raise MalformedRequest("the dataset is given by the protocol and in the update: give it once")
        if is_short:
            block = self._update.text[held[1].start + len("where") : _end(held[-1])]
            self._changes.append((held[1].start, _end(held[-1]), f"{block} {self._using}WHERE {block}"))
        elif where < len(held):
            self._changes.append((held[where].start, held[where].start, self._using))

    def _templates(self, held: Sequence[Token]) -> None:
        for token, following in pairwise(held):
            if token.kind is Kind.WORD and token.text.lower() == "graph":
                self._plan.is_open |= following.kind is Kind.VARIABLE
                self._named([following])

    def _word(self) -> str:
        if self._at < len(self._heard) and self._heard[self._at].kind is Kind.WORD:
            return self._heard[self._at].text.lower()
        return ""

    def _expect(self, kind: Kind) -> Token:
        token = self._heard[self._at] if self._at < len(self._heard) else None
        if token is None or token.kind is not kind:
            self._fail(token, f"expected {'an IRI' if kind is Kind.IRI else f'a {kind.value}'}")
        self._at += 1
        return token

    def _iri(self, token: Token) -> str:
        if token.kind is Kind.IRI:
            written = token.text[1:-1]
            return urljoin(self._base, _unescaped(written)) if self._base else _unescaped(written)
        prefix, _, local = token.text.partition(":")
        if prefix not in self._prefixes:
            self._fail(token, "the prefix used here is not declared")
        return self._prefixes[prefix] + _ESCAPED.sub(r"\1", local)

    def _fail(self, token: Token | None, reason: str) -> NoReturn:
        line, column = place(self._update.text, token.start if token else len(self._update.text))
        raise InvalidQuery(reason, line, column)


def _unsilenced(held: Sequence[Token]) -> Sequence[Token]:
    return held[1:] if held and held[0].text.lower() == "silent" else held


def _where(held: Sequence[Token]) -> int:
    depth = 0
    for number, token in enumerate(held):
        if token.kind is Kind.PUNCTUATION:
            depth += (token.text == "{") - (token.text == "}")
        if depth == 0 and token.kind is Kind.WORD and token.text.lower() == "where":
            return number
    return len(held)


def _end(token: Token) -> int:
    return token.start + len(token.text)


def _unescaped(written: str) -> str:
    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", lambda m: chr(int(m[1] or m[2], 16)), written)


def _checked(iri: str) -> str:
    try:
        return NamedNode(iri).value
    except ValueError as problem:
        raise MalformedRequest(f"a graph of the dataset is no IRI: {problem}") from None


def _replaced(text: str, changes: Sequence[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, instead in changes:
        pieces += [text[at:start], instead]
        at = end
    return "".join([*pieces, text[at:]])

"""Queries that would make the engine call another server, found before anything is evaluated."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.errors import ForbiddenQuery
from graph.store.tokens import Kind, Token, place, tokens

_WORD = "service"
_HIDING = re.compile(rf"<[^<>\s]*(?:['#]|{_WORD})", re.IGNORECASE)
_OPERANDS = {Kind.IRI, Kind.STRING, Kind.NAME, Kind.VARIABLE, Kind.LANGUAGE, Kind.NUMBER, Kind.WORD}


def refuse_service(text: str) -> None:
    """Raise ForbiddenQuery where a query may hold a SERVICE clause, however it is written.

    The engine reads keywords that touch other tokens (``SERVICEe:x``), and a less-than sign where the longest
    match is an IRI (``?a<?b)SERVICE?s#>``); both readings are looked at. The word in strings, comments, IRIs
    and names is let pass.
    """
    if _WORD not in text.lower():
        return
    heard = [token for token in tokens(text) if not token.is_silent]
    for token, following in zip(heard, (*heard[1:], None), strict=True):
        if _is_service(token, following):
            line, column = place(text, token.start)
            raise ForbiddenQuery(f"line {line}, column {column}: SERVICE is not answered here")
    refuse_doubtful(text)


def refuse_doubtful(text: str) -> None:
    """Raise ForbiddenQuery where the engine may read other tokens than ours, and so more than we look at."""
    if not _HIDING.search(text):
        return
    for token in _doubtful(token for token in tokens(text) if not token.is_silent):
        line, column = place(text, token.start)
        reason = "this may be an IRI or a less-than sign; write a space after <"
        raise ForbiddenQuery(f"line {line}, column {column}: {reason}")


def _is_service(token: Token, following: Token | None) -> bool:
    if token.kind is Kind.WORD:
        return _WORD in token.text.lower()
    prefix = token.text.partition(":")[0].lower()
    is_before_group = following is not None and following.text == "{"
    return token.kind is Kind.NAME and _WORD in prefix and is_before_group


def _doubtful(heard: Iterable[Token]) -> Iterable[Token]:
    """Yield the IRIs that stand where an operator could and, read as one, would hide or show other tokens."""
    depth, in_values, before = 0, False, None
    for token in heard:
        if token.text.lower() == "values":
            in_values = True
        elif in_values and token.text == "}":
            in_values = False
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        after_operand = before is not None and (before.kind in _OPERANDS or before.text == ")")
        if token.kind is Kind.IRI and depth > 0 and after_operand and not in_values and _hides(token.text):
            yield token
        before = token


def _hides(iri: str) -> bool:
    return "'" in iri or "#" in iri or _WORD in iri.lower().partition(")")[2]

"""SPARQL split into tokens: enough to bind parameters and to find what must not be evaluated.

Terminals are those of the SPARQL 1.1 grammar, by its rule of the longest match. Every text is accepted, in
time proportional to its length; what is no terminal becomes ``unknown``, which the parser may judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """The kinds of token."""

    SPACE = "space"
    COMMENT = "comment"
    IRI = "iri"
    STRING = "string"
    NAME = "name"
    BLANK = "blank"
    VARIABLE = "variable"
    LANGUAGE = "language"
    NUMBER = "number"
    WORD = "word"
    PUNCTUATION = "punctuation"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text; the texts of all tokens, joined, give the whole back."""

    kind: Kind
    text: str
    start: int

    @property
    def is_silent(self) -> bool:
        """Whether the token only separates others."""
        return self.kind in (Kind.SPACE, Kind.COMMENT)


_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = "0-9\u00b7\u0300-\u036f\u203f-\u2040"
_CHAR = rf"[{_BASE}_{_MORE}\-]"
_LOCAL = rf"(?:[{_BASE}_{_MORE}\-:]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?#@%])"
_FIRST = rf"(?:[{_BASE}_0-9:]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?#@%])"
_PREFIX = rf"[{_BASE}]{_CHAR}*+(?:\.++{_CHAR}++)*+"

# Quantifiers are possessive: nothing is tried twice, so hostile texts cost no more than others. A string that
# is never closed runs to the end of its line (a long one, of the text), lest each quote be tried again.
_TOKEN = re.compile(
    rf"""
    (?P<space>[ \t\r\n]++)
  | (?P<comment>\#[^\r\n]*+)
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*+>)
  | (?P<string>\"\"\"(?:[^"\\]|"(?!\"\")|\\.)*+(?:\"\"\")?+
            |  '''(?:[^'\\]|'(?!'')|\\.)*+(?:''')?+
            |  "(?:[^"\\\r\n]|\\[^\r\n])*+"?+
            |  '(?:[^'\\\r\n]|\\[^\r\n])*+'?+)
  | (?P<variable>[?$][{_BASE}_0-9][{_BASE}_{_MORE}]*+)
  | (?P<blank>_:[{_BASE}_0-9](?:\.*+{_CHAR})*+)
  | (?P<language>@[A-Za-z]++(?:--?[A-Za-z0-9]++)*+)
  | (?P<number>(?:[0-9]++(?:\.[0-9]*+(?=[eE][+-]?[0-9]))?+|\.[0-9]++)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+)
  | (?P<punctuation>\^\^|&&|\|\||!=|<=|>=|[<>=!&|^/*+\-?.,;:()\[\]{{}}~])
    """,
    re.VERBOSE | re.DOTALL,
)
_NAME = re.compile(rf"(?:{_PREFIX})?+:(?:{_FIRST}(?:\.*+{_LOCAL})*+)?+")
_RUN = re.compile(_PREFIX)
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*+")


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text in their order."""
    at, nameless_until = 0, 0
    while at < len(text):
        kind, end, nameless_until = _next(text, at, nameless_until)
        yield Token(kind, text[at:end], at)
        at = end


def _next(text: str, at: int, nameless_until: int) -> tuple[Kind, int, int]:
    """Return the next token's kind and end, and up to where no prefix is known to reach a colon."""
    if at >= nameless_until:
        if name := _NAME.match(text, at):
            return Kind.NAME, name.end(), nameless_until
        if run := _RUN.match(text, at):
            nameless_until = run.end()
    if found := _TOKEN.match(text, at):
        return Kind(found.lastgroup), found.end(), nameless_until
    if word := _WORD.match(text, at):
        return Kind.WORD, word.end(), nameless_until
    return Kind.UNKNOWN, at + 1, nameless_until


def place(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column, both from 1, of an offset in a text."""
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1

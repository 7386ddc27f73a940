"""What went wrong, told in the reader's language: what an error carries, and its reason where it is known."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from graph.errors import (
    AmbiguousName,
    Busy,
    Departed,
    ForbiddenQuery,
    Gone,
    InvalidArgument,
    InvalidDecision,
    InvalidParameter,
    InvalidQuery,
    KytkosError,
    MalformedRequest,
    MethodNotAllowed,
    NotAcceptable,
    NotFound,
    OtherKind,
    OutOfMemory,
    OutOfTime,
    SlowRequest,
    TooLarge,
    TooManyFailures,
    TooManyProjects,
    UnsupportedMediaType,
)
from graph.identifiers import ID
from sparql.words import Language

#: Characters shown again of what was sent; names spelt nearly so, and choices, that are listed.
_SHOWN, _NEAR, _CHOICES = 120, 3, 20
_QUOTES = {"fi": ("”", "”"), "sv": ("”", "”"), "en": ("“", "”")}
_HOLE = re.compile(r"\\\{(\d)\\\}")

Say = Callable[..., str]
Name = Callable[[InvalidParameter | InvalidArgument], str]
#: Puts what the code names in a list, a parameter or what it can be given, as pages do.
Word = Callable[[str], str]

#: Errors that pages meet whose reason is the code's own, and so is in locale/reasons.toml.
REASONED = (
    InvalidParameter,
    InvalidArgument,
    InvalidDecision,
    InvalidQuery,
    ForbiddenQuery,
    MalformedRequest,
    TooManyProjects,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and its language where that is not the reader's."""

    text: str
    language: str = ""


def told(
    error: KytkosError, language: Language, say: Say, name: Name, word: Word = lambda name: name
) -> list[Told]:
    """Tell what an error carries; ``name`` names the parameter that an error is about."""
    facts = [Told(fact) for fact in _facts(error, say)]
    if not isinstance(error, REASONED):
        return facts
    about = f"{name(error)}: " if isinstance(error, InvalidParameter | InvalidArgument) else ""
    said = translated(error.reason, language, word)
    if said:
        return [*facts, Told(_capital(about + said))]
    own = [Told(say("carried.engine"))] if isinstance(error, InvalidQuery) else []
    return [*facts, *own, Told(about + error.reason, "en")]


def translated(reason: str, language: Language, word: Word = lambda name: name) -> str | None:
    """Return a reason in a language, with ``word`` for each of what it lists.

    In English what nobody put is as the code says it; None in other languages.
    """
    for pattern, texts in _reasons():
        if found := pattern.fullmatch(reason):
            held = (quoted(", ".join(map(word, value.split(", "))), language) for value in found.groups())
            return texts[language].format(*(translated(value, language) or value for value in held))
    return reason if language == "en" else None


def _facts(error: KytkosError, say: Say) -> Iterator[str]:
    for kind, fields in _CARRIED.items():
        if isinstance(error, kind):
            yield say(f"carried.{kind.__name__}", **fields(error))
            break
    if isinstance(error, NotFound) and (near := get_close_matches(error.name, error.known, n=_NEAR)):
        yield say("carried.near", near=", ".join(near))


def _listed(held: tuple[str, ...]) -> str:
    more = " …" if len(held) > _CHOICES else ""
    return ", ".join(held[:_CHOICES]) + more


#: What errors carry that their words alone do not tell: the fields of the texts of ``[carried]``.
_CARRIED: Mapping[type[KytkosError], Callable[[Any], dict[str, object]]] = {
    NotFound: lambda e: {"name": e.name.replace(ID, "")[:_SHOWN]},
    OtherKind: lambda e: {"name": e.name[:_SHOWN]},
    AmbiguousName: lambda e: {"name": e.name[:_SHOWN], "codes": _listed(e.codes)},
    Gone: lambda e: {"release": e.release, "when": e.when, "reissued": e.reissued},
    Departed: lambda e: {"release": e.release},
    TooLarge: lambda e: {"limit": e.limit},
    OutOfTime: lambda e: {"seconds": f"{e.seconds:g}"},
    OutOfMemory: lambda e: {"limit": e.limit >> 20},
    Busy: lambda e: {"seconds": e.retry_after},
    TooManyFailures: lambda e: {"seconds": e.retry_after},
    NotAcceptable: lambda e: {"offered": _listed(e.offered)},
    UnsupportedMediaType: lambda e: {"offered": _listed(e.accepted)},
    MethodNotAllowed: lambda e: {"offered": _listed(e.allowed)},
    SlowRequest: lambda e: {"rate": e.rate},
}


def quoted(value: str, language: Language) -> str:
    """Write what the code quotes as the language does."""
    opening, closing = _QUOTES[language]
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return f"{opening}{value[1:-1]}{closing}" if is_quoted else value


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def _reasons() -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    """Return what the code says, and the same in other languages; that with most words of its own first."""
    held = tomllib.loads((files("api") / "locale" / "reasons.toml").read_text("utf-8"))
    longest = sorted(held, key=lambda said: -len(re.sub(r"\{\d\}", "", said)))
    return tuple(
        (re.compile(_HOLE.sub("(.*?)", re.escape(said)), re.DOTALL), {"en": said, **held[said]})
        for said in longest
    )

"""A draft checked: what it is linked to, what that overlaps with, newly covers and does not name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from graph.assertion import Assertion, DocumentVersion
from graph.draft.profile import Sort

#: The draft's thing is the other's own, one inside it, or one that holds it.
How = Literal["same", "narrower", "broader"]
#: What a draft does with a thing that it does not name as its own.
Instead = Literal["denied", "background", "related", "nothing"]


class Read(Protocol):
    """What was read of a draft, as graph.ingest.reader.Reading has it; the server never loads the reader."""

    @property
    def version(self) -> DocumentVersion: ...
    @property
    def assertions(self) -> tuple[Assertion, ...]: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """What another process read of a draft; ``text`` is the text with personal data overwritten."""

    version: DocumentVersion
    assertions: tuple[Assertion, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A thing that something existing is linked to, and the draft's thing that it meets."""

    sort: Sort
    iri: str
    own: str
    how: How


@dataclass(frozen=True, slots=True)
class Overlap:
    """A theme, goal, package or project that shares things with a draft."""

    iri: str
    kind: str
    shared: tuple[Shared, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """A group or instrument of a draft that no theme of the release covers directly.

    ``state`` is the strongest that it has with any theme, and ``themes`` are those with which it has it; the
    empty state is that of a thing which the release does not know.
    """

    iri: str
    sort: Sort
    state: str = ""
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missed:
    """A group or instrument of ``themes`` that a draft does not name, and what the draft says instead.

    ``related`` is the draft's thing inside it or around it, where there is one.
    """

    iri: str
    sort: Sort
    themes: tuple[str, ...]
    instead: Instead
    related: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A checked draft.

    ``overlaps`` stand with the closest first, ``nearest`` are the themes whose things ``missed`` is about;
    ``recommendations`` are those that themes for the draft's groups answer to and the draft does not name.
    """

    release: str
    reading: Read
    overlaps: tuple[Overlap, ...]
    covered: tuple[Covered, ...]
    nearest: tuple[str, ...]
    missed: tuple[Missed, ...]
    recommendations: tuple[Missed, ...]

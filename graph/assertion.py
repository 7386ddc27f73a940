"""Assertions and decisions as values, and the one line format both are held in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, asdict, dataclass, field, fields
from typing import Any, Literal

from graph.identifiers import digest
from graph.value import value

Band = Literal["A", "B", "C"]
Polarity = Literal["affirmed", "denied"]
Action = Literal["accept", "reject", "add", "edit", "merge", "split", "undo", "trust", "declare"]
Scalar = str | int | bool


@value(frozen=True, slots=True)
class Assertion:
    """One link found in a document: who is linked to what, and the words that say so.

    The mention at ``start:end`` (code points of the raw text) is always the object's; ``subject`` is what the
    passage is about. ``object`` is a code or, for names, an N-Triples literal. ``values`` describe the object
    (an amount's stage), ``qualifiers`` the link (a hedge, an open list, the mode of a principle). ``label``
    is the object's name, ``mention`` the document's own words there (at most 12 words, 120 characters).
    ``language`` is theirs where a document is in several, ``page`` the number of theirs where it has pages.
    """

    kind: str
    label: str
    relation: str
    subject: str
    object: str
    start: int
    end: int
    section: str
    rule: str
    band: Band = "B"
    polarity: Polarity = "affirmed"
    role: str = ""
    candidate: bool = False
    mention: str = ""
    values: Mapping[str, Scalar] = field(default_factory=dict)
    qualifiers: Mapping[str, Scalar] = field(default_factory=dict)
    document: str = ""
    language: str = ""
    page: int | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What decisions are keyed by, besides the quote: document work, relation, subject, object."""
        return (self.document, self.relation, self.subject, self.object)

    @property
    def code(self) -> str:
        """The assertion's own code, the same for every mention that says the same."""
        return "a" + digest(*self.key, self.polarity)


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """The first line of an assertions file: which text was read, what was found in it and what not.

    ``number`` says which version of its document it is, from 2; the first has none. Other versions are
    recognised by the ``fingerprint``.
    """

    document: str
    sha256: str
    title: str
    form: str
    language: str
    characters: int
    media_type: str
    reader: str
    sections: tuple[Mapping[str, Scalar], ...] = ()
    missing: tuple[Mapping[str, Scalar], ...] = ()
    status: str = "undated draft"
    quote_policy: str = "short"
    fingerprint: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the decisions log: what a person decided on which link, why, and in which role.

    ``assertion`` comes with it: the link that an ``add``, ``edit`` or ``split`` puts in place, or the
    names and the wider concept that an ``accept`` gives the object. A ``merge`` is on no link: what was
    ``subject`` is ``object`` from then on. A ``trust`` accepts all that the rows of the register ``document``
    state by the ``relations`` that it carries, or that its ``rules`` read in them. A ``declare`` enters what
    is to be reviewed in a register.
    """

    id: str
    at: str
    by: str
    role: str
    action: Action
    reason: str
    document: str = ""
    relation: str = ""
    subject: str = ""
    object: str = ""
    quote: str = ""
    undoes: str = ""
    assertion: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """The link it decides on."""
        return (self.document, self.relation, self.subject, self.object)


def to_line(value: Assertion | DocumentVersion | Decision) -> str:
    """Write a value as one line of JSON, leaving out optional fields that are empty."""
    raw = asdict(value)
    kept = {
        f.name: raw[f.name] for f in fields(value) if _is_required(f) or raw[f.name] not in ("", {}, (), None)
    }
    return json.dumps(kept, ensure_ascii=False, separators=(", ", ": "))


def _is_required(known: Field[Any]) -> bool:
    return known.default is MISSING and known.default_factory is MISSING


def assertion_from(raw: Mapping[str, Any], document: str = "") -> Assertion:
    """Read an assertion from a decoded line; raises TypeError for missing or unknown fields."""
    return Assertion(**{**raw, "document": raw.get("document", document)})


def document_from(raw: Mapping[str, Any]) -> DocumentVersion:
    """Read a document version from a decoded line; raises TypeError for missing or unknown fields."""
    listed = {name: tuple(raw.get(name, ())) for name in ("sections", "missing")}
    return DocumentVersion(**{**raw, **listed})


def decision_from(raw: Mapping[str, Any]) -> Decision:
    """Read a decision from a decoded line; raises TypeError for missing or unknown fields."""
    return Decision(**raw)


def grouped(assertions: Iterator[Assertion]) -> dict[str, list[Assertion]]:
    """Gather the mentions of the same link under the assertion's code, in the order of the text."""
    groups: dict[str, list[Assertion]] = {}
    for assertion in sorted(assertions, key=lambda a: (a.document, a.start, a.end)):
        groups.setdefault(assertion.code, []).append(assertion)
    return groups

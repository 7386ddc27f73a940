"""Lines of workspace files as values, refused by file and line when they are not as the format says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from graph.assertion import Assertion, Decision, DocumentVersion
from graph.assertion import assertion_from as _assertion
from graph.assertion import decision_from as _decision
from graph.assertion import document_from as _document
from graph.errors import InvalidIdentifier, MalformedLine
from graph.store.node import node
from graph.terms import KINDS, REGISTERS, RELATIONS, ROW_RELATIONS

Value = TypeVar("Value")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ACTIONS = ("accept", "reject", "add", "edit", "merge", "split", "undo", "trust", "declare")
#: Actions that put a link in place, which is carried whole.
_PLACING = ("add", "edit", "split")
#: What comes with a link that is put in place: the version its offsets count in, the polarity it had.
_BESIDE = ("version", "was")
#: What comes with what is declared: whose statement it is, as of which day, and where it stands.
_DECLARED = ("owner", "asOf", "source")
_UNMERGED = ('"', "kyt:")
_GIVEN = ("label", "label-fi", "label-sv", "label-en")


def read_lines(
    path: Path, data: bytes, read: Callable[[Mapping[str, Any]], Value], first: int = 1
) -> Iterator[Value]:
    """Yield each line's value, counted from ``first``; raises MalformedLine at the first that is none."""
    for number, line in enumerate(data.splitlines(), first):
        try:
            yield read(_decoded(line))
        except (ValueError, TypeError, RecursionError, InvalidIdentifier) as problem:
            raise MalformedLine(path, number, _plainly(problem)) from None


def assertion_from(raw: Mapping[str, Any], document: str = "") -> Assertion:
    """Read an assertion and check every field; raises ValueError, TypeError or InvalidIdentifier."""
    value = _assertion(raw, document)
    _demand(value.kind in KINDS, f"unknown kind {value.kind!r}")
    _demand(value.relation in RELATIONS, f"unknown relation {value.relation!r}")
    _demand(value.band in ("A", "B", "C"), f"band must be A, B or C, not {value.band!r}")
    _demand(value.polarity in ("affirmed", "denied"), f"unknown polarity {value.polarity!r}")
    for name in ("label", "mention", "section", "rule", "role"):
        _demand(isinstance(getattr(value, name), str), f"{name} must be a string")
    for name in ("start", "end"):
        _demand(type(getattr(value, name)) is int, f"{name} must be a whole number")
    _demand(0 <= value.start < value.end, f"no text between {value.start} and {value.end}")
    for name in ("values", "qualifiers"):
        _check_scalars(name, getattr(value, name))
    _demand(not value.subject.startswith(('"', "kyt:")), f"{value.subject!r} cannot be a subject")
    node(value.subject)
    node(value.object)
    return value


def _check_scalars(name: str, held: object) -> None:
    """Demand what can be said of a thing: words, whole numbers and truth values by names of terms."""
    _demand(isinstance(held, Mapping), f"{name} must be an object")
    for key, value in held.items() if isinstance(held, Mapping) else ():
        _demand(bool(_NAME.fullmatch(key)), f"{key[:80]!r} cannot be a name in {name}")
        _demand(isinstance(value, str | int | bool), f"{name}.{key} must be words, a number, true or false")
        if isinstance(value, str) and value.startswith("kyt:"):
            node(value)


def document_from(raw: Mapping[str, Any]) -> DocumentVersion:
    """Read an assertions file's header and check it; raises ValueError or TypeError."""
    value = _document(raw)
    _demand(bool(_SHA256.fullmatch(value.sha256)), "sha256 must be 64 hexadecimal digits")
    _demand(type(value.characters) is int, "characters must be a whole number")
    _demand(all("key" in part for part in value.sections), "every section needs a key")
    _demand(all("part" in part for part in value.missing), "every missing part needs a name")
    _demand(isinstance(value.fingerprint, str), "fingerprint must be a string")
    _demand(value.number is None or type(value.number) is int, "number must be a whole number")
    node(value.document)
    return value


def decision_from(raw: Mapping[str, Any]) -> Decision:
    """Read a decision and check it; raises ValueError, TypeError or InvalidIdentifier."""
    value = _decision(raw)
    _demand(value.action in _ACTIONS, f"unknown action {value.action!r}")
    _demand(isinstance(value.assertion, Mapping), "assertion must be an object")
    if value.action == "undo":
        _demand(bool(value.undoes), "an undo must name the decision it undoes")
        return value
    if value.action == "trust":
        _check_trust(value)
        return value
    node(value.subject)
    node(value.object)
    if value.action == "merge":
        _demand(value.subject != value.object, "a thing cannot be merged into itself")
        _demand(not value.subject.startswith(_UNMERGED), f"{value.subject!r} cannot be merged")
        _demand(not value.object.startswith(_UNMERGED), f"nothing can be merged into {value.object!r}")
        return value
    if value.relation in REGISTERS:
        _check_declared(value)
        return value
    _demand(value.relation in RELATIONS, f"unknown relation {value.relation!r}")
    if value.action in _PLACING:
        _check_placed(value)
    elif value.action == "accept":
        _check_given(value.assertion)
    return value


def _check_trust(value: Decision) -> None:
    node(value.document)
    if "rules" in value.assertion:
        rules = value.assertion["rules"]
        _demand(isinstance(rules, dict), "rules must be an object")
        listed = all(isinstance(but, list) and all(isinstance(c, str) for c in but) for but in rules.values())
        _demand(listed, "a rule names the codes that it does not hold for, as a list")
        return
    named = value.assertion.get("relations")
    _demand(isinstance(named, list) and all(name in ROW_RELATIONS for name in named), "unknown relations")


def _check_declared(value: Decision) -> None:
    _demand(value.action in ("declare", "accept", "reject"), f"a statement cannot be {value.action!r}")
    for name in _DECLARED if value.action == "declare" else ():
        held = value.assertion.get(name)
        _demand(isinstance(held, str) and bool(held), f"a declaration needs its {name}")


def _check_placed(value: Decision) -> None:
    placed = assertion_from({name: held for name, held in value.assertion.items() if name not in _BESIDE})
    if value.action == "add":
        _demand(placed.key == value.key, "the added assertion has another key")
    _demand(placed.document == value.document, "the assertion is of another document")


def _check_given(given: Mapping[str, Any]) -> None:
    for name in _GIVEN:
        if name in given:
            _demand(isinstance(given[name], str) and bool(given[name].strip()), f"{name} must be a name")
    if "broader" in given:
        _demand(not str(given["broader"]).startswith(_UNMERGED), "broader must be a concept's code")
        node(given["broader"])


def _decoded(line: bytes) -> Mapping[str, Any]:
    raw = json.loads(line)
    _demand(isinstance(raw, dict), "expected an object")
    return raw  # type: ignore[no-any-return]


def _demand(holds: bool, otherwise: str) -> None:  # noqa: FBT001
    if not holds:
        raise ValueError(otherwise)


def _plainly(problem: Exception) -> str:
    if isinstance(problem, json.JSONDecodeError):
        return f"not JSON: {problem.msg} at column {problem.colno}"
    if isinstance(problem, UnicodeDecodeError):
        return "not UTF-8"
    if isinstance(problem, TypeError):
        return str(problem).partition("() ")[2] or str(problem)
    return str(problem)

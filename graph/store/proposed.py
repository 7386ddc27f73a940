"""Links that a register's rows were read to propose: one file, a head and a link a line, in their order."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from graph.store.files import sync_folder
from graph.store.node import node
from graph.store.record import read_lines
from graph.terms import LADDER, TARGETING

#: What a row can be read to say: whom it is for, by what, of what, citing what, as part of what.
RELATIONS = (*TARGETING, *LADDER, "usesMethod", "concerns", "appliesPrinciple", "isPartOf")
_RULE = re.compile(r"[a-z]+(?:[.-][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A link of a row's project: by which rule, and the words that say so in which field of the row.

    ``start`` and ``end`` count code points of the field's text, as the row holds it.
    """

    row: int
    relation: str
    object: str
    rule: str
    band: str
    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ProposedHead:
    """Which version of which register was read, by what, with which vocabulary; links and band by rule."""

    register: str
    version: str
    reader: str
    vocabulary: str
    rows: int
    links: Mapping[str, int] = field(default_factory=dict)
    bands: Mapping[str, str] = field(default_factory=dict)


def write(path: Path, head: ProposedHead, body: Path) -> None:
    """Put a file of links in place at once: its head, and the lines that were written to ``body``."""
    aside = path.with_name(f".{path.name}.part")
    with aside.open("wb") as whole, body.open("rb") as lines:
        whole.write(_line(asdict(head)))
        for line in lines:
            whole.write(line)
        whole.flush()
        os.fsync(whole.fileno())
    aside.replace(path)
    body.unlink()
    sync_folder(path.parent)


def lines_of(links: Iterable[Proposed]) -> bytes:
    """Write links as lines of JSON."""
    return b"".join(_line(asdict(link)) for link in links)


def head(path: Path) -> ProposedHead:
    """Read of what a file of links is; raises MalformedLine."""
    with path.open("rb") as file:
        (found,) = read_lines(path, file.readline() or b" ", _head_from)
    return found


def links(path: Path) -> Iterator[Proposed]:
    """Yield the links of a file, one at a time; raises MalformedLine at the first line that is none."""
    with path.open("rb") as file:
        file.readline()
        for number, line in enumerate(file, 2):
            yield from read_lines(path, line, _link_from, number)


def _head_from(raw: Mapping[str, Any]) -> ProposedHead:
    _demand(set(raw) <= {f.name for f in fields(ProposedHead)}, "the head has unknown fields")
    value = ProposedHead(**raw)
    node(value.register)
    node(value.version)
    return value


def _link_from(raw: Mapping[str, Any]) -> Proposed:
    value = Proposed(**raw)
    _demand(value.relation in RELATIONS, f"unknown relation {value.relation!r}")
    _demand(value.band in ("A", "B", "C"), f"band must be A, B or C, not {value.band!r}")
    _demand(bool(_RULE.fullmatch(value.rule)), f"{value.rule!r} cannot be a rule")
    whole = all(type(number) is int for number in (value.row, value.start, value.end))
    _demand(whole and value.row > 0 <= value.start < value.end, "row and place must be whole numbers")
    node(value.object)
    return value


def _line(raw: Mapping[str, Any]) -> bytes:
    return json.dumps(raw, ensure_ascii=False, separators=(", ", ": ")).encode() + b"\n"


def _demand(holds: bool, otherwise: str) -> None:  # noqa: FBT001
    if not holds:
        raise ValueError(otherwise)

"""Erasure that the law requires: a value taken out of workspace and releases, leaving tombstones."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from rdflib import Graph

from graph.errors import InvalidParameter, MalformedLine
from graph.release import opening, scratch_mask
from graph.release.mask import Mask
from graph.release.progress import Progress
from graph.release.reissue import reissue
from graph.release.shelf import Shelf
from graph.store import fact_table, table
from graph.store.audit import AUDIT, Audit
from graph.store.files import append_line, chunks, write_atomically, write_pieces
from graph.store.record import assertion_from, decision_from, read_lines
from graph.store.scratch import Scratch
from graph.store.workspace import Workspace
from graph.text.fingerprint import without

LOG = "redactions.jsonl"
_OF_LINES = (
    *("documents/*/*.jsonl", "tables/*/*.jsonl"),
    *("decisions.jsonl", LOG, AUDIT, "tokens.jsonl"),
)
#: Bytes that a value has at most where a file is looked through piece by piece.
_OVERLAP = 64 << 10


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was rewritten; ``left`` are files not ours that hold the value still, for their owner to erase."""

    files: tuple[str, ...]
    reissued: tuple[tuple[str, str], ...]
    left: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """Say it line by line, never naming the value."""
        yield from (f"overwritten in {name}" for name in self.files)
        yield from (f"release {old} is gone, reissued as {new}" for old, new in self.reissued)
        yield from (f"NOT ERASED in {name}: it is no file of this program" for name in self.left)
        if not (self.files or self.reissued or self.left):
            yield "found nowhere"


def redact(
    workspace: Workspace,
    value: str,
    reason: str,
    tell: Progress = lambda _phase, _done, _total: None,
) -> Erasure:
    """Erase a value everywhere in a workspace and its releases; a second run finishes one that was killed.

    Letters of the value become █, so that offsets hold. Lines and triples that name things by the value are
    removed. Raises InvalidParameter, before anything is changed, where the value is too short, is in the
    reason, or is in a fact whose Turtle only a person can mend.
    """
    mask, now = Mask(value), datetime.now(UTC).isoformat(timespec="seconds")
    if mask.finds(reason):
        raise InvalidParameter("redact", "reason", "holds what is to be erased")
    shelf = Shelf(workspace.releases)
    own = Scratch(workspace.path).lock, Audit(workspace.path).lock
    with (
        own[0],
        own[1],
        shelf.writing(),
        workspace.lock,
    ):  # in the order of a build, lest the two wait for each other
        for torn in workspace.path.rglob(".*.part"):
            torn.unlink()
        # Facts that only a person can mend are told of before anything is changed.
        whole = dict(_rewritten(workspace, mask))
        in_lines = [path for path in _files_of_lines(workspace) if _is_changed(path, mask)]
        for path, data in whole.items():
            write_atomically(path, data, path.stat().st_mode & 0o777)
        for path in in_lines:
            write_pieces(path, _masked_lines(path, mask), path.stat().st_mode & 0o777)
        rewritten = (*whole, *in_lines)
        reissued = tuple(reissue(shelf, mask, now, reason, tell))
        logged = {"at": now, "reason": reason, "files": len(rewritten), "reissued": reissued}
        append_line(workspace.path / LOG, json.dumps(logged, ensure_ascii=False))
        left = tuple(_left(workspace, mask))
    return Erasure(tuple(_name(workspace, path) for path in rewritten), reissued, left)


def _rewritten(workspace: Workspace, mask: Mask) -> Iterator[tuple[Path, bytes]]:
    """Yield files of the workspace that hold the value, with what they are to hold instead.

    Without those of lines, which may be long and are read as they go by.
    """
    kinds: tuple[tuple[str, Callable[[Path, bytes, Mask], bytes]], ...] = (
        ("texts/*.txt", _masked_text),
        ("facts/*.ttl", partial(_masked_facts, _turtle)),
        ("facts/*.csv", partial(_masked_facts, _table)),
        ("scratch.nq", lambda _, data, mask: scratch_mask.masked(data, mask)),
    )
    for pattern, rewrite in kinds:
        for path in sorted(workspace.path.glob(pattern)):
            data = path.read_bytes()
            masked = rewrite(path, data, mask)
            if masked != data:
                yield path, masked


def _masked_text(_path: Path, data: bytes, mask: Mask) -> bytes:
    return mask.over(data.decode(errors="surrogateescape")).encode(errors="surrogateescape")


def _files_of_lines(workspace: Workspace) -> Iterator[Path]:
    for pattern in _OF_LINES:
        yield from sorted(workspace.path.glob(pattern))


def _is_changed(path: Path, mask: Mask) -> bool:
    with path.open("rb") as held:
        return any(line != masked for line, masked in zip(held, _masked_lines(path, mask), strict=True))


def _masked_lines(path: Path, mask: Mask) -> Iterator[bytes]:
    """Yield each line as it is to be, empty where it goes."""
    with path.open("rb") as held:
        for number, line in enumerate(held, 1):
            yield _masked_line(path, number, line, mask)


def _masked_line(path: Path, number: int, line: bytes, mask: Mask) -> bytes:
    """Mask a line; one that can be read no more, since a code held the value, is removed."""
    try:
        raw = json.loads(line)
    except ValueError:
        return _masked_text(path, line, mask)
    masked = mask.over_json(raw)
    if number == 1 and isinstance(masked, dict) and isinstance(masked.get("fingerprint"), str):
        masked["fingerprint"] = without(masked["fingerprint"], mask.value)
    if masked == raw:
        return line
    written = json.dumps(masked, ensure_ascii=False, separators=(", ", ": ")).encode() + b"\n"
    return written if _is_readable(path, number, written) else b""


def _is_readable(path: Path, number: int, line: bytes) -> bool:
    try:
        if path.name == "decisions.jsonl":
            next(read_lines(path, line, decision_from))
        elif path.parent.parent.name == "tables":
            next(read_lines(path, line, table.record_from if number > 1 else dict))
        elif path.name not in (LOG, AUDIT, "tokens.jsonl") and number > 1:
            next(read_lines(path, line, assertion_from))
    except MalformedLine:
        return False
    return True


def _masked_facts(read: Callable[[Path, bytes], Graph], path: Path, data: bytes, mask: Mask) -> bytes:
    masked = _masked_text(path, data, mask)
    try:
        held = read(path, masked)
        if not any(mask.finds(str(term)) for triple in held for term in triple):
            return masked
    except (SyntaxError, ValueError, MalformedLine):
        if masked == data:
            return data
    reason = (
        f"{path} writes it in a way that only a person can mend; take it out by hand, then run this again"
    )
    raise InvalidParameter("redact", "value", reason)


def _turtle(_path: Path, data: bytes) -> Graph:
    graph = Graph()
    graph.parse(data=data, format="turtle")
    return graph


def _table(path: Path, data: bytes) -> Graph:
    return fact_table.read(path, data.decode("utf-8-sig").splitlines(keepends=True))


def _left(workspace: Workspace, mask: Mask) -> Iterator[str]:
    # A store is made of a dump that was looked through.
    made = {folder / opening.STORE for folder in Shelf(workspace.releases).folders()}
    for path in sorted(workspace.path.rglob("*")):
        if path.is_file() and path.parent not in made and any(mask.finds(text) for text in _texts(path)):
            yield _name(workspace, path)


def _texts(path: Path) -> Iterator[str]:
    """Yield a file as texts that overlap by more than a name is long."""
    before = b""
    for piece in chunks(path):
        yield (before + piece).decode(errors="replace")
        before = piece[-_OVERLAP:]


def _name(workspace: Workspace, path: Path) -> str:
    return path.relative_to(workspace.path).as_posix()

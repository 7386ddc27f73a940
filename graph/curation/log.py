"""The decisions log: one line a decision, only ever appended to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graph.assertion import Decision, to_line
from graph.errors import MalformedLine, NotFound
from graph.store.files import append_line, write_atomically
from graph.store.record import decision_from, read_lines
from graph.store.workspace import Workspace


class DecisionLog:
    """Append to and read the decisions of one workspace, beside other processes that do the same.

    A line that a killed process left half-written was never acknowledged: readers pass over it, and the next
    writer removes it and tells of it through ``tell``.
    """

    def __init__(self, workspace: Workspace, tell: Callable[[str], None] = lambda _: None) -> None:
        self._workspace = workspace
        self._path = workspace.decisions
        self._tell = tell

    def read(self) -> tuple[Decision, ...]:
        """Return every decision in the order of the log; raises MalformedLine with its number."""
        whole, tail = self._held()
        return tuple(read_lines(self._path, whole + _if_whole(tail), decision_from))

    def append(self, decision: Decision) -> Decision:
        """Add a decision at the end; it is on disk when this returns.

        Raises MalformedLine for a decision that could not be read back, before anything is written.
        """
        line = to_line(decision)
        next(read_lines(self._path, line.encode(), decision_from))
        with self._workspace.lock:
            self._mend()
            append_line(self._path, line)
        return decision

    def undo(self, decision: Decision) -> Decision:
        """Add a decision that undoes a former one; raises NotFound where the log has no such decision."""
        with self._workspace.lock:
            known = tuple(held.id for held in self.read())
            if decision.undoes not in known:
                raise NotFound("decision", decision.undoes, known[-5:])
            return self.append(decision)

    def mend(self) -> None:
        """Remove a half-written last line, and tell of it."""
        with self._workspace.lock:
            self._mend()

    def _held(self) -> tuple[bytes, bytes]:
        data = self._path.read_bytes() if self._path.exists() else b""
        end = data.rfind(b"\n") + 1
        return data[:end], data[end:]

    def _mend(self) -> None:
        whole, tail = self._held()
        if not tail:
            return
        write_atomically(self._path, whole + _if_whole(tail))
        if not _if_whole(tail):
            number = whole.count(b"\n") + 1
            self._tell(f"{self._path}:{number}: a half-written decision was removed; decide again")


def _if_whole(tail: bytes) -> bytes:
    """Return the unterminated last line, ended, where it is whole, and nothing where it was cut."""
    try:
        next(read_lines(Path(), tail, decision_from), None)
    except MalformedLine:
        return b""
    return tail + b"\n" if tail else b""

"""The review of one workspace: what there is to decide, and decisions written to its log."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.assertion import Assertion, Decision, DocumentVersion, to_line
from graph.curation.deciding import Curator, Desk, touched
from graph.curation.declarations import Declared, declaration, declared
from graph.curation.joining import joined
from graph.curation.log import DecisionLog
from graph.curation.states import Verdicts
from graph.curation.versions import latest, missing
from graph.errors import DecidedMeanwhile, InvalidDecision, InvalidIdentifier
from graph.store.record import decision_from
from graph.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class State:
    """What a workspace says now; ``head`` is the id of the last line of its log, or ``-`` for an empty one.

    ``missing`` are links that an older version of a document has and the one that stands lacks;
    ``declared`` are the statements of the registers, each in the state that the decisions give it.
    """

    verdicts: Verdicts
    standing: tuple[DocumentVersion, ...]
    log: tuple[Decision, ...]
    missing: tuple[Assertion, ...]
    declared: tuple[Declared, ...] = ()

    @property
    def head(self) -> str:
        """The id of the last decision, by which it is known whether others decided since."""
        return self.log[-1].id if self.log else "-"


class Review:
    """Read and decide, beside other processes that do the same; nothing is decided on what is not there."""

    def __init__(self, workspace: Workspace, tell: Callable[[str], None] = lambda _: None) -> None:
        self._workspace = workspace
        self._log = DecisionLog(workspace, tell)
        #: What the files looked like and what they said; one value, since threads share it.
        self._held: tuple[object, State] | None = None

    def state(self) -> State:
        """Return what the workspace says now; read again only where its files have changed."""
        looks, held = self._looks(), self._held
        if held is not None and held[0] == looks:
            return held[1]
        documents, log = tuple(self._workspace.documents()), self._log.read()
        standing = latest(documents)
        versions = tuple(one.version for one in standing)
        state = State(
            joined(self._workspace, standing, log), versions, log, missing(documents), declared(log)
        )
        self._held = (looks, state)
        return state

    def decide(
        self,
        curator: Curator,
        make: Callable[[Desk], Iterable[Decision]],
        seen: str | None = None,
        *,
        strictly: bool = False,
    ) -> tuple[Decision, ...]:
        """Make decisions and write them; they are on disk when this returns.

        ``seen`` is the head that the curator looked at: raises DecidedMeanwhile where others have since
        decided on the same link or thing, or ``strictly``, on anything. Raises InvalidDecision, NotFound.
        """
        with self._workspace.lock:
            state = self.state()
            made = tuple(make(Desk(state.verdicts, state.standing, curator, state.declared)))
            for decision in made:
                _check_form(decision)
                if decision.action == "declare":
                    from graph.curation.acquaintance import demand  # reads Turtle, which takes long to load

                    demand(declaration(decision), self._workspace, state.verdicts.links)
            if seen is not None:
                _check_seen(state, made, seen, strictly=strictly)
            for decision in made:
                if decision.action == "undo":
                    self._log.undo(decision)
                else:
                    self._log.append(decision)
        return made

    def _looks(self) -> object:
        held = self._workspace
        paths = [held.decisions, *held.document_files(), *held.table_files()]
        stats = [(path, path.stat()) for path in paths if path.exists()]
        return [(path, stat.st_mtime_ns, stat.st_size, stat.st_ino) for path, stat in stats]


def _check_form(decision: Decision) -> None:
    """Demand a line that can be read back; raises InvalidDecision, before anything is written."""
    try:
        line = to_line(decision)
        line.encode()
        decision_from(json.loads(line))
    except (ValueError, TypeError, RecursionError, InvalidIdentifier) as problem:
        raise InvalidDecision(str(problem)[:300]) from None


def _check_seen(state: State, made: Iterable[Decision], seen: str, *, strictly: bool) -> None:
    ids = [decision.id for decision in state.log]
    since = state.log[ids.index(seen) + 1 :] if seen in ids else state.log
    concerning = since if strictly else {d.id: d for own in made for d in touched(since, own)}.values()
    if (strictly and seen != state.head) or concerning:
        raise DecidedMeanwhile(state.head, tuple(decision.id for decision in concerning))

"""Writes that a workspace cannot take, and files of it that are not as they should be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.errors.root import KytkosError


@dataclass(eq=False)
class MalformedLine(KytkosError):
    """A line of a workspace file that is not what the format says."""

    path: Path
    line: int
    reason: str
    exit_code = 4
    remedy = "Restore the line from a backup or version control, or remove it; then run the command again."

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}"


@dataclass(eq=False)
class ManagedGraph(KytkosError):
    """A write to a graph that is built from the workspace's files."""

    graph: str
    exit_code = 2
    http_status = 403
    remedy = (
        "Use the command kytkos ingest for what documents say, kytkos import for registers and kytkos review "
        "for decisions; write your own triples to the default graph or to a graph of another name."
    )

    def __str__(self) -> str:
        which = f"<{self.graph}>" if self.graph else "a graph that the update finds by a variable"
        return f"{which} is managed: it is built from the workspace's files, and nothing was changed"


@dataclass(eq=False)
class FailedUpdate(KytkosError):
    """An update that the graphs as they are now do not allow, such as one that drops what is not there."""

    reason: str
    exit_code = 2
    http_status = 409
    remedy = "Nothing was changed. Look at the graphs there are, or write SILENT where it does not matter."

    def __str__(self) -> str:
        return self.reason


@dataclass(eq=False)
class Unsupported(KytkosError):
    """A request for what the server cannot do on the system that it runs on."""

    reason: str
    http_status = 501
    remedy = "Work on the files by the command line instead, or run the server on another system."

    def __str__(self) -> str:
        return self.reason


@dataclass(eq=False)
class Changed(KytkosError):
    """A write that was to be made only if nothing had changed since it was read."""

    exit_code = 2
    http_status = 412
    remedy = "Read it again, and send the write with its new ETag in If-Match."

    def __str__(self) -> str:
        return "the workspace has changed since it was read"


@dataclass(eq=False)
class InvalidDocument(KytkosError):
    """An RDF document that cannot be read as its media type says."""

    reason: str
    line: int | None = None
    column: int | None = None
    exit_code = 2
    http_status = 400
    remedy = "Mend the document at the place named, or send it with its own media type."

    def __str__(self) -> str:
        place = f"line {self.line}, column {self.column}: " if self.line else ""
        return place + self.reason


@dataclass(eq=False)
class InvalidDecision(KytkosError):
    """A decision that cannot be made so, whatever the log holds."""

    reason: str
    exit_code = 2
    http_status = 400
    remedy = "Look at the link first: kytkos review list --state all"

    def __str__(self) -> str:
        return self.reason


@dataclass(eq=False)
class DecidedMeanwhile(KytkosError):
    """A decision made on what has changed since it was looked at."""

    head: str
    decisions: tuple[str, ...]
    exit_code = 1
    http_status = 412
    remedy = "Read the link and its decisions again, then decide."

    def __str__(self) -> str:
        return f"others decided meanwhile: {', '.join(self.decisions[:5]) or self.head}"


@dataclass(eq=False)
class UnseenState(KytkosError):
    """A decision sent without saying what it was made on, so that it could undo what others decided."""

    exit_code = 2
    http_status = 428
    remedy = "Send the ETag of the queue or of the log in If-Match, or its head as the field 'seen'."

    def __str__(self) -> str:
        return "it is not said what the decision was made on"


@dataclass(eq=False)
class OtherFormat(KytkosError):
    """A workspace or release in the format of another version of the program."""

    path: Path
    found: object
    known: int
    exit_code = 4

    @property
    def remedy(self) -> str:  # type: ignore[override]
        """Say how it becomes readable."""
        if isinstance(self.found, int) and self.found < self.known:
            return f"Back it up and run: kytkos migrate --data {self.path.parent}"
        return "Use the version of Kytkös that wrote it, or a later one."

    def __str__(self) -> str:
        return f"{self.path}: format {self.found!r}; this version reads and writes format {self.known}"

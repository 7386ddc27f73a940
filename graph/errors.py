"""The one error root: a leaf carries its data, and the faces map it to an exit code or a problem document."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path


@dataclass(eq=False)
class KytkosError(Exception):
    """Say what went wrong, where, and what the reader can do about it."""

    exit_code = 1
    http_status = 500
    title = "Something went wrong"
    remedy = "Run the command again with --help."

    def __str__(self) -> str:
        return self.title


@dataclass(eq=False)
class UnreadableDocument(KytkosError):
    """A file that cannot be read as a document."""

    path: Path
    reason: str
    remedy: str
    exit_code = 3
    http_status = 422

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@dataclass(eq=False)
class LemmatiserMissing(KytkosError):
    """A lemmatiser that is asked for and not installed."""

    name: str
    reason: str
    remedy = (
        "Set KYTKOS_LEMMATISER to simplemma, or install kytkos[voikko] and the system's libvoikko with its "
        "Finnish data."
    )
    exit_code = 2
    http_status = 503

    def __str__(self) -> str:
        return f"the lemmatiser {self.name} cannot be used: {self.reason}"


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
class InvalidIdentifier(KytkosError):
    """A code or IRI that cannot be an identifier of this graph."""

    value: str
    exit_code = 2
    http_status = 400
    remedy = "Use a code as the pages print it, such as S20220."

    def __str__(self) -> str:
        return f"not an identifier: {self.value[:120]!r}"


@dataclass(eq=False)
class NotFound(KytkosError):
    """A name that is not there."""

    what: str
    name: str
    known: tuple[str, ...] = ()
    exit_code = 5
    http_status = 404

    @property
    def remedy(self) -> str:  # type: ignore[override]
        """Name what is spelt nearly so, or else what there is."""
        near = get_close_matches(self.name, self.known, n=3)
        if near:
            return f"Did you mean: {', '.join(near)}"
        more = f" and {len(self.known) - 20} more" if len(self.known) > 20 else ""
        return f"There are: {', '.join(self.known[:20])}{more}" if self.known else "Check the spelling."

    def __str__(self) -> str:
        return f"no {self.what} {self.name!r}"


@dataclass(eq=False)
class AmbiguousName(KytkosError):
    """A name that several things have."""

    name: str
    codes: tuple[str, ...]
    exit_code = 2
    http_status = 400

    @property
    def remedy(self) -> str:  # type: ignore[override]
        """Name the codes of the things."""
        return f"Give the code of one of them: {', '.join(self.codes)}"

    def __str__(self) -> str:
        return f"{len(self.codes)} things are called {self.name[:120]!r}"


@dataclass(eq=False)
class InvalidRelease(KytkosError):
    """A release that does not pass validation and so was not put in place."""

    failures: tuple[str, ...]
    exit_code = 6
    remedy = "Mend what is listed and build again; the former release keeps serving."

    def __str__(self) -> str:
        return "the release does not pass validation:\n  " + "\n  ".join(self.failures)


@dataclass(eq=False)
class InvalidParameter(KytkosError):
    """A parameter of a query that is missing, unknown or not of its type."""

    query: str
    parameter: str
    reason: str
    exit_code = 2
    http_status = 400
    remedy = "List the query's parameters with: kytkos query NAME --help-query"

    def __str__(self) -> str:
        return f"{self.query}: parameter {self.parameter!r}: {self.reason}"


@dataclass(eq=False)
class InvalidQuery(KytkosError):
    """A query that cannot be evaluated as it is written."""

    reason: str
    line: int | None = None
    column: int | None = None
    exit_code = 2
    http_status = 400
    remedy = "Mend the query at the place named."

    def __str__(self) -> str:
        place = f"line {self.line}, column {self.column}: " if self.line else ""
        return place + self.reason


@dataclass(eq=False)
class ForbiddenQuery(KytkosError):
    """A query that asks for what this endpoint does not do, such as SERVICE or an update."""

    reason: str
    exit_code = 2
    http_status = 403
    remedy = "Leave that part out; the endpoint only reads its own release."

    def __str__(self) -> str:
        return self.reason


@dataclass(eq=False)
class Unauthorised(KytkosError):
    """A request without a token, or with one that is not known here."""

    is_given: bool = False
    exit_code = 2
    http_status = 401
    remedy = "Send 'Authorization: Bearer TOKEN'; who runs the server makes one with kytkos token create."

    @property
    def challenge(self) -> str:
        """Say what is asked for (RFC 6750, 3)."""
        return 'Bearer realm="kytkos"' + (', error="invalid_token"' if self.is_given else "")

    def __str__(self) -> str:
        return "this token is not known here" if self.is_given else "a token is needed here"


@dataclass(eq=False)
class Forbidden(KytkosError):
    """A request with a token that does not allow it."""

    needed: str
    held: str
    exit_code = 2
    http_status = 403
    remedy = "Ask who runs the server for a token of that scope."

    @property
    def challenge(self) -> str:
        """Say which scope is needed (RFC 6750, 3.1)."""
        return f'Bearer realm="kytkos", error="insufficient_scope", scope="{self.needed}"'

    def __str__(self) -> str:
        return f"this needs a token of scope {self.needed}, and yours is of scope {self.held}"


@dataclass(eq=False)
class TooManyFailures(KytkosError):
    """A request without a known token from where too many of them came."""

    retry_after: int
    exit_code = 2
    http_status = 429

    @property
    def remedy(self) -> str:  # type: ignore[override]
        """Say when to come again."""
        return f"Try again in {self.retry_after} seconds, with a token that is known here."

    def __str__(self) -> str:
        return "too many unknown tokens came from your address"


@dataclass(eq=False)
class ManagedGraph(KytkosError):
    """A write to a graph that is built from the workspace's files."""

    graph: str
    exit_code = 2
    http_status = 403
    remedy = (
        "Use the command kytkos ingest for what documents say and kytkos review for decisions; write your "
        "own triples to the default graph or to a graph of another name."
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
class TooManyNames(KytkosError):
    """A release with more names than are searched in memory."""

    names: int
    most: int
    exit_code = 2
    http_status = 501
    remedy = "Open things by their codes, or ask by SPARQL for their names and kyt:lemma."

    def __str__(self) -> str:
        return f"the release has {self.names} names, and at most {self.most} are searched"


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
class MalformedRequest(KytkosError):
    """A request that the protocol does not allow: a parameter missing, twice, or not decodable."""

    reason: str
    exit_code = 2
    http_status = 400
    remedy = "Send one query as the SPARQL 1.1 Protocol says: GET, URL-encoded POST or direct POST."

    def __str__(self) -> str:
        return self.reason


@dataclass(eq=False)
class InvalidArgument(KytkosError):
    """A parameter of the JSON API that is unknown, given twice or not what it takes."""

    parameter: str
    reason: str
    exit_code = 2
    http_status = 400
    remedy = "See /api/v1/openapi.json for the parameters and what they take."

    def __str__(self) -> str:
        return f"{self.parameter[:80]}: {self.reason}"


@dataclass(eq=False)
class NotAcceptable(KytkosError):
    """A request for formats or languages of which none is offered."""

    accept: str
    offered: tuple[str, ...]
    exit_code = 2
    http_status = 406

    @property
    def remedy(self) -> str:  # type: ignore[override]
        """Name what is offered."""
        return f"Accept one of: {', '.join(self.offered)}"

    def __str__(self) -> str:
        return f"none of {self.accept[:200]!r} is offered here"


@dataclass(eq=False)
class UnsupportedMediaType(KytkosError):
    """A request whose body is in a form that is not read here."""

    given: str
    accepted: tuple[str, ...]
    exit_code = 2
    http_status = 415

    @property
    def remedy(self) -> str:  # type: ignore[override]
        """Name what is read."""
        return f"Send one of: {', '.join(self.accepted)}"

    def __str__(self) -> str:
        return (
            f"a body of type {self.given[:120]!r} is not read here" if self.given else "the body has no type"
        )


@dataclass(eq=False)
class MethodNotAllowed(KytkosError):
    """A request that would change what this address only shows, or of an unknown method."""

    reason: str
    allowed: tuple[str, ...]
    exit_code = 2
    http_status = 405

    @property
    def remedy(self) -> str:  # type: ignore[override]
        """Name the methods that are allowed."""
        return f"Use one of: {', '.join(self.allowed)}"

    def __str__(self) -> str:
        return self.reason


@dataclass(eq=False)
class TooLarge(KytkosError):
    """A request larger or more deeply nested than is answered here."""

    what: str
    limit: int
    exit_code = 2
    http_status = 413
    remedy = "Send less at once."

    def __str__(self) -> str:
        return f"{self.what} is over the limit of {self.limit}"


@dataclass(eq=False)
class OutOfTime(KytkosError):
    """A query that was stopped because its time was over."""

    seconds: float
    http_status = 504
    remedy = (
        "Narrow the patterns, aggregate before joining, or take the release's files and ask them at home."
    )

    def __str__(self) -> str:
        return f"the query was stopped after {self.seconds:g} seconds"


@dataclass(eq=False)
class OutOfMemory(KytkosError):
    """A query whose process ended under it, as happens when it needs more memory than it may have."""

    limit: int
    http_status = 507
    remedy = "Sort and join less at once, or take the release's files and ask them at home."

    def __str__(self) -> str:
        return f"the query was stopped: it may use {self.limit >> 20} MiB of memory"


@dataclass(eq=False)
class Busy(KytkosError):
    """A request that came when as many were waiting as may wait."""

    retry_after: int
    http_status = 503

    @property
    def remedy(self) -> str:  # type: ignore[override]
        """Say when to come again."""
        return f"Ask again in {self.retry_after} seconds."

    def __str__(self) -> str:
        return "too many queries are waiting"


@dataclass(eq=False)
class SlowRequest(KytkosError):
    """A request whose body comes so slowly that it is not waited for."""

    rate: int
    http_status = 408
    remedy = "Send it again over a better connection, or in parts."

    def __str__(self) -> str:
        return f"the request came more slowly than {self.rate} bytes a second"


@dataclass(eq=False)
class OverShare(Busy):
    """A request that came when as many of the same client were waiting as may wait of one."""

    http_status = 429

    def __str__(self) -> str:
        return "too many of your queries are waiting"


@dataclass(eq=False)
class WorkerLost(KytkosError):
    """A query whose process ended under it for another reason than its limits."""

    code: int | None
    http_status = 500
    remedy = "Send it again; if it ends so each time, tell who runs the server."

    def __str__(self) -> str:
        how = "" if self.code is None else f" with code {self.code}"
        return f"the process that answered the query ended{how}"


@dataclass(eq=False)
class AnswerTooLarge(TooLarge):
    """A query whose answer has more rows or bytes than one may have."""

    remedy = "Ask for less: a part at a time by LIMIT and OFFSET, or take the release's files."

    def __str__(self) -> str:
        return f"the answer has more than {self.limit} {self.what}"


@dataclass(eq=False)
class InvalidAddress(KytkosError):
    """The address of a store that is no address; it is not repeated, for it may hold a password."""

    reason: str
    exit_code = 2
    remedy = "Write it as https://host/sparql, or with https://user:password@host/sparql."

    def __str__(self) -> str:
        return f"the store's address is no address: {self.reason}"


@dataclass(eq=False)
class StoreFailed(KytkosError):
    """Another store that does not answer, or not as it should."""

    url: str
    reason: str
    http_status = 502
    remedy = "Look whether the store runs and is reached from here, and ask again."

    def __str__(self) -> str:
        return f"the store at {self.url} failed: {self.reason}"


@dataclass(eq=False)
class Gone(KytkosError):
    """A release that was taken away because the law required that something in it be erased."""

    release: str
    when: str
    reason: str
    reissued: str
    exit_code = 5
    http_status = 410

    @property
    def remedy(self) -> str:  # type: ignore[override]
        """Name the release that stands in its place."""
        return f"Use release {self.reissued}, which is the same without what was erased."

    def __str__(self) -> str:
        return f"release {self.release} was taken away on {self.when}: {self.reason}"


@dataclass(eq=False)
class DamagedRelease(KytkosError):
    """A release whose files are not as they were built."""

    path: Path
    reason: str
    exit_code = 4
    http_status = 500
    remedy = "Restore the release's folder from a backup, or remove it and build again."

    def __str__(self) -> str:
        return f"{self.path.parent.name}/{self.path.name}: {self.reason}"


@dataclass(eq=False)
class BeingMade(Busy):
    """A file of a release that somebody else asked for a while ago, and that is being made."""

    name: str

    def __str__(self) -> str:
        return f"{self.name} is being made"


@dataclass(eq=False)
class DraftsWaiting(Busy):
    """A draft that came when as many were waiting as may wait."""

    def __str__(self) -> str:
        return "too many drafts are waiting to be read"


@dataclass(eq=False)
class DraftTooLarge(TooLarge):
    """A draft that has more bytes than one may have."""

    remedy = "Send the draft's text without pictures, or a part of it."


@dataclass(eq=False)
class DraftOutOfTime(OutOfTime):
    """A draft whose reading was stopped because its time was over."""

    remedy = "Send a part of the draft, or check it on a machine of your own: kytkos draft FILE."

    def __str__(self) -> str:
        return f"the reading of the draft was stopped after {self.seconds:g} seconds"


@dataclass(eq=False)
class ReadingLost(KytkosError):
    """A draft whose reading ended for want of memory or by a fault; nothing of it was kept."""

    http_status = 503
    remedy = "Send it again; if it ends so each time, send it as plain text, or a part of it."

    def __str__(self) -> str:
        return "the process that read the draft ended, and a new one is made for the next"


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

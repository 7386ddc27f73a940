"""Queries that cannot be answered, or not within their limits."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors.root import KytkosError


@dataclass(eq=False)
class InvalidParameter(KytkosError):
    """A parameter of a query that is missing, unknown or not of its type."""

    query: str
    parameter: str
    reason: str
    exit_code = 2
    http_status = 400
    remedy = "List the query's parameters with: kytkos query NAME --explain, or kytkos NAME --help"

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
class TooManyProjects(TooLarge):
    """What goes from project to project, where there are more than it can go through.

    ``reason`` says what to ask instead.
    """

    what: str
    limit: int
    reason: str

    @property
    def remedy(self) -> str:  # type: ignore[override]
        """What to ask instead, as a sentence."""
        return f"{self.reason[:1].upper()}{self.reason[1:]}."

    def __str__(self) -> str:
        return f"{self.what} goes from project to project, and there are more than {self.limit}"


@dataclass(eq=False)
class UnlikeAmounts(KytkosError):
    """Sums of money of two kinds that were to be added."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    http_status = 500
    remedy = "Add only sums of one scope, composition, currency and stage."

    def __str__(self) -> str:
        return f"unlike amounts are not added: {self._told(self.one)} and {self._told(self.other)}"

    @staticmethod
    def _told(kind: tuple[str, ...]) -> str:
        return " / ".join(part.rpartition("#")[2] or "not said" for part in kind)

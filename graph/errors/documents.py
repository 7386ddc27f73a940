"""Documents that cannot be read, and drafts that cannot be checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.errors.queries import Busy, OutOfTime, TooLarge
from graph.errors.root import KytkosError


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

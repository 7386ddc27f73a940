"""Releases and stores that are not as they should be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors.queries import Busy
from graph.errors.root import KytkosError


@dataclass(eq=False)
class InvalidRelease(KytkosError):
    """A release that does not pass validation and so was not put in place."""

    failures: tuple[str, ...]
    #: The same without its weight, by language.
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exit_code = 6
    remedy = "Mend what is listed and build again; the former release keeps serving."

    def __str__(self) -> str:
        return "the release does not pass validation:\n  " + "\n  ".join(self.failures)


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

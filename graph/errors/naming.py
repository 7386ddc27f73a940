"""Names, codes and addresses that lead to nothing, or to several things."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from graph.errors.root import KytkosError


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
class OtherKind(KytkosError):
    """A thing of which that cannot be made which was asked for."""

    name: str
    kind: str
    wanted: str
    exit_code = 2
    http_status = 404

    @property
    def remedy(self) -> str:  # type: ignore[override]
        """Name what it can be made of."""
        return f"Give the code or name of a {self.wanted}; what is known of this one is on its own page."

    def __str__(self) -> str:
        return f"{self.name!r} is a {self.kind or 'thing of another kind'}, and no {self.wanted}"


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
class Departed(KytkosError):
    """A thing that an older release holds and this one does not."""

    name: str
    release: str
    exit_code = 5
    http_status = 410

    @property
    def remedy(self) -> str:  # type: ignore[override]
        """Name the release that holds it."""
        return (
            f"See what changed since at /release/{self.release}, or ask it at /release/{self.release}/sparql."
        )

    def __str__(self) -> str:
        return f"{self.name!r} is in this release no more; release {self.release} holds it"

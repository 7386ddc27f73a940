"""The graphs of several releases side by side in one store: each release's under names of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.identifiers import BASE, GRAPH

RELEASES = BASE + "release/"


class Renaming:
    """Put the graphs of a release under names of its own, and back, in queries, data and answers alike.

    All names that begin as graphs do are renamed wherever they stand, also as things that are spoken of: so a
    query that joins a graph's name with a thing gives the same rows.
    """

    def __init__(self, release: str) -> None:
        self.release = RELEASES + release
        self._theirs = f"{self.release}/graph/"
        self._bytes = self._theirs.encode()
        #: The default graph, which is a graph of its own in a store.
        self.default = self._theirs + "default"
        #: What says which graphs the release has, and whether it was published.
        self.manifest = f"{self.release}/manifest"

    def out(self, text: str) -> str:
        """Rename in what is sent to the store."""
        return text.replace(GRAPH, self._theirs)

    def back(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Rename in what comes from the store, also where a name is split between two pieces."""
        held = b""
        for piece in pieces:
            held = (held + piece).replace(self._bytes, GRAPH.encode())
            kept = self._begun(held)
            if done := held[: len(held) - kept]:
                yield done
            held = held[len(held) - kept :]
        if held:
            yield held

    def _begun(self, held: bytes) -> int:
        """Return how many bytes at the end may be the beginning of a name."""
        longest = min(len(held), len(self._bytes) - 1)
        return next((n for n in range(longest, 0, -1) if held.endswith(self._bytes[:n])), 0)

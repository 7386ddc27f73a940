"""Shares: whose share of the participants a report tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.ingest.naming import Named
from graph.ingest.passages import Sentence
from graph.ingest.phrases import case_of

_NEAR = 7


def sharing(people: Sequence[Named], sentence: Sentence) -> Iterator[Named]:
    """Yield those whose share of the participants is told ("vankien ja naisten osuus osallistujista")."""
    words = sentence.words
    share = next((i for i, w in enumerate(words) if "osuus" in w.lemmas), 0)
    if share and any("osallistuja" in w.lemmas for w in words[share : share + _NEAR]):
        yield from (g for g in people if g.last <= share and "gen" in case_of(words[g.last - 1]))

"""Trust: which registers the editors declared authoritative, and for which relations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.assertion import Decision
from graph.curation.ledger import standing


def trusted(decisions: Iterable[Decision]) -> Mapping[str, frozenset[str]]:
    """Return the relations that each register, by its code, is trusted for: the later decision holds."""
    found: dict[str, frozenset[str]] = {}
    for decision in standing(decisions):
        if decision.action == "trust":
            found[decision.document] = frozenset(map(str, decision.assertion.get("relations", ())))
    return found

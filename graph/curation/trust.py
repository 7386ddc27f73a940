"""Trust: which registers the editors declared authoritative, for which relations and rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.assertion import Decision
from graph.curation.ledger import standing


def trusted(decisions: Iterable[Decision]) -> Mapping[str, frozenset[str]]:
    """Return the relations that each register, by its code, is trusted for: the later decision holds."""
    found: dict[str, frozenset[str]] = {}
    for decision in standing(decisions):
        if decision.action == "trust" and "relations" in decision.assertion:
            found[decision.document] = frozenset(map(str, decision.assertion.get("relations", ())))
    return found


def accepted_rules(decisions: Iterable[Decision]) -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Return, by the register's code, the rules whose links from rows are accepted: the later decision holds.

    Each comes with the codes of the rows for which it is not.
    """
    found: dict[str, Mapping[str, frozenset[str]]] = {}
    for decision in standing(decisions):
        if decision.action == "trust" and "rules" in decision.assertion:
            rules = decision.assertion["rules"]
            found[decision.document] = {rule: frozenset(but) for rule, but in rules.items()}
    return found

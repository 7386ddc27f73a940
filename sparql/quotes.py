"""What the rows of an answer rest on: the statements behind their states, with the words of the documents."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from graph.analysis.account import pair_of
from graph.analysis.explanation import why
from graph.export.drawing.cut import SILENT
from graph.identifiers import ID
from sparql.answers import state_of
from sparql.labels import Labels
from sparql.reasons import Reasons
from sparql.spoken import Spoken

#: Rows that are accounted for at most: an appendix, not an archive.
_ROWS = 60


def quotes(held: Spoken, labels: Labels) -> tuple[str, ...]:
    """Cite what the first rows rest on whose states can be explained, each statement once."""
    source = held.source
    reasons = Reasons(source.dataset, labels, held.language)
    found: dict[str, None] = {}
    for coverer, covered in _pairs(held):
        for step in why(source.dataset, source.reach, coverer, covered).steps:
            found.update({f"{reasons.sentence(step)}: {reasons.cited(e)}": None for e in step.evidence})
    return tuple(found)


def _pairs(held: Spoken) -> Iterator[tuple[str, str]]:
    """Yield the first pairs that a row says something of."""
    given = tuple(ID + text.removeprefix(ID) for text in held.answer.parameters.values())
    found: dict[tuple[str, str], None] = {}
    for row in held.answer.rows:
        things = [term.value for term in row if isinstance(term, NamedNode)]
        states = {state for term in row if (state := state_of(term)) and state not in SILENT}
        for state in states:
            pair = pair_of(held.source, (*things, *given), state)
            if pair and pair not in found and len(found) < _ROWS:
                found[pair] = None
                yield pair
        if len(found) == _ROWS:
            return

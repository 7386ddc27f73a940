"""Listings: the lists of a section, each with the sentence that leads it in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from graph.ingest.paper import Tools
from graph.ingest.passages import Passage
from graph.value import value

_FEW = 2
_MARK = re.compile(r"\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})\)\s+")


@value(frozen=True, slots=True)
class Listing:
    """A list: its items, each with where its words begin, and the sentence before it ("" without one)."""

    items: tuple[tuple[Passage, int], ...]
    lead: str

    def is_of_parts(self, tools: Tools) -> bool:
        """Tell a list that may be of what a section is about: its lead does not say of what else it is.

        A sentence with a full stop that counts and announces nothing leads no list in.
        """
        wordings = tools.rules.wordings
        leads = not self.lead.endswith(".") or wordings["announces_list"].search(self.lead)
        return not wordings["other_lead" if leads else "never_lead"].search(self.lead)


def listings(passages: Sequence[Passage]) -> Iterator[Listing]:
    """Iterate over the lists of at least two items among a section's passages, marked or numbered."""
    before: Passage | None = None
    for is_item, run in groupby(passages, lambda p: _begin(p) is not None):
        items = [*run]
        if is_item and len(items) >= _FEW:
            yield Listing(tuple((p, _begin(p) or 0) for p in items), _last_sentence(before))
        before = items[-1]


def _begin(passage: Passage) -> int | None:
    """Return where an item's words begin after its number; None for what is no item."""
    found = _MARK.match(passage.text) if passage.kind != "cell" else None
    return found.end() if found else 0 if passage.kind == "list-item" else None


def _last_sentence(passage: Passage | None) -> str:
    return passage.text_of(passage.sentences[-1]).strip() if passage and passage.sentences else ""

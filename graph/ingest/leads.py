"""Leads: what announces whom a list, a row or a column of a table names: "Participants", "Not served"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.ingest.grid import Row, grids
from graph.ingest.paper import Tools
from graph.ingest.passages import Passage

_LONGEST = 120


def leads(text: str, passages: Sequence[Passage], tools: Tools) -> dict[int, str]:
    """Return what leads in each list item and cell, by its raw offset."""
    found: dict[int, str] = {}
    lead = ""
    for passage in passages:
        if passage.kind == "list-item" and not is_label(passage, tools):
            found[passage.start] = lead
        elif passage.kind != "cell":
            lead = passage.text_of(passage.sentences[-1]) if passage.sentences else ""
            found[passage.start] = ""
    for grid in grids(text, passages):
        found |= dict(_of_grid(grid, tools))
    return found


def is_label(passage: Passage, tools: Tools) -> bool:
    """Tell a passage that is nothing but a name for some groups' role, or for those listed after it."""
    short = len(passage.text) <= _LONGEST
    return short and bool(tools.rules.wordings["group_label"].match(passage.text) or _heads(passage, tools))


def _heads(passage: Passage, tools: Tools) -> bool:
    """Tell what stands before a list without a verb ("Ammattilaiset, joiden kautta:")."""
    if not passage.text.rstrip().endswith(":") or len(passage.sentences) != 1:
        return False
    words, inside = passage.sentences[0].words, 0
    for i, word in enumerate(words):
        inside += {"(": 1, ")": -1}.get(word.text, 0)
        if not inside and tools.phrases.bound(words, i) == "verb":
            return False
    return True


def _of_grid(grid: Sequence[Row], tools: Tools) -> Iterator[tuple[int, str]]:
    """Iterate over the cells of a table that a label leads in, at the head of the column or in the row."""
    heads = [cell.text if is_label(cell, tools) else "" for cell in grid[0]]
    headed = sum(bool(head) for head in heads) > 1 or (
        any(heads) and len(grid) > 1 and not _labels(grid[1], tools)
    )
    for row in grid[headed:]:
        own = _labels(row, tools)
        for at, cell in enumerate(row):
            head = heads[at] if headed and len(row) == len(heads) else ""
            if not is_label(cell, tools) and (own or head):
                yield cell.start, own or head


def _labels(row: Row, tools: Tools) -> str:
    return " ".join(cell.text for cell in row if is_label(cell, tools))

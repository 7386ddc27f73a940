"""Grids: the tables inside a section, as rows of the passages that are their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.ingest.passages import Passage

Row = tuple[Passage, ...]


def grids(text: str, passages: Sequence[Passage]) -> Iterator[tuple[Row, ...]]:
    """Iterate over the tables among some passages, each as its rows; a new line begins a row."""
    rows: list[list[Passage]] = []
    before: Passage | None = None
    for passage in [*passages, None]:
        if passage is None or passage.kind != "cell" or (before is not None and before.kind != "cell"):
            if rows:
                yield tuple(map(tuple, rows))
            rows = []
        if passage is not None and passage.kind == "cell":
            if rows and before is not None and not _is_new_row(text, before, passage):
                rows[-1].append(passage)
            else:
                rows.append([passage])
        before = passage


def _is_new_row(text: str, before: Passage, passage: Passage) -> bool:
    between = text[before.end : passage.start]
    return "<tr" in between.casefold() if "<" in between else "\n" in between

"""What is told of a file that is, or may be, a version of a document that is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.curation.intake import TakenIn


def versions(path: Path, taken: TakenIn) -> Iterator[str]:
    """Say of which document a file is a version, and what became of the decisions; or what it is like."""
    document, like = taken.reading.version.document, taken.like
    if like and not like.is_sure:
        yield (
            f"like  {path}: {like.likeness:.0%} of the words are those of {like.work} «{like.title}»; if it "
            f"is a version of it: kytkos ingest --work {like.work} {path}"
        )
    if taken.is_new_version:
        share = f" ({like.likeness:.0%} the same words)" if like else ""
        yield f"version  {path}: a new version of {document}{share}, which it stands for from now on"
        if like:
            yield f"  if it is a document of its own: kytkos ingest --work new {path}"
    if taken.carried and taken.carried.refound:
        yield f"  {len(taken.carried.refound)} decided links were found again by their words only"
    if taken.lost:
        yield f"  {len(taken.lost)} decisions lost their evidence: kytkos review lost"

"""What a document lacks, told with its place and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.ingest.reader import Reading

#: By reason: what is wrong, and what its reader can do.
REASONS = {
    "not-found": (
        "its heading was not found",
        "Give it the heading of the form on a line of its own, or read the form without that part.",
    ),
    "heading-missing": ("its heading is missing", "Check that the part begins where it is said to."),
    "breaks-off": ("the text breaks off", "Give a whole copy; what came after was not read."),
    "first-rows-missing": ("its first rows are missing", "Give a copy that begins with the table on top."),
    "other-language": (
        "a passage is in none of the languages that are read",
        "Give that passage in Finnish, Swedish or English.",
    ),
    "picture": (
        "it is a picture of which nothing was read",
        "Have the page recognised (OCR) and give the document again.",
    ),
    "first-entries-missing": ("its first entries are missing", "Give a whole copy of the list."),
}


def losses(reading: Reading) -> Iterator[str]:
    """Yield a line for each part that the document lacks: which, where where that shows, and the remedy."""
    labels = {str(section["key"]): str(section["label"]) for section in reading.version.sections}
    for part in reading.version.missing:
        key, start = str(part["part"]), part.get("start")
        reason, remedy = REASONS[str(part["reason"])]
        place = f", line {reading.text.count(chr(10), 0, start) + 1}" if isinstance(start, int) else ""
        yield f"«{labels.get(key, key)}»{place}: {reason}. {remedy}"

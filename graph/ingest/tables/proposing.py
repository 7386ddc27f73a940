"""Links proposed for the rows of a register's version, in bulk: read once, held as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from graph.identifiers import digest
from graph.ingest.tables.reading import READER, RowReader
from graph.ingest.vocabulary import Vocabulary
from graph.store import proposed, table
from graph.store.proposed import ProposedHead
from graph.store.workspace import Workspace

#: Told after every so many rows.
_STEP = 20_000


def propose(
    workspace: Workspace,
    path: Path,
    reader: RowReader,
    vocabulary: str,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
) -> ProposedHead:
    """Read the rows of a table's file, and hold what they propose; the same again is the same file.

    ``vocabulary`` says which vocabulary the reader has (``fingerprint``). Nothing is written of a reading
    that ends half-way. Raises MalformedLine.
    """
    version = table.head(path)
    place = workspace.proposed_path(version.register, version.code)
    body, counted = place.with_name(f".{place.name}.rows"), Counter[tuple[str, str]]()
    place.parent.mkdir(parents=True, exist_ok=True)
    with workspace.lock:
        with body.open("wb") as file:
            for number, record in enumerate(table.records(path), 1):
                links = () if record.state == "refused" else reader.links(record, version.language)
                counted.update((link.rule, link.band) for link in links)
                file.write(proposed.lines_of(links))
                if number % _STEP == 0:
                    tell(number, version.rows["read"])
        made = {rule: count for (rule, _), count in sorted(counted.items())}
        bands = dict(sorted(counted))
        head = ProposedHead(
            version.register, version.code, READER, vocabulary, version.rows["read"], made, bands
        )
        proposed.write(place, head, body)
    return head


def fingerprint(vocabulary: Vocabulary) -> str:
    """Return what tells one vocabulary from another: the same labels give the same."""
    return digest(*(str(sorted(asdict(label).items())) for label in vocabulary.labels))

"""Read titles, and titles with summaries, for links: rows a second of CPU, at first and once words are known.

    .venv/bin/python -m benchmarks.proposing [ROWS]

Titles and sentences are made by a seed, of labels that are known and words that are not.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator

from graph.ingest.lemmas import lemmatiser
from graph.ingest.tables.reading import RowReader
from graph.ingest.vocabulary import Vocabulary
from graph.store.table import Record
from ontology.source import graph

_SEED, _SENTENCES = 2021, 4
_WORDS = (
    "kehittäminen vahvistaminen malli polku tuki satama verkosto osaaminen kasvu uusi alueellinen "
    "digitaalinen palvelut toiminta yhteistyö koulutus pohjoisessa etelässä hanke kokeilu rakentaminen "
    "tehokas kestävä"
).split()


def made(rows: int, labels: list[str], *, summaries: bool) -> Iterator[Record]:
    """Yield rows of whose titles every tenth, and of whose sentences every second, names something known."""
    pick = random.Random(_SEED)
    for row in range(1, rows + 1):
        values = {"title": _title(pick, labels, 0.1)}
        if summaries:
            said = (_title(pick, labels, 0.5) for _ in range(_SENTENCES))
            values["summary"] = " ".join(f"Hankkeessa tuetaan: {text}." for text in said)
        yield Record(row, row + 1, "imported", f"S{row}", values)


def _title(pick: random.Random, labels: list[str], share: float) -> str:
    words = pick.choices(_WORDS, k=pick.randint(3, 8))
    if pick.random() < share:
        words.insert(pick.randrange(len(words)), pick.choice(labels))
    return " ".join(words).capitalize()


def main(rows: int) -> None:
    """Print rows a second of CPU time."""
    vocabulary = Vocabulary.from_graphs(graph("schemes"), graph("reference"))
    labels = [label.text for label in vocabulary.labels if label.language == "fi"]
    for summaries in (False, True):
        reader = RowReader(vocabulary, lemmatiser())
        reader.links(Record(1, 2, "imported", "S0", {"title": "Satama", "summary": "Satama."}), "fi")
        for turn in ("at first", "words known"):
            before, found = time.process_time(), 0
            count = rows // 10 if summaries else rows
            for record in made(count, labels, summaries=summaries):
                found += len(reader.links(record, "fi"))
            seconds = time.process_time() - before
            what = f"titles with {_SENTENCES} sentences" if summaries else "titles"
            print(f"{what:24} {turn:12} {count / seconds:8.0f} rows/s  {found} links in {count} rows")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)

"""Measure how well free-form texts are read in Finnish, Swedish and English, and how long a draft takes.

The texts in tests/examples/free are invented; what is right is marked in them: ``{targets:the words}``, with
``not`` for what must not become a link that says something is served or followed. A hit is the same relation
with spans that overlap by half; candidates count.

Run: python benchmarks/free_text.py [FOLDER]
"""

from __future__ import annotations

import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.assertion import Assertion
from graph.ingest.free_reader import FreeReader
from graph.ingest.vocabulary import Vocabulary
from graph.terms import LADDER, TARGETING
from graph.text.source import decode
from ontology.source import graph

FOLDER = Path(__file__).parents[1] / "tests" / "examples" / "free"
RELATIONS = {
    "targets": "targets",
    "targets-new": "targets",
    "intermediary": "targetsIntermediary",
    "indirect": "targetsIndirectly",
    "claims": "claimsAlignmentWith",
    "cites": "citesAsBackground",
    "method": "usesMethod",
    "concerns": "concerns",
}
_MARK = re.compile(r"\{([a-z-]+):([^{}]+)\}")
_COVERING = frozenset((*TARGETING, *LADDER[1:]))


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of a text, and the relation that they stand for, or "not"."""

    relation: str
    start: int
    end: int

    def meets(self, start: int, end: int) -> bool:
        """Tell whether a span overlaps these words by half of both."""
        shared = min(end, self.end) - max(start, self.start)
        return 2 * shared >= max(end - start, self.end - self.start)


@dataclass
class Score:
    """What was read, what of it is right, what is marked, and what of that was found."""

    read: int = 0
    right: int = 0
    marked: int = 0
    found: int = 0
    wrongly: list[str] = field(default_factory=list)

    def row(self) -> str:
        """Return precision, recall and F1."""
        precision, recall = self.right / max(self.read, 1), self.found / max(self.marked, 1)
        harmonic = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"{self.marked:6} {precision:9.2f} {recall:6.2f} {harmonic:5.2f}"


def parsed(text: str) -> tuple[str, list[Marked]]:
    """Take the marks out of a text, and return where they stood."""
    plain, marked, last = "", [], 0
    for mark in _MARK.finditer(text):
        plain += text[last : mark.start()]
        relation = RELATIONS.get(mark[1], mark[1])
        marked.append(Marked(relation, len(plain), len(plain) + len(mark[2])))
        plain += mark[2]
        last = mark.end()
    return plain + text[last:], marked


def texts(folder: Path = FOLDER) -> Iterator[tuple[str, str, list[Marked]]]:
    """Yield language, text and marks of each example."""
    for path in sorted(folder.glob("*.txt")):
        yield path.name[:2], *parsed(path.read_text(encoding="utf-8"))


def measure(reader: FreeReader, folder: Path = FOLDER) -> dict[tuple[str, str], Score]:
    """Score the reader on the examples by language and relation; the relation "all" sums them."""
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    for language, text, marked in texts(folder):
        links = reader.read(decode(Path("text.txt"), text.encode())).assertions
        made = [a for a in links if a.polarity == "affirmed" and a.relation in RELATIONS.values()]
        for relation in sorted({a.relation for a in made} | {m.relation for m in marked} - {"not"}):
            for key in (relation, "all"):
                _count(scores[language, key], relation, made, marked)
        for wrong in (m for m in marked if m.relation == "not"):
            served = [a for a in made if a.relation in _COVERING and wrong.meets(a.start, a.end)]
            scores[language, "all"].wrongly += [text[a.start : a.end] for a in served]
    return scores


def _count(score: Score, relation: str, made: list[Assertion], marked: list[Marked]) -> None:
    read = [a for a in made if a.relation == relation]
    due = [m for m in marked if m.relation == relation]
    score.read += len(read)
    score.right += sum(any(m.meets(a.start, a.end) for m in due) for a in read)
    score.marked += len(due)
    score.found += sum(any(m.meets(a.start, a.end) for a in read) for m in due)


def main() -> None:
    """Print the scores, and how long drafts take."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    reader = FreeReader(Vocabulary.from_graphs(graph("schemes"), graph("reference")))
    started = time.perf_counter()
    reader.prepare()
    print(f"start-up: {time.perf_counter() - started:.1f} s")
    print(f"{'':4} {'relation':22} marked precision recall    F1")
    for (language, relation), score in sorted(measure(reader, folder).items()):
        print(f"{language:4} {relation:22} {score.row()}")
        if score.wrongly:
            print(f"     asserted although denied or of the background: {', '.join(score.wrongly)}")
    page = "\n".join(text for _, text, _ in texts(folder)) * 20
    for characters in (2_000, 20_000, 200_000):
        source = decode(Path("text.txt"), page[:characters].encode())
        begun = time.perf_counter()
        reader.read(source)
        print(f"a draft of {characters:7} characters: {time.perf_counter() - begun:.2f} s")


if __name__ == "__main__":
    main()

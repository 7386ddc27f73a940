"""Measure how many documents a second are read, on one core and after start-up: bytes to text to assertions.

First the invented documents of ``tests/examples/unseen`` as they are, and those of a folder; then the short
examples made into a document of each format (headings, lists and rows of its own). A first reading meets
words not read before; again is the fastest of some later readings. Start-up is what comes once: vocabulary,
rules, and the dictionaries of three languages. Garbage is looked for as seldom as ``kytkos read`` does.

Run: python -m benchmarks.formats [--corpus FOLDER] [--repeat 5] [--write docs/reference/reading-speed.md]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.unseen import FOLDER
from graph.garbage import seldom_collected
from graph.ingest.reader import Reader
from graph.ingest.vocabulary import Vocabulary
from graph.text.source import decode
from ontology.source import graph
from tests.graph.text.formats.making import EXAMPLES, Part, docx, html, odt, parts, pdf

MAKERS: dict[str, Callable[[list[Part]], bytes]] = {
    "html": html,
    "docx": docx,
    "odt": odt,
    "pdf": pdf,
    "pdf, two columns": partial(pdf, columns=2),
}
SUFFIXES = {"text": (".txt", ".md"), "docx": (".docx",), "pdf": (".pdf",)}
#: How many characters a theme's form or a report has, and how many such documents a second are to be read.
LENGTH = 9_400
BARS = {"text": 20}
BAR = 10
#: What loads the dictionaries and names of the other languages, which happens once.
_OTHERS = (
    "Temat riktar sig till unga som inte är i arbete.\n\nThe theme is for young people who are out of work.\n"
)
HEAD = """# How fast documents are read

Processor time of one core, after start-up, on a machine shared with much other work, which makes it longer.
Beside what was measured stands how many documents of {length:,} characters, as forms and reports often have,
that is a second; the bar is theirs. A first reading meets words not read before; "again" is the fastest of
{repeat} readings. Written by

    python -m benchmarks.formats --corpus FOLDER --write docs/reference/reading-speed.md

| documents | number | characters | first, a second | again, a second | usual length: first | again | bar |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class Speed:
    """How many documents of how many characters in all were read, in how many seconds first and again."""

    documents: int
    characters: int
    first: float
    again: float

    @property
    def usual(self) -> float:
        """How many documents of the usual length a second that is, read again."""
        return self.characters / LENGTH / self.again

    def row(self, name: str, bar: int) -> str:
        """Write a row of the table."""
        first, again = self.documents / self.first, self.documents / self.again
        usual = self.characters / LENGTH / self.first
        each = self.characters / self.documents
        said = f"| {name} | {self.documents} | {each:,.0f} | {first:.1f} | {again:.1f} "
        return f"{said}| {usual:.1f} | {self.usual:.1f} | {bar} |"


def measure(reader: Reader, files: Iterable[tuple[Path, bytes]], repeat: int) -> Speed:
    """Read each document some times."""
    number, characters, first, again = 0, 0, 0.0, 0.0
    for path, data in files:
        seconds = []
        for _ in range(repeat + 1):
            began = time.process_time()
            source = decode(path, data)
            reader.read(source)
            seconds.append(time.process_time() - began)
        number, characters = number + 1, characters + len(source.text)
        first, again = first + seconds[0], again + min(seconds[1:])
    return Speed(number, characters, first, again)


def named(paths: Iterable[Path], suffixes: tuple[str, ...]) -> list[tuple[Path, bytes]]:
    """Return the documents with some suffixes, with their bytes."""
    return [(p, p.read_bytes()) for p in sorted(paths) if p.suffix in suffixes and p.name != "README.md"]


def started() -> Reader:
    """Make a reader that has read something in each language."""
    reader = Reader(Vocabulary.from_graphs(graph("schemes"), graph("reference")))
    for path, data in named(EXAMPLES.iterdir(), SUFFIXES["text"]):
        reader.read(decode(path, data + f"\n\n{_OTHERS}".encode()))
    return reader


def main() -> None:
    """Print or write a table; exit with 1 where a bar is missed by documents read again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="a folder of text files")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    sets = {f"unseen, {name}": named(FOLDER.glob("*/*"), suffixes) for name, suffixes in SUFFIXES.items()}
    if given.corpus:
        sets["corpus, text"] = named(given.corpus.resolve().iterdir(), SUFFIXES["text"])
    examples = named(EXAMPLES.iterdir(), SUFFIXES["text"])
    sets["examples, text"] = examples
    for name, make in MAKERS.items():
        suffix = name[:4].strip(",")
        sets[f"examples, {name}"] = [(Path(f"a.{suffix}"), make(parts(path))) for path, _ in examples]
    reader, lines, missed = started(), [], False
    for name, files in sets.items():
        with seldom_collected():
            speed, bar = measure(reader, files, given.repeat), BARS.get(name.split(", ")[1], BAR)
        missed = missed or speed.usual < bar
        lines.append(speed.row(name, bar))
    page = HEAD.format(length=LENGTH, repeat=given.repeat) + "\n".join(lines) + "\n"
    if given.write:
        given.write.write_text(page, encoding="utf-8")
    else:
        print(page)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()

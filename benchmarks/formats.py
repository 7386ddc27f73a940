"""Measure how many documents a second are read in each format, on one core and after start-up.

Every text file of a folder is made into a document of each format (headings, lists and rows of its own), and
read whole: bytes to text, text to assertions. The bars are those that the project has set itself.

Run: python -m benchmarks.formats [--corpus FOLDER] [--repeat 3]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from graph.ingest.reader import Reader
from graph.ingest.vocabulary import Vocabulary
from graph.text.source import decode
from ontology.source import graph
from tests.graph.text.formats.making import EXAMPLES, Part, docx, html, odt, parts, pdf

MAKERS: dict[str, tuple[Callable[[list[Part]], bytes], int]] = {
    "html": (html, 10),
    "docx": (docx, 10),
    "odt": (odt, 10),
    "pdf": (pdf, 10),
    "pdf, two columns": (partial(pdf, columns=2), 10),
}


def measure(reader: Reader, files: list[tuple[Path, bytes]], repeat: int) -> tuple[float, float]:
    """Return documents a second: bytes to text alone, and whole."""
    began = time.process_time()
    sources = [decode(path, data) for _ in range(repeat) for path, data in files]
    decoded = time.process_time()
    for source in sources:
        reader.read(source)
    ended = time.process_time()
    return len(sources) / (decoded - began), len(sources) / (ended - began)


def main() -> None:
    """Print a table; exit with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=EXAMPLES)
    parser.add_argument("--repeat", type=int, default=3)
    given = parser.parse_args()
    paths = sorted(given.corpus.resolve().glob("*.txt"))
    reader = Reader(Vocabulary.from_graphs(graph("schemes"), graph("reference")))
    texts = [(path, path.read_bytes()) for path in paths]
    measure(reader, texts, 1)
    print("| format | documents | to text, a second | read, a second | bar |")
    print("| --- | --- | --- | --- | --- |")
    missed = False
    made = {"text": (texts, 20)} | {
        name: ([(Path(f"a.{name[:4].strip(',')}"), make(parts(p))) for p in paths], bar)
        for name, (make, bar) in MAKERS.items()
    }
    for name, (files, bar) in made.items():
        alone, whole = measure(reader, files, given.repeat)
        missed = missed or whole < bar
        print(f"| {name} | {len(files)} | {alone:.0f} | {whole:.1f} | {bar} |")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()

"""Measure how well the reader reads: per relation, with the whole vocabulary and leaving one document out.

What is right is what the dataset's editors accepted, added links included. "Left out" means that the reader
knows no name that only the document itself taught: of the vocabulary's names without official source, those
that occur in the document and in no other of the corpus are taken away before it is read. A hit is the same
relation and polarity with spans that overlap by half; candidates count.

Run: python -m benchmarks.reading --corpus FOLDER [--write docs/reference/reading-quality.md] [--record]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from rdflib import Graph, URIRef

from benchmarks import unseen
from benchmarks.decisions import misread
from benchmarks.scoring import Score, scores, total
from graph.assertion import Assertion
from graph.curation.log import DecisionLog
from graph.curation.reanchoring import RULE, NewVersion, carry_over
from graph.curation.states import Link, decided
from graph.identifiers import ID, NS, version_code, work_code
from graph.ingest.lemmas import Lemmatiser, lemmatiser
from graph.ingest.linking import Linker
from graph.ingest.passages import words_of
from graph.ingest.reader import Reader
from graph.ingest.vocabulary import Vocabulary
from graph.release.quality import FILE
from graph.store.workspace import Workspace
from graph.text.normal import normalise
from graph.text.personal import redact
from graph.text.source import Source, load
from ontology.source import graph

Name = tuple[str, str]
Part = tuple[str, Score]
NOISE = (0.0, 0.01, 0.02, 0.05)
SEED = 1


@dataclass(frozen=True)
class Measured:
    """What was measured on the corpus: with all names, and with one document's own left out.

    ``noisy`` holds the scores by the share of misread letters: as read, and with the decisions carried over.
    """

    whole: Mapping[str, Score]
    without: Mapping[str, Score]
    kinds: Mapping[str, Score]
    noisy: Mapping[float, tuple[Score, Score]]
    speed: float


def accepted(workspace: Workspace) -> dict[str, list[Link]]:
    """Return the accepted links of each document work."""
    decisions = DecisionLog(workspace).read()
    links = decided([a for held in workspace.documents() for a in held.assertions], decisions).links
    by_work: dict[str, list[Link]] = {}
    for link in links:
        if link.state == "accepted":
            by_work.setdefault(link.assertion.document, []).append(link)
    return by_work


def unsourced(*graphs: Graph) -> set[Name]:
    """Return the names (code, text) that have no official source."""
    names: set[Name] = set()
    for held in graphs:
        for subject, labelling in held.subject_objects(URIRef(NS + "labelling")):
            status = held.value(labelling, URIRef(NS + "labelStatus"))
            if str(status) != NS + "label-official" and str(subject).startswith(ID):
                code = str(subject)[len(ID) :]
                names |= {(code, str(text)) for text in held.objects(labelling, URIRef(NS + "labelText"))}
    return names


def attested(vocabulary: Vocabulary, sources: Iterable[Source], lemmas: Lemmatiser) -> dict[str, set[Name]]:
    """Return the names that occur in each document, by its hash."""
    marked = [replace(label, code=f"{label.code}\x1f{label.text}") for label in vocabulary.labels]
    linker = Linker(marked, lemmas)
    found: dict[str, set[Name]] = {}
    for source in sources:
        text = normalise(redact(source.text)).text
        words = tuple(words_of(text, lemmas))
        codes = (code for mention in linker.mentions(words) for code in mention.codes)
        found[source.data_sha256] = {(code.split("\x1f")[0], code.split("\x1f")[1]) for code in codes}
    return found


def left_out(source: Source, names: Mapping[str, set[Name]], taught: set[Name]) -> set[Name]:
    """Return the names without an official source that only this document has."""
    others = set().union(*(held for sha256, held in names.items() if sha256 != source.data_sha256))
    return (names[source.data_sha256] & taught) - others


def measure(workspace: Workspace, corpus: Path) -> Measured:
    """Read every document of the corpus with all names, with fewer, and misread."""
    sources = [load(path) for path in sorted(corpus.glob("*.txt"))]
    vocabulary = Vocabulary.from_graphs(graph("schemes"), graph("reference"))
    lemmas, links = lemmatiser(), accepted(workspace)
    names, taught = attested(vocabulary, sources, lemmas), unsourced(graph("schemes"), graph("reference"))
    whole: list[Part] = []
    without: list[Part] = []
    kinds: list[Part] = []
    reader = Reader(vocabulary, lemmas)
    noisy: dict[float, tuple[list[Part], list[Part]]] = {share: ([], []) for share in NOISE}
    start = time.process_time()
    readings = [reader.read(source) for source in sources]
    speed = len(sources) / (time.process_time() - start)
    for source, reading in zip(sources, readings, strict=True):
        due = [link.mentions for link in links.get(work_code(source.data_sha256), [])]
        fewer = Reader(vocabulary.without(left_out(source, names, taught)), lemmas)
        own = fewer.read(source).assertions
        whole += scores(reading.assertions, due, _relation)
        without += scores(own, due, _relation)
        kinds += scores(own, due, _kind)
        for share, (read, reviewed) in noisy.items():
            said, carried = misread_and_carried(workspace, fewer, source, share)
            read += scores(said, due, _relation)
            reviewed += scores(carried, due, _relation)
    tables = {
        share: (total(read)["all"], total(reviewed)["all"]) for share, (read, reviewed) in noisy.items()
    }
    return Measured(total(whole), total(without), total(kinds), tables, speed)


def misread_and_carried(
    workspace: Workspace, reader: Reader, source: Source, share: float
) -> tuple[tuple[Assertion, ...], list[Assertion]]:
    """Read a document with a share of its letters misread: as read, and with the decisions carried over."""
    text, _ = misread(share, SEED)(source.text)
    work = work_code(source.data_sha256)
    reading = reader.read(
        Source(source.path, sha256(text.encode()).hexdigest(), text, source.media_type), work
    )
    version = replace(reading.version, number=2)
    held = next(stored for stored in workspace.documents() if stored.version.document == work)
    decisions = [d for d in DecisionLog(workspace).read() if d.document in ("", work)]
    new = NewVersion(version, reading.assertions, reading.text)
    carried = carry_over(new, held, decisions, redact(source.text)).assertions
    links = decided(carried, decisions, {work: version_code(version.sha256)}).links
    kept = [m for link in links if link.state == "accepted" for m in link.mentions]
    return reading.assertions, kept


def _relation(read: Assertion) -> str:
    return read.relation


def _kind(read: Assertion) -> str:
    return read.kind or "literal"


@dataclass(frozen=True)
class Origin:
    """How many accepted links a rule reads, a decision keeps on the words of an earlier reading, or added."""

    read: int = 0
    kept: int = 0
    added: int = 0

    def __add__(self, other: Origin) -> Origin:
        return Origin(self.read + other.read, self.kept + other.kept, self.added + other.added)

    @property
    def links(self) -> int:
        """All of them."""
        return self.read + self.kept + self.added


def origins(workspace: Workspace) -> dict[str, Origin]:
    """Count, per relation and for ``all``, where the accepted links come from."""
    counts: dict[str, Origin] = {}
    for links in accepted(workspace).values():
        for link in links:
            rules = {mention.rule for mention in link.mentions}
            kept = not link.is_added and rules <= {RULE, "curator"}
            one = Origin(int(not link.is_added and not kept), int(kept), int(link.is_added))
            for name in (link.assertion.relation, "all"):
                counts[name] = counts.get(name, Origin()) + one
    return counts


def page(workspace: Workspace, measured: Measured, unseen: Sequence[str]) -> str:
    """Write the tables as a Markdown page."""
    counts, without = origins(workspace), measured.without
    every = counts["all"]
    lines = [
        "# How well the reader reads\n",
        "Made by `python -m benchmarks.reading --corpus FOLDER --write docs/reference/reading-quality.md",
        "--record`.\n",
        f"Of {every.links} accepted links, rules read {every.read} ({every.read / every.links:.0%}),",
        f"decisions keep {every.kept} on the words of an earlier reading, and curators added {every.added}.",
        "Leaving out of the vocabulary what only the document taught, rules find",
        f"{without['all'].found} of them ({without['all'].found / without['all'].links:.0%}).\n",
        "The reader was written by people who had read these five documents, and its figures on them are an",
        "upper bound; the left-out figures are nearer to what an unseen document will get.\n",
        "| relation | accepted: read by a rule | kept by a decision | added by a curator |",
        "| --- | --- | --- | --- |",
        *(f"| {name} | {one.read} | {one.kept} | {one.added} |" for name, one in sorted(counts.items())),
        "\nPrecision counts mentions read, recall counts accepted links.\n",
    ]
    for title, name, table in (
        ("With the whole vocabulary", "relation", measured.whole),
        ("Leaving one document out", "relation", without),
        ("Leaving one document out, by kind of thing", "kind", measured.kinds),
    ):
        lines += [
            f"## {title}\n",
            f"| {name} | read | links | P | R | F1 |\n| --- | --- | --- | --- | --- | --- |",
            *(f"| {group} | {score.row()} |" for group, score in sorted(table.items())),
            "",
        ]
    return "\n".join([*lines, *_noise(measured), *unseen])


def _noise(measured: Measured) -> list[str]:
    """Write what misread letters cost, and what the decisions on the clean text mend of it."""
    return [
        "## Misread letters, with one document left out\n",
        'A share of the letters and digits is another one, as after bad scanning. "With review" applies the',
        "decisions made on the clean text, carried over to the misread one.\n",
        "| misread | P | R | F1 | with review: P | R | F1 |\n| --- | --- | --- | --- | --- | --- | --- |",
        *(
            f"| {share:.0%} | {a.precision:.2f} | {a.recall:.2f} | {a.f1:.2f} "
            f"| {b.precision:.2f} | {b.recall:.2f} | {b.f1:.2f} |"
            for share, (a, b) in measured.noisy.items()
        ),
        "",
    ]


def record(without: Mapping[str, Score]) -> str:
    """Write what is found with one document left out as the JSON that a release takes along."""
    links = {name: score for name, score in sorted(without.items()) if score.links}
    held = {name: {"found": score.found, "links": score.links} for name, score in links.items()}
    return json.dumps(held, indent=1) + "\n"


def main() -> None:
    """Print the page, or write it to a file; keep beside the data what its releases are to say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path("dataset"))
    parser.add_argument("--write", type=Path)
    parser.add_argument("--record", action="store_true", help=f"write {FILE} into the workspace")
    given = parser.parse_args()
    workspace = Workspace(given.data)
    measured = measure(workspace, given.corpus)
    print(f"{measured.speed:.1f} documents a second of one core", file=sys.stderr)
    if given.record:
        (given.data / FILE).write_text(record(measured.without), encoding="utf-8")
    written = page(workspace, measured, unseen.tables(unseen.measure()))
    if given.write:
        given.write.write_text(written, encoding="utf-8")
    else:
        print(written)


if __name__ == "__main__":
    main()

"""Measure how well the reader reads: per relation, with the whole vocabulary and leaving one document out.

What is right is what the dataset's editors accepted, added links included. "Left out" means that the reader
knows no name that only the document itself taught: of the vocabulary's names without official source, those
that occur in the document and in no other of the corpus are taken away before it is read. A hit is the same
relation and polarity with spans that overlap by half; candidates count.

Run: python benchmarks/reading.py --corpus FOLDER [--write docs/reference/reading-quality.md] [--record]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rdflib import Graph, URIRef

from graph.assertion import Assertion
from graph.curation.log import DecisionLog
from graph.curation.states import Link, decided
from graph.identifiers import ID, NS, work_code
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


@dataclass(frozen=True)
class Score:
    """How many mentions were read, how many are right, how many links there are, how many were found."""

    read: int
    right: int
    links: int
    found: int

    def row(self) -> str:
        """Return precision, recall and F1 as cells of a Markdown table."""
        if not self.links:
            return f"{self.read} | {self.links} | – | – | –"
        precision, recall = self.right / max(self.read, 1), self.found / self.links
        harmonic = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"{self.read} | {self.links} | {precision:.2f} | {recall:.2f} | {harmonic:.2f}"


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


def overlap(one: Assertion, other: Assertion) -> bool:
    """Say whether two spans overlap by at least half of the longer, or one lies within the other."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    lengths = (one.end - one.start, other.end - other.start)
    return shared > 0 and (shared * 2 >= max(lengths) or shared == min(lengths))


def scores(read: Iterable[Assertion], links: Iterable[Link]) -> Iterator[tuple[str, Score]]:
    """Yield the score of each relation."""
    made, known = list(read), list(links)
    for relation in sorted({a.relation for a in made} | {k.assertion.relation for k in known}):
        mine = [a for a in made if a.relation == relation]
        due = [k for k in known if k.assertion.relation == relation]
        right = [a for a in mine if any(_says(a, link) for link in due)]
        found = [link for link in due if any(_says(a, link) for a in mine)]
        yield relation, Score(len(mine), len(right), len(due), len(found))


def _says(read: Assertion, link: Link) -> bool:
    return any(overlap(read, held) and read.polarity == held.polarity for held in link.mentions)


def total(parts: Iterable[tuple[str, Score]]) -> dict[str, Score]:
    """Add the scores of several documents, relation by relation, and of all."""
    sums: dict[str, Counter[str]] = {}
    for relation, score in parts:
        for name in (relation, "all"):
            sums.setdefault(name, Counter()).update(vars(score))
    return {
        name: Score(**{k: held[k] for k in ("read", "right", "links", "found")})
        for name, held in sums.items()
    }


def measure(workspace: Workspace, corpus: Path) -> tuple[dict[str, Score], dict[str, Score], float]:
    """Read every document of the corpus twice; return both scores and the documents read in a second."""
    sources = [load(path) for path in sorted(corpus.glob("*.txt"))]
    vocabulary = Vocabulary.from_graphs(graph("schemes"), graph("reference"))
    lemmas, links = lemmatiser(), accepted(workspace)
    names, taught = attested(vocabulary, sources, lemmas), unsourced(graph("schemes"), graph("reference"))
    whole, without, reader = [], [], Reader(vocabulary, lemmas)
    start = time.process_time()
    for source in sources:
        whole += list(scores(reader.read(source).assertions, links.get(work_code(source.data_sha256), [])))
    speed = len(sources) / (time.process_time() - start)
    for source in sources:
        fewer = Reader(vocabulary.without(left_out(source, names, taught)), lemmas)
        without += list(scores(fewer.read(source).assertions, links.get(work_code(source.data_sha256), [])))
    return total(whole), total(without), speed


def by_rule(workspace: Workspace) -> tuple[dict[str, tuple[int, int]], tuple[int, int]]:
    """Count, per relation and in all, the accepted links that a rule proposed and those a curator added."""
    counts: dict[str, tuple[int, int]] = {}
    for links in accepted(workspace).values():
        for link in links:
            rule, added = counts.get(link.assertion.relation, (0, 0))
            counts[link.assertion.relation] = (rule + (not link.is_added), added + link.is_added)
    return counts, (sum(rule for rule, _ in counts.values()), sum(added for _, added in counts.values()))


def page(workspace: Workspace, whole: Mapping[str, Score], without: Mapping[str, Score]) -> str:
    """Write the tables as a Markdown page."""
    counts, (rules, added) = by_rule(workspace)
    lines = [
        "# How well the reader reads\n",
        "Made by `python benchmarks/reading.py --corpus FOLDER --write docs/reference/reading-quality.md",
        "--record`.\n",
        f"Of {rules + added} accepted links, rules proposed {rules} ({rules / (rules + added):.0%}) and",
        f"curators added {added}. Leaving out of the vocabulary what only the document taught, rules find",
        f"{without['all'].found} of them ({without['all'].found / without['all'].links:.0%}).\n",
        "The reader was written by people who had read these five documents, and its figures on them are an",
        "upper bound; the left-out figures are nearer to what an unseen document will get.\n",
        "| relation | accepted: by rule | added by a curator |\n| --- | --- | --- |",
        *(f"| {relation} | {rule} | {more} |" for relation, (rule, more) in sorted(counts.items())),
        "\nPrecision counts mentions read, recall counts accepted links.\n",
    ]
    for title, table in (("With the whole vocabulary", whole), ("Leaving one document out", without)):
        lines += [
            f"## {title}\n",
            "| relation | read | links | P | R | F1 |\n| --- | --- | --- | --- | --- | --- |",
        ]
        lines += [f"| {relation} | {score.row()} |" for relation, score in sorted(table.items())]
        lines.append("")
    return "\n".join(lines)


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
    whole, without, speed = measure(workspace, given.corpus)
    print(f"{speed:.1f} documents a second of one core", file=sys.stderr)
    if given.record:
        (given.data / FILE).write_text(record(without), encoding="utf-8")
    written = page(workspace, whole, without)
    if given.write:
        given.write.write_text(written, encoding="utf-8")
    else:
        print(written)


if __name__ == "__main__":
    main()

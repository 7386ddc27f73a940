"""Measure the reader on invented documents, marked before it had read them.

Most authors had not seen its rules; on which sets rules were mended later, the folder's README says.

``tests/examples/unseen/FOLDER/NAME.txt`` (or .md, .docx, .pdf) has beside it ``NAME.gold.jsonl``: one link
a line, with its place in the text, and ``"not": true`` for what must not be asserted. A hit is the same
relation with spans that overlap by half and, of uptake, the same polarity (that a use ended denies it); of
several mentions of one link one is enough; candidates count.

Run: python -m benchmarks.unseen [FOLDER]
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.scoring import Score, overlap, scores, total
from graph.assertion import Assertion
from graph.ingest.reader import Reader, Reading
from graph.ingest.vocabulary import Vocabulary
from graph.terms import LADDER, TARGETING
from graph.text.source import load
from ontology.source import graph

FOLDER = Path(__file__).parents[1] / "tests" / "examples" / "unseen"
#: What was measured at the first reading of each set.
FIRST = "first-sight.toml"
ASSERTED = "asserted"
#: What the tables tell of each set, in their order.
COLUMNS = {
    "all": "all",
    "sub-themes": "hasPart",
    "groups of themes": "groups with their role, themes",
    "groups of reports": "groups with their role, reports",
    "instruments": "claimsAlignmentWith",
    "results": "produced",
    "uptake": "hasUptake",
    "methods": "usesMethod",
}
#: What the marks cover: of forms, groups and instruments are marked in these sections only.
MARKED = {**dict.fromkeys(TARGETING, ("target-groups", "content")), **dict.fromkeys(LADDER, ("instruments",))}
_ENDED = "kyt:uptake-ended"
#: The links that the marks are whole for.
RELATIONS = frozenset(
    (*TARGETING, *LADDER, "hasPart", "funds", "produced", "hasUptake", "usesMethod", "altLabel", "hasSection")
)


@dataclass(frozen=True)
class Unseen:
    """What was measured on one folder: its documents, scores by relation, and what must not be asserted."""

    documents: int
    scores: Mapping[str, Score]
    codes: Score
    warned: int
    asserted: tuple[str, ...]


def measure(folder: Path = FOLDER) -> dict[str, Unseen]:
    """Read the documents of every folder of a folder."""
    reader = Reader(Vocabulary.from_graphs(graph("schemes"), graph("reference")))
    return {path.name: _measured(reader, path) for path in sorted(folder.iterdir()) if path.is_dir()}


def _measured(reader: Reader, folder: Path) -> Unseen:
    found: list[tuple[str, Score]] = []
    groups: list[tuple[str, Score]] = []
    codes: list[tuple[str, Score]] = []
    warned, asserted = 0, []
    golds = sorted(folder.glob("*.gold.jsonl"))
    for gold in golds:
        name = gold.name.removesuffix(".gold.jsonl")
        document = next(p for p in folder.glob(f"{name}.*") if p != gold)
        marks = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line]
        reading = reader.read(load(document))
        read = [a for a in said(reading) if a.relation in RELATIONS]
        read = [
            a for a in read if name.startswith("report") or a.section in MARKED.get(a.relation, (a.section,))
        ]
        marked = {m["relation"] for m in marks}
        read = [_as_marked(a) for a in read if a.relation != "usesMethod" or a.relation in marked]
        due = [[_mark(m)] for m in marks if not m.get("not") and m["relation"] in RELATIONS]
        affirmed = [a for a in read if a.polarity == "affirmed"]
        links = list(_links([*affirmed, *_denials(read, marks)], due))
        found += scores(links, due, lambda a: a.relation)
        groups += [part for part in scores(links, due, partial(_roles, name.split("-")[0])) if part[0]]
        codes.append(("codes", _codes(affirmed, marks)))
        warnings = [m for m in marks if m.get("not")]
        warned += len(warnings)
        asserted += [" ".join(m["mention"].split()) for m in warnings if _is_said(_mark(m), affirmed)]
    roles = {form: score for form, score in total(groups).items() if form != "all"}
    return Unseen(len(golds), total(found) | roles, total(codes)["all"], warned, tuple(asserted))


def _roles(form: str, link: Assertion) -> str:
    """Name the links to groups in any role, by the form of their document; of others the empty string."""
    return f"groups with their role, {form}s" if link.relation in TARGETING else ""


def said(reading: Reading) -> Iterator[Assertion]:
    """Yield what a reading asserts, its sections as links too."""
    yield from reading.assertions
    for s in reading.version.sections:
        if s.get("found"):
            place = int(s["start"]), int(s["end"])
            yield Assertion(
                "Section", str(s["label"]), "hasSection", "", str(s["key"]), *place, str(s["key"]), ""
            )


def _as_marked(read: Assertion) -> Assertion:
    """Return a reading with the polarity that marks have: of a use that ended, it is denied."""
    return replace(read, polarity="denied") if read.object == _ENDED else read


def _denials(read: Sequence[Assertion], marks: Sequence[Mapping[str, Any]]) -> Iterator[Assertion]:
    """Yield the readings that deny a use, except where the marks only ask that none be asserted."""
    unasked = [_mark(m) for m in marks if m.get("not")]
    for a in read:
        if (
            a.relation == "hasUptake"
            and a.polarity == "denied"
            and not any(_is_said(m, [a]) for m in unasked)
        ):
            yield a


def _mark(raw: Mapping[str, Any]) -> Assertion:
    polarity = raw.get("polarity", "affirmed")
    denied = raw["relation"] == "hasUptake" and (
        polarity in ("denied", "negative") or raw.get("object") == "ended"
    )
    return Assertion(
        raw["kind"],
        raw["mention"],
        raw["relation"],
        "",
        raw.get("object", ""),
        raw["start"],
        raw["end"],
        "",
        "",
        polarity="denied" if denied else "affirmed",
    )


def _links(read: Sequence[Assertion], due: Sequence[Sequence[Assertion]]) -> Iterator[Assertion]:
    """Yield one mention of each link: one that is right, where any is."""
    links: dict[tuple[str, ...], list[Assertion]] = {}
    for a in read:
        links.setdefault((a.relation, a.subject, a.object), []).append(a)
    for mentions in links.values():
        right = [a for a in mentions if any(_is_said(mark[0], [a]) for mark in due)]
        yield from right or mentions[:1]


def _is_said(mark: Assertion, read: Sequence[Assertion]) -> bool:
    return any(
        a.relation == mark.relation and overlap((a.start, a.end), (mark.start, mark.end)) for a in read
    )


def _codes(read: Sequence[Assertion], marks: Sequence[Mapping[str, Any]]) -> Score:
    """Score the projects that have a code, by their codes."""
    due = {m["code"] for m in marks if m["relation"] == "funds" and m.get("code") and not m.get("not")}
    mine = {a.object for a in read if a.relation == "funds" and a.object.startswith("S")}
    return Score(len(mine), len(mine & due), len(due), len(mine & due))


def tables(measured: Mapping[str, Unseen]) -> list[str]:
    """Write the scores as Markdown: at the first reading, today, and by relation over all sets."""
    first = tomllib.loads((FOLDER / FIRST).read_text(encoding="utf-8"))
    order = {name: at for at, name in enumerate(first)}
    now = {name: _columns(measured[name]) for name in sorted(measured, key=lambda n: order.get(n, -1))}
    return [
        "## Invented documents of the same forms\n",
        "Their authors had not seen the reader's rules; which set is by whom, and what was done with it, is",
        "told [beside the sets](../../tests/examples/unseen/README.md). In forms, groups and instruments are",
        "scored in sections where they are marked, methods in documents that are; `asserted` counts places",
        "that deny a link, or only tell of it, and were asserted all the same.\n",
        "### F1 at the first reading\n",
        "By rules that nobody had mended on the set: what a new document will get.\n",
        *_table({name: one for name, one in first.items() if name in measured}),
        "\n### F1 today\n",
        "By rules that were mended on what most of these sets showed: better than a new document gets.\n",
        *_table(now),
        f"\n### By relation, in all {sum(one.documents for one in measured.values())} documents\n",
        "| relation | read | links | P | R | F1 |\n| --- | --- | --- | --- | --- | --- |",
        *(f"| {relation} | {score.row()} |" for relation, score in sorted(_together(measured).items())),
        "",
        *(
            f"Asserted in {name}: {'; '.join(one.asserted)}.\n"
            for name, one in measured.items()
            if one.asserted
        ),
    ]


def _columns(one: Unseen) -> dict[str, object]:
    """Return the F1 of what the bars are about, and how many places were asserted that must not be."""
    named = {column: one.scores.get(relation) for column, relation in COLUMNS.items()}
    told = {column: score.f1 if score and score.links else "–" for column, score in named.items()}
    codes = one.codes.f1 if one.codes.links else "–"
    return {**told, "codes": codes, ASSERTED: f"{len(one.asserted)} of {one.warned}"}


def _table(rows: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    columns = [c for c in (*COLUMNS, "codes", ASSERTED) if any(c in row for row in rows.values())]
    yield f"| set | {' | '.join(columns)} |"
    yield "| --- |" + " --- |" * len(columns)
    for name, row in rows.items():
        cells = (row.get(column, "–") for column in columns)
        yield (
            f"| {name} | " + " | ".join(f"{c:.2f}" if isinstance(c, float) else str(c) for c in cells) + " |"
        )


def _together(measured: Mapping[str, Unseen]) -> dict[str, Score]:
    every: dict[str, Score] = {}
    for one in measured.values():
        for relation, score in (*one.scores.items(), ("projects with codes", one.codes)):
            every[relation] = every[relation].plus(score) if relation in every else score
    return every


def main() -> None:
    """Print the tables."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    print("\n".join(tables(measure(folder))))


if __name__ == "__main__":
    main()

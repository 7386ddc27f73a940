"""Sections are found whatever has happened to their headings; what is lost is told."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.ingest import form as forms
from graph.ingest.sections import Sections, header_rows, sections
from graph.text.blocks import blocks

CORPUS = Path(__file__).resolve().parents[3] / ".." / "shared" / "corpus"
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "documents"
ALL_FORMS = {f.key: f for f in forms.load()}
needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the source documents are not beside the checkout"
)

# Section keys with the lines (from 1) their headings begin on, one row for each document in order of name.
GOLD: list[tuple[str, dict[str, int]]] = [
    (
        "report",
        {"header": 3, "summary": 9, "results": 15, "continuation": 29, "regional": 33, "projects": 37},
    ),
    (
        "theme",
        {
            "header": 3,
            "instruments": 10,
            "added-value": 20,
            "target-groups": 24,
            "content": 28,
            "cooperation": 39,
            "indicators": 43,
            "continuation": 47,
            "communication": 51,
        },
    ),
    (
        "theme",
        {
            "header": 3,
            "instruments": 10,
            "added-value": 22,
            "target-groups": 26,
            "content": 32,
            "cooperation": 51,
            "indicators": 55,
            "continuation": 59,
            "communication": 63,
        },
    ),
    (
        "report",
        {
            "header": 1,
            "summary": 15,
            "results": 31,
            "continuation": 67,
            "regional": 81,
            "links": 92,
            "projects": 98,
        },
    ),
    (
        "theme",
        {
            "header": 3,
            "instruments": 10,
            "added-value": 16,
            "target-groups": 28,
            "content": 32,
            "cooperation": 52,
            "indicators": 56,
            "continuation": 80,
            "communication": 84,
        },
    ),
]


@dataclass(frozen=True)
class Part:
    """A section of a document under test: its key, its heading as written, and its body."""

    key: str
    heading: str
    body: str


def read(text: str) -> Sections:
    """Find the sections of a document of either form."""
    found = blocks(text)
    known = forms.recognise(text, found, tuple(ALL_FORMS.values()))
    assert known is not None
    return sections(text, found, known[0])


def parts_of(name: str) -> list[Part]:
    """Take an example apart by the headings it is known to have."""
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    found = [s for s in read(text).found if not s.parent]
    ends = [s.start for s in found[1:]] + [len(text)]
    return [
        Part(s.key, text[s.heading_start : s.heading_end], text[s.heading_end : end])
        for s, end in zip(found, ends, strict=True)
    ]


def written(parts: list[Part]) -> tuple[str, dict[str, int]]:
    """Put a document together again, with the place of each section."""
    text, places = "", {}
    for part in parts:
        places[part.key] = len(text)
        text += part.heading + part.body
    return text, places


def plain(heading: str) -> str:
    """Return a heading without its markup and number."""
    return re.sub(r"^[#*\s]*(?:\d\)\s*)?|\**$", "", heading)


def body_with_gap(part: Part) -> str:
    return "\n\n" + part.body.strip() + "\n\n"


def remade(change: Callable[[Part], str]) -> Callable[[list[Part]], list[Part]]:
    """Make a variant that rewrites every heading but the header's."""
    return lambda parts: [
        part if part.key == "header" else Part(part.key, change(part), body_with_gap(part)) for part in parts
    ]


def wrapped(width: int) -> Callable[[list[Part]], list[Part]]:
    """Make a variant with every line broken at a width."""

    def wrap(text: str) -> str:
        return "\n".join("\n".join(textwrap.wrap(line, width)) for line in text.split("\n"))

    return lambda parts: [Part(p.key, wrap(p.heading), wrap(p.body)) for p in parts]


def noisy(share: float, seed: int) -> Callable[[list[Part]], list[Part]]:
    """Make a variant with a share of its letters misread."""
    chance = random.Random(seed)

    def misread(text: str) -> str:
        return "".join(
            chance.choice("aeilntouäcr1") if c.isalnum() and chance.random() < share else c for c in text
        )

    return lambda parts: [Part(p.key, misread(p.heading), misread(p.body)) for p in parts]


def reordered(parts: list[Part]) -> list[Part]:
    header, *rest = parts
    return [header, *(Part(p.key, p.heading, body_with_gap(p)) for p in reversed(rest))]


def renumbered(parts: list[Part]) -> list[Part]:
    return [
        p if p.key == "header" else Part(p.key, f"{i + 4}. {plain(p.heading)}", body_with_gap(p))
        for i, p in enumerate(parts)
    ]


VARIANTS: dict[str, Callable[[list[Part]], list[Part]]] = {
    "as written": lambda parts: parts,
    "unnumbered": remade(lambda p: plain(p.heading)),
    "hashes": remade(lambda p: f"## {plain(p.heading)}"),
    "bold": remade(lambda p: f"**{plain(p.heading)}**"),
    "html": remade(lambda p: f"<h2>{plain(p.heading)}</h2>"),
    "capitals": remade(lambda p: plain(p.heading).upper()),
    "with colon": remade(lambda p: plain(p.heading).rstrip(".?") + ":"),
    "letters": remade(lambda p: f"{chr(97 + len(p.key) % 8)}) {plain(p.heading)}"),
    "renumbered": renumbered,
    "reordered": reordered,
    "wrapped at 50": wrapped(50),
    "wrapped at 72": wrapped(72),
    "wrapped at 100": wrapped(100),
    "noise 1 %": noisy(0.01, 1),
    "noise 2 %": noisy(0.02, 2),
    "noise 5 %": noisy(0.05, 3),
}
NAMES = sorted(p.name for p in EXAMPLES.iterdir() if p.suffix in (".txt", ".md"))


def near(found: Sections, places: dict[str, int]) -> dict[str, int | None]:
    """Return the sections that were not found within a few characters of their place."""
    starts = {s.key: s.start for s in found.found}
    return {
        key: starts.get(key)
        for key, place in places.items()
        if key not in starts or abs(starts[key] - place) > 4
    }


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", NAMES)
def test_every_section_is_found(name: str, variant: str) -> None:
    text, places = written(VARIANTS[variant](parts_of(name)))
    found = read(text)
    assert near(found, places) == {}
    assert found.missing == ()

"""Variants of the example documents: what wrapping, scanning and other hands make of the same text."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

DOCUMENTS = Path(__file__).resolve().parent / "documents"

THEME = (
    "instruments added-value target-groups content cooperation indicators continuation communication".split()
)
REPORT = "summary continuation regional links projects".split()

#: The lines (from 1) on which the headings of the examples begin, the header's first.
LINES = {
    "theme-seafarers.md": dict(zip(["header", *THEME], [3, 10, 18, 22, 26, 37, 41, 45, 49], strict=True)),
    "theme-lamplighters.txt": dict(zip(["header", *THEME], [1, 8, 14, 18, 22, 37, 41, 51, 55], strict=True)),
    "report-beekeepers.txt": dict(zip(["header", *REPORT], [2, 8, 21, 25, 29, 33], strict=True)),
    "report-mossisles.txt": dict(zip(["header", *REPORT], [1, 35, 62, 68, 72, 77], strict=True)),
}


@dataclass(frozen=True)
class Part:
    """A section of a document: its key, its heading as written, and its body."""

    key: str
    heading: str
    body: str


Change = Callable[[list[Part]], list[Part]]


def example(name: str) -> str:
    """Return the text of an example."""
    return (DOCUMENTS / name).read_text(encoding="utf-8")


def parts_of(text: str, lines: dict[str, int]) -> list[Part]:
    """Take a document apart by the lines its headings begin on; a heading ends with its paragraph."""
    places = [0, *(m.end() for m in re.finditer("\n", text))]
    starts = sorted((places[line - 1], key) for key, line in lines.items())
    parts = []
    for (start, key), (end, _) in zip(starts, [*starts[1:], (len(text), "")], strict=True):
        raw = text[start:end]
        heading = re.match(r".*?(?=[ \t]*\n\s*\n|$)", raw, re.DOTALL)
        length = heading.end() if heading and key != "header" else 0
        parts.append(Part(key, raw[:length], raw[length:]))
    return parts


def written(parts: list[Part]) -> tuple[str, dict[str, int]]:
    """Put a document together again, with the place of each section."""
    text, places = "", {}
    for part in parts:
        places[part.key] = (
            len(text) + len(part.heading + part.body) - len((part.heading + part.body).lstrip())
        )
        text += part.heading + part.body
    return text, places


def plain(heading: str) -> str:
    """Return a heading without its markup and number."""
    return re.sub(r"^[#*\s]*(?:\d\)\s*)?|\**$", "", heading)


def parted(body: str) -> str:
    """Return a body with a gap on both sides."""
    return f"\n\n{body.strip()}\n\n"


def headed(change: Callable[[Part], str]) -> Change:
    """Make a variant that rewrites every heading."""
    return lambda parts: [
        Part(p.key, change(p), parted(p.body)) if p.heading else Part(p.key, "", f"{p.body.strip()}\n\n")
        for p in parts
    ]


def changed(change: Callable[[str], str]) -> Change:
    """Make a variant that rewrites all text, headings and bodies."""
    return lambda parts: [Part(p.key, change(p.heading), change(p.body)) for p in parts]


def wrapped(width: int) -> Change:
    """Make a variant with every line broken at a width."""
    return changed(lambda text: "\n".join("\n".join(textwrap.wrap(line, width)) for line in text.split("\n")))


def noisy(share: float, seed: int) -> Change:
    """Make a variant with a share of its letters and digits misread, as a scanner does."""
    chance = random.Random(seed)
    return changed(
        lambda text: "".join(
            chance.choice("aeilntouäcr1") if c.isalnum() and chance.random() < share else c for c in text
        )
    )


def reordered(parts: list[Part]) -> list[Part]:
    """Make a variant with the sections in the opposite order."""
    header, *rest = parts
    return [header, *(Part(p.key, p.heading, parted(p.body)) for p in reversed(rest))]


def renumbered(parts: list[Part]) -> list[Part]:
    """Make a variant whose headings bear other numbers than the form's."""
    numbers = {p.key: i + 4 for i, p in enumerate(parts)}
    return headed(lambda p: f"{numbers[p.key]}. {plain(p.heading)}")(parts)


def flowing(parts: list[Part]) -> list[Part]:
    """Make a variant without blank lines, each heading running on into its text."""
    return [
        Part(p.key, p.heading, " " + re.sub(r"\n\s*\n", "\n", p.body.strip()) + "\n") if p.heading else p
        for p in parts
    ]


def tabled(parts: list[Part]) -> list[Part]:
    """Make a variant with every section in a row of a table, as text taken from forms often is."""
    return [
        Part(p.key, " ".join(plain(p.heading).split()), "\t" + " ".join(p.body.split()) + "\n")
        if p.heading
        else p
        for p in parts
    ]


def with_contents(parts: list[Part]) -> list[Part]:
    """Make a variant that begins with a table of contents."""
    titles = "\n".join(f"{' '.join(p.heading.split())} ..... {i}" for i, p in enumerate(parts) if p.heading)
    return [Part("contents", f"Sisällys\n{titles}\n\n", ""), *parts]


#: Changes after which every section must still be found.
VARIANTS: dict[str, Change] = {
    "as written": lambda parts: parts,
    "unnumbered": headed(lambda p: plain(p.heading)),
    "hashes": headed(lambda p: f"## {plain(p.heading)}"),
    "bold": headed(lambda p: f"**{plain(p.heading)}**"),
    "html": headed(lambda p: f"<h2>{plain(p.heading)}</h2>"),
    "capitals": headed(lambda p: plain(p.heading).upper()),
    "with colon": headed(lambda p: plain(p.heading).rstrip(".?") + ":"),
    "letters": headed(lambda p: f"{chr(97 + len(p.key) % 8)}) {plain(p.heading)}"),
    "renumbered": renumbered,
    "reordered": reordered,
    "wrapped at 50": wrapped(50),
    "wrapped at 72": wrapped(72),
    "wrapped at 100": wrapped(100),
    "noise 1 %": noisy(0.01, 1),
    "noise 2 %": noisy(0.02, 2),
    "noise 5 %": noisy(0.05, 3),
}

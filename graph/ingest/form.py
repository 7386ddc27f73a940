"""Forms: families of documents that share a set of headings, declared as data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from graph.errors import UnreadableDocument
from graph.ingest.heading import LONGEST_FLOW, Compared, Heading, Match, middles
from graph.ingest.titles import titles, told
from graph.text.blocks import Block, lines

_ENOUGH = 0.3
_SURE = 85
_LONG = 16


@dataclass(frozen=True)
class Form:
    """A family of documents: its sections in their usual order, and the rows of the table on top.

    ``telling`` is the wording that its documents are known by where most headings are reworded.
    """

    key: str
    labels: dict[str, str]
    headings: tuple[Heading, ...]
    rows: tuple[Heading, ...]
    telling: re.Pattern[str] | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all sections, the header table first."""
        return ("header", *(h.key for h in self.headings))

    @property
    def parts(self) -> tuple[Heading, ...]:
        """All that the form declares: its sections and the rows of its header table."""
        return (*self.headings, *self.rows)


def load(folder: Traversable | Path | None = None) -> tuple[Form, ...]:
    """Load the declared forms, by default the package's own; a new form is a new file."""
    source = folder if folder is not None else files("graph.ingest") / "forms"
    declared = sorted((f for f in source.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(_form(tomllib.loads(f.read_text(encoding="utf-8"))) for f in declared)


def compared(text: str, forms: Iterable[Form]) -> Compared:
    """Begin to compare a text with all headings of some forms."""
    return Compared(text, (part for form in forms for part in form.parts))


def recognise(
    text: str, blocks: tuple[Block, ...], forms: tuple[Form, ...], seen: Compared | None = None
) -> tuple[Form, float] | None:
    """Return the form that a document is of, with the share of its headings and rows that were found."""
    seen = seen or compared(text, forms)
    starts = [b.start + line.start for b in blocks for line in lines(text[b.start : b.end])]
    best = _likeliest(starts, forms, seen)
    if best and best[1] < _ENOUGH and len(text) <= LONGEST_FLOW:
        best = _likeliest(tuple(middles(text)), forms, seen)
    if best and best[1] < _ENOUGH:
        scored = ((form, _told_share(text, blocks, starts, form, seen)) for form in forms)
        best = max(scored, key=lambda s: s[1])
    return best if best and best[1] >= _ENOUGH else None


def require(
    path: Path, text: str, blocks: tuple[Block, ...], forms: tuple[Form, ...], seen: Compared | None = None
) -> Form:
    """Return the form of a document; raises UnreadableDocument, naming the headings looked for."""
    known = recognise(text, blocks, forms, seen)
    if known:
        return known[0]
    looked_for = "; ".join(f"{f.key}: {', '.join(_opening(h) for h in f.headings)}" for f in forms)
    remedy = (
        "Give a document whose headings stand on lines of their own, or, for a call, a chapter or a plan, "
        f"read it with --form free. Looked for: {looked_for}."
    )
    raise UnreadableDocument(path, "has the headings of no known form", remedy)


def _opening(heading: Heading) -> str:
    return re.split(r"[;,(?]", heading.label)[0]


def _likeliest(starts: Collection[int], forms: Iterable[Form], seen: Compared) -> tuple[Form, float] | None:
    """Return the form of which most headings and rows begin at these offsets, with their share."""
    shares = ((form, len(_found(starts, frozenset(form.parts), seen)) / len(form.parts)) for form in forms)
    return max(shares, key=lambda s: s[1], default=None)


def _told_share(
    text: str, blocks: tuple[Block, ...], starts: Collection[int], form: Form, seen: Compared
) -> float:
    """Return the share of a form's parts that are found when headings told by their words alone count too.

    A document that lacks the form's own word, or has not one of its headings or rows, is not of the form.
    """
    found = _found(starts, frozenset(form.parts), seen)
    if not found or form.telling is None or not form.telling.search(text):
        return 0.0
    wanted = [h for h in form.headings if h.words and h not in found]
    renamed = told(titles(text, blocks), wanted, lambda *_: True)
    return (1 + len(found) + len(renamed)) / (1 + len(form.parts))


def _found(starts: Collection[int], parts: frozenset[Heading], seen: Compared) -> set[Heading]:
    return {m.heading for start in starts if (m := seen.match(start, parts)) and _counts(m)}


def _counts(place: Match) -> bool:
    return place.likeness >= _SURE and (place.whole or (place.ended and place.letters > _LONG))


def _form(raw: dict[str, Any]) -> Form:
    headings = tuple(_heading(h) for h in raw["heading"])
    telling = re.compile(raw["telling"], re.IGNORECASE) if "telling" in raw else None
    return Form(raw["key"], raw["label"], headings, tuple(_heading(r) for r in raw.get("row", ())), telling)


def _heading(raw: dict[str, Any]) -> Heading:
    wordings = (*raw["fi"], *raw.get("sv", ()), *raw.get("en", ()))
    optional = {name: raw[name] for name in ("number", "lead_in", "inside", "entry") if name in raw}
    words, hints = (tuple(raw.get(name, ())) for name in ("words", "hints"))
    return Heading(raw["key"], raw["fi"][0], wordings, words=words, hints=hints, **optional)

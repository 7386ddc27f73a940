"""What a reader must know before reading a table: what it rests on, what its states mean, how to cite it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pyoxigraph import Literal, NamedNode

from graph.export import links, things, words
from graph.export.names import LANGUAGES, Names
from graph.export.table import Table
from graph.identifiers import NS
from graph.release.manifest import Manifest
from graph.store.dataset import Dataset
from graph.terms import SKOS, STATES

#: The sentences of a release's scope, by language.
Sentences = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its lines, each with one cell or more, as many as there are languages."""

    heading: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The first sheet of a workbook: its name, and its parts in their order."""

    name: str
    parts: tuple[Part, ...]


def cover(
    dataset: Dataset,
    held: Manifest,
    scope: Sentences,
    tables: Sequence[Table],
    languages: Sequence[str] = LANGUAGES,
) -> Cover:
    """Return the cover of a release and its tables in these languages, side by side."""
    names = Names(dataset)
    told = {tag: (*scope[tag], words.cover()["absence"][tag]) for tag in languages}
    explained = dict.fromkeys((*things.COLUMNS, *links.COLUMNS))
    return Cover(
        words.cover()["scope"][languages[-1]],
        (
            Part(_said("title", languages), (_citation(held, languages), _said("licence", languages))),
            Part(_said("basis", languages), _side_by_side(told, languages)),
            Part(_said("states", languages), tuple(_state(dataset, names, s, languages) for s in STATES)),
            Part(_said("sheets", languages), tuple(_sheet(t, names, languages) for t in tables)),
            Part(_said("columns", languages), tuple(_column(name, languages) for name in explained)),
        ),
    )


def citation(held: Manifest, language: str) -> str:
    """Return how a release is cited."""
    built = datetime.fromisoformat(held.built).date().isoformat()
    text = words.cover()["citation"][language]
    return text.format(release=held.id, date=built, address=f"{held.base}release/{held.id}")


def _citation(held: Manifest, languages: Sequence[str]) -> tuple[str, ...]:
    heading = words.cover()["cite"]
    return tuple(f"{heading[tag]}: {citation(held, tag)}" for tag in languages)


def _said(key: str, languages: Sequence[str]) -> tuple[str, ...]:
    return tuple(words.cover()[key][tag] for tag in languages)


def _side_by_side(told: Sentences, languages: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    longest = max(len(told[tag]) for tag in languages)
    padded = [(*told[tag], *[""] * (longest - len(told[tag]))) for tag in languages]
    return tuple(zip(*padded, strict=True))


def _state(dataset: Dataset, names: Names, state: str, languages: Sequence[str]) -> tuple[str, ...]:
    iri = f"{NS}state-{state}"
    meanings = {
        quad.object.language: quad.object.value
        for quad in dataset.store.quads_for_pattern(
            NamedNode(iri), NamedNode(SKOS + "definition"), None, None
        )
        if isinstance(quad.object, Literal)
    }
    return tuple(f"{state}: {names.of(iri, tag)[0]}. {meanings.get(tag, '')}".strip() for tag in languages)


def _sheet(table: Table, names: Names, languages: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{table.name}: {names.of(table.iri, tag)[0]}" for tag in languages)


def _column(name: str, languages: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{name}: {words.column(name)[tag]}" for tag in languages)

"""What an answer is based on: what was read and loaded of what is known, and what is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from graph.export.figure import filled
from graph.store.dataset import Dataset, Table
from sparql.labels import Labels, local_name
from sparql.words import LANGUAGES, Language, part, words

_UNDATED = "undated draft"


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that bounds an answer: its IRI, what is said of it, and the document or period it is of."""

    iri: str
    detail: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """The bounds of every answer of one release; ``projects`` are those that a document read tells of.

    ``most`` is how many of what only registers know an answer lists where it is cut, else 0; ``total`` is
    then how much there is to be listed, or 0 where nobody counted.
    """

    release: str
    known_documents: tuple[Item, ...] = ()
    read_documents: tuple[Item, ...] = ()
    dated_documents: tuple[Item, ...] = ()
    known_projects: tuple[Item, ...] = ()
    projects: tuple[Item, ...] = ()
    coordination_projects: tuple[Item, ...] = ()
    periods: tuple[Item, ...] = ()
    ministries: tuple[Item, ...] = ()
    lost_parts: tuple[Item, ...] = ()
    sections_not_found: tuple[Item, ...] = ()
    unread_themes: tuple[Item, ...] = ()
    registers: tuple[Item, ...] = ()
    register_rows: tuple[Item, ...] = ()
    register_refused: tuple[Item, ...] = ()
    register_dates: tuple[Item, ...] = ()
    register_standing: tuple[Item, ...] = ()
    register_periods: tuple[Item, ...] = ()
    register_units: tuple[Item, ...] = ()
    register_rules: tuple[Item, ...] = ()
    most: int = 0
    total: int = 0

    @property
    def undated(self) -> int:
        """How many of the documents read are undated drafts."""
        read = {item.iri for item in self.read_documents}
        return sum(item.detail == _UNDATED for item in self.known_documents if item.iri in read)

    @property
    def cut_off(self) -> str | None:
        """The date of the latest dated document, or None where none is dated."""
        return max((item.detail for item in self.dated_documents), default=None)

    @property
    def coded(self) -> int:
        """How many of the projects told of have a project code."""
        return sum(bool(item.detail) for item in self.projects)

    def projects_of(self, period: str) -> int:
        """Count the projects told of that belong to a period."""
        return sum(item.within == period for item in self.projects)


_PARTS = {
    "document": "known_documents",
    "read": "read_documents",
    "dated": "dated_documents",
    "known": "known_projects",
    "told": "projects",
    "coordination": "coordination_projects",
    "period": "periods",
    "ministry": "ministries",
    "lost": "lost_parts",
    "section": "sections_not_found",
    "unread": "unread_themes",
    "register": "registers",
    "rows": "register_rows",
    "refused": "register_refused",
    "as-of": "register_dates",
    "standing": "register_standing",
    "period-of-register": "register_periods",
    "unit": "register_units",
    "rule": "register_rules",
}


def scope(dataset: Dataset) -> Scope:
    """Ask a release for the bounds of its answers."""
    table = dataset.select((files("sparql") / "scope.rq").read_text("utf-8"))
    parts: dict[str, Any] = dict(_parts(table))
    return Scope(dataset.release, **parts)


def sentences(held: Scope, labels: Labels, language: Language) -> tuple[str, ...]:
    """Say the scope in plain words, most telling first."""
    text = words(language)["scope"]
    release = [text["release"].format(release=held.release)] if held.release else []
    if not (held.read_documents or held.registers):
        return (text["empty"], *release)
    return (
        *_cut(held, language, text),
        *_documents(held, text),
        *_projects(held, labels, language, text),
        *_gaps(held, labels, language, text),
        *release,
    )


def told(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Say the scope of a release in every language."""
    held, labels = scope(dataset), Labels(dataset)
    return {language: sentences(held, labels, language) for language in LANGUAGES}


def _cut(held: Scope, language: Language, text: Mapping[str, str]) -> Iterable[str]:
    if held.most:
        counts = {"most": held.most, "total": held.total}
        yield filled(text["cut" if held.total else "cut-uncounted"], language, counts)


def _documents(held: Scope, text: Mapping[str, str]) -> Iterable[str]:
    yield text["documents"].format(read=len(held.read_documents), known=len(held.known_documents))
    if held.undated:
        yield text["undated"].format(count=held.undated)
    yield text["dated"].format(date=held.cut_off) if held.cut_off else text["cutoff-unknown"]


def _projects(held: Scope, labels: Labels, language: Language, text: Mapping[str, str]) -> Iterable[str]:
    count = len(held.projects)
    counts = {"count": count, "coded": held.coded, "named": count - held.coded}
    yield filled(text["projects"], language, counts)
    if others := len({item.iri for item in held.known_projects} - {item.iri for item in held.projects}):
        yield filled(text["other-projects"], language, {"count": others})
    if not held.registers:
        yield text["no-register"]
    loaded = {item.detail for item in held.register_periods}
    for period in held.periods:
        found, name = held.projects_of(period.iri), labels.of(period.iri, language).text
        if found or period.iri not in loaded:
            said = text["of-period" if found else "no-projects"]
            yield filled(said, language, {"count": found, "period": name})
    for register in held.registers:
        yield from _register(held, register, text, language)
    if held.coordination_projects:
        yield text["coordination"].format(count=len(held.coordination_projects))


def _register(held: Scope, register: Item, text: Mapping[str, str], language: Language) -> Iterable[str]:
    """Say how many rows of a register are loaded, what one is, and what they do not tell."""

    def of(items: Iterable[Item]) -> list[str]:
        return [item.detail for item in items if item.iri == register.iri]

    read, refused = (int(next(iter(of(part)), "0")) for part in (held.register_rows, held.register_refused))
    unit = text.get(f"unit-{register.within}", register.within)
    date = next(iter(of(held.register_dates)), "") or text["register-undated"]
    counts = {"loaded": read - refused, "rows": read, "unit": unit, "date": date}
    yield filled(text["register"], language, {"name": register.detail, **counts})
    if register.iri in {item.iri for item in held.register_units}:
        yield text["register-units"].format(name=register.detail)
    if not any(state.endswith("status-accepted") for state in of(held.register_standing)):
        yield text["register-claimed"].format(name=register.detail)
    else:
        yield _groups_of(held, register, text)


def _groups_of(held: Scope, register: Item, text: Mapping[str, str]) -> str:
    """Say what is known of the groups of a register's projects: what titles name, if they were read."""
    rules = [item for item in held.register_rules if item.iri == register.iri]
    if not rules:
        return text["register-titles"].format(name=register.detail)
    accepted = sum(item.detail.endswith("status-accepted") for item in rules)
    return text["register-read"].format(name=register.detail, rules=len(rules), accepted=accepted)


def _gaps(held: Scope, labels: Labels, language: Language, text: Mapping[str, str]) -> Iterable[str]:
    def names(items: Iterable[Item]) -> str:
        return ", ".join(labels.of(item.iri, language).text for item in items)

    yield (
        text["ministries"].format(names=names(held.ministries)) if held.ministries else text["no-ministries"]
    )
    if held.unread_themes:
        yield text["unread"].format(names=names(held.unread_themes))
    lost: dict[str, list[str]] = {}
    for item in held.lost_parts:
        lost.setdefault(item.within, []).append(part(language, item.detail))
    parts = "; ".join(f"{_title(held, labels, iri)}: {', '.join(keys)}" for iri, keys in lost.items())
    yield text["lost"].format(parts=parts) if parts else text["nothing-lost"]
    if held.sections_not_found:
        yield text["sections"].format(count=len(held.sections_not_found))


def _title(held: Scope, labels: Labels, document: str) -> str:
    """Name a document, with its code where another has the same title."""
    title = labels.of(document, "fi").text
    namesakes = [item for item in held.known_documents if labels.of(item.iri, "fi").text == title]
    return f"{title} ({local_name(document)})" if len(namesakes) > 1 else title


def _parts(table: Table) -> dict[str, tuple[Item, ...]]:
    found: dict[str, dict[tuple[str, str], Item]] = {part: {} for part in _PARTS.values()}
    for what, *cells in table.rows:
        iri, detail, within = (getattr(cell, "value", "") for cell in cells)
        item = Item(iri, detail, within)
        found[_PARTS[getattr(what, "value", "")]].setdefault((iri, within), item)
    return {part: tuple(items.values()) for part, items in found.items()}

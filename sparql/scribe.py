"""Who writes work products: sentences by declared templates alone, each with what it stands on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, TypeVar

from graph.analysis.account import pair_of
from graph.analysis.analysis import Finding
from graph.analysis.claims import Edge
from graph.analysis.explanation import Step, told, why
from graph.analysis.held import Held
from graph.analysis.listing import analysis
from graph.analysis.quality_of_graph import summary
from graph.errors import NotFound
from graph.export.drawing.cut import SILENT
from graph.export.figure import figure
from graph.export.paper import Said
from graph.identifiers import BASE
from graph.terms import state
from sparql.analyses import analyse
from sparql.answers import state_of
from sparql.composed import Listing, Row, Statement
from sparql.labels import Labels
from sparql.reasons import Reasons
from sparql.rendering import Cell
from sparql.scope import Scope, scope
from sparql.spoken import Spoken, speak
from sparql.words import Language

_Item = TypeVar("_Item")
#: Rows of a table; who wants all takes the analysis itself.
MOST = 60
#: Sources that one note names; of more it says how many there are, and where.
_NAMED = 5
#: Names that one sentence lists.
_LISTED = 12


class Scribe:
    """Write of one release in one language; every analysis asked is kept, in its order, for the end."""

    def __init__(self, held: Held, labels: Labels, language: Language, known: Scope | None = None) -> None:
        self.held = held
        self.labels = labels
        self.language = language
        self.scope = known or scope(held.dataset)
        self.release = held.dataset.release
        self.asked: dict[str, Spoken] = {}
        self.reasons = Reasons(held.dataset, labels, language)
        self._quality: Finding = summary(held)
        self._linked = cache(self._link)

    def tell(self, group: str, key: str, **values: object) -> str:
        """Say a heading, a caption, the head of a column or a source."""
        return "".join(said.text for said in self._filled(group, key, values))

    def say(self, key: str, sources: Iterable[str], **values: object) -> Statement:
        """Say a sentence; raises ValueError for one that stands on nothing."""
        return Statement(tuple(self._filled("sentence", key, values)), self._noted(sources))

    def row(self, cells: Iterable[Said], sources: Iterable[str]) -> Row:
        """Make a row; raises ValueError for one that stands on nothing."""
        return Row(tuple(cells), self._noted(sources))

    def listing(self, caption: str, heads: Iterable[str], rows: Iterable[Row], **values: object) -> Listing:
        """Make a table under heads by their keys; its caption says a ``count``, or else that of the rows."""
        held = tuple(rows)
        said = self.tell("caption", caption, **{"count": len(held), **values})
        return Listing(said, tuple(self.tell("head", head) for head in heads), held)

    def first(
        self, items: Sequence[_Item], address: str, sources: Iterable[str]
    ) -> tuple[Sequence[_Item], list[Statement]]:
        """Return what a table has room for, and where that is not all, where all of it is."""
        if len(items) <= MOST:
            return items, []
        counts = {"shown": MOST, "count": len(items), "address": address}
        return items[:MOST], [self.say("cut", sources, **counts)]

    def source(self, key: str, **values: object) -> tuple[str]:
        """Name a source."""
        return (self.tell("source", key, **values),)

    def name(self, iri: str) -> Said:
        """Name a thing, or nothing where there is none."""
        shown = self.labels.of(iri, self.language) if iri else None
        if shown is None:
            return Said("–")
        return Said(shown.text, shown.language if shown.language != self.language else "")

    def names(self, iris: Iterable[str]) -> str:
        """List things by name, the first of many, for a cell."""
        return "".join(said.text for said in self.listed(self.name(iri) for iri in iris))

    def listed(self, names: Iterable[Said]) -> tuple[Said, ...]:
        """List names, the first of many, each in its language."""
        held = tuple(names)
        said = [one for name in held[:_LISTED] for one in (Said("; "), name)]
        more = [Said(f" … (+{len(held) - _LISTED})")] if len(held) > _LISTED else []
        return (*said[1:], *more)

    def ask(self, name: str, **given: str) -> Spoken:
        """Run an analysis of the catalogue, and keep it."""
        found = analyse(self.held, analysis(name), given, self.language, self.scope)
        spoken = speak(found, self._quality, self.labels, self.language)
        return self.asked.setdefault(spoken.permanent, spoken)

    def found(self, spoken: Spoken) -> tuple[str]:
        """Name an analysis as a source."""
        return self.source(
            "analysis", title=spoken.title, given=self.given(spoken), result=spoken.result_hash
        )

    def given(self, spoken: Spoken) -> str:
        """Say what an analysis was asked with, in brackets; nothing where it is asked in one way only."""
        said = "; ".join(f"{name}: {value}" for name, value in spoken.given)
        return f" ({said})" if said else ""

    def link(self, edge: Edge) -> tuple[str, ...]:
        """Cite what a link stands on: words of documents, a rule, or the reference data."""
        return self._linked(edge)

    def chain(self, coverer: str, covered: str) -> tuple[str, ...]:
        """Cite what the state of a cell stands on; nothing where nothing was said."""
        try:
            steps = why(self.held.dataset, self.held.reach, coverer, covered).steps
        except NotFound:
            return ()
        return tuple(dict.fromkeys(source for step in steps for source in self._cited(step)))

    def evidence(self, spoken: Spoken, place: int) -> tuple[str, ...]:
        """Cite what a row of an analysis stands on: the statements behind its state, and the analysis."""
        row = spoken.answer.rows[place]
        things = [value for term in row if (value := getattr(term, "value", "")).startswith(BASE)]
        states = {held for term in row if (held := state_of(term)) and held not in SILENT}
        pairs = (pair_of(self.held, things, held) for held in sorted(states))
        quoted = (source for pair in pairs if pair for source in self.chain(*pair))
        return (*dict.fromkeys(quoted), *self.found(spoken))

    def cell(self, held: Cell | None) -> Said:
        """Show a cell of an analysis' rows."""
        if held is None:
            return Said("–")
        tag = held.language if held.language != self.language else ""
        return Said(held.text, tag, held.is_number, held.state)

    def amount(self, text: str) -> str:
        """Write a sum of money as the language does; what is no sum stays as it is."""
        return figure(text, self.language)

    def state(self, name: str) -> Said:
        """Say a state."""
        return replace(self.name(state(name)), state=name)

    def _link(self, edge: Edge) -> tuple[str, ...]:
        return tuple(self._cited(told(self.held.dataset, Step(*edge))))

    def _cited(self, step: Step) -> Iterator[str]:
        if step.evidence:
            yield from (self.reasons.cited(one) for one in step.evidence)
            return
        standing = self.reasons.tell("inferred", rule=step.rule) if step.rule else self.reasons.tell("given")
        ends = {"subject": step.subject, "relation": step.relation, "object": step.object}
        named = {end: self.name(iri) for end, iri in ends.items()}
        yield from self.source("link", **named, standing=standing)

    def _noted(self, sources: Iterable[str]) -> tuple[str, ...]:
        held = tuple(dict.fromkeys(sources))
        if not held:
            raise ValueError("a statement needs a source")
        # An analysis is named last, and stays, for all that is cut is in it.
        if len(held) <= _NAMED:
            return held
        more = self.source("more", count=len(held) - _NAMED)
        return (*held[: _NAMED - 1], held[-1], *more)

    def _filled(self, group: str, key: str, values: Mapping[str, object]) -> Iterator[Said]:
        for before, name, _, _ in Formatter().parse(words()[group][key][self.language]):
            if before:
                yield Said(before)
            if name is not None:
                yield from _said(values[name])


def _said(value: object) -> tuple[Said, ...]:
    if isinstance(value, tuple):
        return value
    return (value if isinstance(value, Said) else Said(str(value)),)


@cache
def words() -> Mapping[str, Any]:
    """Read the templates: by group, key and language."""
    return tomllib.loads((files("sparql.words") / "products.toml").read_text("utf-8"))

"""What templates say and link with, in one language; as a release does not change, it is kept."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from urllib.parse import quote

from jinja2.runtime import Macro
from markupsafe import Markup, escape
from pyoxigraph import DefaultGraph, Literal, NamedNode

from api.called import Called
from api.embedded import embedded, identified
from api.holes import HOLES, Holed
from api.reader import Reader
from api.refusal import Told, told
from api.texts import Texts
from graph.errors import InvalidIdentifier, KytkosError
from graph.export.figure import figure
from graph.identifiers import BASE, ID, NS, code_of, place_of
from graph.store.dataset import Dataset, Term
from graph.terms import RDF
from sparql import rendering
from sparql.description import Cell, Description
from sparql.labels import Label, Labels, alphabetical, local_name
from sparql.words import is_known_part, part, reason

_STATE = NS + "state-"
_NAMELESS = BASE + ".well-known/genid/"
_SECTION_KEY = NamedNode(NS + "sectionKey")
_KEPT = 16384
#: Codes that what-if gives to what it adds (graph/analysis/change.py).
_PROPOSED = re.compile(re.escape(ID) + r"new\d+")


class Words:
    """The words of pages for readers of one language."""

    def __init__(self, dataset: Dataset, labels: Labels, texts: Texts, reader: Reader) -> None:
        self._store = dataset.store
        self._labels = labels
        self._texts = texts
        self._language = reader.language
        self._query = reader.link("")
        self._root = reader.root
        #: Where whys begin: they stay with a release whose own addresses are read.
        self._kept = reader.root + reader.kept("")
        self._parts: dict[tuple[str, Hashable], Holed] = {}
        #: What stands around a page, by its place in the menu and whether it is that place itself.
        self.frames: dict[tuple[str, bool], Holed] = {}
        self.name = lru_cache(_KEPT)(self._name)
        self.thing = lru_cache(_KEPT)(self._thing)
        self.section = lru_cache(_KEPT)(self._section)
        self.state = lru_cache(_KEPT)(self._state)
        self.order = lru_cache(_KEPT)(self._order)
        self._ends = lru_cache(_KEPT)(self._end)

    def say(self, key: str, **values: object) -> str:
        """Return a text of the interface."""
        return self._texts.say(self._language, key, **values)

    def figure(self, number: float | str) -> str:
        """Write a number as the reader's language does."""
        return figure(number, self._language)

    def refused(self, error: KytkosError) -> list[Told]:
        """Tell what an error carries beside its words."""
        called = Called(error, self._labels, self._language, self.find)
        return told(error, self._language, self.say, called.name, called.word)

    def find(self, key: str) -> str | None:
        """Return a text of the interface where there is one."""
        return self._texts.find(self._language, key)

    def under(self, start: str) -> dict[str, str]:
        """Return the texts of one table, for a script that says them."""
        return self._texts.under(self._language, start)

    def label(self, iri: str) -> Label:
        """Return a thing's name."""
        return self._labels.of(iri, self._language)

    def tagged(self, label: Label) -> Markup:
        """Write a name with its language where that is not the page's, its direction left to itself."""
        if label.language and label.language != self._language:
            return Markup(f'<bdi lang="{escape(label.language)}">{escape(label.text)}</bdi>')  # noqa: S704
        return Markup(f"<bdi>{escape(label.text)}</bdi>")  # noqa: S704

    def address(self, iri: str) -> str:
        """Return the address of a thing's page on this site; others keep theirs, and "" is no address."""
        if is_proposed(iri):
            return ""
        try:
            return f"{self._root}/page/{place_of(iri)}{self._query.removeprefix(self._root)}"
        except InvalidIdentifier:
            if iri.startswith(NS):
                return f"{self._root}/ns{self._query.removeprefix(self._root)}#{quote(local_name(iri))}"
            return iri if iri.startswith(("https://", "http://")) else ""

    def plain(self, held: Literal) -> str:
        """Write a plain value as the reader's language does: numbers, yes and no, and what else as it is."""
        shown = rendering.cell(held, self._labels, self._language)
        return shown.shown(self._language) if shown else ""

    def own(self, texts: Sequence[Literal]) -> Sequence[Literal]:
        """Return those texts that are in the reader's language, or all where none is."""
        return [text for text in texts if text.language == self._language] or texts

    def code(self, iri: str) -> str:
        """Return the code of a thing of ours."""
        return code_of(iri)

    def explored(self, iri: str) -> str:
        """Return the code of a thing that the explorer can begin at, or nothing."""
        try:
            return code_of(iri)
        except InvalidIdentifier:
            return ""

    def linked_data(self, held: Description) -> Markup:
        """Write the block of JSON-LD that names the thing of a page."""
        return embedded(identified(held, self._labels))

    def why(self, coverer: str, covered: str) -> str:
        """Return the address of the page that says why one covers the other, or why not."""
        path = f"{self._kept}/why/{code_of(coverer)}/{code_of(covered)}"
        return path + self._query.removeprefix(self._root)

    def said(self, *things: str) -> str:
        """Return the address of what is said of the first one or two of these things, or "" for none."""
        path = "/".join(map(code_of, things[:2]))
        return f"{self._kept}/said/{path}{self._query.removeprefix(self._root)}" if path else ""

    def covering(self, row: Macro, counted: Macro, cells: Iterable[Cell], thing: str, side: str) -> Markup:
        """Write a row for each cell of what a thing ``covers`` or what covers it: one is made and filled."""
        alike = self._parts.get((row.name, side))
        if alike is None:
            ends = f"{HOLES[4]}/{HOLES[2]}" if side == "covers" else f"{HOLES[2]}/{HOLES[4]}"
            why = f"{self._kept}/why/{ends}{self._query.removeprefix(self._root)}"
            alike = self._parts[row.name, side] = Holed(row(HOLES[0], HOLES[1], why, HOLES[3], self.say))
        made, own = [], code_of(thing)
        for cell in cells:
            link, code, name = self._ends(cell.other)
            more = counted(cell, self, self.say) if cell.count or cell.rung or cell.through else ""
            made.append((link, more, code, name, own))
        return Markup(alike.all_filled(made))  # noqa: S704

    def filled(self, part: Macro, key: Hashable, *values: str) -> Markup:
        """Write a part of a page with these values; what stands between them is made once for each key."""
        found = self._parts.get((part.name, key))
        if found is None:
            found = self._parts[part.name, key] = Holed(part(*HOLES[: len(values)]))
        return Markup(found.filled(*values))  # noqa: S704

    def place(self, version: str, start: int, end: int) -> str:
        """Return the address of a mention's place in its document."""
        path = f"{self._root}/document/{code_of(version)}"
        return f"{path}{self._query.removeprefix(self._root)}#m{start}-{end}"

    def part(self, key: str) -> str:
        """Name a part of a document in a few words."""
        return part(self._language, key)

    def reason(self, key: str) -> str:
        """Say why a part is missing."""
        return reason(self._language, key)

    def relation(self, predicate: str, direction: str) -> Markup:
        """Write a relation as seen from one of its ends, in words of ours or by its label."""
        name = predicate.replace("/", "#").rpartition("#")[2]
        found = self._texts.find(self._language, f"relation.{name}-{direction}")
        if found is not None:
            return escape(found)
        return escape("← " if direction == "in" else "") + self.name(predicate)

    def inner(self, iri: str) -> list[tuple[str, Term]]:
        """Return what is said of a thing that has no page of its own, or nothing where it has one."""
        return self.told(iri) if iri.startswith(_NAMELESS) else []

    def told(self, iri: str) -> list[tuple[str, Term]]:
        """Return what is said of a thing, but of which kind it is."""
        said = self._store.quads_for_pattern(NamedNode(iri), None, None, DefaultGraph())
        pairs = ((quad.predicate.value, quad.object) for quad in said)
        return sorted((pair for pair in pairs if pair[0] != RDF + "type"), key=lambda pair: pair[0])

    def _order(self, iri: str) -> str:
        return alphabetical(self.label(iri).text)

    def _end(self, iri: str) -> tuple[Markup, str, Markup]:
        """Return a thing's link, its code and its name, as the row of a cell has them."""
        return self.thing(iri), code_of(iri), escape(self.label(iri).text)

    def _name(self, iri: str) -> Markup:
        return self.tagged(self.label(iri))

    def _thing(self, iri: str) -> Markup:
        address = self.address(iri)
        if not address:
            return self.name(iri)
        return Markup(f'<a href="{escape(address)}">{self.name(iri)}</a>')  # noqa: S704

    def _section(self, iri: str) -> Markup:
        keys = self._store.quads_for_pattern(NamedNode(iri), _SECTION_KEY, None, None)
        key = next((getattr(quad.object, "value", "") for quad in keys), "")
        return escape(self.part(key)) if is_known_part(self._language, key) else self.name(iri)

    def _state(self, name: str, count: str = "", out_of: str = "") -> Markup:
        label = self.label(_STATE + name)
        if name == "rejected":
            label = Label(self.say("state.rejected"), self._language)
        numbers = f" ({escape(count)}/{escape(out_of)})" if count and out_of else ""
        chip = f'<span class="state state-{escape(name)}">{self.tagged(label)}{numbers}</span>'
        return Markup(chip)  # noqa: S704


def is_proposed(iri: str) -> bool:
    """Say whether a thing is only proposed by a what-if, so that no page is about it."""
    return _PROPOSED.fullmatch(iri) is not None

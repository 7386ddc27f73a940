"""The names of things, in the reader's language or else in Finnish, and said to be so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from graph.identifiers import ID, NS
from graph.store.dataset import Dataset
from graph.terms import RDFS, SKOS
from sparql.words import LANGUAGES

_NAMES = (NamedNode(SKOS + "prefLabel"), NamedNode(RDFS + "label"))
_KEPT = 65536


@dataclass(frozen=True, slots=True)
class Label:
    """A name and the language it is in; empty where the name is a code, which is in none."""

    text: str
    language: str = ""


class Labels:
    """Names of the things of one release, looked up once each."""

    def __init__(self, dataset: Dataset) -> None:
        self._store = dataset.store
        self.all = lru_cache(maxsize=_KEPT)(self._all)

    def gather(self) -> None:
        """Look up all names at once, so that no page does: for a release that is held in memory."""
        for predicate in _NAMES:
            for quad in self._store.quads_for_pattern(None, predicate, None, None):
                if isinstance(quad.subject, NamedNode):
                    self.all(quad.subject.value)

    def of(self, iri: str, language: str) -> Label:
        """Return the name in this language, else in Finnish, else in any, else the code."""
        known = self.all(iri)
        for tag in (language, *LANGUAGES, *known):
            if tag in known:
                return Label(known[tag], tag)
        return Label(local_name(iri))

    def definition(self, iri: str, language: str) -> Label | None:
        """Return what the vocabulary says a term means, in this language or in one that it has."""
        node, defines = NamedNode(iri), NamedNode(SKOS + "definition")
        found = {
            quad.object.language or "": quad.object.value
            for quad in self._store.quads_for_pattern(node, defines, None, None)
            if isinstance(quad.object, Literal)
        }
        tag = next((tag for tag in (language, *LANGUAGES, *found) if tag in found), None)
        return None if tag is None else Label(found[tag], tag)

    def _all(self, iri: str) -> Mapping[str, str]:
        node = NamedNode(iri)
        found: dict[str, str] = {}
        for predicate in _NAMES:
            for quad in self._store.quads_for_pattern(node, predicate, None, None):
                if isinstance(quad.object, Literal):
                    found.setdefault(quad.object.language or "", quad.object.value)
        return found


_LETTERS = str.maketrans({"å": "{", "ä": "|", "ö": "}", "é": "e", "š": "s", "ž": "z"})


def alphabetical(text: str) -> str:
    """Return what a name is sorted by: å, ä and ö stand after z, and case makes no difference."""
    return text.casefold().translate(_LETTERS)


def local_name(iri: str) -> str:
    """Return the last part of an IRI, or all of one that is not ours."""
    for start in (ID, NS):
        if iri.startswith(start):
            return iri[len(start) :]
    return iri.rpartition("#")[2] or iri

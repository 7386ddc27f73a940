"""The names of things in three languages, each with the language that it truly is in."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from graph.identifiers import ID, NS
from graph.store.dataset import Dataset
from graph.terms import RDFS, SKOS

LANGUAGES = ("fi", "sv", "en")
_NAMING = (NamedNode(SKOS + "prefLabel"), NamedNode(RDFS + "label"))
_KEPT = 65536


class Names:
    """Look up the names of the things of one release."""

    def __init__(self, dataset: Dataset) -> None:
        self._store = dataset.store
        self._known = lru_cache(_KEPT)(self._read)

    def of(self, iri: str, language: str) -> tuple[str, str]:
        """Return the name in a language, and the language; else in Finnish, Swedish, English or any.

        A thing without a name is called by its code, which is in no language.
        """
        known = self._known(iri)
        for tag in (language, *LANGUAGES, *sorted(known)):
            if tag in known:
                return known[tag], tag
        return local_name(iri), ""

    def _read(self, iri: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for naming in _NAMING:
            names = (q.object for q in self._store.quads_for_pattern(NamedNode(iri), naming, None, None))
            said = ((name.language or "", name.value) for name in names if isinstance(name, Literal))
            for tag, text in sorted(said):
                found.setdefault(tag, text)
        return found


def local_name(iri: str) -> str:
    """Return the last part of an IRI of ours, and all of another."""
    for start in (ID, NS):
        if iri.startswith(start):
            return iri[len(start) :]
    return iri

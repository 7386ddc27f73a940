"""The words of names in their basic forms, as triples that any store can search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from graph.identifiers import NS
from graph.ingest.lemmas import Lemmatiser
from graph.release import inference
from graph.store.dataset import Dataset, Table
from graph.store.query_file import QueryFile, load

LEMMA = NS + "lemma"
_WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")


def hold(dataset: Dataset, lemmatiser: Lemmatiser) -> None:
    """Hold the lemmas of the words of each name, in lower case and tagged with the name's language."""
    made_by = rule()
    inference.hold(dataset, made_by, _lemmas(dataset.select(made_by.text), lemmatiser))


def rule() -> QueryFile:
    """Return the rule that lemmas are held by; its query asks for the names."""
    return load(Path(str(files("graph.release") / "queries" / "named.rq")))


def _lemmas(names: Table, lemmatiser: Lemmatiser) -> Iterator[Triple]:
    for thing, name in names.rows:
        if isinstance(thing, NamedNode) and isinstance(name, Literal) and name.language:
            for lemma in of_name(name.value, name.language, lemmatiser):
                yield Triple(thing, NamedNode(LEMMA), Literal(lemma, language=name.language))


def of_name(name: str, language: str, lemmatiser: Lemmatiser) -> set[str]:
    """Return the lemmas of a name's words, a word's every one; one that no dictionary knows is its own."""
    found: set[str] = set()
    for word in _WORD.findall(name):
        if not word.isdigit():
            found |= _of_word(word, language, lemmatiser)
    return found


def _of_word(word: str, language: str, lemmatiser: Lemmatiser) -> set[str]:
    # A stem, which ends in a tilde, is for comparing and no word; the surface is among the analyses.
    analyses = {analysis for analysis in lemmatiser.analyses(word, language) if not analysis.endswith("~")}
    return analyses - {word.casefold()} or analyses

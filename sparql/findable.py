"""What can be found in a release: its things with their names, and what they belong to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from pyoxigraph import Literal as Text

from graph.analysis.reach import Reach
from graph.identifiers import NS, code_of
from graph.release.opening import is_large
from graph.release.runs import Runs
from graph.store.dataset import Dataset
from sparql.description import value
from sparql.index import Entry, Facet, kind_name
from sparql.query_folder import QueryFolder

#: Bookkeeping, which is reached from what it is about and would drown the rest.
INNER = {
    NS + name
    for name in (
        "Assertion CoverageCell Decision DocumentVersion Labelling MissingPart Section "
        "CompletenessStatement Rule Release"
    ).split()
} | {"http://www.w3.org/2004/02/skos/core#Concept", "http://www.w3.org/2004/02/skos/core#ConceptScheme"}
#: Told of a thing: its IRI, what is told, and two words of it.
_Told: TypeAlias = tuple[str, str, str, str]
#: In the order in which they are needed, names by the places of their relations.
_KIND, _NAME, _PLACE, _LEMMA = "kind", "name", "place", "lemma"
#: Bytes of what is told that are held before they are sorted and written.
_MOST_HELD = 128 << 20
_PLACES: Mapping[str, Facet] = {
    NS + "ProgrammingPeriod": "period",
    NS + "Theme": "theme",
    NS + "TargetGroup": "group",
}


def entries(dataset: Dataset, queries: QueryFolder, reach: Callable[[], Reach]) -> Iterator[Entry]:
    """Yield all that has a name; ``reach`` tells of parts and narrower groups.

    What is told of things is brought together on disk, beside the release, where it is much.
    """
    beside = dataset.folder if is_large(dataset) else None
    with TemporaryDirectory(prefix=".found-", dir=beside) as folder:
        runs = Runs(Path(folder), _MOST_HELD)
        for told in _told(dataset, queries, reach):
            runs.add([_line(told)])
        runs.finish()
        for lines in runs.groups():
            entry = _entry([json.loads(line[line.index(b" ") + 1 :]) for line in lines])
            if entry.kinds and entry.names:
                yield entry


def _told(dataset: Dataset, queries: QueryFolder, reach: Callable[[], Reach]) -> Iterator[_Told]:
    """Yield kinds, names, what things belong to and lemmas: all of one sort, then all of the next."""
    places: dict[str, Facet] = {}
    for iri, kind in dataset.rows(queries.named("kinds-of-things").text):
        if value(kind) not in INNER:
            yield value(iri), _KIND, value(kind), ""
            if facet := _PLACES.get(value(kind)):
                places[value(iri)] = facet
    for iri, place, name in dataset.rows(queries.named("all-names").text):
        if isinstance(name, Text):
            yield value(iri), _NAME + value(place), name.language or "", name.value
    for iri, lemma in dataset.rows(queries.named("lemmas").text):
        yield value(iri), _LEMMA, value(lemma), ""
    if places:
        yield from _belonging(places, dataset, queries, reach())


def _belonging(
    places: Mapping[str, Facet], dataset: Dataset, queries: QueryFolder, whole: Reach
) -> Iterator[_Told]:
    """Say what each thing belongs to: what it is linked to by an accepted link or is part of, and itself."""
    codes = {
        place: [(places[p], code_of(p)) for p in {place, *(whole.broader.get(place, set()) & places.keys())}]
        for place in places
    }
    within = ((thing, place) for place in places for thing in whole.members.get(place, ()))
    linked = dataset.rows(queries.named("belonging").text)
    pairs = ((value(thing), value(place)) for thing, place in linked)
    for thing, place in (*((place, place) for place in places), *within):
        for facet, code in codes[place]:
            yield thing, _PLACE, facet, code
    for thing, place in pairs:
        for facet, code in codes.get(place, ()):
            yield thing, _PLACE, facet, code


def _line(told: _Told) -> bytes:
    return f"{told[0]} {json.dumps(told, ensure_ascii=False)}\n".encode()


def _entry(told: list[_Told]) -> Entry:
    kinds = tuple(first for _, sort, first, _ in told if sort == _KIND)
    names = tuple(dict.fromkeys((text, tag) for _, sort, tag, text in told if sort.startswith(_NAME)))
    belongs = {("kind", kind_name(kind)) for kind in kinds}
    belongs |= {(facet, code) for _, sort, facet, code in told if sort == _PLACE}
    lemmas = tuple(first for _, sort, first, _ in told if sort == _LEMMA)
    return Entry(told[0][0], kinds, names, tuple(sorted(belongs)), lemmas)  # type: ignore[arg-type]

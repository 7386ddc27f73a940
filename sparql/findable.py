"""What can be found in a release: its things with their names, and what they belong to."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from json.encoder import encode_basestring
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
_ASIDE = ".found-"
#: So much that is told is handed on at once.
_BLOCK = 1000
_PLACES: Mapping[str, Facet] = {
    NS + "ProgrammingPeriod": "period",
    NS + "Theme": "theme",
    NS + "TargetGroup": "group",
}


def entries(dataset: Dataset, queries: QueryFolder, reach: Callable[[], Reach]) -> Iterator[Entry]:
    """Yield all that has a name; ``reach`` tells of parts and narrower groups.

    What is told of things is brought together on disk, beside the release, where it is much.
    """
    with TemporaryDirectory(prefix=_ASIDE, dir=_beside(dataset)) as folder:
        runs = Runs(Path(folder))
        lines = map(_line, _told(dataset, queries, reach))
        while block := list(islice(lines, _BLOCK)):
            runs.add(block)
        runs.finish()
        for same in runs.groups():
            entry = _entry(same)
            if entry.kinds and entry.names:
                yield entry


def _beside(dataset: Dataset) -> Path | None:
    """Return where much has room, without what is left of a making that was ended: one goes on at a time."""
    if dataset.folder is None or not is_large(dataset):
        return None
    for left in dataset.folder.glob(f"{_ASIDE}*"):
        shutil.rmtree(left, ignore_errors=True)
    return dataset.folder


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
    """Write what is told as one line; there are many millions, so that no encoder is made for each."""
    iri, sort, first, second = told
    return f'{iri} ["{sort}",{encode_basestring(first)},{encode_basestring(second)}]\n'.encode()


def _entry(lines: list[bytes]) -> Entry:
    """Bring together what these lines tell of one thing."""
    iri, start, _ = lines[0].partition(b" ")
    behind = len(iri + start)
    told = json.loads(b"[%s]" % b",".join([line[behind:] for line in lines]))
    kinds = tuple(first for sort, first, _ in told if sort == _KIND)
    names = tuple(dict.fromkeys((text, tag) for sort, tag, text in told if sort.startswith(_NAME)))
    belongs: set[tuple[Facet, str]] = {("kind", kind_name(kind)) for kind in kinds}
    belongs |= {(facet, code) for sort, facet, code in told if sort == _PLACE}
    lemmas = tuple(first for sort, first, _ in told if sort == _LEMMA)
    return Entry(iri.decode(), kinds, names, tuple(sorted(belongs)), lemmas)

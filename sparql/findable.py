"""What can be found in a release: its things with their names, and what they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pyoxigraph import Literal as Text

from graph.analysis.reach import Reach
from graph.identifiers import NS, code_of
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
_PLACES: Mapping[str, Facet] = {
    NS + "ProgrammingPeriod": "period",
    NS + "Theme": "theme",
    NS + "TargetGroup": "group",
}


def entries(dataset: Dataset, queries: QueryFolder, reach: Callable[[], Reach]) -> Iterator[Entry]:
    """Yield all that has a name; ``reach`` tells of parts and narrower groups."""
    kinds = _kinds(dataset, queries)
    names: dict[str, dict[tuple[str, str], None]] = {}
    for term, name in dataset.select(queries.named("all-names").text).rows:
        if (iri := value(term)) in kinds and isinstance(name, Text):
            names.setdefault(iri, {})[name.value, name.language or ""] = None
    belongs = _belonging(kinds, dataset, queries, reach)
    lemmas: dict[str, tuple[str, ...]] = {}
    for iri, lemma in dataset.texts(queries.named("lemmas").text):
        lemmas[iri] = (*lemmas.get(iri, ()), lemma)
    for iri, held in names.items():
        # Things and their kinds are many, and kinds alone are few.
        places = {*(("kind", kind_name(kind)) for kind in kinds[iri]), *belongs.get(iri, ())}
        yield Entry(iri, kinds[iri], tuple(held), tuple(sorted(places)), lemmas.get(iri, ()))


def _kinds(dataset: Dataset, queries: QueryFolder) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for iri, kind in dataset.texts(queries.named("kinds-of-things").text):
        if kind not in INNER:
            found[iri] = (*found.get(iri, ()), kind)
    return found


def _belonging(
    kinds: Mapping[str, tuple[str, ...]], dataset: Dataset, queries: QueryFolder, reach: Callable[[], Reach]
) -> dict[str, set[tuple[Facet, str]]]:
    """Say what each thing belongs to: what it is linked to by an accepted link or is part of, and itself."""
    places = {iri: facet for iri, held in kinds.items() for kind in held if (facet := _PLACES.get(kind))}
    if not places:
        return {}
    whole = reach()
    within = [(thing, place) for place in places for thing in whole.members.get(place, ())]
    linked = dataset.texts(queries.named("belonging").text)
    found: dict[str, set[tuple[Facet, str]]] = {}
    for thing, place in (*((place, place) for place in places), *linked, *within):
        if place in places:
            wider = whole.broader.get(place, set()) & places.keys()
            found.setdefault(thing, set()).update((places[place], code_of(p)) for p in {place, *wider})
    return found

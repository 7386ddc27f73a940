"""Profiles: what each theme, goal, measure package and project of a release is linked to, by sort."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Literal, get_args

from graph.analysis.reach import Reach
from graph.assertion import Assertion
from graph.identifiers import NS, resource
from graph.store.dataset import Dataset
from graph.store.query_file import load
from graph.terms import TARGETING

Sort = Literal["groups", "instruments", "methods", "phenomena"]

SORTS: tuple[Sort, ...] = get_args(Sort)
_SORT_OF: dict[str, Sort] = {
    **dict.fromkeys(TARGETING, "groups"),
    "claimsAlignmentWith": "instruments",
    "usesMethod": "methods",
    "concerns": "phenomena",
}


@dataclass(frozen=True)
class Profile:
    """Something that a release knows: its IRI, its kinds (local names), and its things by sort."""

    iri: str
    kinds: set[str] = field(default_factory=set)
    things: dict[str, set[str]] = field(default_factory=dict)

    def of(self, sort: str) -> set[str]:
        """Return its things of a sort."""
        return self.things.get(sort, set())


@dataclass(frozen=True)
class Known:
    """What drafts are checked against: a release's profiles by IRI, its recommendations and its coverage."""

    profiles: Mapping[str, Profile]
    recommendations: frozenset[str]
    reach: Reach
    release: str = ""


def known(dataset: Dataset, reach: Reach) -> Known:
    """Read what drafts are checked against, from accepted links only; ``reach`` is the same release's."""
    found: dict[str, Profile] = {}
    for who, kind, sort, what in _rows(dataset, "profiles"):
        profile = found.setdefault(who, Profile(who))
        profile.kinds.add(kind.removeprefix(NS))
        profile.things.setdefault(sort, set()).add(what)
    recommendations = frozenset(thing for (thing,) in _rows(dataset, "recommendations"))
    return Known(found, recommendations, reach, dataset.release)


def _rows(dataset: Dataset, name: str) -> list[tuple[str, ...]]:
    return dataset.texts(load(Path(str(files("graph.draft") / "queries" / f"{name}.rq"))).text)


def sort_of(link: Assertion) -> Sort | None:
    """Return the sort of thing that a link is to, or None for a link that says nothing of what is served."""
    return _SORT_OF.get(link.relation)


def affirmed(links: tuple[Assertion, ...], document: str) -> dict[Sort, dict[str, Assertion]]:
    """Return a draft's own things by sort and IRI, each with the first link that says so; no denied ones."""
    found: dict[Sort, dict[str, Assertion]] = {sort: {} for sort in SORTS}
    for sort, link in _own(links, document):
        if link.polarity == "affirmed":
            found[sort].setdefault(resource(link.object), link)
    return found


def denied(links: tuple[Assertion, ...], document: str) -> set[str]:
    """Return the IRIs of what a draft says it is not for, or does not follow."""
    return {resource(link.object) for _, link in _own(links, document) if link.polarity == "denied"}


def _own(links: tuple[Assertion, ...], document: str) -> Iterator[tuple[Sort, Assertion]]:
    for link in links:
        sort = sort_of(link)
        if sort and link.subject == document:
            yield sort, link

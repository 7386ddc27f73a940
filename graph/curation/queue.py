"""The order in which links are worth a reviewer's time: first those that most answers would change by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from graph.assertion import Assertion
from graph.curation.states import Link
from graph.terms import LADDER, TARGETING

#: What other links hang on comes first: without it they speak of things without kind and name.
_FIRST = ("describes", "isPartOf", "hasPart", "funds", "coordinatedBy", "produced")
_WEIGHTS = {relation: len(_FIRST) - place for place, relation in enumerate(_FIRST)}
#: Relations by which a part's coverage counts for the whole, and which end is the whole.
_WHOLE = {"isPartOf": "object", "hasPart": "subject", "funds": "subject", "coordinatedBy": "subject"}
_COVERING = frozenset((*TARGETING, *LADDER))
Pair = tuple[str, str]


def ordered(links: Iterable[Link], carried: Mapping[str, int] | None = None) -> list[Link]:
    """Order links by how many answers would change by them, then by what hangs on them and their two ends.

    Relations that name and place things weigh more than those that say something of them; ties follow the
    order of the text. ``carried`` counts, by the link's code, the findings that would be others if it were
    wrong (graph.analysis.robustness): links that carry any come before all others.
    """
    known = list(links)
    changing, resting = answers(known), carried or {}
    ends = Counter(end for link in known for end in (link.assertion.subject, link.assertion.object))

    def place(link: Link) -> tuple[int, int, int, int, str, int, str]:
        said = link.assertion
        weight, degree = _WEIGHTS.get(said.relation, 0), ends[said.subject] + ends[said.object]
        head = (-resting.get(said.code, 0), -changing[said.code])
        return (*head, -weight, -degree, said.document, said.start, said.code)

    return sorted(known, key=place)


def answers(links: Iterable[Link]) -> Mapping[str, int]:
    """Count, by the link's code, the cells of coverage whose state hangs on a link that is not decided.

    A cell is a pair of who covers and what is covered. A covering link makes one for its subject and for
    every whole it is part of; a link that places or names a thing, one for all that the thing covers. Cells
    that accepted links settle already count no more.
    """
    known = [link for link in links if link.state != "rejected"]
    wholes = _wholes(link.assertion for link in known)
    covers: dict[str, set[str]] = {}
    settled: set[Pair] = set()
    for link in known:
        said = link.assertion
        if said.relation in _COVERING:
            for whole in _up(said.subject, wholes):
                covers.setdefault(whole, set()).add(said.object)
            if link.state == "accepted":
                settled.add((said.subject, said.object))
    return Counter(
        {
            link.assertion.code: sum(
                1 for pair in _cells(link.assertion, wholes, covers) if pair not in settled
            )
            for link in known
            if link.state == "proposed"
        }
    )


def _cells(said: Assertion, wholes: Mapping[str, set[str]], covers: Mapping[str, set[str]]) -> Iterator[Pair]:
    """Yield the cells whose state hangs on a link."""
    if said.relation in _COVERING:
        yield from ((whole, said.object) for whole in _up(said.subject, wholes))
    elif said.relation in _WHOLE:
        whole = said.object if _WHOLE[said.relation] == "object" else said.subject
        part = said.subject if whole == said.object else said.object
        named = {part} if part == said.object else set()
        yield from ((cover, c) for cover in _up(whole, wholes) | named for c in covers.get(part, ()))
    elif said.relation == "describes":
        yield from ((said.object, covered) for covered in covers.get(said.object, ()))


def _wholes(said: Iterable[Assertion]) -> dict[str, set[str]]:
    wholes: dict[str, set[str]] = {}
    for link in said:
        if end := _WHOLE.get(link.relation):
            whole, part = (link.object, link.subject) if end == "object" else (link.subject, link.object)
            wholes.setdefault(part, set()).add(whole)
    return wholes


def _up(thing: str, wholes: Mapping[str, set[str]]) -> set[str]:
    """Return a thing and all it is part of."""
    found, ahead = {thing}, [thing]
    while ahead:
        for whole in wholes.get(ahead.pop(), ()):
            if whole not in found:
                found.add(whole)
                ahead.append(whole)
    return found

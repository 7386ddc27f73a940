"""What two themes or projects have in common, of which type it is, and whether anything coordinates them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import combinations, product

from pyoxigraph import NamedNode

from graph.analysis.analysis import Finding, Remark
from graph.analysis.held import Held
from graph.analysis.near import Near, near
from graph.analysis.pair import SORTS, TYPES, Pair, Side
from graph.analysis.picture import Web
from graph.analysis.registers import justified_overlaps
from graph.analysis.value import number, thing
from graph.errors import InvalidParameter, TooManyProjects
from graph.identifiers import ID, NS
from graph.store.dataset import Term
from graph.terms import state

_FOUR = ("activityState", "groupState", "placeState", "timeState")
PAIRS = ("first", "second", "type", *_FOUR, "coordination", "coordinationState", "justified", *SORTS)
SHARED = ("first", "second", "sort", "role", "shared", "state", "firstState", "secondState", "coordination")
_FOUND = ("conflict", "direct", "partial")
_INSTEAD = "ask with only= of one project, or for the overlap of themes and their parts"
_ALIKE = ("duplication", "overlap", "fragmentation")


def find(held: Held, given: Mapping[str, str]) -> Finding:
    """Compare every thing of one kind with every one of another.

    Of a large release those of which all projects can be looked up, and of a project those with which it has
    a group, method or result; raises TooManyProjects where that is every project.
    """
    around, remarks = _near(held, given)
    held = around.held
    pairs = list(compared(held, given["first"], given["second"], given["only"], around.whole))
    if given["show"] == "shared":
        rows = tuple(row for pair in pairs for row in _shared(pair))
        return Finding(SHARED, rows, (*_remarks(pairs, {}), *remarks), _picture(pairs))
    justified = justified_overlaps(held.dataset)
    ordered = sorted(pairs, key=lambda pair: TYPES.index(pair.type))
    rows = tuple(_row(pair, justified) for pair in ordered)
    return Finding(PAIRS, rows, (*_remarks(pairs, justified), *remarks), _picture(pairs))


def _near(held: Held, given: Mapping[str, str]) -> tuple[Near, tuple[Remark, ...]]:
    """Return what to compare among, and say what is left out of it."""
    kinds, only = (given["first"], given["second"]), given["only"]
    about = (_iri(only),) if only else ()
    if held.portfolio is None or "Project" not in kinds:
        around = near(held, "overlap", about, is_all=True)
        return around, around.left(one for kind in kinds for one in around.held.layer.of_kind(kind))
    from graph.analysis.lending import alike  # with what counts, which takes long to load

    if kinds != ("Project", "Project") or not only:
        raise TooManyProjects("overlap of projects", held.most_walked, _INSTEAD)
    nearest, count = alike(held, *about)
    around = near(held, "overlap", (*about, *nearest))
    said = {"count": count, "listed": len(nearest)}
    return replace(around, whole=frozenset((*about, *nearest))), (Remark("nearest", said),)


def compared(
    held: Held, first: str, second: str, only: str = "", among: Collection[str] | None = None
) -> Iterator[Pair]:
    """Yield each two things of these kinds that can be compared, once; or ``only`` those with one of them.

    ``among`` some, where not all can be. Raises InvalidParameter where that one is of neither kind.
    """
    kept = held.reach.members if among is None else among
    ends = {kind: [one for one in _things(held, kind) if one in kept] for kind in (first, second)}
    wanted = _iri(only)
    if only:
        _require(wanted, ends)
    known = {one: Side(held, one) for end in ends.values() for one in end}
    couples = combinations(ends[first], 2) if first == second else product(*ends.values())
    for one, other in dict.fromkeys(tuple(sorted(couple)) for couple in couples):
        pair = Pair(known[one], known[other])
        if one != other and (not only or wanted in (one, other)) and pair.is_apart():
            yield pair


def _iri(code: str) -> str:
    return ID + code.removeprefix(ID).removeprefix("id:")


def _require(wanted: str, kinds: Mapping[str, list[str]]) -> None:
    """Refuse the code of a thing that is of neither kind: that it has no pairs would be an answer."""
    if all(wanted not in things for things in kinds.values()):
        reason = f"{wanted.removeprefix(ID)} is none of these: {', '.join(kinds)}"
        raise InvalidParameter("overlap", "only", reason)


def _things(held: Held, kind: str) -> list[str]:
    """List what covers of a kind; a coordination project is none of the projects it brings together."""
    layer, apart = held.layer, "CoordinationProject"
    found = (one for one in layer.of_kind(kind) if one in held.reach.members)
    return [one for one in found if kind == apart or not layer.is_a(one, apart)]


def _row(pair: Pair, justified: Mapping[frozenset[str], str]) -> tuple[Term | None, ...]:
    ends = (pair.one.thing, pair.other.thing)
    project, coordinated = pair.coordination
    return (
        *(NamedNode(end) for end in ends),
        NamedNode(f"{NS}overlap-{pair.type}"),
        *(NamedNode(state(held)) for held in pair.four),
        *(thing(project), NamedNode(state(coordinated)), thing(justified.get(frozenset(ends), ""))),
        *(number(len(pair.shared[sort])) for sort in SORTS),
    )


def _shared(pair: Pair) -> Iterator[tuple[Term | None, ...]]:
    one, other, layer = pair.one, pair.other, pair.one.held.layer
    for sort, kind in SORTS.items():
        for what, held in sorted(pair.shared[sort].items()):
            roles = layer.targets(what, NS + "groupRole") if sort == "groups" else []
            yield (
                *(NamedNode(one.thing), NamedNode(other.thing), NamedNode(kind)),
                *(thing(roles[0] if roles else ""), NamedNode(what)),
                *(NamedNode(state(s)) for s in (held, one.has[sort][what], other.has[sort][what])),
                thing(pair.coordination[0]),
            )


def _remarks(pairs: list[Pair], justified: Mapping[frozenset[str], str]) -> Iterator[Remark]:
    if not pairs:
        yield Remark("nothing")
        return
    alike = [pair for pair in pairs if pair.type in _ALIKE]
    apart = [pair for pair in alike if pair.coordination[1] not in _FOUND]
    known = sum(frozenset((pair.one.thing, pair.other.thing)) in justified for pair in apart)
    yield Remark("need", {"alike": len(alike), "apart": len(apart), "justified": known})
    for name, place in (("place", 2), ("time", 3)):
        if lacking := sum(pair.four[place] == "unknown" for pair in pairs):
            yield Remark(name, {"lacking": lacking, "pairs": len(pairs)})


def _picture(pairs: list[Pair]) -> Web:
    """Draw things with what they share: those with one coordination project are of one community."""
    alike = [pair for pair in pairs if pair.type in _ALIKE]
    sides = {side.thing: side for pair in alike for side in (pair.one, pair.other)}
    projects = sorted({c for side in sides.values() for c in side.coordinators()})
    weights: dict[str, int] = dict.fromkeys(sides, 0)
    links = []
    for pair in alike:
        amount = sum(map(len, pair.shared.values()))
        links.append((pair.one.thing, pair.other.thing, float(amount)))
        for side in (pair.one, pair.other):
            weights[side.thing] += amount
    nodes = (
        (one, float(weights[one]), 1 + projects.index(min(c)) if (c := side.coordinators()) else 0)
        for one, side in sides.items()
    )
    return Web(tuple(nodes), tuple(links))

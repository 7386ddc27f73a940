"""What becomes of groups, themes, methods, results and the like from one period to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.analysis.analysis import Finding, Remark
from graph.analysis.held import Held
from graph.analysis.near import near
from graph.analysis.picture import Flow
from graph.analysis.succession import HOLDING, NAMING, Side, facts, hierarchy, lives_on, side
from graph.analysis.value import number, thing
from graph.errors import InvalidParameter
from graph.identifiers import NS
from graph.store.dataset import Term
from graph.terms import STATES, state

COLUMNS = (
    *("earlier", "later", "type", "state", "definitionState"),
    *("earlierBy", "laterBy", "shared", "outOf"),
)
#: How a later thing stands to an earlier one: the same, a part of it, a whole of it, or beside it.
_SAME, _NARROWER, _BROADER, _BESIDE = "same", "narrower", "broader", "beside"
_AGED = ("TargetGroup", "Intermediary")
Facts = Mapping[str, Mapping[str, list[tuple[str, str]]]]
Edges = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Passage:
    """What became of one thing, by IRIs; ``shared`` of ``out_of`` things in it are found again."""

    earlier: str
    later: str
    type: str
    state: str
    definition: str = ""
    shared: int = 0
    out_of: int = 0


def find(held: Held, given: Mapping[str, str]) -> Finding:
    """Tell what became of each thing of a kind; raises InvalidParameter for periods out of order."""
    known = facts(held)
    _check(given, known)
    held = near(held, "continuity", (given["earlier"], given["later"])).held
    earlier, later = (side(held, given["kind"], given[name]) for name in ("earlier", "later"))
    found = tuple(passages(held, given["kind"], earlier, later, known))
    rows = tuple(_row(passage, earlier, later) for passage in found)
    remarks = tuple(_remarks(given["kind"], earlier, later, known, found))
    return Finding(COLUMNS, rows, remarks, _picture(found))


def passages(held: Held, kind: str, earlier: Side, later: Side, known: Facts) -> Iterator[Passage]:
    """Yield what became of each earlier thing, and then each later one that is new."""
    edges = _edges(held, kind, earlier, later, known)
    sources: dict[str, set[str]] = {}
    for one, found in edges.items():
        for other in found:
            sources.setdefault(other, set()).add(one)
    for one in earlier.things:
        if one in edges:
            kept = _type(edges[one], {} if kind == "Result" else sources)
            for other, how in sorted(edges[one].items()):
                yield _kept(kind, (one, other), how, kept, earlier, later, known)
        else:
            yield _lost(held, kind, one, earlier, later)
    narrower, broader = hierarchy(held)
    for other in later.things:
        if other not in sources:
            yield _new(other, earlier, later, narrower, broader)


def _edges(held: Held, kind: str, earlier: Side, later: Side, known: Facts) -> Edges:
    if kind in HOLDING:
        return _by_content(earlier, later)
    found = _by_hierarchy(held, earlier, later)
    if kind == "Organization":
        for one in earlier.things:
            after = {new for new, _ in known.get("successor", {}).get(one, ()) if new in later.things}
            if after and one not in found:
                found[one] = dict.fromkeys(after, _NARROWER if len(after) > 1 else _SAME)
    if kind == "Result":
        for one, methods in lives_on(held, earlier, later.period).items():
            found.setdefault(one, {m: _SAME if s == "direct" else _BESIDE for m, s in methods.items()})
    return found


def _by_hierarchy(held: Held, earlier: Side, later: Side) -> Edges:
    """Find each thing itself, else what is narrower, else what is broader."""
    narrower, broader = hierarchy(held)
    there = set(later.things)
    found: Edges = {}
    for one in earlier.things:
        inside, outside = narrower(one) & there, broader(one) & there
        if one in there:
            found[one] = {one: _SAME}
        elif circular := inside & outside:
            found[one] = dict.fromkeys(circular, "")
        elif inside or outside:
            found[one] = dict.fromkeys(inside, _NARROWER) or dict.fromkeys(outside, _BROADER)
    return found


def _by_content(earlier: Side, later: Side) -> Edges:
    found: Edges = {}
    for one, inside in earlier.holds.items():
        alike = {other: _standing(inside, held) for other, held in later.holds.items() if inside & held}
        if one in later.holds:
            alike = {one: _SAME}
        elif _SAME in alike.values():
            alike = {other: how for other, how in alike.items() if how == _SAME}
        if alike:
            found[one] = alike
    return found


def _standing(inside: frozenset[str], held: frozenset[str]) -> str:
    if inside == held:
        return _SAME
    return _NARROWER if held < inside else _BROADER if held > inside else _BESIDE


def _type(found: Mapping[str, str], sources: Mapping[str, set[str]]) -> str:
    """Return the type of what is found for one thing, a name of the list of continuity."""
    hows = set(found.values())
    if "" in hows:
        return "not-comparable"
    if _SAME in hows:
        return "continued"
    is_met = any(len(sources.get(other, ())) > 1 for other in found)
    if len(found) > 1 and hows != {_BROADER}:
        is_mixed = is_met and hows != {_NARROWER}
        return "regrouped" if is_mixed else "split"
    if is_met and hows != {_NARROWER}:
        return "merged"
    return {_NARROWER: "narrowed", _BROADER: "broadened"}.get(min(hows), "in-part")


def _kept(
    kind: str, ends: tuple[str, str], how: str, kept: str, earlier: Side, later: Side, known: Facts
) -> Passage:
    one, other = ends
    if one in earlier.holds:
        inside = earlier.holds[one]
        shared = len(inside & later.holds[other])
        return Passage(one, other, kept, "direct" if how == _SAME else "partial", "", shared, len(inside))
    ages = _ages(known, one) if kind in _AGED else ""
    told = {_SAME: "direct", _NARROWER: "partial", "": "conflict"}.get(how, "weak")
    both = (told, earlier.standing(one), later.standing(other))
    # A result that lives on as a method is named by the words of the method, whose standing is its own.
    states = both[:2] if other not in later.named else both
    found = "conflict" if "conflict" in states else max(states, key=STATES.index)
    is_other = kept == "continued" and ages == "conflict"
    return Passage(one, other, "not-comparable" if is_other else kept, found, ages)


def _lost(held: Held, kind: str, one: str, earlier: Side, later: Side) -> Passage:
    if one in earlier.holds and not earlier.holds[one]:
        return Passage(one, "", "cannot-tell", "unknown")
    if later.standing(one) == "denied":
        return Passage(one, "", "not-found", "denied")
    declared = held.layer.complete.get(later.period, set())
    if declared & set(NAMING.get(kind, ())):
        return Passage(one, "", "dropped", "absent")
    if not later.is_read:
        return Passage(one, "", "cannot-tell", "unknown")
    return Passage(one, "", "not-found", "not-stated", "", 0, len(earlier.holds.get(one, ())))


def _new(
    other: str,
    earlier: Side,
    later: Side,
    narrower: Callable[[str], set[str]],
    broader: Callable[[str], set[str]],
) -> Passage:
    if not earlier.is_read or (other in later.holds and not later.holds[other]):
        return Passage("", other, "cannot-tell", "unknown")
    there = set(earlier.things)
    before = "partial" if narrower(other) & there else "weak" if broader(other) & there else "not-stated"
    return Passage("", other, "new", before, "", 0, len(later.holds.get(other, ())))


def _ages(known: Facts, one: str) -> str:
    """Return the state of a group's being counted with the same ages by the indicators of two schemes."""
    held = known.get("ages", {}).get(one, [])
    if len({scheme for scheme, _ in held}) < 2:
        return "unknown"
    return "direct" if len({ages for _, ages in held}) == 1 else "conflict"


def _check(given: Mapping[str, str], known: Facts) -> None:
    if given["earlier"] == given["later"]:
        raise InvalidParameter("continuity", "later", "the same as the earlier period; name another")
    years = [known.get("years", {}).get(given[name]) for name in ("earlier", "later")]
    if all(years) and years[0] > years[1]:  # type: ignore[operator]
        raise InvalidParameter("continuity", "earlier", "begins after the later period; exchange the two")


def _remarks(
    kind: str, earlier: Side, later: Side, known: Facts, found: tuple[Passage, ...]
) -> Iterator[Remark]:
    if not found:
        yield Remark("nothing", {"earlier": earlier.period, "later": later.period})
    for period in dict.fromkeys(one.period for one in (earlier, later) if not one.is_read):
        yield Remark("unread", {"period": period})
    first, second = (known.get("years", {}).get(one.period, [("", "")])[0] for one in (earlier, later))
    if earlier.period != later.period and first[1] and second[0] and second[0] <= first[1]:
        yield Remark("overlapping", {"earlier": earlier.period, "later": later.period})
    if kind == "Organization":
        successors = known.get("successor", {})
        for one in sorted({*earlier.things, *later.things} & known.get("ended", {}).keys()):
            if one not in successors:
                yield Remark("ended", {"organisation": one, "date": known["ended"][one][0][0]})
    if kind == "SpecificObjective":
        yield from _same_numbers(earlier.period, later.period, known)


def _same_numbers(earlier: str, later: str, known: Facts) -> Iterator[Remark]:
    """Yield the objectives and axes of two periods that go by one number: never the same for that."""
    numbers = [(one, *held) for one, said in sorted(known.get("number", {}).items()) for held in said]
    for one, name, period in numbers:
        for other, again, of in numbers:
            if (period, of) == (earlier, later) and name == again and one != other:
                yield Remark("number", {"number": name, "earlier": one, "later": other})


def _row(passage: Passage, earlier: Side, later: Side) -> tuple[Term | None, ...]:
    is_held = bool(earlier.holds or later.holds)
    counted = ((passage.earlier, earlier), (passage.later, later))
    by = (number(of.by(one)) if one in of.named else None for one, of in counted)
    content = (number(n) if is_held else None for n in (passage.shared, passage.out_of))
    return (
        *(thing(passage.earlier), thing(passage.later), NamedNode(f"{NS}continuity-{passage.type}")),
        NamedNode(state(passage.state)),
        NamedNode(state(passage.definition)) if passage.definition else None,
        *by,
        *content,
    )


def _picture(found: tuple[Passage, ...]) -> Flow:
    """Draw what is found again between the two periods, as wide as what is shared."""
    layers = tuple(
        tuple(dict.fromkeys(end for passage in found if (end := getattr(passage, name))))
        for name in ("earlier", "later")
    )
    links = tuple((p.earlier, p.later, p.shared or 1, p.state) for p in found if p.earlier and p.later)
    return Flow(layers, links)

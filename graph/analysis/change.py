"""Changes that are tried on an overlay: a small language in which they are said, and what they do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.analysis.claims import Edge
from graph.analysis.overlay import Overlay, edges
from graph.analysis.policy_layer import PART, PART_OF, PolicyLayer
from graph.errors import InvalidIdentifier, InvalidParameter
from graph.identifiers import ID, NS, code_of, resource
from graph.terms import LADDER, TARGETING

FUNDS, PERIOD = NS + "funds", NS + "period"
KINDS = ("Theme", "MeasurePackage", "SubTheme", "StrategicGoal", "Project")
#: What pays for a theme or measure package: it is a part of them.
PAYING = ("Programme", "PriorityAxis", "SpecificObjective")
PAID = ("Theme", "MeasurePackage", "Project")
WHOLES = (*PAYING, *KINDS)
LINKS = (*TARGETING, *LADDER, "concerns")
_ENDS = {
    **{NS + relation: ("TargetGroup",) for relation in TARGETING},
    **{NS + relation: ("PolicyInstrument", "RecommendationPart") for relation in LADDER},
    NS + "concerns": ("Phenomenon",),
}
SAYINGS = (
    "remove CODE",
    "remove CODE targets=CODE",
    f"add {'|'.join(KINDS)} of=CODE targets=CODE,CODE",
    "add CODE targets=CODE",
    "shift CODE to CODE",
    "fund CODE by CODE",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what is done to which thing (an IRI), or to a new one of a kind.

    ``whole`` is what it is to stand under, or be paid from; ``links`` are relation and end, by IRIs.
    """

    verb: str
    thing: str
    kind: str = ""
    whole: str = ""
    links: tuple[tuple[str, str], ...] = ()


def changes(text: str) -> tuple[Change, ...]:
    """Read changes parted by semicolons; raises InvalidParameter that names what can be said.

    A new thing's code is ``new1``, the next one's ``new2``.
    """
    said = [words for part in text.split(";") if (words := part.split())]
    return tuple(_change(words, f"new{number}") for number, words in enumerate(said, 1))


def apply(overlay: Overlay, change: Change) -> list[Edge]:
    """Make one change; return the links that are gone or new. Raises InvalidParameter where it cannot be."""
    _check(overlay.layer, change)
    return list(_DOERS[change.verb](overlay, change))


def _change(words: list[str], new: str) -> Change:
    match words:
        case ["remove", thing, *rest]:
            return Change("cut" if rest else "remove", _iri(thing), links=_links(_options(rest)))
        case ["add", kind, *rest] if kind in KINDS:
            options = _options(rest)
            whole = options.pop("of", "")
            return Change("new", ID + new, kind, _iri(whole) if whole else "", _links(options))
        case ["add", thing, first, *rest]:
            return Change("add", _iri(thing), links=_links(_options([first, *rest])))
        case ["shift", thing, "to", whole]:
            return Change("shift", _iri(thing), whole=_iri(whole))
        case ["fund", thing, "by", whole]:
            return Change("fund", _iri(thing), whole=_iri(whole))
    raise _wrong(f"{' '.join(words)[:80]!r} is not a change; say: {'; '.join(SAYINGS)}")


def _options(words: list[str]) -> dict[str, str]:
    found = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not value or (name not in LINKS and name != "of"):
            raise _wrong(f"{word[:80]!r}: expected of=CODE, or CODE,CODE after one of: {'=, '.join(LINKS)}=")
        found[name] = value
    return found


def _links(options: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    if "of" in options:
        raise _wrong("of= goes with a new thing; to move one that is there, say: shift CODE to CODE")
    return tuple((NS + name, _iri(end)) for name, ends in options.items() for end in ends.split(",") if end)


def _iri(code: str) -> str:
    try:
        return ID + code_of(resource(code.removeprefix(ID).removeprefix("id:")))
    except InvalidIdentifier:
        raise _wrong(f"expected a code such as k2802, not {code[:80]!r}") from None


def _check(layer: PolicyLayer, change: Change) -> None:
    named = [change.whole, *(end for _, end in change.links)] + [change.thing] * (change.verb != "new")
    for thing in filter(None, named):
        if not layer.graph.has_node(thing):
            raise _wrong(f"{_code(thing)} is not in this release, or was removed before")
    for relation, end in change.links:
        if not any(layer.is_a(end, kind) for kind in _ENDS[relation]):
            raise _wrong(f"{_code(end)} is none of: {', '.join(_ENDS[relation])}")
    is_paid = change.verb == "fund"
    kinds = PAID if is_paid else KINDS
    if change.verb != "new" and not any(layer.is_a(change.thing, kind) for kind in kinds):
        raise _wrong(f"{_code(change.thing)} is none of: {', '.join(kinds)}")
    wholes = PAYING if is_paid and not layer.is_a(change.thing, "Project") else WHOLES
    if change.whole and not any(layer.is_a(change.whole, kind) for kind in wholes):
        raise _wrong(f"{_code(change.whole)} is none of: {', '.join(wholes)}")
    if change.whole and change.whole in _under(layer, change.thing):
        raise _wrong(f"{_code(change.whole)} is {_code(change.thing)} itself, or a part of it")


def _under(layer: PolicyLayer, thing: str) -> set[str]:
    found, ahead = {thing}, [thing] if layer.graph.has_node(thing) else []
    while ahead:
        upper = ahead.pop()
        for relation in (PART, FUNDS):
            fresh = set(layer.targets(upper, relation)) - found
            found |= fresh
            ahead.extend(fresh)
    return found


def _remove(overlay: Overlay, change: Change) -> Iterator[Edge]:
    yield from edges(overlay.layer, change.thing)
    overlay.drop(change.thing)


def _cut(overlay: Overlay, change: Change) -> Iterator[Edge]:
    for relation, end in change.links:
        edge = Edge(change.thing, relation, end)
        if not overlay.cut([edge]):
            raise _wrong(f"{_code(change.thing)} has no link {relation.removeprefix(NS)} to {_code(end)}")
        yield edge


def _new(overlay: Overlay, change: Change) -> Iterator[Edge]:
    overlay.put(change.thing, change.kind)
    yield from _add(overlay, change)
    if change.whole:
        yield from _under_whole(overlay, change)
        for period in overlay.layer.targets(change.whole, PERIOD):
            yield from _put(overlay, Edge(change.thing, PERIOD, period))


def _add(overlay: Overlay, change: Change) -> Iterator[Edge]:
    for relation, end in change.links:
        yield from _put(overlay, Edge(change.thing, relation, end))


def _shift(overlay: Overlay, change: Change) -> Iterator[Edge]:
    wholes = [e for e in edges(overlay.layer, change.thing) if _leads_up(change.thing, e)]
    yield from overlay.cut(wholes)
    yield from _under_whole(overlay, change)


def _fund(overlay: Overlay, change: Change) -> Iterator[Edge]:
    """Let another pay: for a project who funds it, for a theme what it is a part of that has money."""
    if not overlay.layer.is_a(change.thing, "Project"):
        wholes = [e for e in edges(overlay.layer, change.thing) if _leads_up(change.thing, e)]
        yield from overlay.cut(e for e in wholes if _is_paying(overlay.layer, change.thing, e))
        yield from _put(overlay, Edge(change.whole, PART, change.thing))
        return
    payers = overlay.layer.sources(change.thing, FUNDS)
    yield from overlay.cut(Edge(payer, FUNDS, change.thing) for payer in payers)
    yield from _put(overlay, Edge(change.whole, FUNDS, change.thing))


def _under_whole(overlay: Overlay, change: Change) -> Iterator[Edge]:
    is_project = overlay.layer.is_a(change.thing, "Project")
    relation = FUNDS if is_project and not overlay.layer.is_a(change.whole, "Project") else PART
    yield from _put(overlay, Edge(change.whole, relation, change.thing))


def _put(overlay: Overlay, edge: Edge) -> Iterator[Edge]:
    overlay.add(edge)
    yield edge


def _leads_up(thing: str, edge: Edge) -> bool:
    below = edge.end if edge.relation in (PART, FUNDS) else edge.start
    return edge.standing == "stated" and edge.relation in (PART, PART_OF, FUNDS) and below == thing


def _is_paying(layer: PolicyLayer, thing: str, edge: Edge) -> bool:
    whole = edge.start if edge.end == thing else edge.end
    return any(layer.is_a(whole, kind) for kind in PAYING)


def _code(iri: str) -> str:
    return iri.removeprefix(ID)


def _wrong(reason: str) -> InvalidParameter:
    return InvalidParameter("whatif", "change", reason)


_DOERS = {"remove": _remove, "cut": _cut, "new": _new, "add": _add, "shift": _shift, "fund": _fund}

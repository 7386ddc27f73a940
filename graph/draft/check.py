"""The check of a draft against a release: pure functions of what was read and what is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from graph.analysis.coverage import cell
from graph.analysis.reach import CITING, Reach
from graph.draft.draft import Covered, Draft, How, Instead, Missed, Overlap, Read, Shared
from graph.draft.profile import SORTS, Known, Profile, Sort, affirmed, denied
from graph.identifiers import NS, resource
from graph.terms import STATES

#: How many themes count as near, and how many overlaps are told.
NEAREST = 3
MOST = 50
_DIRECT = frozenset({"direct", "conflict"})
_KINDS = ("Theme", "StrategicGoal", "SubTheme", "MeasurePackage", "CoordinationProject", "Project")
_RELATED_SHARE = 0.5
_COVERABLE: tuple[Sort, ...] = ("groups", "instruments")

Own = Mapping[Sort, Iterable[str]]


def check(reading: Read, known: Known) -> Draft:
    """Compare what was read of a draft with the profiles and the coverage of a release."""
    reach = known.reach
    own = affirmed(reading.assertions, reading.version.document)
    not_so = denied(reading.assertions, reading.version.document)
    cited = {resource(a.object) for a in reading.assertions if NS + a.relation == CITING}
    overlaps = _ranked(own, known.profiles, reach)
    themes = [o.iri for o in overlaps if o.kind == "Theme"][:NEAREST]
    meeting = _Meeting(own, not_so, cited, reach)
    return Draft(
        known.release,
        reading,
        tuple(overlaps[:MOST]),
        tuple(_covered(own, reach)),
        tuple(themes),
        tuple(_missed(themes, known.profiles, meeting)),
        tuple(_recommendations(own, known, meeting)),
    )


class _Meeting:
    """Tells how a thing of the release meets the draft's own things."""

    def __init__(self, own: Own, not_so: set[str], cited: set[str], reach: Reach) -> None:
        self._own = {sort: set(things) for sort, things in own.items()}
        self._not_so = not_so
        self._cited = cited
        self._reach = reach

    def of(self, sort: Sort, thing: str) -> tuple[Instead, str] | None:
        """Return what a draft says instead of a thing, and its related thing; None where it names it."""
        if thing in self._own[sort]:
            return None
        met = meets(thing, self._own[sort], self._reach)
        if thing in self._not_so:
            return "denied", ""
        if met:
            return "related", met[0]
        return ("background" if thing in self._cited else "nothing"), ""


def meets(thing: str, own: Iterable[str], reach: Reach) -> tuple[str, How] | None:
    """Return the draft's thing that a thing of the release meets, and how; the same one before others."""
    held = sorted(own)
    if thing in held:
        return thing, "same"
    narrower, broader = reach.narrower.get(thing, set()), reach.broader.get(thing, set())
    inside: Iterator[tuple[str, How]] = ((mine, "narrower") for mine in held if mine in narrower)
    around: Iterator[tuple[str, How]] = ((mine, "broader") for mine in held if mine in broader)
    return next(inside, None) or next(around, None)


def _ranked(own: Own, known: Mapping[str, Profile], reach: Reach) -> list[Overlap]:
    """Order overlaps by what is shared, where a thing that few have counts for more than one of many."""
    held_by = Counter(thing for p in known.values() for things in p.things.values() for thing in things)
    scored = []
    for profile in known.values():
        shared = tuple(_shared(own, profile, reach))
        weight = sum((1 if s.how == "same" else _RELATED_SHARE) / held_by[s.iri] for s in shared)
        if shared:
            kind = next(kind for kind in _KINDS if kind in profile.kinds)
            scored.append((-weight, profile.iri, Overlap(profile.iri, kind, shared)))
    return [overlap for _, _, overlap in sorted(scored, key=lambda s: s[:2])]


def _shared(own: Own, profile: Profile, reach: Reach) -> Iterator[Shared]:
    for sort in SORTS:
        for thing in sorted(profile.of(sort)):
            if met := meets(thing, own[sort], reach):
                yield Shared(sort, thing, *met)


def _covered(own: Own, reach: Reach) -> Iterator[Covered]:
    themes = reach.layer.of_kind("Theme")
    for sort in _COVERABLE:
        for thing in own[sort]:
            if thing not in reach.covered:
                yield Covered(thing, sort)
                continue
            states = {theme: cell(reach, theme, thing).state for theme in themes}
            if not _DIRECT.isdisjoint(states.values()):
                continue
            best = next((state for state in STATES if state in states.values()), "unknown")
            yield Covered(thing, sort, best, tuple(t for t in themes if states[t] == best))


def _missed(themes: Iterable[str], known: Mapping[str, Profile], meeting: _Meeting) -> Iterator[Missed]:
    for sort in _COVERABLE:
        linked: dict[str, list[str]] = {}
        for theme in themes:
            for thing in known[theme].of(sort):
                linked.setdefault(thing, []).append(theme)
        for thing, whose in sorted(linked.items(), key=lambda item: (-len(item[1]), item[0])):
            if said := meeting.of(sort, thing):
                yield Missed(thing, sort, tuple(whose), *said)


def _recommendations(own: Own, known: Known, meeting: _Meeting) -> Iterator[Missed]:
    """Find the recommendations that themes for any of the draft's groups answer to."""
    groups = set(own["groups"])
    linked: dict[str, list[str]] = {}
    for profile in known.profiles.values():
        if "Theme" in profile.kinds and not groups.isdisjoint(profile.of("groups")):
            for thing in profile.of("instruments") & known.recommendations:
                linked.setdefault(thing, []).append(profile.iri)
    for thing, whose in sorted(linked.items(), key=lambda item: (-len(item[1]), item[0])):
        if said := meeting.of("instruments", thing):
            yield Missed(thing, "instruments", tuple(sorted(whose)), *said)

"""What a programming period holds: its themes, their parts and projects, and who answers for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from graph.analysis.gap import read_of
from graph.analysis.held import Held
from graph.analysis.judge import Among
from graph.analysis.policy_layer import PART, PART_OF
from graph.analysis.walked import together
from graph.identifiers import ID, NS
from graph.terms import STATES

_PARTS = ("SubTheme", "StrategicGoal")
#: Who is named first as answerable for a thing.
_ANSWERING = ("hasResponsibleMinistry", "hasIntermediateBody", "hasImplementer")
#: States that are something: a source says at least a part of it.
FOUND = ("conflict", "direct", "partial")


@dataclass(frozen=True)
class Programming:
    """One period (its code) of a release, and one sort of covered things: TargetGroup or PolicyInstrument.

    ``tops`` are what a theme's place can be held by: themes, measure packages and objectives with parts.
    """

    held: Held
    period: str
    sort: str

    @cached_property
    def things(self) -> tuple[str, ...]:
        """What can be covered, in the order of their codes."""
        return tuple(sorted(t for t, sort in self.held.reach.covered.items() if sort == self.sort))

    @cached_property
    def tops(self) -> tuple[str, ...]:
        """Themes and measure packages of the period, then its objectives."""
        return (*self._of("Theme", "MeasurePackage"), *self._of("SpecificObjective"))

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Sub-themes and goals of the period."""
        return self._of(*_PARTS)

    @cached_property
    def projects(self) -> tuple[str, ...]:
        """Projects of the period without those that only coordinate."""
        layer = self.held.layer
        return tuple(p for p in self._of("Project") if not layer.is_a(p, "CoordinationProject"))

    def below(self, top: str) -> Among:
        """The projects in one of the tops, or in the period, without those that only coordinate."""
        if top not in self._below:
            self._below[top] = self.held.cells.among(top, ID + self.period)
        return self._below[top]

    @cached_property
    def _below(self) -> dict[str, Among]:
        return {}

    @cached_property
    def parts_of(self) -> dict[str, tuple[str, ...]]:
        """Sub-themes and goals one step below each of the tops."""
        known, steps = set(self.parts), self.held.reach.steps
        return {
            top: tuple(p for p in dict.fromkeys(b for _, b in steps(top)) if p in known) for top in self.tops
        }

    @cached_property
    def answered(self) -> frozenset[str] | None:
        """What the period's programmes must answer to; None unless the list is declared complete."""
        layer, relation = self.held.layer, NS + "answersTo"
        period = ID + self.period
        programmes = [p for p in layer.of_kind("Programme") if period in layer.targets(p, NS + "period")]
        if not programmes or not all(relation in layer.complete.get(p, ()) for p in programmes):
            return None
        return frozenset(act for p in programmes for act in layer.targets(p, relation))

    @cached_property
    def named(self) -> frozenset[str]:
        """What any coverer of any period covers."""
        return self.held.cells.named()

    @cached_property
    def told(self) -> frozenset[str]:
        """The tops of which something was read that would tell."""
        return frozenset(t for t in self.tops if self.held.cells.told(t, self.sort))

    def state(self, coverers: tuple[str, ...], thing: str) -> str:
        """Return what is known of a thing and all these coverers together."""
        return together([self.held.cells[who, thing].state for who in coverers])

    def carrier(self, coverers: tuple[str, ...], thing: str, state: str) -> str:
        """Return the first coverer whose own cell is in a state, or nothing."""
        return next((who for who in coverers if self.held.cells[who, thing].state == state), "")

    def proof(self, coverer: str) -> str:
        """Return a document version that was read and would tell of a coverer's things, or nothing."""
        if coverer not in self._proofs:
            read = read_of(self.held.layer, self.held.cells.tellers(coverer), self.sort)
            self._proofs[coverer] = next(iter(read), "")
        return self._proofs[coverer]

    @cached_property
    def _proofs(self) -> dict[str, str]:
        return {}

    def answerable(self, thing: str) -> str:
        """Return who is named first as answerable for a thing or for what it is a part of, or nothing."""
        if thing not in self._answering:
            wholes = self._wholes(thing)
            rows = reversed(self.held.rows_of("answerables", wholes))
            held = {(whole, relation): who for whole, relation, who in rows}
            ends = ((whole, NS + relation) for relation in _ANSWERING for whole in wholes)
            self._answering[thing] = next((held[end] for end in ends if end in held), "")
        return self._answering[thing]

    @cached_property
    def _answering(self) -> dict[str, str]:
        return {}

    def _of(self, *kinds: str) -> tuple[str, ...]:
        layer, period = self.held.layer, ID + self.period
        members = self.held.reach.members
        return tuple(
            t for t in layer.of_kind(*kinds) if t in members and period in layer.targets(t, NS + "period")
        )

    def _wholes(self, thing: str) -> list[str]:
        layer, found = self.held.layer, [thing]
        for one in found:
            around = (*layer.targets(one, PART_OF), *layer.sources(one, PART))
            found += [whole for whole in dict.fromkeys(around) if whole not in found]
        return found


def first(states: set[str]) -> str:
    """Return the strongest of some states."""
    return next(state for state in STATES if state in states)

"""A release as analyses use it: every part read when it is first asked for, and once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TypeVar, cast

from graph.analysis.claims import Claims, claims
from graph.analysis.judge import Judge
from graph.analysis.policy_layer import PolicyLayer, policy_layer
from graph.analysis.reach import Reach
from graph.analysis.traits import Traits, traits
from graph.analysis.walked import Walked
from graph.store.dataset import Dataset
from graph.store.query_file import load

_QUERIES = Path(str(files("graph.analysis") / "queries"))

#: Opens another release by its id, or by what else whoever gives it lets name one; raises NotFound.
Releases = Callable[[str], Dataset]
_Made = TypeVar("_Made")


class Held:
    """A release with its policy layer and cells; ``layer`` may be given, as an overlay of the release's.

    ``releases`` opens other releases to compare with, and is None where none can be opened.
    """

    def __init__(
        self, dataset: Dataset, layer: PolicyLayer | None = None, releases: Releases | None = None
    ) -> None:
        self.dataset = dataset
        self.releases = releases
        self._given = layer
        self._compared: tuple[str, Held] | None = None
        self._made: dict[Hashable, object] = {}
        self._asked: dict[str, list[tuple[str, ...]]] = {}

    @cached_property
    def layer(self) -> PolicyLayer:
        """The policy layer."""
        return self._given or policy_layer(self.dataset)

    @cached_property
    def reach(self) -> Reach:
        """Whom each coverer reaches and what each covered thing includes."""
        return Reach(self.layer)

    @cached_property
    def claims(self) -> Claims:
        """The assertions that the links rest on."""
        return claims(self.dataset)

    @cached_property
    def traits(self) -> Traits:
        """What things do, with whom, where and when."""
        return traits(self.dataset)

    @cached_property
    def cells(self) -> Judge:
        """What gives the cell of a coverer and a covered thing."""
        return Walked(self.reach)

    def over(self, layer: PolicyLayer) -> Held:
        """Return the same release with an overlay of its policy layer; what its store tells is shared."""
        held = Held(self.dataset, layer, self.releases)
        held._asked = self._asked
        return held

    def rows(self, name: str) -> list[tuple[str, ...]]:
        """Return the rows of one of the analyses' own queries without parameters, asked once."""
        if name not in self._asked:
            self._asked[name] = self.dataset.texts(load(_QUERIES / f"{name}.rq").text)
        return self._asked[name]

    def compared(self, release: str) -> Held | None:
        """Open another release, and keep the last one opened; None where none can be opened.

        Raises NotFound for a release that is not there.
        """
        if self.releases is None:
            return None
        if self._compared is None or self._compared[0] != release:
            self._compared = (release, Held(self.releases(release)))
        return self._compared[1]

    def once(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """Make something of this release once, and return the same for the same key."""
        if key not in self._made:
            self._made[key] = make()
        return cast(_Made, self._made[key])

"""A release as analyses use it: every part read when it is first asked for, and once."""

from __future__ import annotations

from functools import cached_property

from graph.analysis.cell import Cells
from graph.analysis.coverage import coverage
from graph.analysis.policy_layer import PolicyLayer, policy_layer
from graph.analysis.reach import Reach
from graph.store.dataset import Dataset


class Held:
    """A release with its policy layer and cells; ``layer`` may be given, as an overlay of the release's."""

    def __init__(self, dataset: Dataset, layer: PolicyLayer | None = None) -> None:
        self.dataset = dataset
        self._given = layer

    @cached_property
    def layer(self) -> PolicyLayer:
        """The policy layer."""
        return self._given or policy_layer(self.dataset)

    @cached_property
    def reach(self) -> Reach:
        """Whom each coverer reaches and what each covered thing includes."""
        return Reach(self.layer)

    @cached_property
    def cells(self) -> Cells:
        """The cell of every coverer and covered thing."""
        return coverage(self.layer)

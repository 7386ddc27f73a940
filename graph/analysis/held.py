"""A release as analyses use it: every part read when it is first asked for, and once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from graph.analysis.claims import Claims, claims
from graph.analysis.judge import Judge
from graph.analysis.policy_layer import PolicyLayer, policy_layer
from graph.analysis.reach import Reach
from graph.analysis.traits import Traits, traits
from graph.analysis.walked import Walked
from graph.store.dataset import Dataset
from graph.store.query_file import bind, load

if TYPE_CHECKING:
    from graph.analysis.columns import Columns

_QUERIES = Path(str(files("graph.analysis") / "queries"))

#: Opens another release by its id, or by what else whoever gives it lets name one; raises NotFound.
Releases = Callable[[str], Dataset]
_Made = TypeVar("_Made")


#: Projects up to which a policy layer holds them, and analyses walk from one to the next.
MOST_WALKED = 10_000
#: Other releases of which the answers are kept.
_MOST_COMPARED = 4


class Held:
    """A release with its policy layer and cells; ``layer`` may be given, as an overlay of the release's.

    ``releases`` opens other releases to compare with, and is None where none can be opened; ``others`` names
    those that can. Of more projects than ``most_walked`` the cells are counted over the release's columns,
    and the layer is without them.
    """

    def __init__(
        self,
        dataset: Dataset,
        layer: PolicyLayer | None = None,
        releases: Releases | None = None,
        most_walked: int = MOST_WALKED,
        others: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self.dataset = dataset
        self.releases = releases
        self._kept = others
        self.most_walked = most_walked
        self._given = layer
        self._compared: dict[str, object] = {}
        self._made: dict[Hashable, object] = {}
        self._asked: dict[str, list[tuple[str, ...]]] = {}

    def others(self) -> list[str]:
        """List the other releases that are kept, by their ids, the oldest first."""
        return [name for name in self._kept() if name != self.dataset.release]

    @property
    def before(self) -> str:
        """The release that was kept before this one, the newest where this is not kept; "" for none."""
        kept = [*self._kept()]
        earlier = kept[: kept.index(self.dataset.release)] if self.dataset.release in kept else kept
        return earlier[-1] if earlier else ""

    @cached_property
    def portfolio(self) -> Columns | None:
        """The columns of a release whose projects are too many to walk; None of any other."""
        from graph.analysis.columns import opened  # with what counts, which takes long to load

        folder = self.dataset.folder
        columns = opened(folder) if folder and self._given is None else None
        return columns if columns is not None and len(columns) > self.most_walked else None

    @cached_property
    def layer(self) -> PolicyLayer:
        """The policy layer; that of a large portfolio without its projects."""
        if self._given:
            return self._given
        if self.portfolio is None:
            return policy_layer(self.dataset)
        from graph.analysis.policy_alone import policy_alone

        return policy_layer(self.dataset, policy_alone(self.dataset))

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
        if self.portfolio is None:
            return Walked(self.reach)
        from graph.analysis.portfolio_cells import PortfolioCells

        return PortfolioCells(self.reach, self.portfolio)

    def over(self, layer: PolicyLayer, reach: Reach | None = None) -> Held:
        """Return the same release with an overlay of its policy layer; what its store tells is shared.

        The overlay's reach may be given, where it is known already.
        """
        held = Held(self.dataset, layer, self.releases)
        held._asked = self._asked
        if reach is not None:
            held.reach = reach
        return held

    def rows(self, name: str) -> list[tuple[str, ...]]:
        """Return the rows of one of the analyses' own queries without parameters, asked once."""
        if name not in self._asked:
            self._asked[name] = self.dataset.texts(load(_QUERIES / f"{name}.rq").text)
        return self._asked[name]

    def rows_of(self, name: str, things: Iterable[str]) -> list[tuple[str, ...]]:
        """Return the rows of a query without parameters that are of these things.

        Of a large portfolio they are asked thing by thing, by the query whose name ends in ``-of``.
        """
        if not self._is_asked_singly:
            by_thing = self.once(("rows", name), lambda: _by_first(self.rows(name)))
            return [row for thing in things for row in by_thing.get(thing, ())]
        asked = load(_QUERIES / f"{name}-of.rq")
        return [row for thing in things for row in self.dataset.texts(bind(asked, {"thing": thing}))]

    @property
    def _is_asked_singly(self) -> bool:
        return self.portfolio is not None

    def compared(self, release: str, ask: Callable[[Held], _Made]) -> _Made | None:
        """Ask another release, and keep what the last few answered; None where none can be opened.

        It is let go of once it has answered. Raises NotFound for a release that is not there.
        """
        if self.releases is None:
            return None
        if release not in self._compared:
            self._compared[release] = ask(Held(self.releases(release), most_walked=self.most_walked))
        found = cast(_Made, self._compared[release])
        for oldest in [*self._compared][:-_MOST_COMPARED]:
            self._compared.pop(oldest, None)
        return found

    def once(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """Make something of this release once, and return the same for the same key."""
        if key not in self._made:
            self._made[key] = make()
        return cast(_Made, self._made[key])


def _by_first(rows: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found

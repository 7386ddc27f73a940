"""Changes that are worth trying on a release: one of each sort that it has the things for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.analysis.analysis import Remark
from graph.analysis.coverage import state_of
from graph.analysis.policy_layer import PART
from graph.analysis.reach import Reach
from graph.identifiers import ID, NS
from graph.terms import TARGETING

_OPEN = ("not-stated", "unknown")


def examples(reach: Reach) -> Iterator[Remark]:
    """Yield what can be asked about the themes that reach the most groups, each with its parameters."""
    themes = sorted(reach.layer.of_kind("Theme"), key=lambda theme: (-_reached(reach, theme), theme))
    if not themes:
        return
    most = themes[0]
    yield _example("remove", f"remove {_code(most)}", theme=most)
    if group := _wanting(reach, most):
        yield _example("add", f"add Project of={_code(most)} targets={_code(group)}", theme=most, group=group)
    if part := next((p for p in reach.layer.targets(most, PART) if reach.layer.is_a(p, "SubTheme")), ""):
        for other in themes[1:2]:
            yield _example("shift", f"shift {_code(part)} to {_code(other)}", part=part, theme=other)
    yield _example("gaps", f"remove {_code(most)}", {"show": "gaps"}, theme=most)


def _example(key: str, change: str, asks: dict[str, str] | None = None, **values: str) -> Remark:
    return Remark(f"example-{key}", {**values, "change": change}, {"change": change, **(asks or {})})


def _reached(reach: Reach, theme: str) -> int:
    return sum(len(reach.layer.targets(theme, NS + relation)) for relation in TARGETING)


def _wanting(reach: Reach, theme: str) -> str:
    """Return a group that nothing links to a theme, "" where all are."""
    groups: Iterable[str] = (what for what, sort in sorted(reach.covered.items()) if sort == "TargetGroup")
    return next((group for group in groups if state_of(reach, theme, group) in _OPEN), "")


def _code(thing: str) -> str:
    return thing.removeprefix(ID)

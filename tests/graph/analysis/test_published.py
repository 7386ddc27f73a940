"""Analyses of the published dataset against the catalogue's questions that say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.analysis.continuity import passages
from graph.analysis.held import Held
from graph.analysis.overlap import compared
from graph.analysis.robustness import carriers
from graph.analysis.succession import facts, side
from graph.identifiers import ID, NS
from graph.release.assembly import assemble
from graph.release.source import read
from graph.release.vocabulary import shipped
from graph.store.query_file import bind, load
from graph.store.workspace import Workspace
from tests.graph.released import follow

ROOT = Path(__file__).resolve().parents[3]
EARLIER, LATER = ID + "2014-2020", ID + "2021-2027"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def held() -> Held:
    if not any((ROOT / "dataset").glob("documents/*/*.jsonl")):
        pytest.skip("the repository's dataset holds no document yet")
    dataset = assemble(read(Workspace(ROOT / "dataset")), shipped())
    follow(dataset)
    return Held(dataset)


def asked(held: Held, name: str, **given: str) -> list[tuple[str, ...]]:
    return held.dataset.texts(bind(load(ROOT / "sparql" / "catalogue" / f"{name}.rq"), given))


def continued(held: Held, kind: str) -> set[tuple[str, str, str]]:
    earlier, later = side(held, kind, EARLIER), side(held, kind, LATER)
    found = passages(held, kind, earlier, later, facts(held))
    return {(p.earlier, p.later, NS + "state-" + p.state) for p in found if p.earlier}


def test_groups_in_both_periods(held: Held) -> None:
    rows = asked(held, "groups-in-both-periods")
    mine = continued(held, "TargetGroup")
    assert mine <= {(group, again, state) for group, again, _, _, state in rows}
    assert {group for group, *_ in mine} == {group for group, *_ in rows}
    same = {(row[0], row[1]) for row in rows if row[0] == row[1]}
    assert {(one, other) for one, other, _ in mine if one == other} == same != set()


def test_methods_in_both_periods_and_not_found_again(held: Held) -> None:
    mine = continued(held, "Method")
    both = {(method, state) for method, _, _, state in asked(held, "methods-in-both-periods")}
    assert {(one, state) for one, other, state in mine if one == other} == both != set()
    lost = {(method, state) for method, _, _, state in asked(held, "methods-not-found-again")}
    assert {(one, state) for one, other, state in mine if one != other} == lost != set()


def test_organisations_in_both_periods(held: Held) -> None:
    rows = {(one, state) for one, _, _, state in asked(held, "organisations-in-both-periods")}
    assert {(one, state) for one, _, state in continued(held, "Organization")} == rows != set()


def test_results_taken_up(held: Held) -> None:
    rows = {(result, method, state) for _, result, method, state in asked(held, "results-taken-up")}
    assert continued(held, "Result") == rows != set()


def test_ages_compared(held: Held) -> None:
    known = facts(held)["ages"]
    for group, *_, state in asked(held, "group-definitions-compared"):
        schemes = {scheme for scheme, _ in known[group]}
        ages = {age for _, age in known[group]}
        told = "unknown" if len(schemes) < 2 else "direct" if len(ages) == 1 else "conflict"
        assert state == NS + "state-" + told


def test_groups_and_methods_shared(held: Held) -> None:
    for pair in compared(held, "Theme", "Theme"):
        ends = {"first": pair.one.thing, "second": pair.other.thing}
        groups = {row[:2] for row in asked(held, "shared-groups", **ends, role="kyt:role-participants")}
        role = NS + "role-participants"
        mine = {
            (what, NS + "state-" + state)
            for what, state in pair.shared["groups"].items()
            if role in held.layer.targets(what, NS + "groupRole")
        }
        assert mine == groups
        methods = {row[:2] for row in asked(held, "shared-methods", **ends)}
        assert {(what, NS + "state-" + s) for what, s in pair.shared["methods"].items()} == methods


def test_groups_that_one_project_carries_for_a_period(held: Held) -> None:
    groups = [g for g in held.reach.covered if held.reach.covered[g] == "TargetGroup"]
    direct = {what for what in groups if NS + "targets" in held.reach.covering(what)}
    mine = {
        (what, carrier.thing)
        for (_, what), carrier, left in carriers(held.reach, held.claims, [(EARLIER, g) for g in groups])
        if carrier.sort == "project" and left != "direct" and what in direct
    }
    single = {(group, project) for group, project, *_ in asked(held, "single-carriers")}
    assert single <= mine
    assert single


def test_groups_that_rest_on_one_mention_rest_on_its_link(held: Held) -> None:
    rows = {
        (who, group)
        for group, who, *_, state in asked(held, "groups-resting-on-one-mention")
        if "direct" in state
    }
    pairs = [pair for pair in rows if pair[0] in held.reach.members]
    mine = {pair for pair, carrier, _ in carriers(held.reach, held.claims, pairs) if carrier.sort == "link"}
    assert mine == set(pairs) != set()


def test_links_that_only_the_weakest_band_says(held: Held) -> None:
    rows = {tuple(row[:3]) for row in asked(held, "weakest-evidence", band="kyt:band-C")}
    beyond = {tuple(edge[:3]) for edge in held.claims.beyond("AB")}
    assert {
        tuple(c.edge[:3]) for c in held.claims.all if c.band == "C" and c.edge.standing != "proposed"
    } == rows
    assert {row for row in rows if row[1] == NS + "targets"} <= beyond

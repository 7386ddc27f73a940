"""Two releases compared by what they answer, on graphs drawn by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Graph

from graph.analysis.analysis import Finding
from graph.analysis.fingerprint import query_hash, result_hash
from graph.analysis.held import Held
from graph.analysis.listing import analysis
from graph.analysis.picture import Bars
from graph.errors import NotFound
from graph.identifiers import ID, NS
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import PROV, RDF, RDFS

DRAWINGS = Path(__file__).parent / "drawings"
Draw = Callable[[Graph], Dataset]

_HEAD = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/kytkos/id/> .
@prefix kyt: <https://w3id.org/kytkos/ns#> .
id:2021-2027 a kyt:ProgrammingPeriod .
id:t1 a kyt:Theme ; kyt:period id:2021-2027 .
id:g1 a kyt:TargetGroup . id:g2 a kyt:TargetGroup .
id:d1 a kyt:Document ; kyt:describes id:t1 .
id:v1 a kyt:DocumentVersion ; dct:isVersionOf id:d1 ; kyt:hasSection id:s1 .
id:s1 a kyt:Section ; kyt:sectionKey "target-groups" ; kyt:found true .
"""
#: The theme let go of one group and took another; a third group is known to the later release only.
THEN = _HEAD + "id:t1 kyt:targets id:g1 . id:g4 a kyt:TargetGroup ."
NOW = _HEAD + "id:t1 kyt:targets id:g2 . id:g3 a kyt:TargetGroup ."


@pytest.fixture
def later(draw: Draw) -> Held:
    """The later release, beside which the earlier one can be opened as ``then``."""
    earlier = draw(Graph().parse(data=THEN))
    later = draw(Graph().parse(data=NOW))
    later.release = "now"
    earlier.release = "then"
    known = {"then": earlier, "now": later}

    def opened(release: str) -> Dataset:
        if release not in known:
            raise NotFound("release", release, tuple(known))
        return known[release]

    return Held(later, releases=opened, others=lambda: known)


def test_cells_open_close_and_come_and_go_as_by_hand(later: Held) -> None:
    found = {(row["change"], row["thing"], row["at"]): row for row in _rows(later, of="cells")}
    of_theme = {(change, thing) for change, thing, at in found if at == "t1"}
    assert of_theme == {
        ("change-opened", "g1"),
        ("change-closed", "g2"),
        ("change-new", "g3"),
        ("change-gone", "g4"),
    }
    opened = found["change-opened", "g1", "t1"]
    assert (opened["thenState"], opened["nowState"]) == ("state-direct", "state-not-stated")
    assert found["change-new", "g3", "t1"]["thenState"] == ""


def test_a_gap_opens_where_a_group_is_let_go_and_closes_where_one_is_taken_up(later: Held) -> None:
    found = {(row["change"], row["gap"], row["thing"]) for row in _rows(later)}
    assert {change for change, gap, thing in found if thing == "g1" and gap == "gap-orphan"} == {
        "change-opened"
    }
    assert {change for change, gap, thing in found if thing == "g2" and gap == "gap-orphan"} == {
        "change-closed"
    }
    assert {change for change, _, thing in found if thing == "g3"} == {"change-new"}


@pytest.mark.parametrize("of", ["gaps", "cells"])
def test_a_release_compared_with_itself_has_no_difference(later: Held, of: str) -> None:
    found = _found(later, of=of, **{"with": "now"})
    assert found.rows == ()
    said = {remark.key: remark.values for remark in found.remarks}
    assert said["same"] == {}
    assert said["then"] == said["now"]


@pytest.mark.parametrize("drawing", sorted(path.stem for path in DRAWINGS.glob("*.ttl")))
def test_no_drawing_differs_from_itself(draw: Draw, drawing: str) -> None:
    dataset = draw(Graph().parse(DRAWINGS / f"{drawing}.ttl"))
    held = Held(dataset, releases=lambda _: dataset)
    for period in ("2014-2020", "2021-2027"):
        assert _found(held, of="cells", period=period).rows == ()


def test_backwards_what_opened_closes_and_what_came_goes(draw: Draw, later: Held) -> None:
    earlier = draw(Graph().parse(data=THEN))
    backwards = Held(earlier, releases=lambda _: later.dataset)
    turned = {"opened": "closed", "closed": "opened", "new": "gone", "gone": "new", "moved": "moved"}
    there = {
        (row["change"].removeprefix("change-"), row["thing"], row["at"]) for row in _rows(later, of="cells")
    }
    back = {
        (row["change"].removeprefix("change-"), row["thing"], row["at"])
        for row in _rows(backwards, of="cells")
    }
    assert {(turned[change], thing, at) for change, thing, at in there} == back


def test_the_decision_that_only_the_later_release_has_is_named(later: Held) -> None:
    decision, assertion = NamedNode(ID + "e1"), NamedNode(ID + "a1")
    reading, decisions = NamedNode(layout.assertions("v1")), NamedNode(layout.DECISIONS)
    later.dataset.extend(
        [
            Quad(assertion, NamedNode(RDF + "subject"), NamedNode(ID + "t1"), reading),
            Quad(assertion, NamedNode(RDF + "object"), NamedNode(ID + "g2"), reading),
            Quad(decision, NamedNode(NS + "about"), assertion, decisions),
            Quad(decision, NamedNode(NS + "action"), Literal("accept"), decisions),
            Quad(decision, NamedNode(PROV + "atTime"), Literal("2026-02-01"), decisions),
            Quad(decision, NamedNode(RDFS + "comment"), Literal("The form names them."), decisions),
        ]
    )
    why = {
        row["thing"]: (row["decision"], row["reason"])
        for row in _rows(later, of="cells")
        if row["at"] == "t1"
    }
    assert why["g2"] == ("e1", "The form names them.")
    assert why["g1"] == ("", "")


def test_both_answers_have_an_address(later: Held) -> None:
    said = {remark.key: remark.values for remark in _found(later).remarks}
    assert (said["then"]["release"], said["now"]["release"]) == ("then", "now")
    assert said["then"]["query"] == said["now"]["query"]
    assert said["then"]["result"] != said["now"]["result"]


def test_the_address_of_gaps_is_that_of_the_gaps_themselves(later: Held) -> None:
    asked = analysis("gaps")
    params = asked.declared.given({"kind": "groups", "period": "2021-2027"})
    said = {remark.key: remark.values for remark in _found(later).remarks}
    assert said["now"]["query"] == query_hash("gaps", params)
    assert said["now"]["result"] == result_hash(asked.find(later, params))


def test_without_another_release_there_is_no_comparison(draw: Draw) -> None:
    found = _found(Held(draw(Graph().parse(data=NOW))))
    assert [remark.key for remark in found.remarks] == ["alone"]


def test_the_release_before_is_the_one_that_was_kept_before(later: Held) -> None:
    assert later.before == "then"
    later.dataset.release = "then"
    assert later.before == ""
    later.dataset.release = "elsewhere"
    assert later.before == "now"


def test_no_release_named_and_one_that_is_not_there_are_told(later: Held) -> None:
    asked = _found(later, **{"with": ""})
    assert [(remark.key, dict(remark.values)) for remark in asked.remarks] == [
        ("which", {}),
        ("there", {"releases": "then"}),
    ]
    with pytest.raises(NotFound, match="nonsense"):
        _found(later, **{"with": "nonsense"})


def test_what_became_of_gaps_is_drawn_as_the_numbers_of_each_change(later: Held) -> None:
    found = _found(later, of="cells", **{"with": "then"})
    assert isinstance(found.picture, Bars)
    drawn = {bar.name: sum(amount for _, amount in bar.parts) for bar in found.picture.bars}
    told = Counter(str(row[0].value) for row in found.rows if isinstance(row[0], NamedNode))
    assert drawn == told


def _found(held: Held, **given: str) -> Finding:
    return analysis("compare").find(held, {"with": "then", **given})


def _rows(held: Held, **given: str) -> list[dict[str, str]]:
    found = _found(held, **given)
    return [
        {
            name: str(getattr(cell, "value", "")).removeprefix(ID).removeprefix(NS)
            for name, cell in zip(found.columns, row, strict=True)
        }
        for row in found.rows
    ]

"""Changes proposed to who has named none, on a graph drawn by hand."""

from __future__ import annotations

from rdflib import Graph

from graph.analysis.example_changes import examples
from graph.analysis.held import Held
from graph.analysis.listing import analysis
from tests.graph.analysis.conftest import Draw

DRAWN = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/kytkos/id/> .
@prefix kyt: <https://w3id.org/kytkos/ns#> .
id:2021-2027 a kyt:ProgrammingPeriod .
id:t1 a kyt:Theme ; kyt:period id:2021-2027 ; kyt:targets id:g2 .
id:t2 a kyt:Theme ; kyt:period id:2021-2027 ; kyt:targets id:g2, id:g3 ; dct:hasPart id:s1 .
id:s1 a kyt:SubTheme ; kyt:targets id:g3 .
id:g1 a kyt:TargetGroup . id:g2 a kyt:TargetGroup . id:g3 a kyt:TargetGroup .
"""


def test_each_thing_that_can_be_tried_is_proposed_of_the_theme_with_most_groups(draw: Draw) -> None:
    held = Held(draw(Graph().parse(data=DRAWN)))
    assert [dict(remark.asks) for remark in examples(held.reach)] == [
        {"change": "remove t2"},
        {"change": "add Project of=t2 targets=g1"},
        {"change": "shift s1 to t1"},
        {"change": "remove t2", "show": "gaps"},
    ]


def test_what_is_proposed_is_answered_with_rows(draw: Draw) -> None:
    held = Held(draw(Graph().parse(data=DRAWN)))
    for remark in examples(held.reach):
        found = analysis("whatif").find(held, remark.asks)
        assert (found.is_asked, bool(found.rows)) == (True, True), remark.key


def test_of_no_theme_nothing_is_proposed(draw: Draw) -> None:
    assert not list(examples(Held(draw(Graph())).reach))

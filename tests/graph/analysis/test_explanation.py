"""Why a cell is in its state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from graph.analysis.explanation import Explanation, why
from graph.analysis.policy_layer import policy_layer
from graph.analysis.reach import Reach
from graph.errors import NotFound
from graph.identifiers import ID
from graph.store.dataset import Dataset

DRAWINGS = Path(__file__).parent / "drawings"


@pytest.fixture
def explained(draw: Callable[[Graph], Dataset]) -> Callable[..., Explanation]:
    """Explain a cell of a drawing, to which more Turtle may be added."""

    def explain(drawing: str, coverer: str, covered: str, more: str = "") -> Explanation:
        text = (DRAWINGS / f"{drawing}.ttl").read_text()
        dataset = draw(Graph().parse(data=text + more, format="turtle"))
        return why(dataset, Reach(policy_layer(dataset)), ID + coverer, ID + covered)

    return explain


def chain(explanation: Explanation) -> list[str]:
    return [
        " ".join(iri.replace("#", "/").rpartition("/")[2] for iri in (s.subject, s.relation, s.object))
        for s in explanation.steps
    ]


@pytest.mark.parametrize(
    ("drawing", "coverer", "covered", "steps"),
    [
        ("direct", "t1", "g1", ["t1 targets g1"]),
        ("narrower", "t1", "g1", ["t1 targets g3", "g3 broader g2", "g2 broader g1"]),
        ("projects", "2014-2020", "g2", ["S10002 period 2014-2020", "S10002 targets g2"]),
        ("broader", "t1", "g2", ["t1 hasPart s1", "s1 targets g1", "g2 broader g1"]),
        ("broader", "t1", "g3", ["t1 hasPart s1", "s1 concerns p1", "g3 related p1"]),
        ("ladder", "t1", "i1", ["t1 claimsAlignmentWith i3", "i3 isPartOf i1"]),
        ("ladder", "t1", "i4", ["t1 citesAsBackground i4"]),
        ("disputed", "t1", "g2", ["t1 targets g2"]),
        ("disputed", "t1", "g3", ["t1 hasPart s1", "s1 targets g3"]),
        ("disputed", "t1", "g1", ["t1 targets g1", "t1 targets g1"]),
        ("direct", "t1", "g2", []),
        ("completeness", "t1", "g2", []),
    ],
)
def test_the_shortest_chain_of_statements_is_told(
    drawing: str, coverer: str, covered: str, steps: list[str], explained: Callable[..., Explanation]
) -> None:
    assert chain(explained(drawing, coverer, covered)) == steps


def test_a_conflict_shows_both_sides(explained: Callable[..., Explanation]) -> None:
    assert [step.standing for step in explained("disputed", "t1", "g1").steps] == ["stated", "denied"]


def test_a_step_carries_the_words_it_rests_on(explained: Callable[..., Explanation]) -> None:
    said = """
    @prefix oa: <http://www.w3.org/ns/oa#> .
    id:a9 a kyt:Assertion ; rdf:subject id:t1 ; rdf:predicate kyt:targets ; rdf:object id:g1 ;
      kyt:decisionState kyt:status-accepted ; kyt:polarity kyt:polarity-affirmed ; kyt:evidence id:e9 .
    """
    passage = """
    id:e9 a kyt:Assertion ; oa:hasSource id:v1 ; kyt:inSection id:s1 ; oa:hasSelector id:w9 , id:z9 .
    id:w9 a kyt:Assertion ; oa:exact "keksityt" .
    id:z9 a kyt:Assertion ; oa:start 5 ; oa:end 13 .
    """
    (step,) = explained("direct", "t1", "g1", said + passage).steps
    (evidence,) = step.evidence
    assert (evidence.quote, evidence.start, evidence.end) == ("keksityt", 5, 13)
    assert (evidence.version, evidence.section) == (ID + "v1", ID + "s1")


def test_an_inferred_step_names_its_rule(explained: Callable[..., Explanation]) -> None:
    (part, _) = explained("objective", "o1", "g1").steps
    assert (part.object, part.rule) == (ID + "m1", "parts")


def test_there_is_no_cell_of_things_that_cover_nothing(explained: Callable[..., Explanation]) -> None:
    with pytest.raises(NotFound):
        explained("direct", "g1", "t1")

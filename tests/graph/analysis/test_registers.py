"""The registers as a release holds them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rdflib import Graph

from graph.analysis.held import Held
from graph.analysis.registers import entries, handled_elsewhere, justified_overlaps
from graph.identifiers import ID
from graph.store.dataset import Dataset

Draw = Callable[[Graph], Dataset]
REGISTERS = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/kytkos/id/> .
@prefix kyt: <https://w3id.org/kytkos/ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
id:y1 a kyt:HandledElsewhere ; kyt:covered id:g1 ; kyt:handledBy id:f1 ; kyt:asOf "2999-01-01" ;
  prov:wasAttributedTo id:o1 ; dct:source <https://example.org/a> .
id:y2 a kyt:JustifiedOverlap ; kyt:between id:t1 , id:t2 ; kyt:asOf "2999-01-01" ;
  prov:wasAttributedTo id:o1 ; dct:source <https://example.org/b> .
id:y3 a kyt:CompletenessStatement ; kyt:completeFor id:t1 ; kyt:completeRelation kyt:targets ;
  kyt:asOf "2999-01-01" ; prov:wasAttributedTo id:o1 ; dct:source <https://example.org/c> .
"""


@pytest.fixture
def held(draw: Draw) -> Dataset:
    return draw(Graph().parse(data=REGISTERS, format="turtle"))


def test_what_is_handled_elsewhere_is_told_with_its_source(held: Dataset) -> None:
    (entry,) = handled_elsewhere(Held(held))[ID + "g1"]
    assert (entry.object, entry.owner, entry.source) == (ID + "f1", ID + "o1", "https://example.org/a")


def test_an_overlap_is_justified_whichever_of_the_two_comes_first(held: Dataset) -> None:
    assert justified_overlaps(held).keys() == {frozenset((ID + "t1", ID + "t2"))}


def test_every_register_is_told_once(held: Dataset) -> None:
    assert [entry.relation for entry in entries(held)] == ["between", "completeRelation", "handledBy"]


def test_an_empty_register_justifies_nothing(draw: Draw) -> None:
    assert justified_overlaps(draw(Graph())).keys() == frozenset()

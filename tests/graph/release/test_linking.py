from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.identifiers import ID, NS
from graph.release.linking import Linking, folded
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import RDF, SKOS

A, NAME, HAS_RECORD = NamedNode(RDF + "type"), NamedNode(SKOS + "prefLabel"), NamedNode(NS + "hasRecord")
PROJECT, ENTITIES = NamedNode(NS + "Project"), NamedNode(layout.ENTITIES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # A list of projects leaves commas out of the names of authorities.
        (
            "Hämeen elinkeino- liikenne-  ja ympäristökeskus",
            "Hämeen elinkeino-, liikenne- ja ympäristökeskus",
        ),
        ("KEKSITTY OY", "Keksitty Oy"),
        ("Keksitty r.y.", "Keksitty r y"),
        ("Keksitty – laitos", "Keksitty - laitos"),
    ],
)
def test_one_name_written_in_two_ways_is_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_another_name_is_another() -> None:
    assert folded("Keksitty Oy") != folded("Keksitty Ab")


def test_the_first_record_of_a_project_is_none_of_several() -> None:
    known, recorded = f"{ID}S20001", f"{ID}S20002"
    dataset = Dataset.of(
        [
            *(Quad(NamedNode(one), A, PROJECT, ENTITIES) for one in (known, recorded)),
            *(Quad(NamedNode(one), NAME, Literal("Keksitty"), ENTITIES) for one in (known, recorded)),
            Quad(NamedNode(recorded), HAS_RECORD, NamedNode(f"{ID}r1"), ENTITIES),
        ]
    )
    linking = Linking(dataset, {})
    assert [linking.record("S20001"), linking.record("S20001"), linking.record("S20002")] == [
        False,
        True,
        True,
    ]
    assert not linking.record("S20003")
    linking.meet("S20003", PROJECT.value)
    assert linking.record("S20003")

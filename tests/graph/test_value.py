"""A value is compared and hashed by its fields, as a frozen dataclass is."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from graph.value import value


@value(frozen=True, slots=True)
class Place:
    start: int
    end: int = 0


def test_values_with_the_same_fields_are_one() -> None:
    assert {Place(1, 2), replace(Place(3, 2), start=1)} == {Place(1, 2)}


def test_a_value_has_no_other_fields() -> None:
    with pytest.raises(AttributeError):
        Place(1).other = 2  # type: ignore[attr-defined]


def test_a_value_is_the_same_in_another_process() -> None:
    assert pickle.loads(pickle.dumps(Place(1, 2))) == Place(1, 2)

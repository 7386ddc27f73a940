"""Garbage is looked for less often while documents are read, and as before when they are."""

from __future__ import annotations

import gc
from contextlib import suppress

from graph.garbage import seldom_collected


def test_it_is_looked_for_seldom_only_while_documents_are_read() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before


def test_what_is_loaded_is_not_looked_through_while_documents_are_read() -> None:
    loaded = [object()]
    with seldom_collected():
        assert not any(found is loaded for found in gc.get_objects())
    assert any(found is loaded for found in gc.get_objects())


def test_an_error_leaves_it_as_it_was() -> None:
    before = gc.get_threshold()
    with suppress(ValueError), seldom_collected():
        raise ValueError
    assert gc.get_threshold() == before

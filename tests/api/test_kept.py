"""Pages of a release are made once, while there is room."""

from __future__ import annotations

import pytest
from fastapi import Response

from api.kept import Kept
from graph.errors import NotFound


class Maker:
    def __init__(self) -> None:
        self.made: list[str] = []

    def get(self, kept: Kept, key: str) -> Response:
        def make() -> Response:
            self.made.append(key)
            return Response(key.encode(), headers={"Link": f"<{key}>"}, media_type="text/html")

        return kept.get(key, make)


def test_an_answer_is_made_once_and_is_the_same_each_time() -> None:
    kept, maker = Kept(), Maker()
    first, second = maker.get(kept, "a"), maker.get(kept, "a")
    assert maker.made == ["a"]
    assert first.body == second.body == b"a"
    assert first.headers == second.headers
    assert second.headers["link"] == "<a>"


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    kept, maker = Kept(most=5000), Maker()
    for key in ("a", "b", "a", "c", "a", "b"):
        maker.get(kept, key)
    assert maker.made == ["a", "b", "c", "b"]


def test_an_error_is_not_kept() -> None:
    kept, maker = Kept(), Maker()

    def fail() -> Response:
        raise NotFound("resource", "a")

    with pytest.raises(NotFound):
        kept.get("a", fail)
    assert maker.get(kept, "a").body == b"a"


def test_a_page_that_tells_an_error_keeps_its_status_when_asked_again() -> None:
    kept = Kept()
    assert [kept.get("a", lambda: Response(b"wrong", 400)).status_code for _ in range(2)] == [400, 400]


def test_no_more_bytes_are_kept_than_there_is_room_for() -> None:
    kept = Kept(most=10_000)
    for key in range(99):
        kept.keep(key, Response(b"x" * key * 100))
        assert kept.size <= 10_000
    kept.keep("a", Response(b"x" * 20_000))
    assert kept.find("a") is None
    assert kept.size == 0


def test_an_answer_kept_again_takes_its_place_once() -> None:
    kept = Kept()
    kept.keep("a", Response(b"first"))
    size = kept.size
    kept.keep("a", Response(b"other"))
    found = kept.find("a")
    assert found
    assert (found.body, kept.size) == (b"other", size)


def test_hits_and_misses_are_counted() -> None:
    kept, maker = Kept(), Maker()
    for key in ("a", "a", "b", "a"):
        maker.get(kept, key)
    assert (kept.hits, kept.misses) == (2, 2)

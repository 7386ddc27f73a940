"""Who bridges themes, and where no score can be told, on a graph drawn by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from graph.analysis import portfolio_network
from graph.analysis.analysis import Finding
from graph.analysis.held import Held
from graph.analysis.listing import analysis
from graph.analysis.picture import Web
from graph.analysis.ties import ties
from graph.identifiers import ID, NS
from graph.store.dataset import Dataset

DRAWING = Path(__file__).parent / "drawings" / "ties.ttl"
Draw = Callable[[Graph], Dataset]


@pytest.fixture
def held(draw: Draw) -> Held:
    return Held(draw(Graph().parse(DRAWING)))


def test_ties_count_a_themes_parts_and_projects_with_it(held: Held) -> None:
    found = ties(held, "themes", "all")
    assert found.of == {
        ID + "t1": {ID + "g1": 1, ID + "k1": 1, ID + "o1": 1},
        ID + "t2": {ID + "g1": 2, ID + "k1": 1, ID + "o1": 1},
        ID + "t3": {ID + "g2": 1, ID + "o1": 1},
        ID + "t4": {ID + "g2": 1, ID + "g3": 1, ID + "o1": 1},
    }


def test_ties_through_one_type_leave_out_the_others(held: Held) -> None:
    assert set(ties(held, "themes", "groups").by_thing) == {ID + "g1", ID + "g2", ID + "g3"}
    assert set(ties(held, "projects", "all").of) == {ID + "p1"}


def test_what_connects_themes_that_do_not_otherwise_meet_comes_first(held: Held) -> None:
    rows = _rows(_found(held))
    assert [(row["thing"], row["ties"], row["effectiveSize"]) for row in rows] == [
        # Four themes in two pairs: 4 - 2 * 2 / 4.
        ("o1", "4", "3.0000"),
        ("g2", "2", "1.0000"),
        ("g1", "2", "1.0000"),
        ("k1", "2", "1.0000"),
    ]
    assert {row["state"] for row in rows} == {"state-direct"}
    assert _said(_found(held)) == {
        "tied": {"count": 4, "things": 5},
        "unread": {"count": 1},
        "lone": {"count": 1},
    }


def test_on_fewer_than_four_themes_only_what_is_tied_is_told(draw: Draw) -> None:
    few = Graph().parse(DRAWING)
    few.update(f"DELETE WHERE {{ <{ID}t4> ?p ?o }}")
    found = _found(Held(draw(few)))
    assert _said(found)["few"] == {"count": 3}
    (row,) = (row for row in _rows(found) if row["thing"] == "o1")
    assert (row["ties"], row["betweenness"], row["effectiveSize"], row["rank"]) == ("3", "", "", "")
    assert row["state"] == "state-unknown"


def test_communities_no_clearer_than_chance_are_not_told(held: Held) -> None:
    found = _found(held, show="communities")
    assert "by-chance" in _said(found)
    assert {(row["community"], row["state"]) for row in _rows(found)} == {("", "state-unknown")}


def test_pairs_are_told_as_alike_only_where_that_could_be_seen(held: Held) -> None:
    pairs = {(row["one"], row["other"]): row for row in _rows(_found(held, show="similarity"))}
    assert next(iter(pairs)) == ("t1", "t2")
    # Three of five things: even all three shared would be so by chance in one case of C(5, 3) = 10.
    first = pairs["t1", "t2"]
    assert (first["shared"], first["ofAll"], first["similarity"], first["state"]) == (
        "3",
        "3",
        "",
        "state-unknown",
    )


def test_many_pairs_alike_beyond_chance_have_both_numbers(draw: Draw) -> None:
    drawn = Graph().parse(DRAWING)
    more = ", ".join(f"id:m{n}" for n in range(4))
    head = f"@prefix id: <{ID}> . @prefix kyt: <{NS}> ."
    drawn.parse(data=f"{head} id:t1 kyt:usesMethod {more} . id:t2 kyt:usesMethod {more} .")
    (row,) = _rows(_found(Held(draw(drawn)), show="similarity"))[:1]
    # Seven of seven shared, of nine things that any has: 1 / C(9, 7).
    assert (row["similarity"], row["chance"]) == ("0.8750", f"{1 / 36:.4f}")


def test_the_drawing_holds_who_is_tied_and_what_ties_two(held: Held) -> None:
    picture = _found(held).picture
    assert isinstance(picture, Web)
    assert {node[0] for node in picture.nodes} == {
        ID + name for name in ("t1", "t2", "t3", "t4", "g1", "g2", "k1", "o1")
    }
    assert (ID + "t2", ID + "g1", 2.0) in picture.links


def test_a_portfolio_without_its_extra_is_told_and_not_waited_for(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portfolio_network, "LARGE", 5)
    monkeypatch.setattr(portfolio_network, "is_there", lambda: False)
    found = _found(held)
    assert (found.rows, list(_said(found))) == ((), ["portfolio"])


def _found(held: Held, **given: str) -> Finding:
    return analysis("network").find(held, given)


def _rows(found: Finding) -> list[dict[str, str]]:
    return [
        {
            name: str(getattr(cell, "value", "")).removeprefix(ID).removeprefix(NS)
            for name, cell in zip(found.columns, row, strict=True)
        }
        for row in found.rows
    ]


def _said(found: Finding) -> dict[str, dict[str, str | int]]:
    return {remark.key: dict(remark.values) for remark in found.remarks}


def test_what_the_same_projects_have_is_counted(draw: Draw) -> None:
    more = """
    @prefix id: <https://w3id.org/kytkos/id/> .
    @prefix kyt: <https://w3id.org/kytkos/ns#> .
    id:p1 kyt:targets id:g1 , id:g2 . id:p2 a kyt:Project ; kyt:targets id:g2 , id:g1 .
    id:p3 a kyt:Project ; kyt:targets id:g2 ; kyt:targetsIntermediary id:g1 .
    """
    held = Held(draw(Graph().parse(DRAWING).parse(data=more, format="turtle")))
    asked = {"show": "together", "among": "projects", "through": "groups"}
    found = analysis("network").find(held, asked)
    assert [(row["one"], row["other"], row["shared"], row["ofAll"]) for row in _rows(found)] == [
        # The third names g1 as an intermediary, which it is not known to be.
        ("g1", "g2", "2", "3")
    ]
    assert _said(found) == {"together": {"count": 3, "pairs": 1}}


def test_what_the_same_themes_have_is_counted_of_all_types(held: Held) -> None:
    found = analysis("network").find(held, {"show": "together"})
    assert {(row["one"], row["other"], row["shared"]) for row in _rows(found)} == {
        *(("g1", "k1", "2"), ("g2", "o1", "2"), ("g2", "g3", "1"), ("g3", "o1", "1"))
    }

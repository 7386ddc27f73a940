"""Scratch graphs on disk: whole or not at all, with their empty graphs, and nothing that is managed."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from graph.errors import MalformedLine, TooLarge
from graph.identifiers import GRAPH
from graph.store import scratch
from graph.store.scratch import Scratch
from tests.graph.killing import killed_everywhere

S, P = NamedNode("a:s"), NamedNode("a:p")
OWN = [
    Quad(S, P, Literal("ä\n\"\\'"), DefaultGraph()),
    Quad(BlankNode("b1"), P, BlankNode("b1"), NamedNode("a:g")),
]
MANAGED = Quad(S, P, Literal(1), NamedNode(f"{GRAPH}entities"))


def held(*quads: Quad) -> Store:
    store = Store()
    store.extend(quads)
    return store


def put(folder: Path, store: Store) -> None:
    kept = Scratch(folder)
    with kept.aside() as aside:
        scratch.write(store, aside)
        kept.put(aside)


def test_what_was_put_is_loaded_in_place_of_what_was_there(tmp_path: Path) -> None:
    store = held(*OWN, MANAGED)
    store.add_graph(NamedNode("a:empty"))
    put(tmp_path, store)
    other = held(Quad(S, P, Literal(9)), Quad(S, P, Literal(9), NamedNode("a:other")), MANAGED)
    Scratch(tmp_path).load(other)
    assert set(other) == {*OWN, MANAGED}
    assert {str(name) for name in scratch.named(other)} == {"<a:g>", "<a:empty>"}


def test_managed_graphs_are_never_written(tmp_path: Path) -> None:
    put(tmp_path, held(*OWN, MANAGED))
    assert GRAPH not in (tmp_path / "scratch.nq").read_text(encoding="utf-8")


def test_without_a_file_there_is_nothing(tmp_path: Path) -> None:
    store = held(*OWN)
    Scratch(tmp_path).load(store)
    assert not list(store)
    assert Scratch(tmp_path).stamp() is None


def test_every_put_changes_the_stamp(tmp_path: Path) -> None:
    put(tmp_path, held(*OWN))
    before = Scratch(tmp_path).stamp()
    put(tmp_path, held(*OWN))
    assert Scratch(tmp_path).stamp() != before


def test_what_was_not_put_in_place_leaves_nothing_behind(tmp_path: Path) -> None:
    with Scratch(tmp_path).aside() as aside:
        scratch.write(held(*OWN), aside)
    assert not list(tmp_path.iterdir())


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    put(tmp_path, held(*OWN))
    assert stat.S_IMODE((tmp_path / "scratch.nq").stat().st_mode) == 0o600


def test_a_damaged_file_is_told_with_its_line_and_takes_nothing_away(tmp_path: Path) -> None:
    (tmp_path / "scratch.nq").write_text("<a:s> <a:p> <a:o> .\n<a:s> <a:p\n")
    store = held(*OWN)
    with pytest.raises(MalformedLine, match=r"scratch\.nq:2"):
        Scratch(tmp_path).load(store)
    assert set(store) == set(OWN)


def test_more_than_there_is_room_for_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch, "MOST", 10)
    with pytest.raises(TooLarge):
        put(tmp_path, held(*OWN))
    assert not (tmp_path / "scratch.nq").exists()


@given(st.lists(st.tuples(st.text(), st.sampled_from(["", "a:g", "a:h"])), max_size=5))
def test_any_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("scratch")
    quads = {Quad(S, P, Literal(text), NamedNode(g) if g else DefaultGraph()) for text, g in rows}
    put(folder, held(*quads))
    store = Store()
    Scratch(folder).load(store)
    assert set(store) == quads


ACT = """
from pyoxigraph import Literal, NamedNode, Quad, Store
from graph.store import scratch

def act(folder):
    store = Store()
    store.add(Quad(NamedNode("a:s"), NamedNode("a:p"), Literal("new")))
    kept = scratch.Scratch(folder)
    with kept.aside() as aside:
        scratch.write(store, aside)
        kept.put(aside)
"""


def test_a_writer_killed_at_any_step_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    template = tmp_path / "template"
    template.mkdir()
    put(template, held(*OWN))
    new = {Quad(S, P, Literal("new"))}
    states = []
    for folder in killed_everywhere(ACT, template, tmp_path / "killed"):
        store = Store()
        Scratch(folder).load(store)
        states.append(set(store))
    assert states[0] == set(OWN)
    assert states[-1] == new
    assert all(state in (set(OWN), new) for state in states)


def test_what_a_killed_writer_left_is_removed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / ".scratch.nq.killed.part").write_text("<a:s>")
    put(tmp_path, held(*OWN))
    assert [path.name for path in tmp_path.iterdir()] == ["scratch.nq"]

"""A release is published into a store whole, whatever happens on the way."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat

from graph.curation.log import DecisionLog
from graph.errors import DamagedRelease, NotFound, StoreFailed
from graph.release.build import build
from graph.release.publication import Store, publish, write
from graph.release.reader import open_release
from graph.release.vocabulary import Vocabulary
from graph.store import layout
from graph.store.address import address
from graph.store.dataset import Dataset
from graph.store.endpoint import Endpoint
from graph.store.graph_store import GraphStore
from graph.store.remote import open_remote
from graph.store.renaming import RELEASES
from graph.store.workspace import Workspace
from tests.graph.invented import LINKS, decision
from tests.stores.stand_in import StandIn, standing_in

OTHERS = Quad(*(NamedNode(f"http://example.org/{name}") for name in ("s", "p", "o", "others")))


@pytest.fixture
def server() -> Iterator[StandIn]:
    with standing_in() as server:
        server.store.add(OTHERS)
        yield server


@pytest.fixture
def releases(held: Workspace) -> list[Path]:
    """Three releases of the invented workspace, each of which knows one decision more."""
    built = [build(held, vocabulary=Vocabulary())]
    for number in (3, 4):
        DecisionLog(held).append(decision(number, "accept", LINKS[2], f"reason {number}"))
        built.append(build(held, vocabulary=Vocabulary()))
    return [held.releases / release for release in built]


def store(server: StandIn) -> Store:
    return Store(Endpoint(address(server.url)), GraphStore(address(server.url)))


def served(server: StandIn) -> Dataset:
    return open_remote(address(server.url))


def held_by(server: StandIn) -> set[str]:
    """The releases of which anything is in the store."""
    names = {getattr(name, "value", "") for name in server.store.named_graphs()}
    return {name.removeprefix(RELEASES).partition("/")[0] for name in names if name.startswith(RELEASES)}


def test_what_is_served_is_what_the_release_holds(server: StandIn, releases: list[Path]) -> None:
    publish(releases[0], store(server))
    here, there = open_release(releases[0]), served(server)
    assert there.release == releases[0].name
    assert set(there.quads()) == set(here.quads())
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert there.select(count) == here.select(count)


def test_the_later_serves_and_the_one_before_stays_for_its_readers(
    server: StandIn, releases: list[Path]
) -> None:
    assert publish(releases[0], store(server)) == ()
    reader = served(server)
    assert publish(releases[1], store(server)) == ()
    assert served(server).release == releases[1].name
    assert set(reader.quads()) == set(open_release(releases[0]).quads())
    assert publish(releases[2], store(server)) == (releases[0].name,)
    assert held_by(server) == {releases[1].name, releases[2].name}


def test_others_graphs_are_left_alone(server: StandIn, releases: list[Path]) -> None:
    for release in releases:
        publish(release, store(server))
    assert OTHERS in server.store
    assert OTHERS not in set(served(server).quads())


def test_publishing_again_changes_nothing(server: StandIn, releases: list[Path]) -> None:
    publish(releases[0], store(server))
    before = set(server.store)
    publish(releases[0], store(server))
    assert set(server.store) == before


def test_an_earlier_release_can_serve_again(server: StandIn, releases: list[Path]) -> None:
    for release in (releases[0], releases[1], releases[0]):
        publish(release, store(server))
    assert served(server).release == releases[0].name
    assert held_by(server) == {releases[0].name, releases[1].name}


def test_a_release_that_lost_triples_in_the_store_is_mended(server: StandIn, releases: list[Path]) -> None:
    for release in releases[:2]:
        publish(release, store(server))
    whole = set(server.store)
    server.store.remove(
        next(q for q in whole if releases[1].name in str(q.graph_name) and "manifest" not in str(q))
    )
    publish(releases[1], store(server))
    assert served(server).release == releases[1].name
    assert set(served(server).quads()) == set(open_release(releases[1]).quads())


@pytest.mark.slow
def test_interrupted_anywhere_readers_see_the_old_or_the_new_whole(
    server: StandIn, releases: list[Path]
) -> None:
    ours = store(server)
    publish(releases[0], ours)
    publish(releases[1], ours)
    whole = {folder.name: set(open_release(folder).quads()) for folder in releases}
    before, seen = list(server.store), set()
    for requests in range(1000):
        server.store.clear()
        server.store.extend(before)
        server.left = requests
        try:
            publish(releases[2], ours)
            is_done = True
        except StoreFailed:
            is_done = False
        server.left = -1
        there = served(server)
        assert set(there.quads()) == whole[there.release]
        seen.add(there.release)
        publish(releases[2], ours)
        assert served(server).release == releases[2].name
        assert held_by(server) == {releases[1].name, releases[2].name}
        if is_done:
            break
    assert requests > 20
    assert seen == {releases[1].name, releases[2].name}


def test_a_release_that_does_not_arrive_whole_is_not_served(server: StandIn, releases: list[Path]) -> None:
    publish(releases[0], store(server))

    class Lossy(GraphStore):
        def put(self, graph: str, lines: Iterable[str]) -> None:
            super().put(graph, [*lines][1:] if graph.endswith("/entities") else lines)

    lossy = Store(Endpoint(address(server.url)), Lossy(address(server.url)))
    with pytest.raises(StoreFailed, match="entities"):
        publish(releases[1], lossy)
    assert served(server).release == releases[0].name


def test_a_damaged_release_and_none_are_refused(server: StandIn, releases: list[Path]) -> None:
    with pytest.raises(NotFound):
        publish(releases[0].parent, store(server))
    dump = releases[0] / "release.nq.gz"
    dump.write_bytes(gzip.compress(gzip.decompress(dump.read_bytes())[:-40]))
    with pytest.raises(DamagedRelease):
        publish(releases[0], store(server))


def test_what_a_bulk_loader_loaded_is_found_and_only_let_serve(
    server: StandIn, releases: list[Path], tmp_path: Path
) -> None:
    write(releases[0], tmp_path / "bulk.nq.gz")
    server.store.bulk_load(gzip.decompress((tmp_path / "bulk.nq.gz").read_bytes()), format=RdfFormat.N_QUADS)
    before = set(server.store)
    publish(releases[0], store(server))
    assert {quad for quad in set(server.store) - before if "/manifest" not in str(quad.graph_name)} == set()
    assert served(server).release == releases[0].name
    assert {quad.triple for quad in served(server).quads(layout.ACCEPTED)} == {
        quad.triple for quad in open_release(releases[0]).quads(layout.ACCEPTED)
    }

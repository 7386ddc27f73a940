"""Releases of the invented workspace, and a store that they are published into."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.release.build import build
from graph.release.publication import Store, publish
from graph.release.vocabulary import Vocabulary
from graph.store.address import address
from graph.store.endpoint import Endpoint
from graph.store.graph_store import GraphStore
from tests.graph.invented import workspace
from tests.stores.stand_in import StandIn, standing_in


def released(folder: Path) -> Path:
    """Build the invented workspace and return its release's folder."""
    held = workspace(folder)
    return held.releases / build(held, vocabulary=Vocabulary())


def put(release: Path, server: StandIn) -> None:
    """Publish a release into a store."""
    publish(release, Store(Endpoint(address(server.url)), GraphStore(address(server.url))))


@contextmanager
def holding(release: Path) -> Iterator[StandIn]:
    """Run a store into which a release was published."""
    with standing_in() as server:
        put(release, server)
        yield server

"""Releases opened to be asked."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph

from graph.release import manifest
from graph.release.shelf import Shelf
from graph.store.dataset import Dataset
from graph.store.workspace import Workspace

DUMP = "release.nq"


def open_release(path: Path) -> Dataset:
    """Load the release in this folder into memory; raises NotFound where the folder is no release."""
    held = manifest.read(path)
    quads = pyoxigraph.parse(path=path / DUMP, format=pyoxigraph.RdfFormat.N_QUADS)
    return Dataset.of(quads, held.id)


def open_current(workspace: Workspace) -> Dataset:
    """Load the current release of a workspace; one without any is an empty dataset."""
    path = Shelf(workspace.releases).current()
    return open_release(path) if path else Dataset.of(())

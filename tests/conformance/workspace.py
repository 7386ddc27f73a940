"""An empty workspace served for the suites that write, cleared between their tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from api.app import Options, create_app
from graph.store.access import Tokens
from graph.store.dataset import Dataset
from tests.api.conftest import Client


class Workspace:
    """Ask and change a workspace as the holder of a token."""

    def __init__(self, folder: Path) -> None:
        secret = Tokens(folder).create("admin")
        self.app = create_app(Dataset.of(()), Options(data=folder))
        self._client = Client(self.app)
        self._token = {"authorization": f"Bearer {secret}"}

    def request(self, method: str, path: str, **kwargs: Any) -> httpx.Response:
        headers = {**kwargs.pop("headers", {}), **self._token}
        return self._client.request(method, path, headers=headers, **kwargs)

    def update(self, text: str | bytes, **params: str) -> httpx.Response:
        headers = {"content-type": "application/sparql-update"}
        return self.request("POST", "/workspace/update", content=text, headers=headers, params=params)

    def query(self, text: str, accept: str = "application/sparql-results+json") -> httpx.Response:
        headers = {"content-type": "application/sparql-query", "accept": accept}
        return self.request("POST", "/workspace/sparql", content=text, headers=headers)

    def clear(self) -> None:
        """Start a test as if nothing had been written."""
        assert self.update("DROP ALL").status_code == 204

    def close(self) -> None:
        self._client.run(self.app.state.workspace.stop())
        self._client.close()


@contextmanager
def serving(folder: Path) -> Iterator[Workspace]:
    held = Workspace(folder)
    try:
        yield held
    finally:
        held.close()

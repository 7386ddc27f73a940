"""The application over the invented release, asked through its real ASGI interface."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pyoxigraph import RdfFormat, parse

from api.app import Options, create_app
from graph.store.dataset import Dataset

EXAMPLE = Path(__file__).resolve().parents[1] / "sparql" / "example.trig"
TEXT = "Kohteena on keksityt henkilöt ja kaikki keksityt, muutkin, ei\n"


class Client:
    """Ask an application without a network; redirects are not followed."""

    def __init__(self, app: FastAPI) -> None:
        self._loop = asyncio.new_event_loop()
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")

    def request(self, method: str, path: str, **kwargs: Any) -> httpx.Response:
        return self._loop.run_until_complete(self._client.request(method, path, **kwargs))

    def get(self, path: str, **kwargs: Any) -> httpx.Response:
        return self.request("GET", path, **kwargs)

    def post(self, path: str, **kwargs: Any) -> httpx.Response:
        return self.request("POST", path, **kwargs)

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something in the loop in which the application answers."""
        self._loop.run_until_complete(work)

    def close(self) -> None:
        self._loop.run_until_complete(self._client.aclose())
        self._loop.close()


@contextmanager
def browsing() -> Iterator[Callable[[FastAPI], Client]]:
    """Make clients of applications, and close them in the end."""
    clients: list[Client] = []

    def client_of(app: FastAPI) -> Client:
        clients.append(Client(app))
        return clients[-1]

    yield client_of
    for client in clients:
        client.close()


@pytest.fixture(scope="session")
def ask() -> Iterator[Callable[[FastAPI], Client]]:
    with browsing() as client_of:
        yield client_of


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    text = EXAMPLE.read_text(encoding="utf-8").replace('"SHA256"', f'"{sha256}"')
    return Dataset.of(parse(text, format=RdfFormat.TRIG), "r123")


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "document.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def client(dataset: Dataset, ask: Callable[[FastAPI], Client]) -> Client:
    return ask(create_app(dataset))


@pytest.fixture(scope="session")
def quoting(dataset: Dataset, corpus: Path, ask: Callable[[FastAPI], Client]) -> Client:
    return ask(create_app(dataset, Options(corpus=corpus)))


@pytest.fixture(scope="session")
def empty(ask: Callable[[FastAPI], Client]) -> Client:
    return ask(create_app(Dataset.of(())))

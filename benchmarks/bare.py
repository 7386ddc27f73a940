"""What an endpoint cannot do without, and no more: a measure for ours.

The null handler gives the same short reply to everybody. The prototype reads a query from the address, looks
at its tokens for SERVICE, sends it to a worker process over a pair of sockets, and sends on the JSON that is
given back: one client at a time for each worker, no limits, no negotiation, no deadline.

Run: python -m benchmarks.bare (null | prototype FOLDER | peer FOLDER) prints its port.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from struct import Struct
from typing import Any
from urllib.parse import parse_qs

import uvicorn
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from graph.release.opening import place
from graph.release.shelf import Shelf
from graph.store.tokens import tokens

WORKERS = 2
_LENGTH = Struct(">I")
_JSON = [(b"content-type", b"application/sparql-results+json")]

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]


async def null(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - as ASGI has it
    """Give everybody the same short reply."""
    head = [(b"content-type", b"text/plain"), (b"content-length", b"2")]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": b"ok"})


class Prototype:
    """Ask workers, each over a pair of sockets; they are forked from this process before its loop begins."""

    def __init__(self, store: Store) -> None:
        self._channels = [_worker(store) for _ in range(WORKERS)]
        self._idle: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - as ASGI
        """Answer a query that came in the address."""
        while self._channels:
            self._idle.put_nowait(await asyncio.open_connection(sock=self._channels.pop()))
        query = parse_qs(scope["query_string"].decode())["query"][0]
        if any(token.text.lower() == "service" for token in tokens(query)):
            raise PermissionError
        asked = query.encode()
        reader, writer = await self._idle.get()
        writer.write(_LENGTH.pack(len(asked)) + asked)
        body = await reader.readexactly(*_LENGTH.unpack(await reader.readexactly(_LENGTH.size)))
        self._idle.put_nowait((reader, writer))
        head = [*_JSON, (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        await send({"type": "http.response.body", "body": body})


def _worker(store: Store) -> socket.socket:
    here, there = socket.socketpair()
    if os.fork():
        there.close()
        return here
    here.close()
    with there, there.makefile("rb") as asked:
        while head := asked.read(_LENGTH.size):
            found = store.query(asked.read(*_LENGTH.unpack(head)).decode())
            assert isinstance(found, QuerySolutions)
            body = found.serialize(format=QueryResultsFormat.JSON) or b""
            there.sendall(_LENGTH.pack(len(body)) + body)
    os._exit(0)


def peer(store: Store) -> Any:  # noqa: ANN401 - it has no types
    """Return rdflib-endpoint over oxrdflib, over the same store."""
    from oxrdflib import OxigraphStore
    from rdflib import Dataset
    from rdflib_endpoint import SparqlEndpoint

    return SparqlEndpoint(path="/sparql", graph=Dataset(store=OxigraphStore(store=store)))


def main() -> None:
    """Serve what is named over the release of a folder."""
    name, *folders = sys.argv[1:]
    app: Any = null
    if name != "null":
        release = Shelf(Path(folders[0]) / "releases").current()
        assert release
        store = place(release, 10**12).dataset().store
        app = Prototype(store) if name == "prototype" else peer(store)
    with socket.create_server(("127.0.0.1", 0), backlog=300) as listening:
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        print(listening.getsockname()[1], flush=True)
        config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off")
        uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()

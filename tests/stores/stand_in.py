"""A store of the SPARQL 1.1 Protocol and Graph Store Protocol on loopback, of the embedded engine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import NamedNode, QueryResultsFormat, QueryTriples, RdfFormat, Store

TABLE = "application/sparql-results+xml"


class StandIn(ThreadingHTTPServer):
    """The store, how many more requests it takes before it fails, and what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.store = Store()
        self.left = -1
        self.asked: list[dict[str, list[str]]] = []
        self.headers: dict[str, str] = {}
        self.status = 200
        self.body: bytes | None = None
        #: Cleared while queries are to get no answer.
        self.answers = threading.Event()
        self.answers.set()

    def handle_error(self, request: object, address: object) -> None:
        """Say nothing of clients that hang up."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/sparql"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # An answer's body does not wait until its head is acknowledged.
    disable_nagle_algorithm = True
    server: StandIn
    formats: ClassVar = {"application/n-triples": RdfFormat.N_TRIPLES}

    def do_POST(self) -> None:
        if "graph" in self._address():
            self._write(replaces=False)
        elif self._is_up():
            self._ask(parse_qs(self._body().decode(), keep_blank_values=True))

    def do_PUT(self) -> None:
        self._write(replaces=True)

    def do_DELETE(self) -> None:
        self._write(replaces=True)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _ask(self, sent: dict[str, list[str]]) -> None:
        self.server.asked.append(sent)
        self.server.answers.wait()
        default, named = (
            [NamedNode(g) for g in sent.get(f"{of}-graph-uri", [])] for of in ("default", "named")
        )
        try:
            answer = self.server.store.query(
                sent["query"][0], default_graph=[*default] or None, named_graphs=[*named] or None
            )
        except SyntaxError as problem:
            self._send(400, "text/plain", f"{problem}\nand more".encode())
            return
        if self.server.body is not None:
            body, kind = self.server.body, TABLE
        elif isinstance(answer, QueryTriples):
            body, kind = answer.serialize(format=RdfFormat.N_TRIPLES) or b"", "application/n-triples"
        else:
            body, kind = answer.serialize(format=QueryResultsFormat.XML) or b"", TABLE
        assert self.headers["Accept"] == kind
        self._send(self.server.status, kind, body)

    def _write(self, *, replaces: bool) -> None:
        body, graph = self._body(), NamedNode(self._address()["graph"][0])
        if not self._is_up():
            return
        is_there = self.server.store.contains_named_graph(graph)
        if replaces:
            self.server.store.remove_graph(graph)
        if body:
            self.server.store.load(body, format=RdfFormat.N_TRIPLES, to_graph=graph)
        self._send(200 if is_there or body else 404, "text/plain", b"")

    def _is_up(self) -> bool:
        if self.server.left == 0:
            self.close_connection = True
            return False
        self.server.left -= 1
        return True

    def _address(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.path).query)

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"] or 0))

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            **self.server.headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def standing_in() -> Iterator[StandIn]:
    """Run such a store."""
    server = StandIn()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

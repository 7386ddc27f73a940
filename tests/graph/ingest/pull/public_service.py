"""A stand-in for the EU Knowledge Graph's service: real HTTP, invented items, failures to order."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, QuerySolutions, Store

ITEM, DIRECT = "https://linkedopendata.eu/entity/", "https://linkedopendata.eu/prop/direct/"
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
JSON = "application/sparql-results+json"


def _said(item: str, prop: str, value: str | Literal) -> Quad:
    told = value if isinstance(value, Literal) else NamedNode(ITEM + value)
    return Quad(NamedNode(ITEM + item), NamedNode(DIRECT + prop), told)


def _named(item: str, name: str, language: str = "en") -> Quad:
    return Quad(NamedNode(ITEM + item), LABEL, Literal(name, language=language))


def invented(count: int) -> Iterator[Quad]:
    """Yield what is said of as many invented projects of Finland, and of one of Sweden."""
    yield from (_said("Q5", "P173", Literal("FI")), _said("Q6", "P173", Literal("SE")))
    yield from (_said("Q7", "P1367", Literal("2021FI16FFPR001")), _named("Q7", "Invented programme"))
    yield from (_said("Q8", "P1583", Literal("ESF")), _said("Q9", "P192", Literal("FI1B1")))
    yield from (_said("Q10", "P192", Literal("FI")), _named("Q11", "Keksitty kaupunki"))
    yield from (
        _said("Q11", "P35", "Q2630486"),
        _said("Q12", "P35", "Q2630487"),
        _named("Q12", "Malli Meikäläinen"),
    )
    for number in range(count):
        item = f"Q{1000 + number * 7}"
        yield from (_said(item, "P35", "Q9934"), _said(item, "P32", "Q5"), _said(item, "P1368", "Q7"))
        yield from (_named(item, f"Project {number}"), _named(item, f"Hanke {number}", "fi"))
        yield from (_named(item, f"Projet {number}", "fr"), _said(item, "P1584", "Q8"))
        yield from (_said(item, "P1845", "Q9"), _said(item, "P1845", "Q10"))
        yield from (_said(item, "P889", "Q11"), _said(item, "P889", "Q12"))
        yield from (
            _said(item, "P20", Literal("2023-01-01T00:00:00Z")),
            _said(item, "P474", Literal(f"{number}.50")),
            _said(item, "P841", Literal("Malli Meikäläinen")),
        )
    yield from (_said("Q99", "P35", "Q9934"), _said("Q99", "P32", "Q6"), _named("Q99", "Elsewhere"))


Failure = Callable[["_Handler"], None]


class PublicService(ThreadingHTTPServer):
    """The service: ``failures`` come in the place of its next answers, None for a right one."""

    daemon_threads = True

    def __init__(self, count: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.store = Store()
        self.store.extend(invented(count))
        self.failures: list[Failure | None] = []
        self.queries: list[str] = []
        self.agents: set[str] = set()
        self.connections = 0

    def handle_error(self, request: object, address: object) -> None:
        """Say nothing of clients that hang up."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/sparql"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # An answer's body does not wait until its head is acknowledged.
    disable_nagle_algorithm = True
    server: PublicService

    def setup(self) -> None:
        super().setup()
        self.server.connections += 1

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        query = parse_qs(body.decode())["query"][0]
        self.server.queries.append(query)
        self.server.agents.add(self.headers["User-Agent"])
        failure = self.server.failures.pop(0) if self.server.failures else None
        if failure:
            failure(self)
            return
        answer = self.server.store.query(query)
        assert isinstance(answer, QuerySolutions)
        self.give(200, answer.serialize(format=QueryResultsFormat.JSON) or b"")

    def give(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": JSON, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def answering(status: int = 200, body: bytes = b"", **headers: str) -> Failure:
    """Return what answers so."""
    return lambda handler: handler.give(status, body, **headers)


def cut(handler: _Handler) -> None:
    """Promise more than is sent, and hang up."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b'{"results": {"bindings": [')
    handler.close_connection = True


def hung_up(handler: _Handler) -> None:
    """Answer nothing."""
    handler.close_connection = True


@contextmanager
def serving(count: int) -> Iterator[PublicService]:
    """Run such a service."""
    server = PublicService(count)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

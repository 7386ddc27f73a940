"""Bad senders, over real connections: the right status, in bounded time, and the others are served."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

import api.arrival
import api.server
from api.app import Options, create_app
from api.server import Gathered, server
from graph.release import canonical
from graph.release.manifest import Manifest
from graph.release.opening import Place, place
from graph.release.reader import DUMP, packed
from graph.release.shelf import Shelf
from graph.store.dataset import Dataset
from sparql.limits import Limits
from tests.api.waiting import eventually

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")

JOIN = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
SORTED = f"SELECT * {{ {JOIN} }} ORDER BY ?l ?i ?f"
PATHS = "SELECT (COUNT(*) AS ?n) { ?a (!<a:a>)* ?b . ?c (!<a:a>)* ?d . ?e (!<a:a>)* ?f . ?g (!<a:a>)* ?h }"
FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}


@dataclass
class Server:
    """A server, and ways to be rude to it."""

    client: httpx.Client

    @contextmanager
    def connected(self, address: str = "127.0.0.1") -> Iterator[socket.socket]:
        there = (self.client.base_url.host, self.client.base_url.port or 80)
        with socket.create_connection(there, 60, source_address=(address, 0)) as sent:
            yield sent

    def answers(self) -> bool:
        return bool(self.client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"])


@contextmanager
def running(
    dataset: Dataset, limits: Limits, workers: int = 2, place: Place | None = None
) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0), backlog=300) as listening:
        options = Options(workers=workers, limits=limits, place=place)
        served = server(create_app(dataset, options), log_level="critical")
        thread = threading.Thread(target=lambda: asyncio.run(served.serve([listening])))
        thread.start()
        try:
            address = f"http://127.0.0.1:{listening.getsockname()[1]}"
            with httpx.Client(base_url=address, timeout=60) as client:
                yield Server(client)
        finally:
            served.should_exit = True
            thread.join(60)


@pytest.fixture(scope="module")
def there(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    dump = packed(b"".join(canonical.lines(dataset.quads())))
    identity = canonical.sha256([dump])
    built = Manifest(identity[:12], identity, "a:", True, "2021", files={DUMP: identity})
    path = Shelf(tmp_path_factory.mktemp("releases")).put(built, {DUMP: dump})
    # Half a gigabyte is more than the longest chain of operators needs to be read.
    with running(dataset, Limits(seconds=3, memory=512 << 20), place=place(path)) as held:
        yield held


def said(sent: socket.socket) -> bytes:
    """Read to the end of the connection."""
    pieces = []
    while piece := sent.recv(65_536):
        pieces.append(piece)
    return b"".join(pieces)


def test_a_head_that_comes_letter_by_letter_is_not_waited_for(
    there: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.server, "HEAD", 0.5)
    with there.connected() as slow:
        slow.sendall(b"GET /sparql?query=ASK")
        assert there.answers()
        assert said(slow).startswith(b"HTTP/1.1 408 ")


def test_a_connection_that_says_nothing_is_closed(there: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.server, "HEAD", 0.5)
    with there.connected() as silent:
        assert said(silent) == b""


def test_a_second_head_that_does_not_end_is_not_waited_for(
    there: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.server, "HEAD", 0.5)
    with there.connected() as slow:
        slow.sendall(b"GET /health HTTP/1.1\r\nHost: test\r\n\r\nGET /health HTT")
        answers = said(slow)
    assert answers.startswith(b"HTTP/1.1 200 ")
    assert b"HTTP/1.1 408 " in answers


@pytest.mark.parametrize(
    "kind",
    ["application/sparql-query", pytest.param("application/x-www-form-urlencoded", marks=pytest.mark.slow)],
)
def test_a_body_that_comes_letter_by_letter_is_not_waited_for(
    there: Server, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(api.server, "HEAD", 0.5)
    monkeypatch.setattr(api.arrival, "GRACE", 0.5)
    with there.connected() as slow:
        head = f"POST /sparql HTTP/1.1\r\nHost: test\r\nContent-Type: {kind}\r\nContent-Length: 5000\r\n\r\n"
        slow.sendall(head.encode() + b"ASK")
        assert there.answers()
        assert said(slow).startswith(b"HTTP/1.1 408 ")


def test_slow_senders_do_not_keep_others_out(there: Server) -> None:
    with ExitStack() as stack:
        for _ in range(api.server.SHARE):
            slow = stack.enter_context(there.connected("127.0.0.2"))
            slow.sendall(b"GET /sparql?query=")
        refused = stack.enter_context(there.connected("127.0.0.2"))
        assert said(refused).startswith(b"HTTP/1.1 503 ")
        assert there.answers()


def test_a_connection_closed_for_writing_ends_its_query(dataset: Dataset) -> None:
    with running(dataset, Limits(seconds=600, waiting=0), workers=1) as there, there.connected() as half:
        half.sendall(f"GET /sparql?query={quote(SORTED)} HTTP/1.1\r\nHost: test\r\n\r\n".encode())
        busy = {"query": "ASK {}"}
        assert eventually(lambda: there.client.get("/sparql", params=busy).status_code == 503)
        half.shutdown(socket.SHUT_WR)
        assert said(half) == b""
        assert eventually(lambda: there.client.get("/sparql", params=busy).status_code == 200)


@pytest.mark.parametrize("headers", [FORM, DIRECT])
def test_ten_megabytes_are_refused(there: Server, headers: dict[str, str]) -> None:
    body = b"query=" * (headers is FORM) + b"ASK {} #" + b"x" * 10_000_000
    assert there.client.post("/sparql", content=body, headers=headers).status_code == 413
    assert there.answers()


def test_an_address_without_end_is_refused(there: Server) -> None:
    with there.connected() as sent:
        try:
            sent.sendall(b"GET /sparql?query=" + b"x" * 10_000_000)
        except OSError:
            # It has had enough before all is sent.
            pass
        else:
            assert said(sent).startswith(b"HTTP/1.1 400 ")
    assert there.answers()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("ASK " + "{" * 30_000, 413),
        ("ASK { " + "{ " * 60 + "?s ?p ?o" + " }" * 60 + " }", 200),
        ("ASK { FILTER(" + "(" * 15_000 + "1" + ")" * 15_000 + ") }", 413),
        ("ASK { FILTER(" + "!" * 15_000 + "true) }", 413),
        ("ASK { ?s <a:b>" + "/<a:b>" * 4_000 + " ?o }", 413),
        ('ASK { FILTER(REGEX("' + "a" * 30 + '!", "^(a+)+$")) }', 200),
        (PATHS, 504),
        (SORTED, 507),
        ("\x00" * 1_000, 400),
        ("ASK { <http://[" + "x" * 20_000 + "> ?p ?o }", 400),
    ],
)
def test_hard_queries_have_their_status_and_others_are_served(there: Server, query: str, status: int) -> None:
    answer = there.client.post("/sparql", content=query.encode(), headers=DIRECT)
    assert answer.status_code == status
    assert there.answers()


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER(" + "1+" * 16_000 + "1) }",
        pytest.param("ASK { ?s ?p " + "1," * 16_000 + "1 }", marks=pytest.mark.slow),
    ],
)
def test_a_long_chain_ends_in_time_and_no_worker_by_it(there: Server, query: str) -> None:
    answer = there.client.post("/sparql", content=query.encode(), headers=DIRECT)
    assert answer.status_code in (200, 504)


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"content-type": "text/html"}, b"<p>", 415),
        ({"content-type": "image/png"}, b"\x89PNG", 415),
        ({}, b"ASK {}", 415),
        (DIRECT, b"\xff\xfe", 400),
        (FORM, b"query=%ff", 400),
        (FORM, b"query=ASK+%7B%7D&query=ASK+%7B%7D", 400),
    ],
)
def test_wrong_bodies_have_their_status(
    there: Server, headers: dict[str, str], body: bytes, status: int
) -> None:
    assert there.client.post("/sparql", content=body, headers=headers).status_code == status


def test_two_hundred_clients_at_once_are_all_answered(dataset: Dataset) -> None:
    with running(dataset, Limits(seconds=60, waiting=200)) as there:
        addresses = [f"127.0.1.{number}" for number in range(1, 201)]

        def asked(address: str) -> bytes:
            with there.connected(address) as one:
                one.sendall(b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                return said(one)

        with ThreadPoolExecutor(len(addresses)) as clients:
            answers = list(clients.map(asked, addresses))
    assert {answer.partition(b"\r\n")[0] for answer in answers} == {b"HTTP/1.1 200 OK"}
    assert all(answer.endswith(b"true}") for answer in answers)


def test_the_server_keeps_its_files_when_rude_clients_are_gone(there: Server) -> None:
    files = Path("/proc/self/fd")
    if not files.exists():
        pytest.skip("this system does not show which files a process has open")
    assert there.answers()
    before = len(list(files.iterdir()))
    for _ in range(50):
        with there.connected() as gone:
            gone.sendall(f"GET /sparql?query={quote(PATHS)} HTTP/1.1\r\nHost: test\r\n\r\n".encode())
    assert eventually(lambda: there.answers() and len(list(files.iterdir())) <= before + 4)


def test_what_a_connection_is_sent_waits_for_no_acknowledgement(dataset: Dataset) -> None:
    async def asked() -> list[int]:
        served = server(create_app(dataset))
        with socket.create_server(("127.0.0.1", 0)) as listening:
            serving = asyncio.create_task(served.serve([listening]))
            reader, writer = await asyncio.open_connection(*listening.getsockname())
            writer.write(b"GET /health HTTP/1.1\r\nHost: test\r\n\r\n")
            await reader.readuntil(b"\r\n\r\n")
            channels = [each.transport.get_extra_info("socket") for each in served.server_state.connections]
            set_ = [channel.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) for channel in channels]
            writer.close()
            served.should_exit = True
            await serving
        return set_

    assert [bool(held) for held in asyncio.run(asked())] == [True]


class Written(asyncio.Transport):
    """A transport that keeps what it is given to send."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[bytes] = []

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.sent.append(bytes(data))

    def close(self) -> None:
        self.sent.append(b"closed")


def test_what_is_written_in_one_turn_is_sent_in_one_piece_and_in_its_order() -> None:
    async def written() -> list[bytes]:
        transport = Written()
        gathered = Gathered(transport, asyncio.get_running_loop())
        for piece in (b"head", b"", b"body"):
            gathered.write(piece)
        await asyncio.sleep(0)
        gathered.write(b"much" * 20_000)
        gathered.write(b"last")
        gathered.close()
        await asyncio.sleep(0)
        return transport.sent

    assert asyncio.run(written()) == [b"headbody", b"much" * 20_000, b"last", b"closed"]

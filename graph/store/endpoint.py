"""The SPARQL 1.1 Protocol from the asking side: another store's endpoint, over HTTP."""

from __future__ import annotations

import io
import weakref
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pyoxigraph
from pyoxigraph import QueryResultsFormat, QuerySolutions

from graph.errors import AnswerTooLarge, InvalidQuery, OutOfTime, StoreFailed
from graph.store.address import Address
from graph.store.query_file import load

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

#: Seconds that a store may be silent, unless told otherwise.
PATIENCE = 30.0

#: Bytes of one answer.
MOST = 256 << 20

# Of Virtuoso's formats these are right: its JSON writes true as 1 and calls literals typed-literal.
TABLE, GRAPH = "application/sparql-results+xml", "application/n-triples"
QUERIES = Path(str(files("graph.store") / "queries"))


class Endpoint:
    """A store's endpoint; whatever it answers is read as it comes."""

    def __init__(self, where: Address, seconds: float = PATIENCE) -> None:
        self.url = where.url
        self._seconds = seconds
        self._client = httpx.Client(auth=where.auth, timeout=seconds, follow_redirects=False)
        weakref.finalize(self, self._client.close)

    def asked(self, query: str, default: Iterable[str], named: Iterable[str], accept: str) -> Iterator[bytes]:
        """Ask a query of these graphs, and yield the answer.

        Raises InvalidQuery, AnswerTooLarge where the store cut the answer short, OutOfTime, StoreFailed.
        """
        dataset = {"default-graph-uri": [*default], "named-graph-uri": [*named]}
        sent = {"query": query, **{name: graphs for name, graphs in dataset.items() if graphs}}
        with self._told():
            request = self._client.build_request("POST", self.url, data=sent, headers={"Accept": accept})
            response = self._client.send(request, stream=True)
            _check(self.url, response)
        return self._pieces(response)

    def table(self, name: str, default: Iterable[str] = ()) -> Iterator[tuple[str, ...]]:
        """Ask a query of our own, of these graphs or else of all the store has; yield its rows as texts."""
        text = load(QUERIES / f"{name}.rq").text
        answer = pyoxigraph.parse_query_results(
            b"".join(self.asked(text, default, (), TABLE)), format=QueryResultsFormat.XML
        )
        assert isinstance(answer, QuerySolutions)
        for row in answer:
            yield tuple(str(getattr(row[variable], "value", "")) for variable in answer.variables)

    def _pieces(self, response: httpx.Response) -> Iterator[bytes]:
        left = MOST
        with self._told():
            for piece in response.iter_bytes():
                left -= len(piece)
                if left < 0:
                    response.close()
                    raise AnswerTooLarge("bytes", MOST)
                yield piece

    def _told(self) -> _Told:
        return _Told(self.url, self._seconds)


class _Told:
    """Tell what goes wrong on the way as errors of ours."""

    def __init__(self, url: str, seconds: float) -> None:
        self._url, self._seconds = url, seconds

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, _kind: object, problem: BaseException | None, _trace: object) -> None:
        """Raise the error of ours that a fault of the connection is."""
        if isinstance(problem, httpx.TimeoutException):
            raise OutOfTime(self._seconds) from None
        if isinstance(problem, httpx.HTTPError):
            raise StoreFailed(self._url, str(problem) or type(problem).__name__) from None


def _check(url: str, response: httpx.Response) -> None:
    if response.status_code == httpx.codes.BAD_REQUEST:
        raise InvalidQuery(_first_line(response))
    if response.status_code != httpx.codes.OK:
        raise StoreFailed(url, f"it answered {response.status_code}: {_first_line(response)}")
    if most := response.headers.get("x-sparql-maxrows"):
        response.close()
        raise AnswerTooLarge("rows", int(most))
    if response.headers.get("x-sql-state"):
        response.close()
        raise StoreFailed(url, "it gave a part of the answer only")


def _first_line(response: httpx.Response) -> str:
    text = response.read()[:2000].decode(errors="replace").strip()
    return text.partition("\n")[0][:300]


class Pieces(io.RawIOBase):
    """Bytes that come in pieces, as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = b""

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read what has come."""
        view = memoryview(buffer).cast("B")
        self._held = self._held or next(self._pieces, b"")
        taken, self._held = self._held[: len(view)], self._held[len(view) :]
        view[: len(taken)] = taken
        return len(taken)

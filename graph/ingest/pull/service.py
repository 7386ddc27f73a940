"""A public SPARQL service, asked as its owners wish: one question at a time, with pauses."""

from __future__ import annotations

import json
import re
import time
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from graph.store.address import Address

#: One row of an answer, by its columns: the value's text, and its language after it where it has one.
Bound = Mapping[str, tuple[str, str]]

_RESULTS = "application/sparql-results+json"
#: Bytes of one answer, unpacked.
LARGEST = 32 << 20
#: Answers that say to come again; other refusals stay so.
_LATER = frozenset((429, 500, 502, 503, 504))
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")


class Refusal(Exception):
    """The service gave no right answer, and why; ``is_final`` if asking again would not help."""

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        super().__init__(reason)
        self.is_final = is_final


@dataclass(frozen=True, slots=True)
class Manners:
    """How a service is asked: seconds between questions, silence borne, attempts, the longest wait for it.

    ``sleep`` waits, ``now`` tells the time: passed in, for whoever has no time to wait.
    """

    agent: str
    pause: float = 1.0
    patience: float = 120.0
    attempts: int = 6
    longest_wait: float = 600.0
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


class Service:
    """One connection to a service, closed when this goes."""

    def __init__(self, where: Address, manners: Manners) -> None:
        self.url = where.url
        self._manners = manners
        self._is_first = True
        limits = httpx.Limits(max_connections=1)
        headers = {"User-Agent": manners.agent, "Accept": _RESULTS, "Accept-Encoding": "gzip"}
        # Nobody is followed elsewhere: a redirect could lead into a network of ours.
        self._client = httpx.Client(
            auth=where.auth, timeout=manners.patience, limits=limits, headers=headers, follow_redirects=False
        )
        weakref.finalize(self, self._client.close)

    def ask(self, query: str, read: Callable[[list[Bound]], Any]) -> Any:  # noqa: ANN401 - what it reads
        """Return what ``read`` makes of a query's rows; an answer that it refuses is asked for again.

        Raises Refusal once as often as manners allow, or at once where the service says no.
        """
        for attempt in range(1, self._manners.attempts + 1):
            self._wait(attempt)
            try:
                return read(self._rows(query))
            except _Later as busy:
                refusal: Refusal = busy
                self._bide(busy.seconds)
            except Refusal as problem:
                refusal = problem
            if refusal.is_final:
                raise refusal
        raise refusal

    def _wait(self, attempt: int) -> None:
        """Pause between questions, each time twice as long after one that failed."""
        if not self._is_first:
            self._manners.sleep(self._manners.pause * 2 ** (attempt - 1))
        self._is_first = False

    def _bide(self, seconds: float) -> None:
        if seconds > self._manners.longest_wait:
            raise Refusal(f"it asks to come again in {seconds:.0f} seconds", is_final=True)
        self._manners.sleep(seconds)

    def _rows(self, query: str) -> list[Bound]:
        try:
            with self._client.stream("POST", self.url, data={"query": query}) as response:
                self._check(response)
                return _rows(_whole(response))
        except httpx.HTTPError as problem:
            raise Refusal(f"the connection failed: {problem or type(problem).__name__}") from None

    def _check(self, response: httpx.Response) -> None:
        status = response.status_code
        if status in _LATER:
            raise _Later(f"it answered {status}", self._asked_to_wait(response))
        if status != httpx.codes.OK:
            raise Refusal(f"it answered {status}", is_final=True)

    def _asked_to_wait(self, response: httpx.Response) -> float:
        """Read ``Retry-After``, in seconds or as a date (RFC 9110, section 10.2.3)."""
        said = response.headers.get("retry-after", "").strip()
        if re.fullmatch("[0-9]+", said):
            return float(said[:9])
        try:
            until = parsedate_to_datetime(said)
        except ValueError:
            return 0.0
        aware = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max(0.0, (aware - self._manners.now()).total_seconds())


class _Later(Refusal):
    def __init__(self, reason: str, seconds: float) -> None:
        super().__init__(reason)
        self.seconds = seconds


def _whole(response: httpx.Response) -> bytes:
    held = bytearray()
    for piece in response.iter_bytes(1 << 16):
        held += piece
        if len(held) > LARGEST:
            raise Refusal(f"an answer has more than {LARGEST >> 20} MB: ask for smaller pages", is_final=True)
    return bytes(held)


def _rows(data: bytes) -> list[Bound]:
    """Read SPARQL 1.1 Query Results JSON; raises Refusal for anything else."""
    try:
        bindings = json.loads(data)["results"]["bindings"]
        return [{name: _cell(name, term) for name, term in row.items()} for row in bindings]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refusal("its answer is broken off, or no table of SPARQL results") from None


def _cell(name: str, term: Mapping[str, object]) -> tuple[str, str]:
    value, language = term["value"], term.get("xml:lang", "")
    if not (_NAME.fullmatch(name) and isinstance(value, str) and isinstance(language, str)):
        raise ValueError(name)
    value.encode()  # Half of a surrogate pair is no text, though JSON can write one.
    return value, language.casefold()

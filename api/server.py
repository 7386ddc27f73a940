"""The server: connections that must be quick about what they send, and of which nobody has all."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

#: Seconds for a request's head to arrive in, from the connection's start or the head's first letter. From an
#: answer until then the server's own time to keep a connection holds.
HEAD = 10.0

#: Bytes of a request's head: a query of the greatest length fits in an address.
HEAD_BYTES = 128 << 10

#: Connections at once, and those from one address.
CONNECTIONS, SHARE = 512, 256

#: Bytes that wait to be sent together.
_TOGETHER = 64 << 10


class Gathered:
    """A transport that sends in one piece what is written within one turn of the loop.

    An answer is written in two pieces at least, and to send each costs as much as much else of a small one.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._held: list[bytes] = []
        self._size = 0

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else a transport has
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send soon, or at once where much waits."""
        if not data:
            return
        if not self._held:
            self._loop.call_soon(self._send)
        self._held.append(data)
        self._size += len(data)
        if self._size > _TOGETHER:
            self._send()

    def close(self) -> None:
        """Send what waits, and close."""
        self._send()
        self._transport.close()

    def _send(self) -> None:
        if self._held:
            self._transport.write(b"".join(self._held))
            self._held.clear()
            self._size = 0


class Connection(H11Protocol):
    """A connection that is closed where the head of its next request does not come in time."""

    share = SHARE

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as uvicorn makes it
        super().__init__(*args, **kwargs)
        self._waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request; where there are too many connections, say so and close this one."""
        super().connection_made(transport)
        self.transport = Gathered(transport, self.loop)  # type: ignore[assignment]
        # Without this a piece of a longer answer waits for the former to be acknowledged.
        channel: socket.socket = transport.get_extra_info("socket")
        channel.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if len(self.connections) > CONNECTIONS or self._of_its_address() > self.share:
            self._refuse(503, "Too many connections.")
        else:
            self._wait()

    def data_received(self, data: bytes) -> None:
        """Read on, and wait for the rest of a request's head only as long as it may take."""
        super().data_received(data)
        self._wait_for_head()

    def on_response_complete(self) -> None:
        """Take up what the next request has sent already."""
        super().on_response_complete()
        if self.conn.trailing_data[0]:
            self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _of_its_address(self) -> int:
        here = self.client and self.client[0]
        others = (getattr(other, "client", None) for other in self.connections)
        return sum(1 for other in others if other and other[0] == here)

    def _wait_for_head(self) -> None:
        if self._is_answering():
            self._stop_waiting()
        elif self._waiting is None:
            self._wait()

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(HEAD, self._refuse, 408, "The request did not come in time.")

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _refuse(self, status: int, why: str) -> None:
        if self.transport.is_closing():
            return
        if self.conn.our_state is h11.IDLE and (status != 408 or self.conn.trailing_data[0]):
            headers = [("content-type", "text/plain"), ("connection", "close"), ("retry-after", "1")]
            self.transport.write(self.conn.send(h11.Response(status_code=status, headers=headers)) or b"")
            self.transport.write(self.conn.send(h11.Data(data=why.encode())) or b"")
            self.transport.write(self.conn.send(h11.EndOfMessage()) or b"")
        self.transport.close()


class Proxied(Connection):
    """A connection from the proxy, from which all come."""

    share = CONNECTIONS


def server(app: ASGIApp, *, is_behind_proxy: bool = False, log_level: str = "warning") -> uvicorn.Server:
    """Make the server of an application; behind a proxy, its word on the scheme is taken."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http=Proxied if is_behind_proxy else Connection,
            h11_max_incomplete_event_size=HEAD_BYTES,
            proxy_headers=is_behind_proxy,
            forwarded_allow_ips="*",
            log_level=log_level,
            access_log=False,
            server_header=False,
        )
    )

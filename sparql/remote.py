"""Another store behind our endpoint: visitors' queries go to it from worker processes, within our limits.

The workers differ from those over a release in two things: they hold no data, and they have the network.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from os import dup
from struct import Struct
from typing import Any, cast

from pyoxigraph import Store

from graph.store.address import Address, address
from graph.store.dataset import Dataset
from graph.store.endpoint import PATIENCE, Endpoint
from graph.store.remote import Evaluated, open_remote, publications, store_of
from sparql.template import Template, be_template
from sparql.worker import work

_LENGTH = Struct(">I")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A store that releases are published into, and how many seconds it may be silent."""

    where: Address
    seconds: float = PATIENCE

    def serving(self) -> Callable[[], str | None]:
        """Return what says which release serves there now; it raises StoreFailed, OutOfTime."""
        endpoint = Endpoint(self.where, self.seconds)

        def current() -> str | None:
            found = publications(endpoint)
            return found[-1].release if found else None

        return current

    def dataset(self) -> Dataset:
        """Open the release that serves; raises StoreFailed, OutOfTime."""
        return open_remote(self.where, self.seconds)

    def home(self, release: str, memory: int) -> Callable[[], Template]:
        """Return what starts the process that workers for a release come from."""
        return partial(_started, self, release, memory)


def _started(there: Elsewhere, release: str, memory: int) -> Template:
    # What is secret goes by the socket: a command line is read by everyone on the machine.
    told = there.where.written().encode()
    opening = (release, str(there.seconds), str(memory))
    return Template.started(__name__, *opening, told=_LENGTH.pack(len(told)) + told)


def main(release: str, seconds: str, memory: str) -> None:
    """Be the process that workers for a release in another store come from."""
    where = address(_received())

    def answering(channel: socket.socket) -> None:
        reached = _Reached(Endpoint(where, float(seconds)), release)
        # Of a store, what evaluates queries needs no more than this.
        work(cast("Store", reached), channel, int(memory))

    be_template(answering, has_network=True)


class _Reached:
    """A release in a store that may not be up yet: whoever asks is told so."""

    def __init__(self, endpoint: Endpoint, release: str) -> None:
        self._opened = cache(partial(store_of, endpoint, release))

    def query(self, query: str, **dataset: Any) -> Evaluated:  # noqa: ANN401 - as the engine has it
        return self._opened().query(query, **dataset)


def _received() -> str:
    with socket.socket(fileno=dup(0)) as control:
        length = _LENGTH.unpack(control.recv(_LENGTH.size, socket.MSG_WAITALL))[0]
        return control.recv(length, socket.MSG_WAITALL).decode()

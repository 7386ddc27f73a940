"""The process from which workers are forked, and which ends them."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator

import pytest

from sparql.template import Template

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


def echo(channel: socket.socket) -> None:
    while received := channel.recv(100):
        channel.sendall(received.upper())


@pytest.fixture
def template() -> Iterator[Template]:
    held = Template(echo)
    yield held
    held.close()


def test_a_worker_works_on_its_own_socket(template: Template) -> None:
    (_, one), (_, other) = template.fork(), template.fork()
    with one, other:
        one.sendall(b"one")
        other.sendall(b"other")
        assert other.recv(100) == b"OTHER"
        assert one.recv(100) == b"ONE"


def test_a_worker_that_is_ended_is_gone(template: Template) -> None:
    pid, channel = template.fork()
    with channel:
        template.end(pid)
        assert channel.recv(100) == b""
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_worker_that_ended_by_itself_can_be_ended(template: Template) -> None:
    pid, channel = template.fork()
    channel.close()
    template.end(pid)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_closing_ends_every_worker() -> None:
    template = Template(echo)
    pid, channel = template.fork()
    template.close()
    with channel:
        assert channel.recv(100) == b""
    for gone in (pid, template.pid):
        with pytest.raises(ProcessLookupError):
            os.kill(gone, 0)


def test_without_its_template_there_are_no_more_workers() -> None:
    template = Template(echo)
    os.kill(template.pid, 9)
    with pytest.raises(ConnectionError):
        template.fork()
    template.close()

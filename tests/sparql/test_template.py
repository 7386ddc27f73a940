"""The process from which workers are forked, and which ends them."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store

from graph.release.opening import Place
from sparql.template import Template, forked

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


def test_what_a_worker_ended_with_is_told(template: Template) -> None:
    for ended_by in (signal.SIGABRT, signal.SIGSEGV, signal.SIGKILL):
        pid, channel = template.fork()
        with channel:
            os.kill(pid, ended_by)
            assert channel.recv(100) == b""
            assert template.end(pid) == -ended_by
    pid, channel = template.fork()
    with channel:
        channel.shutdown(socket.SHUT_WR)
        assert channel.recv(100) == b""
        assert template.end(pid) == 0


def test_a_worker_that_is_killed_is_gone_and_left_to_nobody(template: Template) -> None:
    pid, channel = template.fork()
    with channel:
        template.kill(pid)
        assert channel.recv(100) == b""
        until = time.monotonic() + 60
        while is_there(pid):
            assert time.monotonic() < until


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_only_workers_are_ended(template: Template) -> None:
    assert template.end(os.getpid()) == 0
    template.kill(os.getpid())


def test_a_release_that_cannot_be_opened_makes_no_template(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ConnectionError):
        Template.of(Place(tmp_path, is_on_disk=False), 1 << 30)
    assert "NotFound" in capfd.readouterr().err


def test_a_store_held_here_makes_one_template_only() -> None:
    make = forked(Store(), 1 << 30)
    make().close()
    with pytest.raises(ConnectionError):
        make()


def test_a_worker_has_no_network_where_it_can_be_without(template: Template) -> None:
    pid, channel = template.fork()
    with channel:
        try:
            here, there = (Path(f"/proc/{process}/ns/net").readlink() for process in ("self", pid))
        except OSError:
            pytest.skip("this system does not show which network a process has")
        if here == there:
            pytest.skip("this system lets no process leave the network")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        reaching = Template(lambda asked: asked.sendall(reached(port)))
        _, answer = reaching.fork()
        with answer:
            assert answer.recv(100) == b"nothing"
        reaching.close()


def reached(port: int) -> bytes:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return b"nothing"
    return b"a server"


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

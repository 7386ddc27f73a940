"""The template: a process with the loaded store and one thread, from which workers are forked.

A process with threads must not be forked, and loading a store anew takes as long as starting the server; so
the server forks once, before it has threads, and asks that fork for workers. It is also who ends them: only a
parent can be sure that a process number is still that of its child.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from struct import Struct
from threading import Lock

_MESSAGE = Struct(">cI")
_FORK, _END = b"F", b"E"
_NEW_USER, _NEW_NETWORK, _DEATH_SIGNAL = 0x10000000, 0x40000000, 1

Work = Callable[[socket.socket], None]


class Template:
    """A handle on the process from which workers are forked; its methods block for some milliseconds."""

    def __init__(self, work: Work) -> None:
        self._control, inner = socket.socketpair()
        self._lock = Lock()
        self.pid = os.fork()
        if self.pid == 0:
            _never_return(lambda: _serve(inner, work))
        inner.close()

    def fork(self) -> tuple[int, socket.socket]:
        """Return a new worker's process number, and this end of its socket."""
        here, there = socket.socketpair()
        try:
            with self._lock, there:
                socket.send_fds(self._control, [_MESSAGE.pack(_FORK, 0)], [there.fileno()])
                return self._reply(), here
        except OSError:
            here.close()
            raise

    def end(self, pid: int) -> None:
        """Kill a worker, and wait until it is gone."""
        with self._lock:
            self._control.sendall(_MESSAGE.pack(_END, pid))
            self._reply()

    def close(self) -> None:
        """End the template with all its workers."""
        with self._lock:
            self._control.close()
        os.waitpid(self.pid, 0)

    def _reply(self) -> int:
        reply = self._control.recv(_MESSAGE.size)
        if not reply:
            raise ConnectionResetError("the process from which workers are forked is gone")
        pid: int = _MESSAGE.unpack(reply)[1]
        return pid


def _never_return(run: Callable[[], None]) -> None:
    """Run in a forked process, past whatever the parent would do when its own functions return."""
    try:
        run()
    except BaseException:  # noqa: BLE001 - nothing of the parent's code may run here
        os._exit(1)
    os._exit(0)


def _serve(control: socket.socket, work: Work) -> None:
    _let_go(control)
    children: set[int] = set()
    while True:
        message, handed, _, _ = socket.recv_fds(control, _MESSAGE.size, 1)
        if not message:
            break
        action, pid = _MESSAGE.unpack(message)
        if action == _FORK:
            pid = _forked(control, handed[0], work)
            children.add(pid)
        elif pid in children:
            children.discard(pid)
            _ended(pid)
        control.sendall(_MESSAGE.pack(action, pid))
    for pid in children:
        _ended(pid)


def _let_go(control: socket.socket) -> None:
    """Drop what is the parent's: its files, sockets, signal handlers and, where it may be, the network."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.closerange(3, control.fileno())
    os.closerange(control.fileno() + 1, os.sysconf("SC_OPEN_MAX"))
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)
    gc.freeze()


def _forked(control: socket.socket, channel: int, work: Work) -> int:
    template = os.getpid()
    pid = os.fork()
    if pid == 0:
        control.close()
        _die_with(template)
        _never_return(lambda: work(socket.socket(fileno=channel)))
    os.close(channel)
    return pid


def _die_with(parent: int) -> None:
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    # The signal is for deaths from now on.
    if os.getppid() != parent:
        os._exit(1)


def _ended(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)

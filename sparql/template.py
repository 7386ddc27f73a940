"""The template: a process with the loaded store and one thread, from which workers are forked.

A process with threads must not be forked, and a worker that loaded the store itself would take as long as
starting the server; so a process is started for nothing else. It is also who ends the workers: only a parent
can be sure that a process number is still that of its child.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from struct import Struct
from threading import Lock

from pyoxigraph import Store

from graph.release.opening import Place
from sparql.worker import work

_MESSAGE = Struct(">ci")
_READY, _FORK, _END, _KILL = b"R", b"F", b"E", b"K"
_NEW_USER, _NEW_NETWORK, _DEATH_SIGNAL = 0x10000000, 0x40000000, 1
#: Seconds between looks at whether what was killed is gone.
_DYING = 0.02
#: The paths are handed on, since the process may be started in any folder, where nothing is to be found.
_START = "import sys; sys.path[:] = sys.argv[4:]; from {} import main; main(*sys.argv[1:4])"

Work = Callable[[socket.socket], None]


class Template:
    """A handle on the process from which workers are forked; its methods block for some milliseconds."""

    def __init__(self, work: Work) -> None:
        """Fork this process, which must have no other thread; what it holds the workers hold."""
        self._control, inner = socket.socketpair()
        self._lock = Lock()
        self.pid = os.fork()
        if self.pid == 0:
            _never_return(lambda: _serve(inner, work))
        inner.close()

    @classmethod
    def of(cls, place: Place, memory: int) -> Template:
        """Start a process that opens a release for workers of so much memory, and wait until it has.

        Raises OSError where it cannot.
        """
        return cls.started(__name__, str(place.release), str(int(place.is_on_disk)), str(memory))

    @classmethod
    def started(cls, module: str, *opening: str, told: bytes = b"") -> Template:
        """Start a process that calls a module's ``main`` with three words; raises OSError where it cannot.

        What it is ``told`` besides, it reads from file 0.
        """
        template = cls.__new__(cls)
        template._control, inner = socket.socketpair()
        template._lock = Lock()
        command = [sys.executable, "-P", "-c", _START.format(module), *opening, *sys.path]
        handed = [(os.POSIX_SPAWN_DUP2, inner.fileno(), 0)]
        with inner:
            template.pid = os.posix_spawn(sys.executable, command, os.environ, file_actions=handed)
        try:
            template._control.sendall(told)
            template._reply()
        except OSError:
            template.close()
            raise
        return template

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

    def end(self, pid: int) -> int:
        """Kill a worker, wait until it is gone, and return its exit code; below 0 is a signal.

        One that ended before it was killed has the code that it ended with.
        """
        return self._sent(_END, pid)

    def kill(self, pid: int) -> None:
        """Kill a worker, and do not wait until all its memory is given back."""
        self._sent(_KILL, pid)

    def close(self) -> None:
        """End the template with all its workers."""
        with self._lock:
            self._control.close()
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)

    def _sent(self, action: bytes, pid: int) -> int:
        with self._lock:
            self._control.sendall(_MESSAGE.pack(action, pid))
            return self._reply()

    def _reply(self) -> int:
        reply = self._control.recv(_MESSAGE.size)
        if not reply:
            raise ConnectionResetError("the process from which workers are forked is gone")
        told: int = _MESSAGE.unpack(reply)[1]
        return told


def forked(store: Store, memory: int) -> Callable[[], Template]:
    """Fork this process, and return what hands out that template, once: by then there may be threads."""
    made = [Template(lambda channel: work(store, channel, memory))]

    def template() -> Template:
        if not made:
            raise ConnectionResetError("a process with threads cannot be forked")
        return made.pop()

    return template


def main(release: str, is_on_disk: str, memory: str) -> None:
    """Be a template of this release, with the control socket at file 0."""
    place = Place(Path(release), bool(int(is_on_disk)))
    # A store on disk has threads of its own, and so is opened by each worker.
    held = None if place.is_on_disk else place.store()

    def answering(channel: socket.socket) -> None:
        work(place.store() if held is None else held, channel, int(memory))

    be_template(answering)


def be_template(work: Work, prepare: Callable[[], None] = lambda: None, *, has_network: bool = False) -> None:
    """Fork workers for the parent, with the control socket at file 0; before each, ``prepare``."""
    control = socket.socket(fileno=os.dup(0))
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    control.sendall(_MESSAGE.pack(_READY, 0))
    _never_return(lambda: _serve(control, work, prepare, has_network=has_network))


def _never_return(run: Callable[[], None]) -> None:
    """Run in a forked process, past whatever the parent would do when its own functions return."""
    try:
        run()
    except BaseException:  # noqa: BLE001 - nothing of the parent's code may run here
        os._exit(1)
    os._exit(0)


def _serve(
    control: socket.socket,
    work: Work,
    prepare: Callable[[], None] = lambda: None,
    *,
    has_network: bool = False,
) -> None:
    _let_go(control, has_network=has_network)
    children: set[int] = set()
    dying: set[int] = set()
    while True:
        dying -= {pid for pid in dying if os.waitpid(pid, os.WNOHANG)[0]}
        control.settimeout(_DYING if dying else None)
        try:
            message, handed, _, _ = socket.recv_fds(control, _MESSAGE.size, 1)
        except TimeoutError:
            continue
        if not message:
            break
        action, told = _MESSAGE.unpack(message)
        if action == _FORK:
            prepare()
            told = _forked(control, handed[0], work)
            children.add(told)
        elif told not in children:
            told = 0
        elif action == _KILL:
            os.kill(told, signal.SIGKILL)
            children.discard(told)
            dying.add(told)
        else:
            children.discard(told)
            told = _ended(told)
        control.sendall(_MESSAGE.pack(action, told))
    for pid in children | dying:
        _ended(pid)


def _let_go(control: socket.socket, *, has_network: bool) -> None:
    """Drop what is the parent's: its files, sockets, signal handlers and, where it may be, the network."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.closerange(3, control.fileno())
    os.closerange(control.fileno() + 1, os.sysconf("SC_OPEN_MAX"))
    if not has_network:
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)
    gc.freeze()


def _forked(control: socket.socket, channel: int, work: Work) -> int:
    template = os.getpid()
    pid = os.fork()
    if pid == 0:
        control.close()
        _die_with(template)
        # Kept open to the very end: who sees it closed can rely on the exit code.
        kept = socket.socket(fileno=channel)
        _never_return(lambda: work(kept))
    os.close(channel)
    return pid


def _die_with(parent: int) -> None:
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    # The signal is for deaths from now on.
    if os.getppid() != parent:
        os._exit(1)


def _ended(pid: int) -> int:
    os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

"""Workers that are started one by one, each opening the release by itself: for systems that cannot fork.

They are slower to come, and what they share is the disk only; time and answers are bounded as elsewhere.
"""

from __future__ import annotations

import hmac
import json
import secrets
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock

from graph.release.opening import Place
from sparql.worker import work

#: Seconds between looks at whether a process that was started is still there.
_PAUSE = 0.5
#: The paths are handed on, since the process may be started in any folder, where nothing is to be found.
_START = "import sys; sys.path[:] = sys.argv[1:]; from sparql.apart import main; main()"


class Apart:
    """Start processes that answer over a local connection; its methods block for as long as a start takes."""

    def __init__(self, place: Place, memory: int) -> None:
        self._place = place
        self._memory = memory
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self._lock = Lock()

    def fork(self) -> tuple[int, socket.socket]:
        """Return a new worker's process number, and this end of its socket; raises OSError."""
        secret = secrets.token_hex()
        with socket.create_server(("127.0.0.1", 0)) as listening:
            process = subprocess.Popen(  # noqa: S603 - this interpreter, with words of our own
                [sys.executable, "-P", "-c", _START, *sys.path], stdin=subprocess.PIPE
            )
            with self._lock:
                self._processes[process.pid] = process
            port = listening.getsockname()[1]
            release, is_on_disk = str(self._place.release), self._place.is_on_disk
            assert process.stdin is not None
            with process.stdin as told:
                told.write(json.dumps([port, secret, release, is_on_disk, self._memory]).encode())
            return process.pid, _accepted(listening, secret, process)

    def end(self, pid: int) -> int:
        """Kill a worker, wait until it is gone, and return its exit code; below 0 is a signal."""
        with self._lock:
            process = self._processes.pop(pid)
        process.kill()
        return process.wait()

    def kill(self, pid: int) -> None:
        """Kill a worker."""
        self.end(pid)

    def close(self) -> None:
        """End every worker."""
        for pid in list(self._processes):
            self.end(pid)


def _accepted(listening: socket.socket, secret: str, process: subprocess.Popen[bytes]) -> socket.socket:
    """Return the connection of who knows the secret; anyone on this machine may try."""
    listening.settimeout(_PAUSE)
    while process.poll() is None:
        with suppress(TimeoutError):
            channel, _ = listening.accept()
            channel.settimeout(_PAUSE)
            with suppress(OSError), channel.makefile("rb") as said:
                if hmac.compare_digest(said.read(len(secret)), secret.encode()):
                    channel.settimeout(None)
                    return channel
            channel.close()
    raise ConnectionResetError("the process that was to answer queries could not start")


def main() -> None:
    """Be a worker: open the release named on standard input, and answer whoever is named there."""
    port, secret, release, is_on_disk, memory = json.loads(sys.stdin.read())
    store = Place(Path(release), is_on_disk).store()
    with socket.create_connection(("127.0.0.1", port)) as channel:
        channel.sendall(secret.encode())
        work(store, channel, memory)

"""The index of names of a large release, made by a process of its own: it takes minutes and much memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

from api.site import Options, site
from api.templating import environment
from graph.release.opening import Place

#: The paths are handed on, since the process may be started in any folder, where nothing is to be found.
_START = "import sys; sys.path[:] = sys.argv[2:]; from api.indexing import main; main(sys.argv[1])"


def made_apart(release: Path) -> bool:
    """Make the index beside the release in this folder where there is none; say whether that went well."""
    started = [sys.executable, "-P", "-c", _START, str(release.resolve()), *sys.path]
    # The process ends with the server, however that ends: then the pipe that it listens to is closed.
    with subprocess.Popen(started, stdin=subprocess.PIPE) as making:  # noqa: S603 - this interpreter, words of ours
        return making.wait() == 0


def end_with_the_server() -> None:
    """Have this process leave at once when its standard input ends."""

    def listen() -> None:
        os.read(0, 1)  # raw: a buffered stream is locked by whoever reads when the interpreter ends
        os._exit(1)

    Thread(target=listen, daemon=True).start()


def main(release: str) -> None:
    """Make the index, which is used by whoever searches in the release."""
    end_with_the_server()
    if sys.platform != "win32":
        os.nice(10)  # who asks meanwhile is answered first
    there = Place(Path(release), is_on_disk=True)
    _ = site(there.dataset(), Options(place=there), environment()).search

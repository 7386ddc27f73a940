"""Processes that do something in a folder, and are killed at every step that changes a file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_DRIVER = """
import os, shutil, signal, sys
from pathlib import Path

act, template, folder, every = {}, Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
exec(sys.argv[1], act)
changing = os.O_WRONLY | os.O_RDWR
steps = {"os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.truncate", "os.chmod", "shutil.rmtree"}

def killed_at(number, place):
    seen = 0
    def hook(event, arguments):
        nonlocal seen
        flags = arguments[2] if event == "open" and isinstance(arguments[2], int) else 0
        if (flags & changing or event in steps) and str(place) in str(arguments[0]):
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(hook)
    act["act"](place)
    os._exit(0)

number, status = 1 - every, 1
while status:
    number += every
    place = folder / str(number)
    shutil.copytree(template, place)
    child = os.fork()
    if not child:
        killed_at(number, place)
    _, status = os.waitpid(child, 0)
    if status not in (0, signal.SIGKILL):
        sys.exit(f"the act failed by itself at step {number}")
"""


def killed_everywhere(act: str, template: Path, folder: Path, every: int = 1) -> list[Path]:
    """Run ``act(path)`` on copies of a folder, killed before the first, second … change of a file.

    Of an act that changes many files ``every`` so many-th change is enough.

    ``act`` is the source of a module that defines it. Returns the copies; the last one was not killed.
    """
    folder.mkdir()
    subprocess.run(
        [sys.executable, "-c", _DRIVER, act, str(template), str(folder), str(every)],
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    return sorted(folder.iterdir(), key=lambda path: int(path.name))

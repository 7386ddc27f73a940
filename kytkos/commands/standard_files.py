"""The files that every process has from its start: they are there, and their loss ends no server."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import click

_INPUT, _OUTPUT, _ERRORS = 0, 1, 2


def hold() -> None:
    """Open the null device in the place of those that are closed.

    Else the next file or connection would be taken for one of them, here or in a process that is started.
    """
    while (opened := os.open(os.devnull, os.O_RDWR)) <= _ERRORS:
        os.set_inheritable(opened, True)
    os.close(opened)
    sys.stdin = sys.stdin or os.fdopen(_INPUT, "r", closefd=False)
    sys.stdout = sys.stdout or os.fdopen(_OUTPUT, "w", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(_ERRORS, "w", closefd=False)


def say(lines: Iterable[str]) -> None:
    """Print lines to whoever listens; where nobody does, or nothing more can be written, print no more."""
    try:
        click.echo("\n".join(lines))
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        # What could not be printed is tried again when the process ends.
        os.dup2(nowhere, _OUTPUT)
        os.close(nowhere)

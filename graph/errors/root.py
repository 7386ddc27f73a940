"""The root of all errors: a leaf carries its data; faces make an exit code or a problem document of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(eq=False)
class KytkosError(Exception):
    """Say what went wrong, where, and what the reader can do about it."""

    exit_code = 1
    http_status = 500
    title = "Something went wrong"
    remedy = "Run the command again with --help."

    def __str__(self) -> str:
        return self.title

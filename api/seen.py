"""What is known of a request when it has been answered: for counts and logs, and nothing of who asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """An answered request: by which route, how, in how many seconds, and which query was asked, if any.

    The ``route`` is a template such as ``/page/{code}``, of which there are few; where none was found it is
    ``other``. An answer that was cut, or that nobody read, is not ``whole``.
    """

    method: str
    route: str
    path: str
    status: int
    seconds: float
    bytes: int
    release: str
    query: str | None = None
    is_whole: bool = True


Watcher = Callable[[Seen], None]

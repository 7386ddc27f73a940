"""Progress: what long work on releases tells of itself."""

from __future__ import annotations

from collections.abc import Callable

#: Told as (what is done, how much of it, of how much).
Progress = Callable[[str, int, int], None]

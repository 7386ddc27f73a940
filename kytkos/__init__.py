"""Kytkös: the one branded package. Version, settings, command line, and the way in from a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kytkos.notebook import OpenRelease

__version__ = "0.1.0"


def open(release: str | Path) -> OpenRelease:  # noqa: A001 - reads as kytkos.open(…) in a notebook
    """Open a release folder, or the current release of a workspace, for questions.

    Raises graph.errors.NotFound where there is no release at that path.
    """
    from kytkos.notebook import OpenRelease

    return OpenRelease.at(release)

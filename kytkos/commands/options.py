"""Options that several commands share, each declared once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kytkos.settings import data_folder, setting

Command = TypeVar("Command", bound=Callable[..., Any])


def data(command: Command) -> Command:
    """Add ``--data DIR``: the workspace to work on."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        default=data_folder,
        show_default="dataset",
        help="The workspace folder; an empty one is an empty dataset.",
    )(command)


def language(command: Command) -> Command:
    """Add ``--lang``: the language of questions, states and labels."""
    return click.option(
        "--lang",
        type=click.Choice(["fi", "sv", "en"]),
        default=lambda: setting("language"),
        show_default="fi",
        help="The language of the answer.",
    )(command)


def release(command: Command) -> Command:
    """Add ``--release ID``: an older release instead of the current one."""
    return click.option(
        "--release", "release_id", metavar="ID", help="An older release; see: kytkos releases"
    )(command)


def store(command: Command) -> Command:
    """Add ``--store URL``: another store; its name and password are never written out."""
    return click.option(
        "--store",
        metavar="URL",
        default=lambda: setting("store"),
        show_default="none",
        help="A SPARQL 1.1 store: https://host/sparql, or https://user:password@host/sparql.",
    )(command)


def folder(data: Path, release_id: str | None) -> Path:
    """Return the folder of the release, the current one where none is named; raises NotFound, Gone."""
    from graph.errors import NotFound
    from graph.release.shelf import Shelf

    shelf = Shelf(data / "releases")
    path = shelf.path(release_id) if release_id else shelf.current()
    if path is None:
        raise NotFound("release", "current", ("none yet: build one with kytkos release",))
    return path

"""Bring what older versions wrote to today's format."""

from __future__ import annotations

from pathlib import Path

import click

from kytkos.commands import options


@click.command()
@options.data
def migrate(data: Path) -> None:
    """Bring a workspace that an older version wrote to today's format, and say which releases open.

    Back it up first. Releases never change: those of older versions stay at their addresses.
    """
    from graph.release.shelf import Shelf
    from graph.store.migration import migrate as migrated
    from graph.store.workspace import FORMAT

    before = migrated(data)
    done = f"brought from format {before} to {FORMAT}" if before < FORMAT else f"of today's format, {FORMAT}"
    click.echo(f"the workspace in {data} is {done}")
    for held in Shelf(data / "releases").list():
        click.echo(f"release {held.id} of {held.built[:10]} opens")

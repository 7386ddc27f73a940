"""Make, list and revoke the tokens that open a workspace over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from kytkos.commands import options

if TYPE_CHECKING:
    from graph.store.access import Scope


@click.group()
def token() -> None:
    """Make, list and revoke the tokens that open a workspace over HTTP."""


@token.command()
@click.option(
    "--scope",
    type=click.Choice(["read", "curate", "admin"]),
    required=True,
    help="What it allows: to read; to write and review as well; to administer as well.",
)
@click.option("--note", default="", help="What it is for; shown by list.")
@options.data
def create(scope: str, note: str, data: Path) -> None:
    """Make a token; prints it on the last line, and it is never shown again."""
    from graph.store.access import Tokens

    click.echo(Tokens(data).create(cast("Scope", scope), note))


@token.command("list")
@options.data
def list_tokens(data: Path) -> None:
    """List the tokens by their ids, never the tokens themselves."""
    from graph.store.access import Tokens

    for known in Tokens(data).list():
        click.echo(f"{known.id}  {known.scope:6}  {known.created}  {known.note}".rstrip())


@token.command()
@click.argument("token_id", metavar="ID")
@options.data
def revoke(token_id: str, data: Path) -> None:
    """Take a token away; a server that runs knows it at the next request."""
    from graph.store.access import Tokens

    revoked = Tokens(data).revoke(token_id)
    click.echo(f"revoked {revoked.id}, scope {revoked.scope}", err=True)

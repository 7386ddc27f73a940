"""Put releases into other stores."""

from __future__ import annotations

from pathlib import Path

import click

from kytkos.commands import options
from kytkos.settings import setting


@click.command()
@click.argument("release_id", metavar="[RELEASE]", required=False)
@options.store
@click.option(
    "--graph-store",
    metavar="URL",
    default=lambda: setting("graph-store"),
    show_default="the store's address with -graph-crud-auth, as Virtuoso has it",
    help="Where the store takes graphs (SPARQL 1.1 Graph Store Protocol), with the name and password for it.",
)
@click.option(
    "--bulk",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the N-Quads, packed, that the store's own bulk loader takes, and send nothing.",
)
@options.data
def publish(release_id: str | None, store: str, graph_store: str, bulk: Path | None, data: Path) -> None:
    """Put a release, the current one where none is named, into another store and let it serve there.

    Whoever reads the store through kytkos serve --store sees the former release or this one, whole; an
    interrupted publication is finished by the same command. The release before stays for its readers, and
    goes when the next one comes. What a bulk loader has loaded (--bulk) is checked, and only let serve.
    """
    from graph.errors import NotFound
    from graph.release.publication import Store, write
    from graph.release.publication import publish as put
    from graph.release.shelf import Shelf
    from graph.store.address import address
    from graph.store.endpoint import Endpoint
    from graph.store.graph_store import GraphStore
    from kytkos.commands.progress import teller

    if not (store or bulk):
        raise click.UsageError("Name the store: --store https://host/sparql")
    shelf = Shelf(data / "releases")
    path = shelf.path(release_id) if release_id else shelf.current()
    if path is None:
        raise NotFound("release", "current", ("none yet: build one with kytkos release",))
    if bulk:
        write(path, bulk)
        click.echo(f"release {path.name} for a bulk loader in {bulk}", err=True)
        return
    asked, written = address(store), address(graph_store or f"{store}-graph-crud-auth")
    removed = put(path, Store(Endpoint(asked), GraphStore(written)), teller())
    for gone in removed:
        click.echo(f"removed {gone}", err=True)
    click.echo(f"release {path.name} serves in {asked.url}", err=True)
    click.echo(path.name)

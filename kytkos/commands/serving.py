"""Serve a release over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

from kytkos.commands import options
from kytkos.settings import setting


@click.command()
@options.data
@click.option(
    "--host", default=lambda: setting("host"), show_default="127.0.0.1", help="Address to listen on."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=lambda: int(setting("port")),
    show_default="8000",
    help="Port to listen on; 0 takes a free one.",
)
@click.option(
    "--corpus",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=lambda: Path(setting("corpus")) if setting("corpus") else None,
    help="A folder with the source documents: quotes are shown in place, verified by hash.",
)
@click.option(
    "--workers",
    type=click.IntRange(0),
    default=lambda: int(setting("workers")),
    show_default="2",
    help="Processes that answer queries; with 0 nothing bounds a query's time and memory.",
)
@options.release
def serve(
    data: Path, host: str, port: int, corpus: Path | None, workers: int, release_id: str | None
) -> None:
    """Serve a release: endpoint, linked data and pages. An empty DIR is an empty dataset."""
    import os
    import socket

    import uvicorn

    from api.app import Options, create_app
    from graph.release import manifest
    from graph.release.shelf import Shelf
    from kytkos.notebook import dataset_at

    data.mkdir(parents=True, exist_ok=True)
    dataset = dataset_at(data, release_id)
    shelf = Shelf(data / "releases")
    left_out = manifest.read(shelf.path(dataset.release)).left_out if dataset.release else {}
    app = create_app(dataset, Options(corpus, left_out, workers if hasattr(os, "fork") else 0, data=data))
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as problem:
        message = (
            f"cannot listen on {host}, port {port}: {problem.strerror}\n  Choose another: --port 0 is free."
        )
        raise click.ClickException(message) from None
    address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"
    click.echo(f"Kytkös serves release {dataset.release or '(empty)'} of {data}")
    click.echo(f"  pages     {address}/\n  endpoint  {address}/sparql\n  health    {address}/health, /ready")
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
    server.run(sockets=[listening])

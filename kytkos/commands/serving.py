"""Serve a release over HTTP."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kytkos.commands import options
from kytkos.commands.standard_files import hold, say
from kytkos.settings import setting

if TYPE_CHECKING:
    from socket import socket

    from api.access_log import AccessLog
    from api.app import Options
    from graph.release.opening import Place
    from sparql.remote import Elsewhere


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
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=lambda: float(setting("seconds")),
    show_default="30",
    help="Time that a query may take; timeout= of a request lowers it.",
)
@click.option(
    "--rows",
    type=click.IntRange(1),
    default=lambda: int(setting("rows")),
    show_default="1000000",
    help="Rows, or triples, that an answer may have.",
)
@click.option(
    "--memory",
    type=click.IntRange(1),
    default=lambda: int(setting("memory")),
    show_default="2048",
    help="MiB that a query may take beyond the release itself.",
)
@click.option(
    "--most-in-memory",
    type=click.IntRange(0),
    default=lambda: int(setting("most-in-memory")),
    show_default="500000",
    help="Statements up to which a release is held in memory; a larger one is opened on disk.",
)
@click.option(
    "--behind-proxy",
    is_flag=True,
    default=lambda: setting("behind-proxy") == "yes",
    help="A proxy of yours stands before this server: X-Forwarded-For and -Proto are taken at its word.",
)
@click.option(
    "--kept",
    type=click.IntRange(0),
    default=lambda: int(setting("kept")),
    show_default="64",
    help="MiB of answers that are kept for who asks the same again.",
)
@click.option(
    "--access-log",
    metavar="FILE",
    default=lambda: setting("access-log"),
    show_default="-",
    help="Where requests are told, a line of JSON each; - is standard error, '' is nowhere.",
)
@click.option(
    "--slow-query",
    type=click.FloatRange(min=0),
    default=lambda: float(setting("slow-query")),
    show_default="5",
    help="Seconds from which on a query is told as slow in that log.",
)
@click.option(
    "--log-queries",
    is_flag=True,
    default=lambda: setting("log-queries") == "yes",
    help="Tell the text of slow queries, too; people may write names in them.",
)
@click.option(
    "--root-path",
    default=lambda: setting("root-path"),
    help="The path of the proxy below which the site is seen, such as /kytkos.",
)
@click.option(
    "--feedback",
    default=lambda: setting("feedback"),
    help="Where readers tell of barriers: a web address, or the e-mail of a role.",
)
@options.store
@options.release
def serve(
    data: Path,
    host: str,
    port: int,
    corpus: Path | None,
    workers: int,
    seconds: float,
    rows: int,
    memory: int,
    most_in_memory: int,
    behind_proxy: bool,
    kept: int,
    access_log: str,
    slow_query: float,
    log_queries: bool,
    root_path: str,
    feedback: str,
    store: str,
    release_id: str | None,
) -> None:
    """Serve a release: endpoint, linked data and pages. An empty DIR is an empty dataset.

    A new release is taken up as soon as it is current, unless one is named. With --store it is what serves in
    that store (see: kytkos publish).
    """
    from api.app import Options
    from graph.release import manifest
    from sparql.limits import Limits

    hold()
    data.mkdir(parents=True, exist_ok=True)
    elsewhere = _elsewhere(store, seconds) if store else None
    place = None if elsewhere else _place(data, release_id, most_in_memory)
    served = Options(
        corpus,
        manifest.read(place.release).left_out if place else {},
        workers,
        data,
        Limits(seconds, memory << 20, rows),
        place,
        None if release_id or elsewhere else data / "releases",
        most_in_memory,
        behind_proxy,
        elsewhere,
        _log(access_log, slow_query, log_queries),
        kept << 20,
        root_path,
        feedback,
        prepares=True,
    )
    _run(served, elsewhere or place, elsewhere.where.url if elsewhere else str(data), (host, port))


def _run(served: Options, held: Elsewhere | Place | None, source: str, at: tuple[str, int]) -> None:
    """Listen, say where, and answer until told to stop."""
    from api.app import create_app
    from api.server import server
    from graph.store.dataset import Dataset

    dataset = held.dataset() if held else Dataset.of(())
    app = create_app(dataset, served)
    listening = _listening(*at)
    host = f"[{at[0]}]" if ":" in at[0] else at[0]
    address = f"http://{host}:{listening.getsockname()[1]}"
    say(
        (
            f"Kytkös serves release {dataset.release or '(empty)'} of {source}",
            f"  pages     {address}/\n  endpoint  {address}/sparql",
            f"  health    {address}/health, /ready, /metrics",
            f"  workspace {address}/workspace/sparql, /update, /graph-store (kytkos token create)",
        )
    )
    server(app, is_behind_proxy=served.is_behind_proxy).run(sockets=[listening])


def _log(name: str, slow: float, tells_queries: bool) -> AccessLog | None:
    from api.access_log import AccessLog

    if not name:
        return None
    try:
        stream = sys.stderr if name == "-" else Path(name).open("a", encoding="utf-8")  # noqa: SIM115
    except OSError as problem:
        raise click.ClickException(f"cannot write the log {name}: {problem.strerror}") from None
    return AccessLog(stream, slow, tells_queries=tells_queries)


def _elsewhere(store: str, seconds: float) -> Elsewhere:
    from graph.store.address import address
    from sparql.remote import Elsewhere

    return Elsewhere(address(store), seconds)


def _place(data: Path, release_id: str | None, most_in_memory: int) -> Place | None:
    """Find a release of a workspace, the current one where none is named; an empty workspace has none."""
    from graph.release.opening import place
    from graph.release.shelf import Shelf
    from kytkos.notebook import dataset_at

    shelf = Shelf(data / "releases")
    path = shelf.path(release_id) if release_id else shelf.current()
    if path is None:
        # Says what to do about documents without a release.
        dataset_at(data)
        return None
    return place(path, most_in_memory)


def _listening(host: str, port: int) -> socket:
    from socket import AF_INET, AF_INET6, create_server

    try:
        return create_server((host, port), family=AF_INET6 if ":" in host else AF_INET)
    except OSError as problem:
        message = (
            f"cannot listen on {host}, port {port}: {problem.strerror}\n  Choose another: --port 0 is free."
        )
        raise click.ClickException(message) from None

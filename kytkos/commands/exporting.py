"""Take a release out: as RDF, as tables, as a graph."""

from __future__ import annotations

import gzip
import shutil
import sys
import tempfile
from pathlib import Path

import click

from kytkos.commands import options


@click.command()
@click.option(
    "--format",
    "form",
    default="nq",
    metavar="FORM",
    help="nq, trig, ttl, nt, jsonld, rdf, xlsx …; kytkos downloads lists them.",
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; .gz compresses what is RDF."
)
@options.release
@options.data
def export(form: str, output: Path | None, release_id: str | None, data: Path) -> None:
    """Write a release as RDF, a workbook, tables or a graph; without --output to standard output.

    N-Quads, TriG and JSON-LD hold all named graphs; Turtle, N-Triples and RDF/XML the default graph.
    """
    from graph.export.download import Source, of_form
    from sparql.scope import told

    chosen, source = of_form(form), Source(options.folder(data, release_id), told)
    with tempfile.TemporaryDirectory(dir=output.parent if output else None) as aside:
        written = Path(aside) / chosen.name
        chosen.write(source, written)
        if output is None:
            with written.open("rb") as held:
                shutil.copyfileobj(held, sys.stdout.buffer)
            return
        size = written.stat().st_size
        (_packed(written) if output.suffix == ".gz" else written).replace(output)
    click.echo(f"{size} bytes of {form} in {output}", err=True)


@click.command()
@options.release
@options.data
def downloads(release_id: str | None, data: Path) -> None:
    """Make every file that a server offers of a release, so that nobody waits for one; lists them.

    Prints each file's SHA-256, size in bytes, media type and name.
    """
    from graph.export.download import DOWNLOADABLE, make
    from sparql.scope import told

    folder = options.folder(data, release_id)
    for download in DOWNLOADABLE.values():
        held = make(folder, download, told)
        click.echo(f"{held.sha256}  {held.size:>10}  {download.media_type}  {download.name}")
    click.echo(f"in {folder / 'downloads'}", err=True)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@options.release
@options.data
def columns(folder: Path, release_id: str | None, data: Path) -> None:
    """Write the columns of a release's portfolio as Parquet into FOLDER, which must be empty or new.

    Each table is a folder of files: project, stated, inherited, sum, place, stratum, and what numbers mean.
    """
    from graph.analysis.column_tables import write
    from graph.analysis.columns import opened
    from graph.errors import NotFound

    release = options.folder(data, release_id)
    held = opened(release)
    if held is None:
        raise NotFound("columns of release", release.name)
    if folder.is_dir() and any(folder.iterdir()):
        raise click.BadParameter("it is not empty", param_hint="FOLDER")
    stands = write(held, folder)
    click.echo(f"{stands.projects} projects in {folder}", err=True)


def _packed(written: Path) -> Path:
    packed = written.with_name("packed.gz")
    with written.open("rb") as held, gzip.GzipFile(packed, "wb", mtime=0) as output:
        shutil.copyfileobj(held, output)
    return packed

"""Pull tables from public services, to be imported as any other."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import click

from kytkos import __version__
from kytkos.settings import setting


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--country", metavar="CODE", required=True, help="Of which country: two letters, such as FI.")
@click.option("--programme", metavar="CCI", default="", help="Of one programme, by its CCI number.")
@click.option("--period", metavar="YEARS", default="", help="Of one period, such as 2014-2020.")
@click.option("--fund", metavar="CODE", default="", help="Of one fund, such as ESF.")
@click.option(
    "--tongue", metavar="LANG", default="fi", show_default=True, help="Names in this language, and English."
)
@click.option("--page", type=click.IntRange(1, 1000), default=200, show_default=True, help="Projects a page.")
@click.option(
    "--pause", type=click.FloatRange(0.0, 60.0), default=1.0, show_default=True, help="Seconds between pages."
)
@click.option("--from", "service", metavar="URL", default=lambda: setting("eukg"), help="The SPARQL service.")
@click.option(
    "--contact",
    default=lambda: setting("contact"),
    help="Where the service's owners find you; sent with each question.",
)
@click.option("--anew", is_flag=True, help="Begin anew, and drop what was pulled before.")
def pull(
    file: Path,
    country: str,
    programme: str,
    period: str,
    fund: str,
    tongue: str,
    page: int,
    pause: float,
    service: str,
    contact: str,
    anew: bool,
) -> None:
    """Pull projects from the EU Knowledge Graph into FILE, a table that kytkos import takes in.

    One question at a time, with a pause between; a service that is busy is asked again later. A pull that
    breaks off is gone on with by the same command. Only named columns are asked for: nobody's name.
    """
    from graph.ingest.pull.pulling import Choice
    from graph.ingest.pull.pulling import pull as get
    from graph.ingest.pull.service import Manners, Service
    from graph.store.address import address
    from kytkos.commands.progress import teller

    if not re.fullmatch(r"[A-Z]{2}", country):
        raise click.UsageError(f"--country {country} is no code of two letters, such as FI")
    told = f" ({contact})" if contact else ""
    asked = Service(address(service), Manners(f"kytkos/{__version__}{told}", pause=pause))
    tell = teller()
    choice = Choice(country, programme, period, fund)
    done = get(
        asked,
        choice,
        file,
        datetime.now(UTC).date().isoformat(),
        language=tongue,
        page=page,
        anew=anew,
        tell=lambda held, of: tell("projects", held, of),
    )
    click.echo(f"pulled  {done.projects} projects from {asked.url}: {file}")
    named = "kohesio-fi" if country == "FI" else f"kohesio-projects --register kohesio-{country.lower()}"
    click.echo(f"next  kytkos import {file} --mapping {named} --as-of {done.begun}")

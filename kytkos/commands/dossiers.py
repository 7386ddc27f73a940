"""Work products: a dossier of one thing and a report of a period, to hand in as a page or a Word document."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kytkos.commands import options

if TYPE_CHECKING:
    from collections.abc import Callable

    from sparql.composed import Composed
    from sparql.scribe import Scribe

_FORMS = click.Choice(["html", "docx", "xlsx"])
_form = click.option(
    "--format", "form", type=_FORMS, default="html", help="How to write it.", show_default=True
)
_output = click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; without one it goes to standard output.",
)


@click.command()
@click.argument("thing")
@_form
@_output
@options.language
@options.release
@options.data
def dossier(
    thing: str, form: str, output: Path | None, lang: str, release_id: str | None, data: Path
) -> None:
    """Write all that is known of THING: a target group, theme or policy instrument, by its code or name.

    Who names it and on which rung, its projects, money and results, what becomes of it between the periods,
    its gaps, and what is unknown and who could tell; each sentence with a footnote of what it stands on.
    """
    from sparql import dossier as dossiers

    def compose(scribe: Scribe) -> Composed:
        return dossiers.dossier(scribe, dossiers.subject(scribe.held, thing))

    _write(compose, form, output, lang, release_id, data)


@click.command()
@click.option(
    "--period",
    type=click.Choice(["2014-2020", "2021-2027"]),
    default="2021-2027",
    show_default=True,
    help="The programming period.",
)
@_form
@_output
@options.language
@options.release
@options.data
def report(
    period: str, form: str, output: Path | None, lang: str, release_id: str | None, data: Path
) -> None:
    """Write a report of a period: findings, coverage, gaps, continuity, uptake, money, the graph's quality.

    Each sentence and row has a footnote of what it stands on.
    """
    from sparql import report as reports

    _write(lambda scribe: reports.report(scribe, period), form, output, lang, release_id, data)


def _write(
    compose: Callable[[Scribe], Composed],
    form: str,
    output: Path | None,
    lang: str,
    release_id: str | None,
    data: Path,
) -> None:
    from graph.analysis.held import Held
    from kytkos.language import spoken
    from kytkos.notebook import dataset_at
    from sparql.labels import Labels
    from sparql.product_forms import FORMS
    from sparql.scribe import Scribe

    dataset = dataset_at(data, release_id)
    scribe = Scribe(Held(dataset), Labels(dataset), spoken(lang))
    written = FORMS[form].write(compose(scribe))
    if output is None:
        sys.stdout.buffer.write(written)
    else:
        output.write_bytes(written)

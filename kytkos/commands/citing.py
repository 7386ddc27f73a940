"""Say how a release is cited, and note the identifier that another register gave it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from kytkos.commands import options

if TYPE_CHECKING:
    from sparql.words import Language


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["text", "bibtex", "csl"]), default="text", show_default=True
)
@click.option(
    "--identifier", metavar="DOI", help="Note this DOI or URN:NBN first; the release itself does not change."
)
@options.language
@options.release
@options.data
def cite(form: str, identifier: str | None, lang: str, release_id: str | None, data: Path) -> None:
    """Write the citation of a release: a line of text, a BibTeX entry or CSL-JSON."""
    from api.editions import citation, edition
    from api.texts import Texts
    from graph.release.citation import identify

    folder = options.folder(data, release_id)
    if identifier is not None:
        identify(folder, identifier)
    told = citation(Texts(), edition(folder), cast("Language", lang))
    writers = {"text": told.as_text, "bibtex": told.as_bibtex, "csl": told.as_csl}
    click.echo(writers[form]().rstrip("\n"))

"""Check a draft against a release, storing nothing of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kytkos.commands import options

if TYPE_CHECKING:
    from graph.text.source import Source
    from sparql.words import Language


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print.")
@options.data
@options.language
@options.release
def draft(file: Path, form: str, data: Path, lang: Language, release_id: str | None) -> None:
    """Check a draft: what it is linked to, overlaps with, newly covers and misses.

    FILE is a text in Finnish, Swedish or English, as text, Markdown, HTML, DOCX, ODT or PDF; - reads text
    from standard input. Nothing of it is stored or logged.
    """
    from graph.analysis.policy_layer import policy_layer
    from graph.analysis.reach import Reach
    from graph.draft.check import check
    from graph.draft.profile import known
    from graph.ingest.free_reader import FreeReader
    from graph.ingest.lemmas import lemmatiser
    from graph.ingest.vocabulary import Vocabulary
    from kytkos.notebook import dataset_at
    from kytkos.settings import setting
    from ontology.source import graph
    from sparql.draft_answer import DraftAnswer
    from sparql.labels import Labels
    from sparql.scope import scope

    source = _source(file)
    dataset = dataset_at(data, release_id)
    vocabulary = Vocabulary.from_graphs(graph("schemes"), graph("reference"))
    reading = FreeReader(vocabulary, lemmatiser(setting("lemmatiser"))).read(source)
    checked = check(reading, known(dataset, Reach(policy_layer(dataset))))
    answer = DraftAnswer(checked, scope(dataset), Labels(dataset), lang)
    click.echo(answer.as_json().decode() if form == "json" else answer.as_text(), nl=form == "json")


def _source(file: Path) -> Source:
    """Read a draft; text on standard input is taken up to the size that a file may have."""
    from graph.text.source import LIMIT, decode, load

    if str(file) != "-":
        return load(file)
    from graph.errors import TooLarge

    data = sys.stdin.buffer.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise TooLarge("the draft", LIMIT)
    return decode(Path("draft"), data)

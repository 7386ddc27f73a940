"""Read documents: into the workspace, onto the screen, or as the text that offsets count in."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from graph.errors import KytkosError, UnreadableDocument
from graph.garbage import seldom_collected
from kytkos.commands import options
from kytkos.commands.loss import losses
from kytkos.commands.version import versions

if TYPE_CHECKING:
    from graph.assertion import Scalar
    from graph.curation.intake import ReadsDocuments
    from graph.ingest.reader import Reading
    from graph.store.workspace import Workspace
    from graph.text.source import Source

Outcome = TypeVar("Outcome")
FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
FORM = click.option(
    "--form",
    "family",
    type=click.Choice(["known", "free"]),
    default="known",
    help="Documents of the known forms; or free-form texts, of which every link is a proposal.",
)


@click.command()
@FILES
@FORM
@options.data
@click.option("--texts/--no-texts", default=True, help="Keep the redacted text, so that quotes can be shown.")
@click.option(
    "--work",
    metavar="CODE",
    default="",
    help="The document that the file is a version of; `new` where it is one of its own, whatever it is like.",
)
def ingest(files: tuple[Path, ...], family: str, data: Path, texts: bool, work: str) -> None:
    """Read documents and write their assertions into the workspace.

    A file that cannot be read is told with its remedy, and the rest of the batch goes on; so is a part that
    a document lacks. Reading the same file again replaces what was read before; decisions stay. A file with
    form, title and nearly all words of a known document is a new version of it, and stands for it from then.
    """
    from graph.curation.intake import take_in
    from graph.store.workspace import Workspace

    if work and len(files) > 1:
        raise click.UsageError("--work says what one file is; ingest the others apart")
    data.mkdir(parents=True, exist_ok=True)
    workspace = Workspace(data)
    failed = 0
    each = each_read(
        files, family, lambda reader, file: take_in(workspace, reader, file, work, texts=texts), workspace
    )
    for path, outcome in each:
        if isinstance(outcome, KytkosError):
            failed += 1
            click.echo(f"refused  {outcome}\n  {outcome.remedy}", err=True)
            continue
        click.echo(f"ingested  {path}: {summary(outcome.reading)}")
        for line in versions(path, outcome):
            click.echo(line)
        for loss in losses(outcome.reading):
            click.echo(f"incomplete  {path}: {loss}", err=True)
    click.echo(f"{len(files) - failed} ingested, {failed} refused")
    if failed:
        sys.exit(UnreadableDocument.exit_code)


@click.command()
@FILES
@FORM
@click.option(
    "--format", "form", type=click.Choice(["table", "jsonl"]), default="table", help="How to print."
)
def read(files: tuple[Path, ...], family: str, form: str) -> None:
    """Read documents and print what they say, storing nothing."""
    failed = 0
    for path, outcome in each_read(files, family, lambda reader, file: reader.read(file)):
        if isinstance(outcome, KytkosError):
            failed += 1
            click.echo(f"{outcome}\n  {outcome.remedy}", err=True)
        elif form == "jsonl":
            click.echo("".join(f"{line}\n" for line in lines_of(outcome)), nl=False)
        else:
            _print_table(path, outcome)
    if failed:
        sys.exit(UnreadableDocument.exit_code)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def text(file: Path) -> None:
    """Print the text that offsets count in, with personal data overwritten."""
    from graph.text.personal import redact
    from graph.text.source import load

    sys.stdout.write(redact(load(file).text))


def lines_of(reading: Reading) -> Iterable[str]:
    """Yield one JSON object a line: the sections, then every mention, with every field said."""
    for section in reading.version.sections:
        if section.get("found"):
            yield json.dumps({**_NOTHING, **_of_section(reading, section)}, ensure_ascii=False)
    for assertion in reading.assertions:
        fields = {name: getattr(assertion, name) for name in _NOTHING}
        fields |= {name: dict(fields[name]) for name in ("values", "qualifiers")}
        yield json.dumps({**fields, "document": reading.version.document}, ensure_ascii=False)


_NOTHING: dict[str, object] = {
    "kind": "",
    "label": "",
    "mention": "",
    "start": 0,
    "end": 0,
    "section": "",
    "role": "",
    "polarity": "affirmed",
    "relation": "",
    "subject": "",
    "object": "",
    "band": "A",
    "rule": "",
    "candidate": False,
    "values": {},
    "qualifiers": {},
    "document": "",
    "page": None,
}


def _of_section(reading: Reading, section: Mapping[str, Scalar]) -> dict[str, object]:
    return {
        "kind": "Section",
        "label": section["label"],
        "start": section["start"],
        "end": section["end"],
        "section": section["key"],
        "relation": "hasSection",
        "subject": reading.version.document,
        "rule": "section-heading",
        "document": reading.version.document,
    }


def each_read(
    files: Sequence[Path],
    family: str,
    done: Callable[[ReadsDocuments, Source], Outcome],
    workspace: Workspace | None = None,
) -> Iterable[tuple[Path, Outcome | KytkosError]]:
    """Yield each file with what was made of it, or with the error that refused it, telling progress.

    Things that the facts of a workspace name are known as those of the shipped vocabulary are.
    """
    from rdflib import Graph

    from graph.ingest.free_reader import FreeReader
    from graph.ingest.lemmas import lemmatiser
    from graph.ingest.reader import Reader
    from graph.ingest.vocabulary import Vocabulary
    from graph.release import facts
    from graph.text.source import load
    from kytkos.commands.progress import teller
    from kytkos.settings import setting
    from ontology.source import graph

    tell = teller()
    tell("loading the vocabulary", 0, 0)
    own = facts.load(workspace.facts()) if workspace else Graph()
    vocabulary = Vocabulary.from_graphs(graph("schemes"), graph("reference"), own)
    lemmas = lemmatiser(setting("lemmatiser"))
    reader: ReadsDocuments = (
        FreeReader(vocabulary, lemmas) if family == "free" else Reader(vocabulary, lemmas)
    )
    with seldom_collected():
        for number, path in enumerate(files, 1):
            tell(f"reading {path.name}", number, len(files))
            try:
                yield path, done(reader, load(path))
            except KytkosError as error:
                yield path, error


def summary(reading: Reading) -> str:
    """Say in one line what was read."""
    found = sum(1 for section in reading.version.sections if section.get("found"))
    candidates = sum(1 for assertion in reading.assertions if assertion.candidate)
    missing = "; ".join(str(part.get("part", "")) for part in reading.version.missing)
    told = f"; missing: {missing}" if missing else ""
    return (
        f"{reading.version.form}, {found} of {len(reading.version.sections)} sections, "
        f"{len(reading.assertions)} mentions, {candidates} of them candidates{told}"
    )


def _print_table(path: Path, reading: Reading) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{path}: {summary(reading)}", title_justify="left")
    for column in ("section", "relation", "kind", "label", "role", "band", "at", "rule"):
        table.add_column(column)
    for a in reading.assertions:
        denied = " (denied)" if a.polarity == "denied" else ""
        place = f"{a.start}-{a.end}"
        table.add_row(a.section, a.relation + denied, a.kind, a.label, a.role, a.band, place, a.rule)
    Console().print(table)

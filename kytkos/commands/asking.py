"""Ask: the catalogue's questions by name, and any SPARQL query."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kytkos.commands import options

if TYPE_CHECKING:
    from graph.analysis.analysis import Declared
    from graph.store.dataset import Dataset
    from graph.store.query_file import QueryFile

FORMATS = ("table", "json", "csv", "xlsx")


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("name", required=False, metavar="[NAME]")
@click.argument("named", nargs=-1, type=click.UNPROCESSED, metavar="[--PARAMETER VALUE]…")
@click.option(
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter, as --NAME VALUE is; for one with the name of an option.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", help="How to print.")
@click.option("--explain", is_flag=True, help="Print the question's parameters and its SPARQL instead.")
@click.option("--about", metavar="WORDS", default="", help="List only what has these words in it.")
@click.option(
    "--since", metavar="ID", help="An earlier release: tell which rows are new since, and which gone."
)
@options.language
@options.release
@options.data
def query(
    name: str | None,
    named: tuple[str, ...],
    params: tuple[str, ...],
    form: str,
    explain: bool,
    about: str,
    since: str | None,
    lang: str,
    release_id: str | None,
    data: Path,
) -> None:
    """Ask a question of the catalogue; without NAME, list the questions and the analyses by need.

    Parameters are given by their names, such as --group romanit; --explain lists them.
    """
    from sparql import answers

    if name is None:
        _list_questions(lang, about)
    elif explain:
        _explain(answers.question(name), lang)
    else:
        earlier = _dataset(data, since) if since else None
        _answer(_dataset(data, release_id), name, _pairs((*_named(named), *params)), form, lang, earlier)


@click.command()
@click.argument("text", metavar="QUERY")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "tsv", "xml", "ttl", "nt"]),
    default="table",
)
@options.release
@options.data
def sparql(text: str, form: str, release_id: str | None, data: Path) -> None:
    """Run a SPARQL query on a release; - reads it from standard input. The usual prefixes are there."""
    from sparql.protocol import Operation
    from sparql.results import SHORT, result

    query_text = sys.stdin.read() if text == "-" else text
    dataset = _dataset(data, release_id)
    operation = Operation(_with_prefixes(query_text))
    if form == "table":
        accept = "text/csv;q=1, text/turtle;q=0.9"
        _print_table(result(dataset, operation, accept).body.decode(), dataset)
        return
    sys.stdout.write(result(dataset, operation, SHORT[form]).body.decode())


@click.command()
@click.argument("coverer")
@click.argument("covered")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print.")
@options.language
@options.release
@options.data
def why(coverer: str, covered: str, form: str, lang: str, release_id: str | None, data: Path) -> None:
    """Say why COVERER (a theme, project, period …) covers COVERED (a group or instrument), or why not.

    Both are given by their codes or names. Prints the chain of statements with the words they rest on, or
    what is missing and who could supply it.
    """
    from graph.analysis.account import account
    from graph.analysis.held import Held
    from kytkos.language import spoken
    from sparql.labels import Labels
    from sparql.naming import resolve
    from sparql.reasons import Reasons
    from sparql.scope import scope

    dataset = _dataset(data, release_id)
    known = Held(dataset)
    reach = known.reach
    who = resolve(dataset, coverer, reach.members.__contains__, "coverer")
    what = resolve(dataset, covered, reach.covered.__contains__, "group or instrument")
    held = account(known, who, what)
    reasons = Reasons(dataset, Labels(dataset), spoken(lang))
    write = reasons.as_text if form == "table" else reasons.as_json
    written = write(held, scope(dataset))
    click.echo(written, nl=isinstance(written, bytes))


def _answer(
    dataset: Dataset, name: str, params: dict[str, str], form: str, lang: str, earlier: Dataset | None
) -> None:
    from kytkos.language import spoken
    from sparql.answers import answer
    from sparql.labels import Labels
    from sparql.rendering import as_csv, as_json, as_text
    from sparql.repeated import repeated
    from sparql.workbook import as_xlsx

    tongue = spoken(lang)
    held = answer(dataset, name, params, tongue)
    if earlier:
        held = repeated(answer(earlier, name, params, tongue), held)
    labels = Labels(dataset)
    if form == "table":
        click.echo(as_text(held, labels, tongue), nl=False)
    elif form == "xlsx":
        sys.stdout.buffer.write(as_xlsx(held, labels, tongue))
    else:
        written = as_json if form == "json" else as_csv
        click.echo(written(held, labels, tongue).decode())


def _list_questions(lang: str, about: str) -> None:
    from sparql.answers import catalogue

    told = [(held.need, f"query {held.name}", held.question[lang]) for held in catalogue()]
    told += [(held.need, held.name, held.question[lang]) for held in _analyses()]
    wanted = about.casefold().split()
    found = [row for row in told if all(word in " ".join(row).casefold() for word in wanted)]
    for need in sorted({need for need, _, _ in found}):
        click.echo(need)
        for _, command, question in (row for row in found if row[0] == need):
            click.echo(f"  {command:42} {question}")
    click.echo(f"{len(found)} of {len(told)}; ask one with: kytkos query NAME, or kytkos NAME", err=True)


def _analyses() -> list[Declared]:
    from graph.analysis.listing import analyses

    return [held.declared for held in analyses()]


def _explain(question: QueryFile, lang: str) -> None:
    click.echo(question.question[lang])
    for parameter in question.params:
        default = f" (default {parameter.default})" if parameter.default is not None else " (required)"
        click.echo(f"  --param {parameter.name}=…  {parameter.meaning}{default}")
    click.echo(f"\n{question.text}")


def _pairs(params: tuple[str, ...]) -> dict[str, str]:
    pairs = dict(param.partition("=")[::2] for param in params)
    for param in params:
        if "=" not in param:
            raise click.UsageError(f"--param {param}: write it as NAME=VALUE")
    return pairs


def _named(words: tuple[str, ...]) -> Iterator[str]:
    """Yield what was given as --name value, or --name=value, as name=value."""
    waiting = iter(words)
    for word in waiting:
        name, sign, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not name:
            raise click.UsageError(f"{word}: write a parameter as --NAME VALUE; see --explain")
        held = value if sign else next(waiting, None)
        if held is None:
            raise click.UsageError(f"{word}: its value is missing")
        yield f"{name}={held}"


def _dataset(data: Path, release_id: str | None) -> Dataset:
    from kytkos.notebook import dataset_at

    return dataset_at(data, release_id)


def _with_prefixes(text: str) -> str:
    """Declare the usual prefixes on the query's first line, so that the lines of errors stay true."""
    from graph.terms import PREFIXES

    return " ".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items()) + " " + text


def _print_table(text: str, dataset: Dataset) -> None:
    import csv

    from rich.console import Console
    from rich.table import Table

    rows = list(csv.reader(text.splitlines()))
    if len(rows) < 2 or text.startswith(("@", "<")):
        click.echo(text)
        return
    table = Table()
    for column in rows[0]:
        table.add_column(column, overflow="fold")
    for row in rows[1:]:
        table.add_row(*(_short(value) for value in row))
    Console().print(table)
    click.echo(f"{len(rows) - 1} rows, release {dataset.release or 'none'}", err=True)


def _short(value: str) -> str:
    from graph.terms import PREFIXES

    for name, iri in PREFIXES.items():
        if value.startswith(iri):
            return f"{name}:{value[len(iri) :]}"
    return value

"""Analyses: one command for each that the catalogue declares, made from its declaration."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kytkos.commands import options

if TYPE_CHECKING:
    from graph.store.parameter import Parameter


class Analysing(click.Command):
    """A command of an analysis; its file is read when its help or its options are first asked for."""

    def __init__(self, path: Path) -> None:
        """Make the command of the analysis that this file declares."""
        self._path = path
        self._held: list[click.Parameter] | None = None
        super().__init__(path.stem, callback=self._run)

    @property
    def params(self) -> list[click.Parameter]:
        """The arguments and options: those of the analysis first."""
        if self._held is None:
            self._held = [*_declared(self._path), *_shared()]
        return self._held

    @params.setter
    def params(self, given: list[click.Parameter]) -> None:
        """Take none: they are in the file."""

    @property
    def help(self) -> str | None:
        """The question of the analysis."""
        return str(tomllib.loads(self._path.read_text("utf-8"))["question"]["en"])

    @help.setter  # noqa: A003 - click's own name
    def help(self, given: str | None) -> None:
        """Take none: it is in the file."""

    def _run(
        self,
        form: str,
        lang: str,
        output: Path | None,
        release_id: str | None,
        data: Path,
        **given: str | None,
    ) -> None:
        names = {name.lower(): name for name in _names(self._path)}
        values = {names[name.replace("_", "")]: value for name, value in given.items() if value is not None}
        written = _answer(self._path.stem, values, form, lang, data, release_id)
        if output is None:
            sys.stdout.buffer.write(written)
        else:
            output.write_bytes(written)


def commands() -> Iterator[click.Command]:
    """Yield the commands of the catalogue's analyses."""
    folder = Path(str(files("graph.analysis"))) / "catalogue"
    return (Analysing(path) for path in sorted(folder.glob("*.toml")))


def _answer(
    name: str, values: dict[str, str], form: str, lang: str, data: Path, release_id: str | None
) -> bytes:
    from graph.analysis.held import Held
    from graph.analysis.listing import analysis
    from graph.analysis.quality_of_graph import summary
    from kytkos.language import spoken
    from kytkos.notebook import dataset_at, releases_at
    from sparql.analyses import analyse
    from sparql.analysis_forms import FORMS, as_text
    from sparql.labels import Labels
    from sparql.spoken import speak

    tongue, dataset = spoken(lang), dataset_at(data, release_id)
    labels = Labels(dataset)
    held = Held(dataset, releases=partial(dataset_at, data), others=partial(releases_at, data))
    told = speak(analyse(held, analysis(name), values, tongue), summary(held), labels, tongue)
    return as_text(told, labels) if form == "table" else FORMS[form].write(told, labels)


def _shared() -> list[click.Parameter]:
    from sparql.analysis_forms import FORMS

    formats = click.Choice(["table", *FORMS])

    @click.option("--format", "form", type=formats, default="table", help="How to print.")
    @click.option(
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="The file to write; without one it is printed.",
    )
    @options.language
    @options.release
    @options.data
    def every(**_: Any) -> None:  # noqa: ANN401 - click's own
        """Hold the options that all analyses share."""

    return click.command()(every).params


def _declared(path: Path) -> Iterator[click.Parameter]:
    from graph.store.query_file import parameter

    for line, text in enumerate(tomllib.loads(path.read_text("utf-8")).get("params", ()), 1):
        yield _made(parameter(path, line, text))


def _made(held: Parameter) -> click.Parameter:
    name = "_".join(_words(held.name))
    if held.default is None:
        return click.Argument([name], metavar="_".join(_words(held.name)).upper())
    kind = click.Choice(held.classes) if held.type == "choice" else click.STRING
    metavar = None if held.type == "choice" else held.type.upper()
    return click.Option(
        [f"--{name.replace('_', '-')}", name],
        type=kind,
        metavar=metavar,
        help=f"{held.meaning}.",
        default=held.default or None,
        show_default=bool(held.default),
    )


def _names(path: Path) -> list[str]:
    held = tomllib.loads(path.read_text("utf-8")).get("params", ())
    return [str(text).split(maxsplit=1)[0] for text in held]


def _words(name: str) -> list[str]:
    return [part.lower() for part in re.findall(r"[a-z0-9]+|[A-Z][a-z0-9]*", name)]

"""The reference pages of what the program does: commands, settings, questions, addresses; from its code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from fastapi import FastAPI
from starlette.routing import BaseRoute, Mount, Route

from api.app import create_app
from api.texts import Texts
from graph import errors
from graph.analysis.analysis import Declared
from graph.analysis.listing import analyses
from graph.store.dataset import Dataset
from graph.store.parameter import Parameter
from graph.store.query_file import QueryFile
from kytkos import api_manual
from kytkos.cli import EXIT_CODES
from kytkos.cli import main as root
from kytkos.settings import SETTINGS
from sparql import graph_store
from sparql.answers import catalogue
from sparql.protocol import METHODS

FOLDER = Path("docs/reference")
_TAKEN = {
    "/graph-store": graph_store.READING,
    "/workspace/graph-store": graph_store.METHODS,
    "/workspace/update": ("POST", "OPTIONS"),
}
_WRITTEN = "Written by `python -m kytkos.reference`; edit {source}, not this page."


def pages() -> dict[Path, str]:
    """Return the pages by their path under the project's root."""
    return {
        FOLDER / "commands.md": commands_page(),
        FOLDER / "settings.md": settings_page(),
        FOLDER / "questions.md": questions_page(),
        FOLDER / "analyses.md": analyses_page(),
        FOLDER / "http.md": http_page(),
        FOLDER / "json-api.md": api_manual.page(),
    }


def commands_page() -> str:
    """Return every command with its arguments, options and defaults, and the exit codes."""
    lines = ["# Commands", "", _WRITTEN.format(source="`kytkos/commands/`"), ""]
    lines += [f"{root.help}", "", "```", EXIT_CODES.removeprefix("\b\n"), "```"]
    for path, command in commands(root, "kytkos"):
        lines += _command(path, command)
    return "\n".join([*lines, ""])


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """Yield every command below one, with the words that run it."""
    context = click.Context(command, info_name=path)
    names = command.list_commands(context) if isinstance(command, click.Group) else []
    for name in names:
        assert isinstance(command, click.Group)
        below = command.commands[name]
        yield f"{path} {name}", below
        yield from commands(below, f"{path} {name}")


def _command(path: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=path)
    arguments = [p.make_metavar(context) for p in command.params if isinstance(p, click.Argument)]
    yield from ("", f"## {' '.join([path, *arguments])}", "", _paragraphs(command.help or ""))
    options = [option for option in command.params if isinstance(option, click.Option)]
    if options:
        yield from ("", "| Option | Default | Meaning |", "| --- | --- | --- |")
        yield from (_option(option, context) for option in options)


def _option(option: click.Option, context: click.Context) -> str:
    names = ", ".join((*option.opts, *option.secondary_opts))
    value = "" if option.is_flag else f" {option.make_metavar(context)}"
    return _row(f"`{names}{value}`", _default(option, context), option.help or "")


def _default(option: click.Option, context: click.Context) -> str:
    if option.required:
        return "required"
    if isinstance(option.show_default, str):
        return f"`{option.show_default}`"
    held = option.get_default(context, call=False)
    if isinstance(held, bool):
        return f"`{(option.opts if held else option.secondary_opts or ['off'])[0]}`"
    return f"`{held}`" if isinstance(held, str | int) else "none"


def settings_page() -> str:
    """Return every setting with the variable that sets it."""
    rows = (
        _row(f"`{s.name}`", f"`{s.variable}`", f"`{s.default}`" if s.default else "none", s.meaning)
        for s in SETTINGS
    )
    head = ["# Settings", "", _WRITTEN.format(source="`kytkos/settings.py`"), ""]
    note = "An option of the command line goes before the variable, the variable before the default."
    return "\n".join([*head, note, "", *_table("Setting", "Variable", "Default", "Meaning"), *rows, ""])


def questions_page() -> str:
    """Return every question of the catalogue by need, with its parameters."""
    questions, texts = catalogue(), Texts()
    lines = ["# Questions", "", _WRITTEN.format(source="the headers of `sparql/catalogue/*.rq`"), ""]
    lines.append(
        f"{len(questions)} questions. Ask one with `kytkos query NAME`, on the site at `/question/NAME`, "
        "or as `/question/NAME.json` and `.csv`. Each opens with its scope and says the state of every row."
    )
    for need in sorted({question.need for question in questions}):
        lines += ["", f"## {texts.say('en', f'need.{need}')}"]
        for question in questions:
            lines += _question(question) if question.need == need else ()
    return "\n".join([*lines, ""])


def analyses_page() -> str:
    """Return every analysis with its definition, its source and its parameters."""
    held = [analysed.declared for analysed in analyses()]
    lines = ["# Analyses", "", _WRITTEN.format(source="`graph/analysis/catalogue/*.toml`"), ""]
    lines.append(
        f"{len(held)} analyses. Each is a command (`kytkos NAME`), a page (`/analysis/NAME`, and `.json`, "
        "`.csv`, `.xlsx`, `.docx`, `.html` and `.svg`), an answer of the JSON API (`/api/v1/analyses/NAME`) "
        "and a call in a notebook (`release.analysis`). Each opens with its scope, and ends with its "
        "definition and what it is cited by."
    )
    for declared in held:
        lines += _analysis(declared)
    return "\n".join([*lines, ""])


def _analysis(held: Declared) -> Iterator[str]:
    yield from ("", f"## {held.name}", "", f"**{held.title['en']}.** {held.question['en']}", "")
    yield from (held.definition["en"], "", held.reading["en"], "", f"Source: {held.reference}")
    if held.queries:
        named = ", ".join(f"`{name}`" for name in held.queries)
        yield from ("", f"What SPARQL can say of it, in [the questions](questions.md): {named}.")
    if held.params:
        yield from ("", *_table("Parameter", "Type", "Default", "Meaning"))
        yield from map(_parameter, held.params)


def _question(question: QueryFile) -> Iterator[str]:
    yield from ("", f"### {question.name}", "")
    yield from (f"- {language}: {question.question[language]}" for language in ("fi", "sv", "en"))
    if question.params:
        yield from ("", *_table("Parameter", "Type", "Default", "Meaning"))
        yield from map(_parameter, question.params)


def _parameter(parameter: Parameter) -> str:
    kinds = f" ({', '.join(parameter.classes)})" if parameter.classes else ""
    default = "required" if parameter.default is None else f"`{parameter.default}`"
    return _row(f"`{parameter.name}`", parameter.type + kinds, default, parameter.meaning)


def http_page() -> str:
    """Return every address of the site with what it answers, and every problem that it can answer with."""
    lines = ["# Addresses of the site", "", _WRITTEN.format(source="the docstrings of `api/routes/`"), ""]
    lines.append(
        "Every answer names its release in the header `Kytkos-Release`. `?lang=fi`, `sv` or `en` chooses the "
        "language, else `Accept-Language` does. HEAD answers as GET, without a body."
    )
    lines += ["", *_table("Address", "Methods", "What it answers")]
    lines += sorted({_address(route) for route in routes(create_app(Dataset.of(())))})
    lines += ["", "## Problems", ""]
    lines.append(
        "Told as `application/problem+json` (RFC 9457) with a remedy, or as a page where one is asked."
    )
    lines += ["", *_table("Status", "Problem", "Meaning")]
    problems = sorted(errors.KytkosError.__subclasses__(), key=lambda leaf: (leaf.http_status, leaf.__name__))
    lines += [_row(str(leaf.http_status), leaf.__name__, _first(leaf.__doc__)) for leaf in problems]
    return "\n".join([*lines, ""])


def routes(app: FastAPI) -> Iterator[BaseRoute]:
    """Yield the routes of an application, those of its routers included."""
    for route in app.routes:
        yield from getattr(getattr(route, "original_router", None), "routes", (route,))


def _address(route: BaseRoute) -> str:
    if isinstance(route, Mount):
        return _row(f"`{route.path}/…`", "GET", "The site's own style sheet and mark.")
    assert isinstance(route, Route)
    # The endpoints take every method, to refuse those that their protocol does not know in its own words.
    taken = next((known for start, known in _TAKEN.items() if route.path.startswith(start)), METHODS)
    methods = ", ".join(sorted(set(route.methods or taken).intersection(taken)))
    return _row(f"`{route.path}`", methods, _first(route.endpoint.__doc__))


def _table(*heads: str) -> Iterable[str]:
    return (_row(*heads), _row(*("---" for _ in heads)))


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _first(docstring: str | None) -> str:
    return (docstring or "").strip().partition("\n")[0]


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))

"""What is documented is what there is: commands, options, settings, questions and addresses."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from api.routes import endpoint, pages, questions, resources
from graph.errors import KytkosError
from kytkos.cli import main
from kytkos.manual import commands_page, http_page, questions_page, settings_page
from kytkos.settings import SETTINGS, setting

ROOT = Path(__file__).resolve().parents[2]
COMMANDS, HTTP, QUESTIONS = commands_page(), http_page(), questions_page()


def leaves(command: click.Command, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], click.Command]:
    """Return every command by the words that run it."""
    if not isinstance(command, click.Group):
        return {path: command}
    return {k: v for name, below in command.commands.items() for k, v in leaves(below, (*path, name)).items()}


@pytest.mark.parametrize("words", leaves(main), ids=" ".join)
def test_every_command_is_documented_with_what_its_help_says(words: tuple[str, ...]) -> None:
    helped = CliRunner().invoke(main, [*words, "--help"], terminal_width=400).output
    part = COMMANDS.split(f"\n## kytkos {' '.join(words)}")[1].split("\n## ")[0]
    options = set(re.findall(r"(?m)^  .*?$", helped.split("Options:")[1])) if "Options:" in helped else set()
    named = {
        name for line in options for name in re.findall(r"--[a-z-]+", re.split(r"\s{2,}", line.strip())[0])
    }
    rows = re.findall(r"(?m)^\| `([^`]*)`", part)
    assert named - {"--help"} == {name for row in rows for name in re.findall(r"--[a-z-]+", row)}
    assert len(part.split()) > 5


def test_no_command_is_documented_that_there_is_not() -> None:
    headed = set(re.findall(r"^## kytkos ([a-z ]+)", COMMANDS, re.MULTILINE))
    groups = {name for name, command in main.commands.items() if isinstance(command, click.Group)}
    assert {" ".join(words) for words in leaves(main)} | groups == {head.strip() for head in headed}


def test_every_exit_code_of_an_error_is_documented() -> None:
    codes = {leaf.exit_code for leaf in KytkosError.__subclasses__()}
    assert codes == {code for code in codes if f"\n  {code}  " in COMMANDS}


@pytest.mark.parametrize("held", SETTINGS, ids=lambda held: held.name)
def test_every_setting_is_documented_and_read_from_its_variable(
    held: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, variable, default = (getattr(held, field) for field in ("name", "variable", "default"))
    assert f"| `{name}` | `{variable}` | " in settings_page()
    assert setting(name, {}) == default
    assert setting(name, {variable: "other"}) == "other"


@pytest.mark.parametrize("words", leaves(main), ids=" ".join)
def test_a_default_that_help_shows_is_that_of_its_setting(words: tuple[str, ...]) -> None:
    defaults = {held.name: held.default for held in SETTINGS}
    for option in leaves(main)[words].params:
        if isinstance(option, click.Option) and isinstance(option.show_default, str):
            name = {"lang": "language"}.get(str(option.name), str(option.name).replace("_", "-"))
            assert option.show_default == (defaults[name] or option.show_default)


def test_the_environment_is_read_nowhere_else() -> None:
    """Handing it on whole to a process of one's own is no reading."""
    sources = (
        path
        for room in ("ontology", "graph", "sparql", "api", "kytkos")
        for path in (ROOT / room).rglob("*.py")
    )
    readers = [
        path.name for path in sources if re.search(r"os\.(?:environ\b(?!,)|getenv)", path.read_text("utf-8"))
    ]
    assert readers == ["settings.py"]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "sparql" / "catalogue").glob("*.rq")), ids=lambda path: path.stem
)
def test_every_question_is_documented_in_three_languages_with_its_parameters(path: Path) -> None:
    part = QUESTIONS.split(f"\n### {path.stem}\n")[1].split("\n#")[0]
    header = path.read_text("utf-8")
    assert all(
        f"- {said[1]}: {said[2]}" in part for said in re.finditer(r"(?m)^# (fi|sv|en): (.+?)\s*$", header)
    )
    assert re.findall(r"(?m)^# param: (\w+)", header) == re.findall(r"(?m)^\| `(\w+)` \|", part)


def test_every_address_is_documented_with_what_it_answers() -> None:
    routers = (pages.router, questions.router, resources.router, endpoint.router)
    paths = {str(getattr(route, "path", "")) for router in routers for route in router.routes} | {"/health"}
    told = dict(re.findall(r"(?m)^\| `(/[^`]*)` \| [A-Z, ]+ \| (.+) \|$", HTTP))
    assert paths <= set(told)
    assert all(said.strip().endswith(".") for said in told.values())


@pytest.mark.parametrize("leaf", KytkosError.__subclasses__(), ids=lambda leaf: leaf.__name__)
def test_every_problem_is_documented_with_its_status(leaf: type[KytkosError]) -> None:
    assert f"| {leaf.http_status} | {leaf.__name__} | " in HTTP

"""What the tutorial, the how-to pages and the README tell to type does what they say."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graph.store.access import Tokens
from graph.store.workspace import Workspace
from kytkos.cli import main
from tests.conftest import runner

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("tutorial/*.md")),
    *sorted((ROOT / "docs").glob("how-to/*.md")),
]
TYPED = re.compile(r"(?m)^    (?P<block>.*\bkytkos .*)$|`(?P<inline>kytkos [^`]+)`")
#: A difference between two releases is told by the exit code, too.
EXIT_CODES = {"diff": 1}

#: What stands for something of the reader's own, and where a test finds it in a workspace.
PLACEHOLDERS: dict[str, Callable[[Path], str]] = {
    "CODE": lambda data: link(data, "hasImplementationPeriod")[0],
    "CODE…": lambda data: link(data, "hasImplementationPeriod")[0],
    "subject=S20831": lambda data: f"subject={link(data, 'targets')[1]}",
    "object=romanit": lambda data: f"object={link(data, 'targets')[2]}",
    "DECISION": lambda data: runner(data)("review", "log").stdout.splitlines()[-1].split()[0],
    "LINK": lambda data: link(data, "targets")[0],
    "THING": lambda data: group(data),
    "JSON": lambda _: one_read(),
    "ID": lambda data: runner(data)("releases").stdout.split()[-4],
    "A": lambda data: runner(data)("releases").stdout.splitlines()[0].split()[-4],
    "B": lambda data: runner(data)("releases").stdout.splitlines()[-1].split()[-4],
    "TOKEN": lambda data: Tokens(data).list()[0].id,
    "NAME": lambda _: "single-carriers",
    "FILE": lambda _: "tests/examples/documents/theme-seafarers.md",
    "FILE…": lambda _: "tests/examples/documents/theme-seafarers.md",
    "TABLE": lambda _: "tests/examples/tables/operations.csv",
    "REGISTER": lambda _: "cpr-article-49-3",
    "PULLED": lambda _: "tests/examples/tables/pulled.jsonl",
    "MAPPING": lambda _: "tests/examples/tables/eura-2021.yaml",
    "FOLDER": lambda _: "tests/examples/documents",
    "…": lambda _: "stated in the list",
}


@pytest.fixture
def folder(released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like a checkout, whose dataset is that of the invented documents."""
    shutil.copytree(released, tmp_path / "dataset")
    shutil.copytree(ROOT / "tests" / "examples", tmp_path / "tests" / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_of_a_page_runs(page: Path, folder: Path) -> None:
    for line in commands(page):
        before, _, typed = line.rpartition("|")
        words = shlex.split(typed, comments=True)[1:]
        data = folder / words[words.index("--data") + 1] if "--data" in words else folder / "dataset"
        given = [PLACEHOLDERS[word](data) if word in PLACEHOLDERS else word for word in words]
        if given[0] in ("serve", "publish", "pull"):
            main.commands[given[0]].make_context(given[0], given[1:])
            continue
        files = sorted(map(str, folder.glob("tests/examples/documents/*")))
        given = [name for word in given for name in (files if word.endswith("/*") else [word])]
        ran = CliRunner().invoke(main, given, input=before.removeprefix("echo").strip() + "\n")
        assert ran.exit_code == EXIT_CODES.get(given[0], 0), (line, ran.output)


def test_the_notebook_page_runs(folder: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "use-in-a-notebook.md").read_text("utf-8")
    lines = [line.strip() for line in page.splitlines() if line.startswith("    ")]
    held: dict[str, Any] = {}
    exec("\n".join(lines), held)
    assert held["frame"].attrs["scope"]


def test_every_page_that_a_page_leads_to_is_there() -> None:
    for page in [*PAGES, *(ROOT / "docs").rglob("*.md"), ROOT / "dataset" / "README.md"]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def commands(page: Path) -> Iterator[str]:
    """Yield the commands that a page tells to type, in its order."""
    for found in TYPED.finditer(page.read_text("utf-8")):
        yield (found["block"] or found["inline"]).strip()


def link(data: Path, relation: str) -> tuple[str, str, str]:
    """Return code, subject and object of a link that was read in a workspace."""
    held = (a for stored in Workspace(data).documents() for a in stored.assertions)
    found = next(a for a in held if a.relation == relation)
    return found.code, found.subject, found.object


def group(data: Path) -> str:
    """Return the code of a target group that no scheme knows."""
    held = (a for stored in Workspace(data).documents() for a in stored.assertions)
    return [a.object for a in held if a.relation == "targets" and a.candidate][-1]


def one_read() -> str:
    """Return a link as `kytkos read` prints it."""
    document = sorted(Path("tests/examples/documents").glob("*.txt"))[0]
    lines = CliRunner().invoke(main, ["read", str(document), "--format", "jsonl"]).stdout.splitlines()
    return next(line for line in lines if '"relation": "targets"' in line)

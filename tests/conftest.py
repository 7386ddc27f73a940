"""Options of the test run, and workspaces that take seconds to make: each is made once, for copying."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock
from hypothesis import settings

from kytkos.cli import main

EXAMPLES = Path(__file__).parent / "examples" / "documents"
PUBLISHED = Path(__file__).resolve().parents[1] / "dataset"
Run = Callable[..., Result]
Once = Callable[[str, Callable[[Path], None]], Path]
REASON = "the form states its years"
# How long an example takes is the machine's matter and no promise.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--workspace", help="check the catalogue's answers and the pages of this workspace")


def runner(data: Path) -> Run:
    """Return a function that runs a command on a workspace and returns what it printed."""

    def call(*words: str, given: str | None = None) -> Result:
        return CliRunner().invoke(main, [*words, "--data", str(data)], input=given, catch_exceptions=False)

    return call


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """Make a folder once for all processes; each gets a copy of it that no other opens."""
    own = tmp_path_factory.getbasetemp()

    def held(name: str, make: Callable[[Path], None]) -> Path:
        if worker_id == "master":
            make(own / name)
            return own / name
        made = own.parent / name
        with FileLock(made.with_suffix(".lock")):
            if not made.exists():
                aside = own / f"{name}.aside"
                make(aside)
                aside.rename(made)
        return Path(shutil.copytree(made, own / name))

    return held


@pytest.fixture(scope="session")
def ingested(once: Once) -> Path:
    """A workspace into which the invented documents were read; for copying only."""

    def make(data: Path) -> None:
        assert runner(data)("ingest", *map(str, sorted(EXAMPLES.iterdir()))).exit_code == 0

    return once("ingested", make)


@pytest.fixture(scope="session")
def released(ingested: Path, once: Once) -> Path:
    """The same with every link accepted but the periods, and released; for copying only."""

    def make(data: Path) -> None:
        run = runner(Path(shutil.copytree(ingested, data)))
        links = [line.split() for line in run("review", "list", "--limit", "0").stdout.splitlines()]
        codes = [words[0] for words in links if words[3] != "hasImplementationPeriod"]
        assert run("review", "accept", *codes, "--reason", "the form names them").exit_code == 0
        built = run("release")
        assert built.exit_code == 0, built.stderr

    return once("released", make)


@pytest.fixture(scope="session")
def twice(released: Path, once: Once) -> Path:
    """The same with a second release, by one link more: a period; for copying and for looking at only."""

    def make(data: Path) -> None:
        run = runner(Path(shutil.copytree(released, data)))
        (line, *_) = run("review", "list", "--limit", "0").stdout.splitlines()
        assert "hasImplementationPeriod" in line
        assert run("review", "accept", line.split()[0], "--reason", REASON).exit_code == 0
        built = run("release")
        assert built.exit_code == 0, built.stderr
        assert run("releases").stdout.splitlines()[-1].split()[:2] == ["*", built.stdout.splitlines()[-1]]

    return once("twice", make)


@pytest.fixture(scope="session")
def shipped(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The repository's dataset, released as `make serve` does, once for all processes; for reading only."""
    if given := request.config.getoption("--workspace"):
        return Path(given)
    if not (PUBLISHED / "workspace.json").is_file():
        pytest.skip("there is no workspace in dataset/")
    own = tmp_path_factory.getbasetemp()
    data = (own if worker_id == "master" else own.parent) / "shipped"
    with FileLock(data.with_suffix(".lock")):
        if not (data / "releases" / "current").exists():
            left = shutil.ignore_patterns("releases")
            shutil.copytree(PUBLISHED, data, ignore=left, dirs_exist_ok=True)
            built = runner(data)("release")
            assert built.exit_code == 0, built.stderr
    return data

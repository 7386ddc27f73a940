"""A release put into another store from the command line, and served from there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.store.address import address
from graph.store.remote import open_remote
from kytkos.cli import main
from tests.stores.holding import released
from tests.stores.stand_in import StandIn, standing_in


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released(tmp_path_factory.mktemp("publishing") / "held").parents[1]


@pytest.fixture
def server() -> Iterator[StandIn]:
    with standing_in() as server:
        yield server


def publish(data: Path, *words: str, environment: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, ["publish", "--data", str(data), *words], env=environment)


def test_the_current_release_is_published_and_named_on_the_last_line(data: Path, server: StandIn) -> None:
    done = publish(data, "--store", server.url, "--graph-store", server.url)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.strip() == open_remote(address(server.url)).release


def test_a_release_is_named_by_the_beginning_of_its_id(data: Path, server: StandIn) -> None:
    (release,) = (folder.name for folder in (data / "releases").glob("[0-9a-f]*/"))
    done = publish(data, release[:5], "--store", server.url, "--graph-store", server.url)
    assert done.stdout.strip() == release


def test_the_stores_addresses_may_come_from_the_environment(data: Path, server: StandIn) -> None:
    secret = server.url.replace("//", "//reader:salt@")
    done = publish(data, environment={"KYTKOS_STORE": secret, "KYTKOS_GRAPH_STORE": secret})
    assert done.exit_code == 0, done.stderr
    assert "salt" not in done.output


def test_what_fails_is_told_without_the_password(data: Path) -> None:
    done = publish(data, "--store", "http://reader:salt@127.0.0.1:1/sparql")
    assert done.exit_code == 1
    assert "127.0.0.1" in done.stderr
    assert "salt" not in done.output
    assert "salt" not in publish(data, "--help").output


@pytest.mark.parametrize(
    ("words", "code"), [((), 2), (("--store", "store"), 2), (("none", "--store", "http://127.0.0.1:1/"), 5)]
)
def test_what_cannot_be_published_is_refused(words: tuple[str, ...], code: int, data: Path) -> None:
    assert publish(data, *words).exit_code == code


def test_an_empty_workspace_has_nothing_to_publish(tmp_path: Path) -> None:
    assert publish(tmp_path, "--store", "http://127.0.0.1:1/").exit_code == 5

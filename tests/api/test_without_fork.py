"""A system that cannot fork, made of one that can: the server serves with what is left, and bounded."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from graph.release.shelf import Shelf
from graph.store.access import Tokens
from tests.api.shelved import ALL, ROWS, shelved
from tests.api.waiting import eventually

#: Takes away what Windows has not, as far as Python itself can do without, and runs a command.
ELSEWHERE = """
import os, signal, socket, sys
for module, names in (
    (os, "fork forkpty posix_spawn posix_spawnp setpriority getpriority sysconf nice getuid geteuid"),
    (signal, "set_wakeup_fd SIGHUP SIGUSR1 SIGALRM"),
    (socket, "send_fds recv_fds"),
):
    for name in names.split():
        delattr(module, name)
sys.modules["resource"] = None
from kytkos.cli import main
main(sys.argv[1:])
"""
JOIN = "GRAPH <a:g> { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
RUNAWAY = f"SELECT (COUNT(*) AS ?n) {{ {JOIN} }}"


@dataclass
class There:
    """The server, and the shelf that it serves from."""

    client: httpx.Client
    shelf: Shelf

    def ask(self, query: str, **params: str) -> httpx.Response:
        return self.client.get("/sparql", params={"query": query, **params})

    def named(self) -> set[str]:
        rows = json.loads(self.ask(ALL).content)["results"]["bindings"]
        assert len(rows) == ROWS
        return {row["which"]["value"] for row in rows}


@pytest.fixture
def there(tmp_path: Path) -> Iterator[There]:
    shelf = Shelf(tmp_path / "releases")
    shelved(shelf, "first")
    words = ("serve", "--data", str(tmp_path), "--port", "0", "--workers", "1", "--access-log", "")
    with subprocess.Popen(
        [sys.executable, "-u", "-c", ELSEWHERE, *words], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            address = next(line.split()[1] for line in process.stdout if "pages" in line)
            with httpx.Client(base_url=address, timeout=60) as client:
                yield There(client, shelf)
        finally:
            process.terminate()


def test_a_server_that_cannot_fork_answers_bounds_replaces_and_takes_up(there: There) -> None:
    assert there.named() == {"first"}
    # More than there are workers, so that some are those that were started anew; until then there is none.
    for _ in range(3):
        assert eventually(lambda: there.ask(RUNAWAY, timeout="0.5").status_code == 504)
    assert there.named() == {"first"}
    second = shelved(there.shelf, "second")
    assert eventually(lambda: there.ask("ASK {}").headers["kytkos-release"] == second)
    assert there.named() == {"second"}
    assert there.client.get("/ready").json() == {"status": "ready", "release": second}
    bearing = {"authorization": f"Bearer {Tokens(there.shelf.folder.parent).create('read')}"}
    refused = there.client.get("/workspace/sparql", params={"query": "ASK {}"}, headers=bearing)
    assert refused.status_code == 501
    assert there.client.get("/release").status_code == 200

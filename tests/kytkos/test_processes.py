"""Real processes beside each other, and killed: nothing is lost, and a bad release takes nothing away."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

from graph.curation.log import DecisionLog
from graph.store.workspace import Workspace

EXAMPLES = Path(__file__).parents[1] / "examples" / "documents"
#: Loads the command line, says so, and runs a command when it is told to.
WAITING = """
import sys
from kytkos.cli import main
import graph.ingest.reader, graph.curation.states
print("ready", flush=True)
sys.stdin.readline()
main(sys.argv[1:])
"""


def kytkos(*words: str) -> subprocess.Popen[str]:
    """Start a command, with pipes to and from it."""
    return popen("-u", "-m", "kytkos", *words)


def popen(*words: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, *words], stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def at_once(*commands: tuple[str, ...]) -> list[str]:
    """Run commands in processes that all begin when all are ready; return what they printed."""
    running = [popen("-c", WAITING, *words) for words in commands]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    printed = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0] * len(running), printed
    return [out for out, _ in printed]


def many(folder: Path, count: int) -> list[str]:
    """Write that many documents, each with a hash of its own."""
    folder.mkdir()
    texts = [path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    for number in range(count):
        path = folder / f"{number}.txt"
        path.write_text(texts[number % len(texts)] + "\n" * (number + 1), encoding="utf-8")
    return [str(folder / f"{number}.txt") for number in range(count)]


@pytest.mark.parametrize("finished", [pytest.param(0, marks=pytest.mark.slow), 3])
def test_a_killed_ingest_leaves_a_workspace_that_loads_whole(tmp_path: Path, finished: int) -> None:
    files, data = many(tmp_path / "files", 9), tmp_path / "data"
    process = kytkos("ingest", *files, "--data", str(data))
    assert process.stdout is not None
    # Read as far as the pipe tells; where in the next document the signal falls is left to chance.
    told = [process.stdout.readline() for _ in range(finished + 1)]
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    held = list(Workspace(data).documents())
    assert len(told) <= len(held) < len(files)
    assert all(stored.assertions for stored in held)
    for stored in held:
        text = Workspace(data).text(stored.version.sha256)
        assert text is not None
        assert len(text) == stored.version.characters


@pytest.mark.slow
def test_two_ingests_at_once_lose_nothing(tmp_path: Path) -> None:
    files, data = many(tmp_path / "files", 4), tmp_path / "data"
    halves = (files[:3], files[1:])
    printed = at_once(*(("ingest", *half, "--data", str(data)) for half in halves))
    assert all("3 ingested, 0 refused" in out for out in printed)
    held = list(Workspace(data).documents())
    assert len(held) == len(files)
    assert len(list((data / "texts").iterdir())) == len(files)


def test_two_reviews_at_once_lose_no_decision(data: Path) -> None:
    codes = sorted({a.code for held in Workspace(data).documents() for a in held.assertions})[:40]
    halves = (codes[:20], codes[20:])
    printed = at_once(
        *(("review", "accept", *half, "--reason", "stated", "--data", str(data)) for half in halves)
    )
    decisions = DecisionLog(Workspace(data)).read()
    assert {decision.id for decision in decisions} == set("".join(printed).split())
    assert len(decisions) == len(codes)


@pytest.mark.slow
def test_a_release_that_fails_validation_is_told_and_the_old_one_keeps_serving(published: Path) -> None:
    with served(published) as address:
        before = health(address)
        spoil(published)
        refused = kytkos("release", "--data", str(published))
        _, told = refused.communicate()
        assert refused.returncode == 6
        assert "accept the assertion that names it" in told
        assert health(address) == before
    with served(published) as address:
        assert health(address) == before


def spoil(data: Path) -> None:
    """Take back what names a theme, so that what is said of it hangs in the air."""
    naming = ("describes", "hasPart")
    decision = next(held.id for held in DecisionLog(Workspace(data)).read() if held.relation in naming)
    process = kytkos("review", "undo", decision, "--reason", "too early", "--data", str(data))
    process.communicate()
    assert process.returncode == 0


def health(address: str) -> str:
    with urlopen(f"{address}/health") as answer:
        told = json.loads(answer.read())
    assert told["status"] == "ok"
    return str(told["release"])


@contextmanager
def served(data: Path) -> Iterator[str]:
    """Serve a workspace on a free port by a process of its own; yields its address."""
    process = kytkos("serve", "--data", str(data), "--port", "0")
    assert process.stdout is not None
    try:
        yield next(line.split()[1] for line in process.stdout if line.strip().startswith("pages")).rstrip("/")
    finally:
        process.terminate()
        process.communicate()


def test_a_served_workspace_says_where_things_are_and_logs_where_it_is_told(
    published: Path, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    process = kytkos("serve", "--data", str(published), "--port", "0", "--access-log", str(log))
    assert process.stdout is not None
    printed = [process.stdout.readline() for _ in range(5)]
    address = printed[1].split()[1].rstrip("/")
    try:
        for path in ("/sparql?query=ASK%7B%7D", "/metrics"):
            with urlopen(address + path) as answer:
                assert answer.status == 200
    finally:
        process.terminate()
        process.communicate()
    for place in ("/sparql", "/health", "/ready", "/metrics", "/workspace/sparql"):
        assert place in "".join(printed)
    told = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [line["path"] for line in told] == ["/sparql", "/metrics"]


def test_a_log_that_cannot_be_begun_is_told_before_anything_is_served(published: Path) -> None:
    log = str(published / "no" / "such" / "log")
    process = kytkos("serve", "--data", str(published), "--port", "0", "--access-log", log)
    _, said = process.communicate()
    assert process.returncode == 1
    assert "cannot write the log" in said


@pytest.mark.parametrize(
    "streams",
    [
        "<&- >&- 2>&-",
        pytest.param("| true", marks=pytest.mark.slow),
        pytest.param(">/dev/full 2>&1", marks=pytest.mark.slow),
    ],
)
def test_a_server_whose_words_reach_nobody_serves(tmp_path: Path, streams: str) -> None:
    if not Path("/proc/net/tcp").exists():
        pytest.skip("this system does not show where a process listens")
    words = ("-m", "kytkos", "serve", "--data", str(tmp_path), "--port", "0", "--access-log", "-")
    # A group of its own, of which the shell is the first.
    shell = subprocess.Popen(
        ["sh", "-c", f"{shlex.join([sys.executable, *words])} {streams}; true"], start_new_session=True
    )
    try:
        (port,) = eventually(lambda: listening(shell.pid))
        answers = [health(f"http://127.0.0.1:{port}") for _ in range(3)]
        assert len(set(answers)) == 1
    finally:
        os.killpg(shell.pid, signal.SIGKILL)
        shell.wait()


def listening(group: int) -> set[int]:
    """Return the ports that processes of this group listen on."""
    held: set[str] = set()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if os.getpgid(int(process.name)) == group:
                held |= {str(file.readlink()) for file in (process / "fd").iterdir()}
    lines = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    return {
        int(line[1].rpartition(":")[2], 16)
        for line in lines
        if line[3] == "0A" and f"socket:[{line[9]}]" in held
    }


def eventually(look: Callable[[], set[int]]) -> set[int]:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if found := look():
            return found
    raise AssertionError("nothing listens")

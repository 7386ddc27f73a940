"""The decisions log."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.assertion import Decision, to_line
from graph.curation.log import DecisionLog
from graph.errors import MalformedLine, NotFound
from graph.store.workspace import Workspace
from tests.graph.invented import TARGETED, WHEN, decision
from tests.graph.killing import killed_everywhere

ROOT = Path(__file__).resolve().parents[3]
#: Appends decisions until it is killed, telling each that is acknowledged.
APPENDING = """
import sys
from pathlib import Path
from graph.curation.log import DecisionLog
from graph.store.workspace import Workspace
from tests.graph.invented import TARGETED, decision

log = DecisionLog(Workspace(Path(sys.argv[1])))
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    print(log.append(decision(number, "accept", TARGETED, "ä" * 300)).id, flush=True)
"""


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def log(tmp_path: Path, told: list[str]) -> DecisionLog:
    return DecisionLog(Workspace(tmp_path), told.append)


def appending(path: Path, first: int, last: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", APPENDING, str(path), str(first), str(last)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def undo(number: int, undone: str) -> Decision:
    return Decision(f"e{number}", WHEN, "editor", "graph editor", "undo", "erehdys", undoes=undone)


def test_decisions_come_back_in_the_order_they_were_made(log: DecisionLog) -> None:
    made = [log.append(decision(number, "accept", TARGETED)) for number in range(3)]
    assert list(log.read()) == made


def test_a_workspace_without_a_log_has_no_decisions(log: DecisionLog) -> None:
    assert log.read() == ()


def test_an_undo_names_a_decision_of_the_log(log: DecisionLog) -> None:
    log.append(decision(1, "accept", TARGETED))
    assert log.undo(undo(2, "e1")).undoes == "e1"
    with pytest.raises(NotFound):
        log.undo(undo(3, "e99"))
    assert [held.id for held in log.read()] == ["e1", "e2"]


@pytest.mark.parametrize(
    "wrong",
    [
        replace(decision(1, "accept", TARGETED), relation="adores"),
        replace(decision(1, "accept", TARGETED), subject="not a code"),
        replace(decision(1, "accept", TARGETED), action="ponder"),  # type: ignore[arg-type]
        decision(1, "add", TARGETED),
        decision(1, "add", TARGETED, assertion={**json.loads(to_line(TARGETED)), "object": "xelse"}),
        undo(1, ""),
    ],
)
def test_a_decision_that_could_not_be_read_back_is_not_written(log: DecisionLog, wrong: Decision) -> None:
    with pytest.raises(MalformedLine):
        log.append(wrong)
    assert log.read() == ()


def test_a_malformed_line_is_told_by_its_number(log: DecisionLog, tmp_path: Path) -> None:
    log.append(decision(1, "accept", TARGETED))
    with (tmp_path / "decisions.jsonl").open("a") as stream:
        stream.write("{}\n")
    with pytest.raises(MalformedLine, match=r"decisions\.jsonl:2"):
        log.read()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(cut=st.integers(1))
def test_a_torn_last_line_is_passed_over_and_then_healed_and_told(
    cut: int, log: DecisionLog, told: list[str], tmp_path: Path
) -> None:
    first, second = decision(1, "accept", TARGETED), decision(2, "reject", TARGETED, "ä€😀")
    line = to_line(second).encode()
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(f"{to_line(first)}\n".encode() + line[: 1 + cut % (len(line) - 1)])
    told.clear()
    assert log.read() == (first,)
    log.append(second)
    assert log.read() == (first, second)
    assert len(told) == 1
    assert ":2:" in told[0]
    log.append(second)
    assert len(told) == 1


def test_a_last_line_that_lacks_only_its_end_is_kept(
    log: DecisionLog, told: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text(to_line(decision(1, "accept", TARGETED)))
    log.append(decision(2, "reject", TARGETED))
    assert [held.id for held in log.read()] == ["e1", "e2"]
    assert told == []


def test_two_processes_at_once_lose_nothing(log: DecisionLog, tmp_path: Path) -> None:
    writers = [appending(tmp_path, first, first + 30) for first in (0, 100, 200)]
    told = [line for writer in writers for line in writer.communicate()[0].split()]
    assert len(told) == 90
    assert {held.id for held in log.read()} == set(told)


@pytest.mark.parametrize("acknowledged", [1, 7, 20])
def test_what_was_acknowledged_outlives_a_killed_process(
    log: DecisionLog, tmp_path: Path, acknowledged: int
) -> None:
    doomed, other = appending(tmp_path, 0, 100_000), appending(tmp_path, 200_000, 200_020)
    assert doomed.stdout is not None
    heard = [doomed.stdout.readline().strip() for _ in range(acknowledged)]
    os.kill(doomed.pid, signal.SIGKILL)
    heard += doomed.communicate()[0].splitlines()[:-1]
    others = other.communicate()[0].split()
    found = [held.id for held in log.read()]
    assert len(others) == 20
    assert {*heard, *others} <= set(found)
    log.append(decision(300_000, "accept", TARGETED))
    assert [held.id for held in log.read()] == [*found, "e300000"]


APPEND = """
from pathlib import Path
from graph.curation.log import DecisionLog
from graph.store.workspace import Workspace
from tests.graph.invented import TARGETED, decision

def act(path):
    DecisionLog(Workspace(path)).append(decision(2, "reject", TARGETED))
"""


def test_healing_that_is_killed_at_any_moment_loses_no_decision(tmp_path: Path) -> None:
    template = tmp_path / "template"
    template.mkdir()
    first = DecisionLog(Workspace(template)).append(decision(1, "accept", TARGETED))
    with (template / "decisions.jsonl").open("ab") as stream:
        stream.write(b'{"id": "torn')
    for copy in killed_everywhere(APPEND, template, tmp_path / "copies"):
        assert DecisionLog(Workspace(copy)).read()[0] == first
    assert [held.id for held in DecisionLog(Workspace(copy)).read()] == ["e1", "e2"]

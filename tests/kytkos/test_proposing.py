from __future__ import annotations

from pathlib import Path

from graph.curation.log import DecisionLog
from graph.curation.trust import accepted_rules
from graph.store.workspace import Workspace
from tests.conftest import runner

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "tables" / "operations.csv"
REGISTER = "cpr-article-49-3"


def test_links_of_rows_are_proposed_shown_and_accepted_by_rule(tmp_path: Path) -> None:
    call = runner(tmp_path / "data")
    call("import", str(EXAMPLE), "--mapping", REGISTER)
    assert "links proposed" in call("propose").stdout
    shown = call("review", "rows", REGISTER, "--all").stdout.splitlines()
    rules = {line.split("\t")[0] for line in shown}
    assert rules
    assert all("[" in line for line in shown)
    chosen = sorted(rules)[0]
    only = call("review", "rows", REGISTER, "--rule", chosen, "--sample", "1").stdout.splitlines()
    assert [line.split("\t")[0] for line in only] == [chosen]
    assert call("review", "rule", REGISTER, "rows.none", "--reason", "x").exit_code == 5
    done = call("review", "rule", REGISTER, chosen, "--except", "X1", "--reason", "a sample was right")
    assert done.exit_code == 0
    decided = accepted_rules(DecisionLog(Workspace(tmp_path / "data")).read())
    assert decided == {REGISTER: {chosen: frozenset({"X1"})}}


def test_a_register_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    call = runner(tmp_path / "data")
    assert call("propose", "none").exit_code == 5
    assert call("review", "rows", "none").exit_code == 5

"""Tokens on the command line."""

from __future__ import annotations

from pathlib import Path

from graph.store.access import Tokens
from tests.conftest import runner


def test_the_last_line_is_the_token_and_nothing_else(tmp_path: Path) -> None:
    made = runner(tmp_path / "data")("token", "create", "--scope", "admin")
    secret = made.stdout.splitlines()[-1]
    assert Tokens(tmp_path / "data").holder(secret).scope == "admin"


def test_tokens_are_listed_by_their_ids_without_secrets_and_revoked(tmp_path: Path) -> None:
    run = runner(tmp_path)
    secret = run("token", "create", "--scope", "curate", "--note", "a table of needs").stdout.split()[-1]
    (line,) = run("token", "list").stdout.splitlines()
    assert "a table of needs" in line
    assert secret not in line
    assert run("token", "revoke", line.split()[0]).exit_code == 0
    assert run("token", "list").stdout == ""
    missing = run("token", "revoke", line.split()[0])
    assert missing.exit_code == 5

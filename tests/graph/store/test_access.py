"""Tokens: made once, known by digest, revoked at once."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from graph.errors import MalformedLine, NotFound, Unauthorised
from graph.store.access import SCOPES, Tokens


def test_a_token_that_was_made_is_known_with_its_scope(tmp_path: Path) -> None:
    secret = Tokens(tmp_path / "new").create("curate", "the needs of spring")
    known = Tokens(tmp_path / "new").holder(secret)
    assert (known.scope, known.note) == ("curate", "the needs of spring")
    assert secret.startswith("kyt_")
    assert len(secret) == len("kyt_") + 43


def test_each_scope_includes_those_before_it(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)
    allowed = [[tokens.holder(tokens.create(held)).allows(needed) for needed in SCOPES] for held in SCOPES]
    assert allowed == [[True, False, False], [True, True, False], [True, True, True]]


@pytest.mark.parametrize("change", ["", "kyt_", "kyt_ä", "x" * 100_000, "\udce4"])
def test_whatever_else_is_refused_in_the_same_words(tmp_path: Path, change: str) -> None:
    tokens = Tokens(tmp_path)
    secret = tokens.create("read")
    with pytest.raises(Unauthorised) as of_unknown:
        tokens.holder("kyt_" + "A" * 43)
    for wrong in (change, secret[:-1], secret + "A", secret.lower(), tokens.list()[0].digest):
        with pytest.raises(Unauthorised) as refused:
            tokens.holder(wrong)
        assert str(refused.value) == str(of_unknown.value)


def test_the_file_holds_no_secret_and_is_for_its_owner_only(tmp_path: Path) -> None:
    secret = Tokens(tmp_path).create("admin")
    (held,) = [path for path in tmp_path.iterdir() if path.name == "tokens.jsonl"]
    assert secret.removeprefix("kyt_") not in held.read_text()
    assert stat.S_IMODE(held.stat().st_mode) == 0o600


def test_what_another_process_revokes_is_unknown_at_the_next_call(tmp_path: Path) -> None:
    serving, elsewhere = Tokens(tmp_path), Tokens(tmp_path)
    kept, taken = elsewhere.create("read"), elsewhere.create("read")
    assert elsewhere.revoke(serving.holder(taken).id).scope == "read"
    assert serving.holder(kept).scope == "read"
    with pytest.raises(Unauthorised):
        serving.holder(taken)


def test_revoking_what_is_not_there_says_what_is(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)
    tokens.create("read")
    with pytest.raises(NotFound) as refused:
        tokens.revoke("nobody")
    assert tokens.list()[0].id in refused.value.remedy


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "a"}'])
def test_a_damaged_file_is_told_with_its_line_and_opens_nothing(tmp_path: Path, line: str) -> None:
    tokens = Tokens(tmp_path)
    secret = tokens.create("read")
    with (tmp_path / "tokens.jsonl").open("a") as file:
        file.write(line + "\n")
    with pytest.raises(MalformedLine, match=r"tokens\.jsonl:2"):
        tokens.holder(secret)


def test_a_scope_that_is_not_known_opens_nothing(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)
    secret = tokens.create("read")
    file = tmp_path / "tokens.jsonl"
    file.write_text(file.read_text().replace('"read"', '"everything"'))
    with pytest.raises(MalformedLine, match="everything"):
        tokens.holder(secret)

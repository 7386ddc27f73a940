"""Identifiers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidIdentifier
from graph.identifiers import ID, code_of, digest, is_minted, mint, resource, version_code, work_code

ROOT = Path(__file__).resolve().parents[2]


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._()-]{0,63}", fullmatch=True))
def test_a_code_comes_back_from_its_iri(code: str) -> None:
    assert code_of(resource(code)) == code


@pytest.mark.parametrize("code", ["", ".hidden", "../up", "a b", "a/b", "ä", "a" * 65, "a\n", "a>"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(InvalidIdentifier):
        resource(code)
    with pytest.raises(InvalidIdentifier):
        code_of(ID + code)


def test_the_iri_of_another_is_refused() -> None:
    with pytest.raises(InvalidIdentifier):
        code_of("https://example.org/id/S20220")


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1))
def test_what_is_minted_is_a_code(parts: list[str]) -> None:
    assert code_of(resource(mint(*parts))) == mint(*parts)
    assert is_minted(mint(*parts))


@pytest.mark.parametrize("code", ["S20220", "k2802", "2014-2020", "xtheme", "x1234567890"])
def test_an_official_code_is_not_minted(code: str) -> None:
    assert not is_minted(code)


def test_parts_are_kept_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")


def test_a_work_and_its_first_version_have_codes_of_their_own() -> None:
    assert work_code("a" * 64)[0] == "d"
    assert version_code("a" * 64)[0] == "v"
    assert work_code("a" * 64)[1:] != version_code("a" * 64)[1:]


def test_codes_are_the_same_in_any_process() -> None:
    script = "from graph.identifiers import mint; print(mint('Project', 'keksitty'))"
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert told == {mint("Project", "keksitty")}

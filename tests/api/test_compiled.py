"""The code of templates is compiled once, and never taken from another template or another way to compile."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from api.compiled import Compiled, compile_all


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a module that says how templates are compiled, where Python keeps what it compiles."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    module = tmp_path / "module.py"
    module.write_text("autoescape = True")
    return module


def said(source: Path, template: str = "{{ 1 + 1 }} <") -> str:
    made = Environment(loader=DictLoader({"t": template}), bytecode_cache=Compiled(source), autoescape=True)
    compile_all(made)
    return made.get_template("t").render()


def kept(source: Path) -> list[Path]:
    return sorted((source.parent / "__pycache__").glob("*.cache"))


def without_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Environment, "compile", lambda *_: pytest.fail("compiled again"))


def test_what_was_compiled_is_not_compiled_again(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(source) == "2 <"
    without_compiling(monkeypatch)
    assert said(source) == "2 <"


def test_a_template_that_changed_is_compiled_anew(source: Path) -> None:
    said(source)
    assert said(source, "{{ 3 }}") == "3"


def test_so_is_one_that_would_be_compiled_otherwise(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said(source)
    source.write_text("autoescape = False")
    without_compiling(monkeypatch)
    with pytest.raises(pytest.fail.Exception):
        said(source)


@pytest.mark.parametrize("left", [0, 5, 40])
def test_so_is_one_whose_code_is_not_whole(source: Path, left: int) -> None:
    said(source)
    (held,) = kept(source)
    held.write_bytes(held.read_bytes()[:left])
    assert said(source) == "2 <"


def test_nothing_is_kept_where_nobody_may_write_or_should(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (source.parent / "__pycache__").write_text("no folder")
    assert said(source) == "2 <"
    (source.parent / "__pycache__").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert said(source) == "2 <"
    assert not kept(source)

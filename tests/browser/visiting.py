"""Visits to the site: in a language, a colour scheme and a width, with scripts or without."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

LANGUAGES = ("fi", "sv", "en")
WIDE, NARROW = 1280, 320
#: Milliseconds until what does not come is given up; how long anything takes is the machine's matter.
PATIENCE = 120_000

Scheme = Literal["light", "dark"]
SCREENS: tuple[tuple[Scheme, int], ...] = (
    ("light", WIDE),
    ("dark", NARROW),
    ("dark", WIDE),
    ("light", NARROW),
)


@dataclass(frozen=True)
class Reading:
    """How a page is read."""

    language: str = "en"
    scheme: Scheme = "light"
    width: int = WIDE
    has_scripts: bool = True

    def __str__(self) -> str:
        return f"{self.language}-{self.scheme}-{self.width}"


#: Both schemes and both widths; the long matrix crosses them.
ON_SCREENS = [
    pytest.param(Reading("fi", *screen), id="-".join(map(str, screen)), marks=[pytest.mark.slow] * (turn > 1))
    for turn, screen in enumerate(SCREENS)
]


@dataclass
class Visitor:
    """Opens pages, and keeps in mind with which status the last came and what any did that none may do."""

    browser: Browser
    root: str
    faults: list[str] = field(default_factory=list)
    status: int = 0
    #: Requests are made to fail, which browsers tell of.
    lets_fail: bool = False
    _contexts: list[BrowserContext] = field(default_factory=list)
    _is_over: bool = False

    def open(self, path: str, reading: Reading | None = None, **how: object) -> Page:
        """Open a page; ``how`` is parts of a reading, such as ``language="fi"``."""
        page = self.reader(replace(reading or Reading(), **how))  # type: ignore[arg-type]
        answer = page.goto(self.root + path)
        self.status = answer.status if answer else 0
        return page

    def reader_of(self, **how: object) -> Page:
        """Begin a visit by parts of a reading."""
        return self.reader(replace(Reading(), **how))  # type: ignore[arg-type]

    def reader(self, reading: Reading) -> Page:
        """Begin a visit: an empty page in a browser that nobody used."""
        context = self.browser.new_context(
            locale=reading.language,
            color_scheme=reading.scheme,
            viewport={"width": reading.width, "height": 800},
            java_script_enabled=reading.has_scripts,
        )
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        page = context.new_page()
        page.on("request", self._requested)
        page.on("console", self._told)
        page.on("pageerror", lambda error: self.faults.append(f"error of a script: {error}"))
        return page

    def close(self) -> None:
        """End all visits; what a page says of being closed is no fault of its."""
        self._is_over = True
        for context in self._contexts:
            context.close()

    def _requested(self, request: Request) -> None:
        if not request.url.startswith((self.root + "/", "data:", "blob:" + self.root)):
            self.faults.append(f"a request to elsewhere: {request.url}")

    def _told(self, message: ConsoleMessage) -> None:
        # That a page itself is a problem's page is told, too, and no fault.
        if self.lets_fail and "ERR_CONNECTION_REFUSED" in message.text:
            return
        is_of_page = message.page is not None and message.location.get("url") == message.page.url
        if message.type in ("error", "warning") and not is_of_page and not self._is_over:
            self.faults.append(f"{message.type} in the console: {message.text}")

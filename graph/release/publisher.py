"""The publisher of a server: one release at a time is built in a process of its own, shown, then placed."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

#: What is written to the process to put what it showed in place; the end of its input ends it instead.
PLACE = "place\n"
#: Seconds for which a release that was built waits to be put in place.
PATIENCE = 1800.0
#: The steps of a build, in their order.
STEPS = ("read", "describe", "infer", "validate", "write")
#: What builds a release, to be given the workspace's folder.
COMMAND = (sys.executable, "-m", "graph.release.process")
#: Bytes of a line that the process says.
_LINE = 8 << 20

Standing = Literal["idle", "building", "shown", "placing", "placed", "failed"]


class Publisher:
    """Know how far a release is; nothing is in place before somebody who saw what it changes says so."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self._process: Process | None = None
        self._task: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self._forget()

    def _forget(self) -> None:
        self.standing: Standing = "idle"
        #: Of each step that began, how much is done of how much.
        self.steps: dict[str, tuple[int, int]] = {}
        self.shown: Mapping[str, Any] = {}
        self.placed = ""
        #: Why none was made, in the program's own words; of what kinds that is, and what they carry.
        self.failure = ""
        self.kinds: Sequence[str] = ()
        self.carried: Mapping[str, Any] = {}
        #: What a release that does not pass validation lacks, by language.
        self.findings: Mapping[str, list[str]] = {}

    @property
    def is_busy(self) -> bool:
        """Whether a release is being built or put in place."""
        return self.standing in ("building", "placing")

    @property
    def pid(self) -> int | None:
        """The number of the building process, or None where there is none."""
        return self._process.pid if self._process and self._process.returncode is None else None

    async def build(self, folder: Path) -> None:
        """Begin to build a release of this workspace; one that is being built already goes on."""
        if self.is_busy:
            return
        await self.stop()
        self._forget()
        self.standing = "building"
        self._process = await asyncio.create_subprocess_exec(
            *(*self._command, str(folder.resolve())),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd=Path(str(files("graph"))).parent,
            limit=_LINE,
        )
        self._task = asyncio.create_task(self._follow(self._process))

    async def place(self, release: str) -> bool:
        """Put the release with this id in place; says whether it is the one that was shown."""
        process = self._process
        if self.standing != "shown" or self.shown.get("release") != release or process is None:
            return False
        self.standing = "placing"
        assert process.stdin
        with suppress(OSError):
            process.stdin.write(PLACE.encode())
            await process.stdin.drain()
        return True

    async def news(self, seconds: float) -> None:
        """Wait until something changes, or so long."""
        self._news.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()

    async def stop(self) -> None:
        """End the process and forget what it built."""
        process, self._process = self._process, None
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        if process is not None and process.returncode is None:
            process.kill()
            await process.wait()
        self._forget()

    async def _follow(self, process: Process) -> None:
        assert process.stdout
        try:
            while True:
                async with asyncio.timeout(PATIENCE):
                    line = await process.stdout.readline()
                if not line:
                    break
                self._hear(json.loads(line))
        except (TimeoutError, ValueError):
            process.kill()
        await process.wait()
        if self.standing not in ("placed", "failed"):
            self.standing = "failed"
        self._news.set()

    def _hear(self, said: Mapping[str, Any]) -> None:
        if "step" in said:
            step, done, total = said["step"]
            self.steps[step] = (done, total)
        elif "shown" in said:
            self.standing, self.shown = "shown", said["shown"]
        elif "placed" in said:
            self.standing, self.placed = "placed", said["placed"]
        else:
            self.standing, self.failure, self.findings = "failed", said["failed"], said["findings"]
            self.kinds, self.carried = said.get("kinds", ()), said.get("carried", {})
        self._news.set()

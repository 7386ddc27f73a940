"""Older releases are opened when asked for, and closed when others are."""

from __future__ import annotations

import asyncio
from pathlib import Path

from api.former import Former
from api.serving import Served
from api.site import Options, site
from api.templating import environment
from graph.store.dataset import Dataset


class Opened(Served):
    """What is served, which notes that it was stopped."""

    stopped: list[str]

    async def stop(self) -> None:
        self.stopped.append(self.site.dataset.release)


def test_only_a_few_stay_open_and_none_closes_while_it_is_asked() -> None:
    opened: list[str] = []
    stopped: list[str] = []

    def open_folder(folder: Path) -> Served:
        opened.append(folder.name)
        served = Opened(site(Dataset.of((), folder.name), Options(), environment()))
        served.stopped = stopped
        return served

    async def ask() -> None:
        former = Former(open_folder, most=1)
        async with former.serving(Path("a")):
            async with former.serving(Path("b")):
                assert stopped == []
            async with former.serving(Path("c")):
                assert stopped == ["b"]
        async with former.serving(Path("c")):
            assert stopped == ["b", "a"]
        await former.stop()

    asyncio.run(ask())
    assert (opened, stopped) == (["a", "b", "c"], ["b", "a", "c"])

"""What a mapping that is proposed for a table says of it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from graph.ingest.tables.proposal import proposed

HEAD = "Koodi,Hankkeen nimi,Aloituspvm,Päättymispvm,Toteuttajan nimi,Myönnetty EU- ja valtion rahoitus\n"
ROW = "S9000{},Keksitty satama,{},31.12.{},Keksitty Oy,1\n"


@pytest.mark.parametrize(
    ("starts", "period"),
    [
        (["1.1.2015", "1.3.2019", "1.1.2022"], "2014-2020"),
        (["1.12.2020", "1.1.2022", "1.8.2023"], "2021-2027"),
        (["", "", ""], "2021-2027"),
    ],
)
def test_the_period_is_that_of_most_starts(starts: list[str], period: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = (ROW.format(n, start, int(start[-4:] or 2023) + 1) for n, start in enumerate(starts))
    path.write_text(HEAD + "".join(rows), "utf-8")
    assert yaml.safe_load(proposed(path))["period"] == period

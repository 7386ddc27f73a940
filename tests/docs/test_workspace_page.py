"""What the page on the workspace tells to send is answered as it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.kytkos.test_workspace import served

PAGE = (Path(__file__).resolve().parents[2] / "docs/how-to/use-the-workspace.md").read_text("utf-8")
SENT = re.findall(r"(?m)^    (curl .*)$", PAGE)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_table_of_needs_is_sent_joined_changed_and_taken_away(released: Path, tmp_path: Path) -> None:
    for kind, name in (("turtle", "needs.ttl"), ("sparql", "needs.rq")):
        (block,) = re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)
        (tmp_path / name).write_text(block, encoding="utf-8")
    with served(Path(shutil.copytree(released, tmp_path / "data"))) as (client, _):
        token = client.headers["authorization"].partition(" ")[2]
        known = {**os.environ, "SERVER": str(client.base_url).rstrip("/"), "TOKEN": token}
        put, ask, change, delete = (line.replace("curl ", "curl --noproxy '*' ", 1) for line in SENT)

        def sent(line: str) -> str:
            ran = subprocess.run(
                ["bash", "-c", line], cwd=tmp_path, env=known, capture_output=True, check=False
            )
            assert ran.returncode == 0, ran.stderr
            return ran.stdout.decode()

        sent(put)
        rows = sent(ask).splitlines()
        assert rows[0] == "need,people,name,theme"
        assert any("romanit" in row and ",120," in row for row in rows)
        sent(change)
        assert any(",45," in row for row in sent(ask).splitlines())
        sent(delete)
        assert len(sent(ask).splitlines()) == 1

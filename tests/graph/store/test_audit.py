"""The audit: a line a write, in the order they were made."""

from __future__ import annotations

import json
from pathlib import Path

from graph.store.audit import Audit


def test_every_write_is_a_line_of_its_own(tmp_path: Path) -> None:
    audit = Audit(tmp_path)
    audit.add("t1", {"what": "update", "text": "CLEAR\nDEFAULT ä"}, "done")
    Audit(tmp_path).add("t2", {"what": "PUT", "graph": "a:g"}, "not done: 403")
    first, second = map(json.loads, (tmp_path / "audit.jsonl").read_text(encoding="utf-8").splitlines())
    assert first["when"] <= second["when"]
    assert {name: first[name] for name in ("token", "what", "text", "outcome")} == {
        "token": "t1",
        "what": "update",
        "text": "CLEAR\nDEFAULT ä",
        "outcome": "done",
    }
    assert second["graph"] == "a:g"
